//! People, places and sources as they are written: in a registry, or in their place in an event.

use super::registry::Registry;
use super::scribe::Scribe;
use super::states::{Days, Label};
use crate::diag::source::quoted;
use crate::diag::{Code, Entry, Node, Span, Table};
use crate::model::{Citation, Person, Place, When};
use crate::text::{SafeText, SharedText};

/// A person of the registry, with what holds only on some days.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownPerson {
    /// Name and spellings.
    pub person: Person,
    /// For which country.
    pub country: Option<Label>,
    /// Offices in the order of the file.
    pub offices: Vec<Office>,
}

/// An office and when it was held.
#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    /// The office.
    pub office: SharedText,
    /// The first day.
    pub from: Option<When>,
    /// The last day.
    pub to: Option<When>,
    /// For which country, where it is not the person's.
    pub country: Option<Label>,
}

impl Office {
    /// Says whether the office was held on some of these days.
    pub fn held(&self, days: Days) -> bool {
        let since = self.from.as_ref().and_then(When::earliest);
        let until = self.to.as_ref().and_then(When::latest);
        since.is_none_or(|since| since <= days.1) && until.is_none_or(|until| until >= days.0)
    }
}

/// A place of the registry.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownPlace {
    /// Names; the country is filled in by the day.
    pub place: Place,
    /// The state it lies in.
    pub country: Option<Label>,
}

impl KnownPlace {
    /// Returns the place with its country, unless that depends on the day.
    pub fn in_its_state(self) -> Place {
        let country = match self.country {
            Some(Label::One(country)) => Some(country),
            Some(Label::Several(_)) | None => None,
        };
        Place {
            country,
            ..self.place
        }
    }
}

impl Registry {
    /// Reads a person of the registry.
    pub fn person(&self, entry: &Entry<'_>, scribe: &mut Scribe<'_, '_>) -> Option<KnownPerson> {
        let table = entry.node.table()?;
        let country = self.label(table, "country", scribe);
        let mut offices: Vec<Office> = table
            .list("offices")
            .iter()
            .filter_map(|node| self.office(node, scribe))
            .collect();
        if let Some(office) = scribe.line(table, "office") {
            if let (Some(_), Some(both)) = (table.get("offices"), table.get("office")) {
                scribe.report(
                    Code::BadOffices,
                    both.span,
                    "a person with both `office` and `offices`",
                    "put the office into the list of offices",
                );
            }
            offices.push(Office {
                office: office.into(),
                from: None,
                to: None,
                country: None,
            });
        }
        let person = Person {
            key: Some(SafeText::field(&entry.key)),
            name: scribe.required(table, "name")?,
            native: scribe.line(table, "native"),
            aka: scribe.lines(table, "aka"),
        };
        Some(KnownPerson {
            person,
            country,
            offices,
        })
    }

    fn office(&self, node: &Node<'_>, scribe: &mut Scribe<'_, '_>) -> Option<Office> {
        let table = node.table()?;
        let (from, to) = (scribe.date(table, "from"), scribe.date(table, "to"));
        let begins = from.as_ref().and_then(When::earliest);
        let ends = to.as_ref().and_then(When::latest);
        if let (Some(begins), Some(ends)) = (begins, ends)
            && ends < begins
        {
            scribe.report(
                Code::BadOffices,
                node.span,
                "an office that ends before it begins",
                "`to` is no earlier than `from`",
            );
        }
        let country = self.label(table, "country", scribe);
        Some(Office {
            office: scribe.required(table, "office")?.into(),
            from,
            to,
            country,
        })
    }

    /// Reads a place; `key` is that of the registry.
    pub fn place(
        &self,
        table: &Table<'_>,
        key: Option<&str>,
        scribe: &mut Scribe<'_, '_>,
    ) -> Option<KnownPlace> {
        let country = self.label(table, "country", scribe);
        let place = Place {
            key: key.map(SafeText::field),
            name: scribe.required(table, "name")?,
            native: scribe.line(table, "native"),
            country: None,
            aka: scribe.lines(table, "aka"),
        };
        Some(KnownPlace { place, country })
    }

    /// Reads a country code.
    pub fn label(
        &self,
        table: &Table<'_>,
        key: &str,
        scribe: &mut Scribe<'_, '_>,
    ) -> Option<Label> {
        let node = table.get(key)?;
        self.label_of(node.text()?, node.span, scribe)
    }

    /// Reads a country code.
    pub fn label_of(&self, code: &str, span: Span, scribe: &mut Scribe<'_, '_>) -> Option<Label> {
        let label = self.states.label(code);
        if label.is_none() {
            self.unknown_country(code, span, scribe);
        }
        label
    }

    /// Reports a code that is none.
    pub fn unknown_country(&self, code: &str, span: Span, scribe: &mut Scribe<'_, '_>) {
        // A name is compared with several of each country.
        let may = scribe.reporter.may_compare(4 * self.states.table().len());
        let hint = match may.then(|| self.states.nearest(code)).flatten() {
            Some(near) => format!("did you mean `{near}`?"),
            None if code.starts_with("x-") => {
                "define it under [countries]: x-name = { name = \"…\" }".into()
            }
            None => "write the ISO 3166 code, or define one of your own under [countries]: x-name"
                .into(),
        };
        scribe.report(
            Code::UnknownCountry,
            span,
            format!("{} is no country code", quoted(code)),
            hint,
        );
    }
}

/// Makes words of a tag: `rare-earths` is `Rare earths`.
pub fn label(slug: &str) -> SafeText {
    let mut chars = slug.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    let words: String = first.into_iter().chain(chars).collect();
    SafeText::field(&words.replace('-', " "))
}

/// Says whether a key has a value other than text without a visible character.
fn holds(table: &Table<'_>, key: &str) -> bool {
    table.get(key).is_some_and(|node| {
        node.text()
            .is_none_or(|text| !SafeText::field(text).is_empty())
    })
}

/// Reads a source that has a title or an address; `key` is that of the registry.
pub fn citation(
    table: &Table<'_>,
    key: Option<&str>,
    node: &Node<'_>,
    scribe: &mut Scribe<'_, '_>,
) -> Option<Citation> {
    let citation = Citation {
        key: key.map(SafeText::field),
        title: scribe.line(table, "title"),
        publisher: scribe.line(table, "publisher").map(SharedText::from),
        url: scribe.url(table, "url"),
        date: scribe.date(table, "date").map(Box::new),
        lang: scribe.lang(table, "lang").map(SharedText::from),
        archive: scribe.url(table, "archive"),
    };
    let named = citation.title.is_some() || citation.url.is_some();
    // Of what stands there but cannot be taken the reader has been told.
    if !named && !holds(table, "title") && !holds(table, "url") {
        scribe.report(
            Code::EmptySource,
            node.span,
            "a source with neither title nor url",
            "say what document it is, or where it is found",
        );
    }
    named.then_some(citation)
}
