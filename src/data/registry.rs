//! What the heads of the files define: people, places, sources, topics, countries, views.

use std::collections::HashMap;

use super::decode::Used;
use super::head::head;
use super::known::{KnownPerson, KnownPlace, citation, label};
use super::scribe::Scribe;
use super::shelf::Shelf;
use super::states::{Label, States};
use crate::diag::source::quoted;
use crate::diag::{Code, Node, Place, Problems, Table, Value};
use crate::model::{Citation, FileHead, NamedView, Person, Tag};
use crate::text::{SafeText, fold};

/// The registries of all files that are read together.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    /// Country codes.
    pub states: States,
    /// `[people]`
    pub people: Shelf<KnownPerson>,
    /// `[places]`
    pub places: Shelf<KnownPlace>,
    /// `[sources]`
    pub sources: Shelf<Citation>,
    /// `[topics]`
    pub topics: Shelf<Tag>,
    /// `[countries]`
    named: Shelf<(SafeText, Option<SafeText>)>,
    /// People by their folded names and other spellings.
    names: HashMap<String, u32>,
    /// `[[view]]`
    pub views: Vec<NamedView>,
    /// Where their queries stand.
    pub queries: Vec<Place>,
}

impl Registry {
    /// Starts with the built-in countries.
    pub fn new() -> Self {
        Self {
            states: States::new(),
            ..Self::default()
        }
    }

    /// Takes in `[countries]` of a file: all files' codes must be known before anything uses them.
    pub fn add_countries(&mut self, root: &Table<'_>, scribe: &mut Scribe<'_, '_>) {
        for entry in root.map("countries") {
            let Some(table) = entry.node.table() else {
                continue;
            };
            let known = self.states.label(&entry.key);
            let name = scribe.line(table, "name").or_else(|| match known {
                Some(Label::One(country)) => {
                    Some(SafeText::field(self.states.table().name(country)))
                }
                _ => None,
            });
            let short = scribe.line(table, "short");
            if known.is_none() && !is_own_code(&entry.key) {
                self.unknown_country(&entry.key, entry.span, scribe);
                continue;
            }
            let Some(name) = name else {
                scribe.report(
                    Code::MissingKey,
                    entry.span,
                    format!("{} without `name`", quoted(&entry.key)),
                    "a code of the file’s own needs a name",
                );
                continue;
            };
            let first = self.named.find(&entry.key).is_none();
            self.named.add(entry, (name.clone(), short.clone()), scribe);
            if first {
                self.states.define(&entry.key, &name, short.as_deref());
            }
        }
    }

    /// Makes a code of a file's own known without a definition: its name is made of the code.
    pub fn make_known(&mut self, code: &str) {
        if is_own_code(code) && self.states.label(code).is_none() {
            let name = label(code.trim_start_matches("x-"));
            self.states.define(code, &name, None);
        }
    }

    /// Takes in the other registries of a file and returns its head.
    pub fn add(&mut self, root: &Table<'_>, scribe: &mut Scribe<'_, '_>) -> FileHead {
        for entry in root.map("people") {
            if let Some(person) = self.person(entry, scribe) {
                self.name(&person.person);
                self.people.add(entry, person, scribe);
            }
        }
        for entry in root.map("places") {
            if let Some(table) = entry.node.table()
                && let Some(place) = self.place(table, Some(&entry.key), scribe)
            {
                self.places.add(entry, place, scribe);
            }
        }
        for entry in root.map("sources") {
            if let Some(table) = entry.node.table()
                && let Some(source) = citation(table, Some(&entry.key), &entry.node, scribe)
            {
                self.sources.add(entry, source, scribe);
            }
        }
        for entry in root.map("topics") {
            let node = Node {
                span: entry.span,
                value: Value::Text(entry.key.clone()),
            };
            if let Some(slug) = scribe.slug(&node, Code::BadTopic) {
                let label = scribe.line_of(&entry.node).unwrap_or_else(|| label(&slug));
                self.topics.add(entry, Tag { slug, label }, scribe);
            }
        }
        for node in root.list("view") {
            self.add_view(node, scribe);
        }
        root.table("file")
            .map_or_else(FileHead::default, |table| head(table, scribe))
    }

    /// Remembers how a person who is about to be added is called.
    fn name(&mut self, person: &Person) {
        let number = u32::try_from(self.people.items.len()).unwrap_or(u32::MAX);
        let spellings = person
            .aka
            .iter()
            .chain(&person.native)
            .chain([&person.name]);
        for spelling in spellings {
            self.names.entry(fold(spelling)).or_insert(number);
        }
    }

    /// Returns the key of the person who bears a name, in whatever spelling.
    pub fn alias(&self, name: &str) -> Option<&str> {
        if self.names.is_empty() {
            return None;
        }
        let &number = self.names.get(&fold(name))?;
        self.people
            .items
            .get(number as usize)?
            .person
            .key
            .as_deref()
    }

    /// Reports the entries that nothing uses.
    pub fn report_unused(&self, used: &Used, problems: &mut Problems) {
        self.people.report_unused("people", &used.people, problems);
        self.places.report_unused("places", &used.places, problems);
        self.sources
            .report_unused("sources", &used.sources, problems);
    }

    fn add_view(&mut self, node: &Node<'_>, scribe: &mut Scribe<'_, '_>) {
        let Some(table) = node.table() else { return };
        let (name, query) = (scribe.required(table, "name"), scribe.line(table, "query"));
        let (Some(name), Some(at)) = (name, table.get("name")) else {
            return;
        };
        if self
            .views
            .iter()
            .any(|view| fold(&view.name) == fold(&name))
        {
            scribe.report(
                Code::ViewTwice,
                at.span,
                format!("a second view with the name {}", quoted(&name)),
                "give it another name",
            );
            return;
        }
        let written = table.get("query").map_or(at.span, |node| node.span);
        self.queries.push(scribe.reporter.source().place(written));
        let query = query.unwrap_or_default();
        self.views.push(NamedView { name, query });
    }
}

/// Says whether a code is one that files define themselves.
fn is_own_code(code: &str) -> bool {
    code.len() <= 40
        && code.strip_prefix("x-").is_some_and(|name| {
            !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        })
}
