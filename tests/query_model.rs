//! Random queries over random collections, beside a model that looks at every event by the words of the language.
//!
//! The model knows nothing of bitmaps, folding or dates: whatever it needs of them stands in its tables by hand.

#![expect(clippy::unwrap_used, reason = "a model without its tables is none")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use demarche::model::country::Found;
use demarche::model::{
    Citation, Confidence, Countries, Country, Event, EventId, Fold, Kind, Level, Outcome,
    OutcomeKind, Participant, Parts, Person, PersonIx, Place, PlaceIx, Quote, QuoteKind, Related,
    RelationKind, Role, SourceIx, Speaker, Status, Tag, TagIx, Timeline, Topic, Translation, Visit,
    When,
};
use demarche::query::{Bitmap, Index, Query, Scope};
use demarche::text::SafeText;
use proptest::prelude::*;
use proptest::sample::select;

const TODAY: &str = "1971-06-15";

/// Dates: as written, first day, last day; nothing where it is open.
const DATES: &[(&str, &str, &str)] = &[
    ("1971-05-01", "1971-05-01", "1971-05-01"),
    ("1971-05-20T10:30", "1971-05-20", "1971-05-20"),
    ("1971-05", "1971-05-01", "1971-05-31"),
    ("1971?", "1971-01-01", "1971-12-31"),
    ("1974", "1974-01-01", "1974-12-31"),
    ("197X", "1970-01-01", "1979-12-31"),
    ("../1970", "", "1970-12-31"),
    ("1972-02/..", "1972-02-01", ""),
    ("[1970,1974-03]", "1970-01-01", "1974-03-31"),
    ("1971-04-20/1971-05-02", "1971-04-20", "1971-05-02"),
    ("1974-12-31", "1974-12-31", "1974-12-31"),
];

/// What is only asked for, counted from [`TODAY`].
const SPANS: &[(&str, &str, &str)] = &[
    ("today", "1971-06-15", "1971-06-15"),
    ("-30d", "1971-05-16", "1971-06-15"),
    ("-6m", "1970-12-15", "1971-06-15"),
    ("-1y", "1970-06-15", "1971-06-15"),
];

/// Countries: code, what it continues as by default, what it continues as of all, name in those years, folded.
const COUNTRIES: &[(&str, &str, &str, &str)] = &[
    ("US", "US", "US", "united states"),
    ("CN", "CN", "CN", "china"),
    ("RU", "RU", "RU", "russia"),
    ("SU", "RU", "RU", "soviet union"),
    ("DE", "DE", "DE", "west germany"),
    ("DD", "DD", "DE", "east germany"),
    ("FR", "FR", "FR", "france"),
];

/// People: key, names, the names folded.
const PEOPLE: &[(&str, &[&str], &[&str])] = &[
    ("re", &["Recep Tayyip Erdoğan"], &["recep tayyip erdogan"]),
    (
        "zhou",
        &["Zhou Enlai", "周恩来", "Chou En-lai"],
        &["zhou enlai", "周恩来", "chou en lai"],
    ),
    ("", &["Łukasz O’Hara"], &["lukasz ohara"]),
    ("", &["Erich Honecker"], &["erich honecker"]),
];

/// Places: key, names, the names folded, country.
const PLACES: &[(&str, &[&str], &[&str], &str)] = &[
    ("lodz", &["Łódź"], &["lodz"], ""),
    (
        "",
        &["Beijing", "北京", "Peking"],
        &["beijing", "北京", "peking"],
        "CN",
    ),
    ("bonn", &["Bonn am Rhein"], &["bonn am rhein"], "DE"),
    ("", &["Moscow"], &["moscow"], "SU"),
];

/// Tags of topics: slug, label, both folded.
const TOPICS: &[(&str, &str, &str, &str)] = &[
    ("trade", "Trade", "trade", "trade"),
    ("rare-earths", "Rare Earths", "rare earths", "rare earths"),
    ("g7", "Ｇ７", "g7", "g7"),
];

/// Texts, and the texts folded.
const TEXTS: &[(&str, &str)] = &[
    ("Côte d’Ivoire talks", "cote divoire talks"),
    ("U.S. Navy", "us navy"),
    ("The end", "the end"),
    ("end of talks", "end of talks"),
    ("周恩来，会见", "周恩来 会见"),
    ("Ｇ２０ Straße", "g20 strasse"),
    ("!", ""),
];

/// Values of `person:` and `place:`, folded by hand.
const NAMES: &[(&str, &str)] = &[
    ("re", "re"),
    ("zhou", "zhou"),
    ("ENLAI", "enlai"),
    ("erdoğan tayyip", "erdogan tayyip"),
    ("er", "er"),
    ("hara", "hara"),
    ("o'h łuk", "oh luk"),
    ("周", "周"),
    ("chou enlai", "chou enlai"),
    ("lodz", "lodz"),
    ("bonn rhein", "bonn rhein"),
    ("rhein", "rhein"),
    ("京", "京"),
    ("peking", "peking"),
    ("cn", "cn"),
    ("SU", "su"),
    ("x", "x"),
];

/// What is searched for, folded by hand.
const NEEDLES: &[(&str, &str)] = &[
    ("cote d'ivoire", "cote divoire"),
    ("us", "us"),
    ("U.S.", "us"),
    ("end", "end"),
    ("END OF", "end of"),
    ("the end end", "the end end"),
    ("talks us", "talks us"),
    ("恩来", "恩来"),
    ("g20", "g20"),
    ("ﾀ", "タ"),
    ("ERDOGAN", "erdogan"),
    ("łódź", "lodz"),
    ("peking", "peking"),
    ("soviet", "soviet"),
    ("germany", "germany"),
    ("s", "s"),
    ("rare-earths", "rare earths"),
    ("premier", "premier"),
    ("zzz", "zzz"),
];

/// Free tags, folded: two of them are the same.
const TAGS: &[(&str, &str)] = &[
    ("Red Line", "red line"),
    ("red-line", "red line"),
    ("Hôtel", "hotel"),
];

/// An event by its numbers in the tables.
#[derive(Clone, Debug)]
struct Spec {
    date: usize,
    place: Option<usize>,
    kind: Kind,
    status: Status,
    level: Level,
    visit: Option<Visit>,
    confidence: Confidence,
    /// Person, country, role.
    people: Vec<(usize, Option<usize>, Role)>,
    listed: Vec<usize>,
    about: Vec<usize>,
    initiator: Option<usize>,
    /// Tag, whether there is an account.
    topics: Vec<(usize, bool)>,
    /// Speaker, kind, text, translation.
    quotes: Vec<(usize, QuoteKind, usize, Option<usize>)>,
    outcomes: Vec<(OutcomeKind, usize)>,
    /// To which event of how many; none: to one that is not there.
    related: Vec<(RelationKind, Option<prop::sample::Index>)>,
    tags: Vec<usize>,
    title: usize,
    note: Option<usize>,
    other: Option<usize>,
    source: Option<usize>,
}

fn few<S: Strategy>(of: S) -> impl Strategy<Value = Vec<S::Value>> {
    prop::collection::vec(of, 0..3)
}

fn spec() -> impl Strategy<Value = Spec> {
    let country = || 0..COUNTRIES.len();
    let text = || 0..TEXTS.len();
    let words = (
        select(Kind::ALL),
        select(Status::ALL),
        select(Level::ALL),
        prop::option::of(select(Visit::ALL)),
        select(Confidence::ALL),
    );
    let parties = (
        few((
            0..PEOPLE.len(),
            prop::option::of(country()),
            select(Role::ALL),
        )),
        few(country()),
        few(country()),
        prop::option::weighted(0.2, country()),
    );
    let talk = (
        few((0..TOPICS.len(), any::<bool>())),
        few((
            0..PEOPLE.len(),
            select(QuoteKind::ALL),
            text(),
            prop::option::of(text()),
        )),
        few((select(OutcomeKind::ALL), text())),
        few((
            select(RelationKind::ALL),
            prop::option::of(any::<prop::sample::Index>()),
        )),
        few(0..TAGS.len()),
    );
    let texts = (
        text(),
        prop::option::of(text()),
        prop::option::weighted(0.2, text()),
        prop::option::weighted(0.3, text()),
    );
    let head = (0..DATES.len(), prop::option::of(0..PLACES.len()));
    (head, words, parties, talk, texts).prop_map(|(head, words, parties, talk, texts)| Spec {
        date: head.0,
        place: head.1,
        kind: words.0,
        status: words.1,
        level: words.2,
        visit: words.3,
        confidence: words.4,
        people: parties.0,
        listed: parties.1,
        about: parties.2,
        initiator: parties.3,
        topics: talk.0,
        quotes: talk.1,
        outcomes: talk.2,
        related: talk.3,
        tags: talk.4,
        title: texts.0,
        note: texts.1,
        other: texts.2,
        source: texts.3,
    })
}

fn safe(text: &str) -> SafeText {
    SafeText::field(text)
}

fn given(text: &str) -> Option<SafeText> {
    (!text.is_empty()).then(|| safe(text))
}

fn country(countries: &Countries, at: usize) -> Country {
    let Found::One(country) = countries.find(COUNTRIES[at].0, None) else {
        unreachable!("{} is a code", COUNTRIES[at].0);
    };
    country
}

fn id(at: usize) -> String {
    format!("1970-e{at}")
}

impl Spec {
    fn parties(&self) -> Vec<usize> {
        let mut all = Vec::new();
        let of_people = self.people.iter().filter_map(|person| person.1);
        for one in of_people.chain(self.listed.iter().copied()) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
        all
    }

    fn related(&self, at: usize, count: usize) -> Vec<(RelationKind, Option<usize>)> {
        let to = |index: &prop::sample::Index| index.index(count);
        self.related
            .iter()
            .map(|(kind, index)| (*kind, index.as_ref().map(to)))
            .filter(|&(_, to)| to != Some(at))
            .collect()
    }

    fn event(&self, at: usize, count: usize, countries: &Countries) -> Event {
        let code = |one: usize| country(countries, one);
        let text = |one: usize| safe(TEXTS[one].0);
        let person = |one: usize| PersonIx(u32::try_from(one).unwrap());
        let topic = |&(tag, account): &(usize, bool)| Topic {
            tag: TagIx(u32::try_from(tag).unwrap()),
            note: None,
            accounts: account.then(|| code(0)).into_iter().collect(),
            stance: Box::default(),
        };
        Event {
            id: EventId(safe(&id(at))),
            when: When::parse(DATES[self.date].0).unwrap(),
            date_text: None,
            local: Box::default(),
            duration: None,
            kind: self.kind,
            visit: self.visit,
            status: self.status,
            level: self.level,
            confidence: self.confidence,
            weight: 2,
            featured: false,
            lang: None,
            title: text(self.title),
            summary: None,
            note: self.note.map(text),
            place: self.place.map(|one| PlaceIx(u32::try_from(one).unwrap())),
            venue: None,
            margins_of: None,
            participants: self
                .people
                .iter()
                .map(|&(one, of, role)| Participant {
                    person: person(one),
                    country: of.map(code),
                    office: (role == Role::Host).then(|| safe("Premier")),
                    role,
                })
                .collect(),
            countries: self.parties().into_iter().map(code).collect(),
            about: self.about.iter().copied().map(code).collect(),
            initiator: self.initiator.map(code),
            topics: self.topics.iter().map(topic).collect(),
            outcomes: self
                .outcomes
                .iter()
                .map(|&(kind, one)| Outcome {
                    kind,
                    text: text(one),
                    url: None,
                })
                .collect(),
            quotes: self.quotes.iter().map(|quote| quoted(*quote)).collect(),
            sources: self
                .source
                .iter()
                .map(|&one| SourceIx(u32::try_from(one).unwrap()))
                .collect(),
            related: self
                .related(at, count)
                .into_iter()
                .map(|(kind, to)| Related {
                    kind,
                    event: EventId(safe(&to.map_or_else(|| "1970-gone".into(), id))),
                })
                .collect(),
            tags: self.tags.iter().map(|&one| safe(TAGS[one].0)).collect(),
            text: self
                .other
                .map(|one| {
                    let title = Some(text(one));
                    (
                        safe("fr"),
                        Translation {
                            title,
                            ..Translation::default()
                        },
                    )
                })
                .into_iter()
                .collect(),
        }
    }
}

fn quoted((by, kind, text, translation): (usize, QuoteKind, usize, Option<usize>)) -> Quote {
    Quote {
        by: Speaker {
            person: PersonIx(u32::try_from(by).unwrap()),
            country: None,
            office: None,
            role: Role::Caller,
        },
        kind,
        lang: safe("en"),
        text: Some(safe(TEXTS[text].0)),
        translation: translation
            .map(|one| (safe("fr"), safe(TEXTS[one].0)))
            .into_iter()
            .collect(),
        at: None,
        place: None,
        source: None,
    }
}

fn timeline(specs: &[Spec]) -> Timeline {
    let countries = Countries::default();
    let names = |all: &[&str]| -> (SafeText, Option<SafeText>, Box<[SafeText]>) {
        let mut all = all.iter().map(|name| safe(name));
        (all.next().unwrap(), all.next(), all.collect())
    };
    let people = PEOPLE.iter().map(|&(key, all, _)| {
        let (name, native, aka) = names(all);
        Person {
            key: given(key),
            name,
            native,
            aka,
        }
    });
    let places = PLACES.iter().map(|&(key, all, _, code)| {
        let (name, native, aka) = names(all);
        let at = COUNTRIES.iter().position(|row| row.0 == code);
        let country = at.map(|at| country(&countries, at));
        Place {
            key: given(key),
            name,
            native,
            country,
            aka,
        }
    });
    let sources = TEXTS.iter().map(|&(text, _)| Citation {
        key: None,
        title: Some(safe(text)),
        publisher: None,
        url: None,
        date: None,
        lang: None,
        archive: None,
    });
    let tags = TOPICS.iter().map(|row| Tag {
        slug: safe(row.0),
        label: safe(row.1),
    });
    let events = specs.iter().enumerate();
    Timeline::build(Parts {
        events: events
            .map(|(at, spec)| spec.event(at, specs.len(), &countries))
            .collect(),
        people: people.collect(),
        places: places.collect(),
        sources: sources.collect(),
        tags: tags.collect(),
        countries,
        ..Parts::default()
    })
}

/// One value of `country:` or `about:`.
#[derive(Clone, Debug)]
enum Item {
    All(Vec<usize>),
    Exactly(Vec<usize>),
    Directed(usize, usize),
}

/// One condition, in the words of the language.
#[derive(Clone, Debug)]
enum What {
    Country(Vec<Item>),
    About(Vec<Item>),
    Person(Vec<usize>),
    Place(Vec<usize>),
    Topic(Vec<usize>),
    Tag(Vec<usize>),
    /// A field of a closed list, and its words.
    Words(&'static str, Vec<&'static str>),
    /// Certainly, as written, first day, last day.
    Date(Vec<(bool, (&'static str, &'static str, &'static str))>),
    Year(bool, u16),
    After(&'static str, &'static str),
    Before(&'static str, &'static str),
    Id(Vec<usize>),
    Text(usize),
}

#[derive(Clone, Debug)]
struct Ask {
    negated: bool,
    what: What,
}

const HAS: &[&str] = &[
    "quote",
    "topic",
    "accounts",
    "source",
    "outcome",
    "note",
    "place",
    "translation",
    "related",
    "plan",
];

fn some<S: Strategy>(of: S) -> impl Strategy<Value = Vec<S::Value>> {
    prop::collection::vec(of, 1..3)
}

fn ask() -> impl Strategy<Value = Ask> {
    let country = || 0..COUNTRIES.len();
    let item = move || {
        prop_oneof![
            some(country()).prop_map(Item::All),
            some(country()).prop_map(Item::Exactly),
        ]
    };
    let directed = (country(), country()).prop_map(|(from, to)| Item::Directed(from, to));
    let words = |field: &'static str, all: &'static [&'static str]| {
        some(select(all)).prop_map(move |words| What::Words(field, words))
    };
    let closed = prop_oneof![
        words("kind", Kind::WORDS),
        words("status", Status::WORDS),
        words("level", Level::WORDS),
        words("visit", Visit::WORDS),
        words("confidence", Confidence::WORDS),
        words("role", Role::WORDS),
        words("quote-type", QuoteKind::WORDS),
        words("outcome", OutcomeKind::WORDS),
        words("relation", RelationKind::WORDS),
        words("has", HAS),
    ];
    let date = || prop_oneof![2 => select(DATES), 1 => select(SPANS)];
    let begun = move || date().prop_filter("it has a first day", |row| !row.1.is_empty());
    let dates = prop_oneof![
        some((any::<bool>(), date())).prop_map(What::Date),
        (any::<bool>(), 1969..1976u16).prop_map(|(certain, year)| What::Year(certain, year)),
        begun().prop_map(|(text, first, _)| What::After(text, first)),
        begun().prop_map(|(text, first, _)| What::Before(text, first)),
    ];
    let what = prop_oneof![
        3 => some(prop_oneof![2 => item(), 1 => directed]).prop_map(What::Country),
        1 => some(item()).prop_map(What::About),
        1 => some(0..NAMES.len()).prop_map(What::Person),
        1 => some(0..NAMES.len()).prop_map(What::Place),
        1 => some(0..TOPICS.len()).prop_map(What::Topic),
        1 => some(0..TAGS.len()).prop_map(What::Tag),
        3 => closed,
        3 => dates,
        1 => some(0..20usize).prop_map(What::Id),
        2 => (0..NEEDLES.len()).prop_map(What::Text),
    ];
    (any::<bool>(), what).prop_map(|(negated, what)| Ask { negated, what })
}

fn joined<T>(all: &[T], between: &str, word: impl Fn(&T) -> String) -> String {
    all.iter().map(word).collect::<Vec<_>>().join(between)
}

impl Item {
    fn write(&self) -> String {
        let codes = |all: &[usize]| joined(all, "+", |&one| COUNTRIES[one].0.into());
        match self {
            Self::All(all) => codes(all),
            Self::Exactly(all) => format!("={}", codes(all)),
            Self::Directed(from, to) => format!("{}>{}", COUNTRIES[*from].0, COUNTRIES[*to].0),
        }
    }
}

impl Ask {
    /// Writes the condition as a term of the language.
    fn write(&self) -> String {
        let quoted = |text: &str| format!("\"{text}\"");
        let of = |table: &'static [(&str, &str)]| move |&at: &usize| quoted(table[at].0);
        let certainly = |certain: bool| if certain { "=" } else { "" };
        let term = match &self.what {
            What::Country(all) => format!("country:{}", joined(all, ",", Item::write)),
            What::About(all) => format!("about:{}", joined(all, ",", Item::write)),
            What::Person(all) => format!("person:{}", joined(all, ",", of(NAMES))),
            What::Place(all) => format!("place:{}", joined(all, ",", of(NAMES))),
            What::Topic(all) => format!("topic:{}", joined(all, ",", |&at| TOPICS[at].0.into())),
            What::Tag(all) => format!("tag:{}", joined(all, ",", of(TAGS))),
            What::Words(field, all) => format!("{field}:{}", all.join(",")),
            What::Date(all) => {
                let write = |(certain, row): &(bool, (&str, _, _))| {
                    format!("{}{}", certainly(*certain), row.0)
                };
                format!("date:{}", joined(all, ",", write))
            }
            What::Year(certain, year) => format!("year:{}{year}", certainly(*certain)),
            What::After(text, _) => format!("after:{text}"),
            What::Before(text, _) => format!("before:{text}"),
            What::Id(all) => format!("id:{}", joined(all, ",", |&at| id(at))),
            What::Text(at) => quoted(NEEDLES[*at].0),
        };
        format!("{}{term}", if self.negated { "-" } else { "" })
    }
}

/// The events, by the words of the language alone.
struct Model<'a> {
    specs: &'a [Spec],
    fold: Fold,
}

impl Model<'_> {
    fn holds(&self, at: usize, ask: &Ask) -> bool {
        let spec = &self.specs[at];
        let (_, first, last) = DATES[spec.date];
        let found = match &ask.what {
            What::Country(items) => items.iter().any(|item| self.takes_part(spec, item)),
            What::About(items) => items.iter().any(|item| match item {
                Item::All(all) => self.all(&spec.about, all),
                Item::Exactly(all) => self.exactly(&spec.about, all),
                Item::Directed(..) => false,
            }),
            What::Person(names) => names.iter().any(|&name| {
                let speakers = spec.quotes.iter().map(|quote| quote.0);
                let mut people = spec.people.iter().map(|person| person.0).chain(speakers);
                people.any(|one| is_called(name, PEOPLE[one].0, PEOPLE[one].2))
            }),
            What::Place(names) => names.iter().any(|&name| {
                spec.place.is_some_and(|one| {
                    let (key, _, names, code) = PLACES[one];
                    code.eq_ignore_ascii_case(NAMES[name].0) || is_called(name, key, names)
                })
            }),
            What::Topic(all) => spec.topics.iter().any(|topic| all.contains(&topic.0)),
            What::Tag(all) => spec
                .tags
                .iter()
                .any(|&tag| all.iter().any(|&one| TAGS[one].1 == TAGS[tag].1)),
            What::Words("has", all) => all.iter().any(|word| self.has(at, word)),
            What::Words(field, all) => self.words(at, field).iter().any(|word| all.contains(word)),
            What::Date(all) => all
                .iter()
                .any(|&(certain, (_, from, to))| lies_in((first, last), (from, to), certain)),
            What::Year(certain, year) => {
                let (from, to) = (format!("{year}-01-01"), format!("{year}-12-31"));
                lies_in((first, last), (&from, &to), *certain)
            }
            // Dates of four digits of the year compare as texts do.
            What::After(_, day) => last.is_empty() || last >= *day,
            What::Before(_, day) => first.is_empty() || first < *day,
            What::Id(all) => all.contains(&at),
            What::Text(needle) => {
                let texts = texts(spec);
                texts.iter().any(|text| text.contains(NEEDLES[*needle].1))
            }
        };
        found != ask.negated
    }

    /// Says whether one country counts as another one that is wanted.
    fn is(&self, one: usize, wanted: usize) -> bool {
        let (code, by_default, of_all, _) = COUNTRIES[one];
        let continued = match self.fold {
            Fold::None => code,
            Fold::Default => by_default,
            Fold::All => of_all,
        };
        [code, continued].contains(&COUNTRIES[wanted].0)
    }

    fn all(&self, there: &[usize], wanted: &[usize]) -> bool {
        wanted
            .iter()
            .all(|&wanted| there.iter().any(|&one| self.is(one, wanted)))
    }

    fn exactly(&self, there: &[usize], wanted: &[usize]) -> bool {
        let others = there
            .iter()
            .any(|&one| !wanted.iter().any(|&wanted| self.is(one, wanted)));
        self.all(there, wanted) && !others
    }

    fn takes_part(&self, spec: &Spec, item: &Item) -> bool {
        let parties = spec.parties();
        match item {
            Item::All(all) => self.all(&parties, all),
            Item::Exactly(all) => self.exactly(&parties, all),
            &Item::Directed(from, to) => {
                let mut acts: Vec<Option<usize>> = spec
                    .people
                    .iter()
                    .filter(|person| ["caller", "sender", "guest"].contains(&person.2.word()))
                    .map(|person| person.1)
                    .collect();
                acts.extend(spec.initiator.map(Some));
                let goes = if acts.is_empty() {
                    let code = spec.place.map_or("", |place| PLACES[place].3);
                    let lies = COUNTRIES.iter().position(|row| row.0 == code);
                    ["visit", "mission"].contains(&spec.kind.word())
                        && lies.is_some_and(|lies| self.is(lies, to))
                } else {
                    acts.iter().flatten().any(|&one| self.is(one, from))
                };
                goes && self.all(&parties, &[from, to])
            }
        }
    }

    fn words(&self, at: usize, field: &str) -> Vec<&'static str> {
        let spec = &self.specs[at];
        match field {
            "kind" => vec![spec.kind.word()],
            "status" => vec![spec.status.word()],
            "level" => vec![spec.level.word()],
            "visit" => spec.visit.iter().map(|visit| visit.word()).collect(),
            "confidence" => vec![spec.confidence.word()],
            "role" => spec.people.iter().map(|person| person.2.word()).collect(),
            "quote-type" => spec.quotes.iter().map(|quote| quote.1.word()).collect(),
            "outcome" => spec
                .outcomes
                .iter()
                .map(|outcome| outcome.0.word())
                .collect(),
            "relation" => {
                let related = spec.related(at, self.specs.len());
                related.iter().map(|related| related.0.word()).collect()
            }
            _ => unreachable!("{field} is no closed field"),
        }
    }

    fn has(&self, at: usize, word: &str) -> bool {
        let spec = &self.specs[at];
        match word {
            "quote" => !spec.quotes.is_empty(),
            "topic" => !spec.topics.is_empty(),
            "accounts" => spec.topics.iter().any(|topic| topic.1),
            "source" => spec.source.is_some(),
            "outcome" => !spec.outcomes.is_empty(),
            "note" => spec.note.is_some(),
            "place" => spec.place.is_some(),
            "translation" => {
                spec.other.is_some() || spec.quotes.iter().any(|quote| quote.3.is_some())
            }
            "related" => !self.neighbours(at).is_empty(),
            "plan" => self.neighbours(at).into_iter().flatten().any(|other| {
                ["planned", "announced", "postponed"].contains(&self.specs[other].status.word())
            }),
            _ => unreachable!("{word} is nothing to have"),
        }
    }

    /// Returns the events related to one, either way.
    fn neighbours(&self, at: usize) -> Vec<Option<usize>> {
        let count = self.specs.len();
        let own = self.specs[at].related(at, count);
        let others = self.specs.iter().enumerate().filter(|(other, spec)| {
            let related = spec.related(*other, count);
            related.iter().any(|&(_, to)| to == Some(at))
        });
        own.into_iter()
            .map(|(_, to)| to)
            .chain(others.map(|(other, _)| Some(other)))
            .collect()
    }
}

fn is_called(name: usize, key: &str, names: &[&str]) -> bool {
    let (written, folded) = NAMES[name];
    let begins = |name: &str, word: &str| name.split(' ').any(|part| part.starts_with(word));
    written == key
        || names
            .iter()
            .any(|name| folded.split(' ').all(|word| begins(name, word)))
}

fn lies_in((first, last): (&str, &str), (from, to): (&str, &str), certain: bool) -> bool {
    let begins_in = from.is_empty() || (!first.is_empty() && first >= from);
    let ends_in = to.is_empty() || (!last.is_empty() && last <= to);
    if certain {
        return !first.is_empty() && !last.is_empty() && begins_in && ends_in;
    }
    let ends_before = !last.is_empty() && last < from;
    let begins_after = !first.is_empty() && !to.is_empty() && first > to;
    !ends_before && !begins_after
}

/// Returns every text of an event, folded.
fn texts(spec: &Spec) -> Vec<&'static str> {
    let mut all: Vec<&str> = Vec::new();
    let speakers = spec.quotes.iter().map(|quote| quote.0);
    for one in spec.people.iter().map(|person| person.0).chain(speakers) {
        all.extend(PEOPLE[one].2);
    }
    if spec.people.iter().any(|person| person.2 == Role::Host) {
        all.push("premier");
    }
    all.extend(spec.place.iter().flat_map(|&place| PLACES[place].2));
    all.extend(spec.parties().into_iter().map(|one| COUNTRIES[one].3));
    all.extend(
        spec.topics
            .iter()
            .flat_map(|&(tag, _)| [TOPICS[tag].2, TOPICS[tag].3]),
    );
    all.extend(spec.tags.iter().map(|&tag| TAGS[tag].1));
    let quotes = spec
        .quotes
        .iter()
        .flat_map(|quote| [Some(quote.2), quote.3]);
    let outcomes = spec.outcomes.iter().map(|outcome| Some(outcome.1));
    let own = [Some(spec.title), spec.note, spec.other, spec.source];
    let texts = own.into_iter().chain(quotes).chain(outcomes).flatten();
    all.extend(texts.map(|text| TEXTS[text].1));
    all
}

fn ids(timeline: &Timeline, set: &Bitmap) -> BTreeSet<String> {
    set.iter()
        .map(|ix| timeline.event(ix).id.0.to_string())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_index_finds_what_the_model_finds(
        specs in prop_oneof![
            9 => prop::collection::vec(spec(), 0..12),
            1 => prop::collection::vec(spec(), 60..140),
        ],
        queries in prop::collection::vec(prop::collection::vec(ask(), 1..4), 20),
        fold in select(&[Fold::Default, Fold::All, Fold::None]),
    ) {
        let today: NaiveDate = TODAY.parse().unwrap();
        let timeline = timeline(&specs);
        let index = Index::build(&timeline, fold);
        let model = Model { specs: &specs, fold };
        let countries = timeline.countries();
        for asks in &queries {
            let text = joined(asks, " ", Ask::write);
            let query = Query::parse(&text, countries, today);
            prop_assert!(query.is_ok(), "{}: {:?}", text, query);
            let query = query.unwrap();
            let printed = query.print(countries);
            prop_assert_eq!(Query::parse(&printed, countries, today), Ok(query.clone()));

            let set = index.select(&timeline, &query, Scope { today, fold });
            let expected: BTreeSet<usize> = (0..specs.len())
                .filter(|&at| asks.iter().all(|ask| model.holds(at, ask)))
                .collect();
            let named: BTreeSet<String> = expected.iter().map(|&at| id(at)).collect();
            prop_assert_eq!(ids(&timeline, &set), named, "{} with {:?}", text, fold);
            prop_assert_eq!(set.count(), expected.len());

            for (country, count) in index.country_counts(&set) {
                let at = (0..COUNTRIES.len()).find(|&at| COUNTRIES[at].0 == countries.code(country));
                let lane = |spec: &Spec| spec.parties().iter().any(|&one| {
                    let (code, by_default, of_all, _) = COUNTRIES[one];
                    let lane = match fold {
                        Fold::None => code,
                        Fold::Default => by_default,
                        Fold::All => of_all,
                    };
                    Some(lane) == at.map(|at| COUNTRIES[at].0)
                });
                let naive = expected.iter().filter(|&&at| lane(&specs[at])).count();
                prop_assert_eq!(count, naive, "{}: {}", text, countries.code(country));
            }
        }
    }
}
