//! What was discussed, said and agreed, and where it is documented.

use super::{Decoder, by_language, days as days_of, gather, mark, word};
use crate::data::decode::countries::{As, At};
use crate::data::known::{citation, label};
use crate::data::scribe::Scribe;
use crate::data::states::Days;
use crate::diag::source::quoted;
use crate::diag::{Code, Node, Table};
use crate::model::{
    Country, EventId, Outcome, OutcomeKind, Quote, QuoteKind, Related, RelationKind, SourceIx,
    Speaker, Tag, TagIx, Topic, Translation,
};
use crate::text::SafeText;

impl Decoder<'_> {
    /// Reads topics of either form.
    pub(super) fn topics(
        &mut self,
        table: &Table<'_>,
        days: Days,
        scribe: &mut Scribe<'_, '_>,
    ) -> Box<[Topic]> {
        if let (Some(_), Some(second)) = (table.get("topics"), table.get("topic")) {
            scribe.report(
                Code::TopicForms,
                second.span,
                "an event with both `topics` and [[event.topic]]",
                "keep one of the two forms",
            );
        }
        let nodes = table.list("topics").iter().chain(table.list("topic"));
        gather(nodes, |node| self.topic(node, days, scribe))
    }

    fn topic(&mut self, node: &Node<'_>, days: Days, scribe: &mut Scribe<'_, '_>) -> Option<Topic> {
        let Some(table) = node.table() else {
            return Some(Topic {
                tag: self.tag(node, scribe)?,
                note: None,
                accounts: Box::default(),
                stance: Box::default(),
            });
        };
        let tag = self.tag(table.get("tag")?, scribe)?;
        let at = |span| At {
            span,
            days,
            named_as: As::Subject,
        };
        let stance: Box<[(Country, SafeText)]> = table
            .map("stance")
            .iter()
            .filter_map(|entry| {
                let country = self.country_of(&entry.key, at(entry.span), scribe)?;
                Some((country, scribe.line_of(&entry.node)?))
            })
            .collect();
        let mut accounts = self
            .countries(table.list("accounts"), days, As::Subject, scribe)
            .into_vec();
        for (country, _) in &stance {
            if !accounts.contains(country) {
                accounts.push(*country);
            }
        }
        Some(Topic {
            tag,
            note: scribe.body(table, "note"),
            accounts: accounts.into(),
            stance,
        })
    }

    fn tag(&mut self, node: &Node<'_>, scribe: &mut Scribe<'_, '_>) -> Option<TagIx> {
        let slug = scribe.slug(node, Code::BadTopic)?;
        if let Some(at) = self.registry.topics.find(&slug) {
            return Some(TagIx(at));
        }
        if let Some(&known) = self.tags.get(&*slug) {
            return Some(known);
        }
        let label = label(&slug);
        let tag = TagIx(self.pool.tags.intern(Tag {
            slug: slug.clone(),
            label,
        }));
        self.tags.insert(slug, tag);
        Some(tag)
    }

    /// Reads quotes.
    pub(super) fn quotes(
        &mut self,
        table: &Table<'_>,
        days: Days,
        scribe: &mut Scribe<'_, '_>,
    ) -> Box<[Quote]> {
        let nodes = table.list("quote").iter().chain(table.list("quotes"));
        gather(nodes, |node| self.quote(node, days, scribe))
    }

    fn quote(&mut self, node: &Node<'_>, days: Days, scribe: &mut Scribe<'_, '_>) -> Option<Quote> {
        let table = node.table()?;
        let at = scribe.date(table, "at");
        let on = at.as_ref().map_or(days, days_of);
        let by = table.get("by").map(|by| self.participant(by, on, scribe));
        if by.is_none() {
            scribe.report(
                Code::Speaker,
                node.span,
                "a quote without `by`",
                "say whose words they are: by = KEY, or by = { name = \"…\" }",
            );
        }
        let text = scribe.body(table, "text");
        let translation = by_language(table, "translation", scribe);
        if text.is_none() && translation.is_empty() {
            scribe.report(
                Code::EmptyQuote,
                node.span,
                "a quote with neither `text` nor `translation`",
                "add the words, or take the quote out",
            );
        }
        let lang = scribe.lang(table, "lang");
        let source = table
            .get("source")
            .and_then(|node| self.source(node, scribe));
        let by = by??;
        Some(Quote {
            by: Speaker {
                person: by.person,
                country: by.country,
                office: by.office,
                role: by.role,
            },
            kind: word!(table, "type", QuoteKind)?,
            lang: self
                .words
                .share(lang.unwrap_or_else(|| SafeText::field("en"))),
            text,
            translation,
            at: at.map(Box::new),
            place: scribe.line(table, "where"),
            source,
        })
    }

    /// Reads sources.
    pub(super) fn sources(
        &mut self,
        table: &Table<'_>,
        scribe: &mut Scribe<'_, '_>,
    ) -> Box<[SourceIx]> {
        gather(table.list("sources").iter(), |node| {
            self.source(node, scribe)
        })
    }

    fn source(&mut self, node: &Node<'_>, scribe: &mut Scribe<'_, '_>) -> Option<SourceIx> {
        if let Some(table) = node.table() {
            let key = table.text("key");
            let citation = citation(table, key, node, scribe)?;
            let known = self
                .registry
                .sources
                .find_same(key, |known| *known == citation);
            if let Some(at) = known {
                mark(&mut self.used.sources, at as usize);
            }
            return Some(SourceIx(
                known.unwrap_or_else(|| self.pool.sources.intern(citation)),
            ));
        }
        let key = node.text()?;
        let sources = &self.registry.sources;
        if let Some(at) = sources.find(key) {
            mark(&mut self.used.sources, at as usize);
            return Some(SourceIx(at));
        }
        let hint = match scribe.reporter.suggest(key, sources.keys()) {
            Some(near) => format!("did you mean {}?", quoted(near)),
            None => "add it to [sources], or write { title = \"…\", url = \"…\" } here".into(),
        };
        scribe.report(
            Code::UnknownEntry,
            node.span,
            format!("{} is not in [sources]", quoted(key)),
            hint,
        );
        None
    }
}

/// Reads outcomes.
pub(super) fn outcomes(table: &Table<'_>, scribe: &mut Scribe<'_, '_>) -> Box<[Outcome]> {
    table
        .list("outcomes")
        .iter()
        .filter_map(|node| {
            let table = node.table()?;
            let (text, url) = (scribe.required(table, "text"), scribe.url(table, "url"));
            Some(Outcome {
                kind: word!(table, "type", OutcomeKind)?,
                text: text?,
                url,
            })
        })
        .collect()
}

/// Reads relations.
pub(super) fn related(table: &Table<'_>, scribe: &mut Scribe<'_, '_>) -> Box<[Related]> {
    table
        .list("related")
        .iter()
        .filter_map(|node| {
            let table = node.table()?;
            let event = scribe.slug(table.get("event")?, Code::BadId)?;
            Some(Related {
                kind: word!(table, "type", RelationKind)?,
                event: EventId(event),
            })
        })
        .collect()
}

/// Reads title, summary and note in other languages.
pub(super) fn translations(
    table: &Table<'_>,
    scribe: &mut Scribe<'_, '_>,
) -> Box<[(SafeText, Translation)]> {
    table
        .map("text")
        .iter()
        .filter_map(|entry| {
            let lang = scribe.lang_of(&entry.key, entry.span)?;
            let table = entry.node.table()?;
            let translation = Translation {
                title: scribe.line(table, "title"),
                summary: scribe.body(table, "summary"),
                note: scribe.body(table, "note"),
            };
            Some((lang, translation))
        })
        .collect()
}
