//! What the heads of the files define: people, places, sources, topics, countries, views.

use std::collections::HashMap;

use super::decode::Used;
use super::forms;
use super::scribe::Scribe;
use super::states::{Days, Label, States};
use crate::diag::shape::check_but;
use crate::diag::source::quoted;
use crate::diag::{Code, Diagnostic, Entry, Node, Place as Spot, Problems, Span, Table, Value};
use crate::model::{Citation, FileHead, NamedView, Person, Place, Tag, When};
use crate::text::{SafeText, fold};

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
    pub office: SafeText,
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

/// Entries by key, and where each was defined.
#[derive(Debug)]
pub struct Shelf<T> {
    /// The entries.
    pub items: Vec<T>,
    /// Where they were defined.
    pub spots: Vec<Spot>,
    by_key: HashMap<Box<str>, u32>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            spots: Vec::new(),
            by_key: HashMap::new(),
        }
    }
}

impl<T: PartialEq> Shelf<T> {
    /// Finds an entry.
    pub fn find(&self, key: &str) -> Option<u32> {
        self.by_key.get(key).copied()
    }

    /// Finds an entry by a key that is only a label: it must say the same.
    pub fn find_same(&self, key: Option<&str>, same: impl Fn(&T) -> bool) -> Option<u32> {
        let at = self.find(key?)?;
        self.items.get(at as usize).is_some_and(same).then_some(at)
    }

    /// Returns its keys.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.by_key.keys().map(|key| &**key)
    }

    /// Takes in an entry; the same key again must mean the same.
    fn add(&mut self, entry: &Entry<'_>, item: T, scribe: &mut Scribe<'_, '_>) {
        let spot = scribe.reporter.source().place(entry.span);
        if let Some(at) = self.find(&entry.key) {
            let (Some(first), Some(there)) =
                (self.items.get(at as usize), self.spots.get(at as usize))
            else {
                return;
            };
            if *first != item {
                scribe.reporter.push(
                    Diagnostic::new(
                        Code::EntryTwice,
                        spot,
                        format!("{} is defined twice, differently", quoted(&entry.key)),
                        "make both alike, or give one of them another key",
                    )
                    .related(there.clone(), "defined here first"),
                );
            }
            return;
        }
        let at = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        self.by_key.insert((*entry.key).into(), at);
        self.items.push(item);
        self.spots.push(spot);
    }
}

/// The registries of all files that are read together.
#[derive(Debug, Default)]
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
        report_unused("people", &self.people.spots, &used.people, problems);
        report_unused("places", &self.places.spots, &used.places, problems);
        report_unused("sources", &self.sources.spots, &used.sources, problems);
    }

    fn add_view(&mut self, node: &Node<'_>, scribe: &mut Scribe<'_, '_>) {
        let Some(table) = node.table() else { return };
        let (name, query) = (scribe.required(table, "name"), scribe.line(table, "query"));
        let (Some(name), Some(at)) = (name, table.get("name")) else {
            return;
        };
        if self.views.iter().any(|view| view.name == name) {
            scribe.report(
                Code::ViewTwice,
                at.span,
                format!("a second view with the name {}", quoted(&name)),
                "give it another name",
            );
            return;
        }
        let query = query.unwrap_or_default();
        self.views.push(NamedView { name, query });
    }

    fn person(&self, entry: &Entry<'_>, scribe: &mut Scribe<'_, '_>) -> Option<KnownPerson> {
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
                office,
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
            office: scribe.required(table, "office")?,
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

    fn unknown_country(&self, code: &str, span: Span, scribe: &mut Scribe<'_, '_>) {
        let hint = match self.states.nearest(code) {
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

fn report_unused(registry: &str, spots: &[Spot], used: &[bool], problems: &mut Problems) {
    for (at, spot) in spots.iter().enumerate() {
        if !used.get(at).copied().unwrap_or(false) {
            let key = quoted(spot.excerpt.get(spot.mark.clone()).unwrap_or_default());
            let message = format!("no event uses {key} of [{registry}]");
            let hint = "take it out, or correct the key where it was meant";
            problems.push(Diagnostic::new(
                Code::UnusedEntry,
                spot.clone(),
                message,
                hint,
            ));
        }
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

/// Makes words of a tag: `rare-earths` is `Rare earths`.
pub fn label(slug: &str) -> SafeText {
    let mut chars = slug.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    let words: String = first.into_iter().chain(chars).collect();
    SafeText::field(&words.replace('-', " "))
}

/// Reads a source; `key` is that of the registry.
pub fn citation(
    table: &Table<'_>,
    key: Option<&str>,
    node: &Node<'_>,
    scribe: &mut Scribe<'_, '_>,
) -> Option<Citation> {
    let citation = Citation {
        key: key.map(SafeText::field),
        title: scribe.line(table, "title"),
        publisher: scribe.line(table, "publisher"),
        url: scribe.url(table, "url"),
        date: scribe.date(table, "date"),
        lang: scribe.lang(table, "lang"),
        archive: scribe.url(table, "archive"),
    };
    if citation.title.is_none() && table.get("url").is_none() {
        scribe.report(
            Code::EmptySource,
            node.span,
            "a source with neither title nor url",
            "say what document it is, or where it is found",
        );
        return None;
    }
    Some(citation)
}

fn head(table: &Table<'_>, scribe: &mut Scribe<'_, '_>) -> FileHead {
    let checked = scribe.date(table, "checked");
    FileHead {
        title: scribe.line(table, "title"),
        curator: scribe.line(table, "curator"),
        licence: scribe.line(table, "licence"),
        version: scribe.line(table, "version"),
        language: scribe.lang(table, "language"),
        checked: checked.and_then(|when| when.latest()),
        description: scribe.body(table, "description"),
    }
}

/// Compares the root of a file with its form and looks at the version of the format.
pub fn check_root(root: &Table<'_>, scribe: &mut Scribe<'_, '_>) {
    // Events are checked one by one, the version below.
    let start = Span::default();
    check_but(
        &["event", "format"],
        root,
        start,
        &forms::FILE,
        scribe.reporter,
    );
    if let Some(node) = root.get("event") {
        let message = "`event` takes tables below headers";
        scribe.report(
            Code::WrongType,
            node.span,
            message,
            "begin each event with a line [[event]]",
        );
    }
    let hint = "write `format = 1` at the top of the file";
    match root.get("format") {
        None => scribe.report(Code::Format, start, "the file has no `format`", hint),
        Some(node) => match node.integer() {
            Some(1) => {}
            Some(newer) if newer > 1 => scribe.report(
                Code::Format,
                node.span,
                format!("the file is of format {newer}; this program knows format 1"),
                "use a newer demarche",
            ),
            _ => scribe.report(Code::Format, node.span, "`format` is not 1", hint),
        },
    }
}
