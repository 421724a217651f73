//! Random events by their numbers in the tables, and the timeline that they make.

use demarche::model::country::Found;
use demarche::model::{
    Citation, Confidence, Countries, Country, Event, EventId, Kind, Level, Outcome, OutcomeKind,
    Participant, Parts, Person, PersonIx, Place, PlaceIx, Quote, QuoteKind, Related, RelationKind,
    Role, SourceIx, Speaker, Status, Tag, TagIx, Timeline, Topic, Translation, Visit, When,
};
use demarche::text::SafeText;
use proptest::prelude::*;
use proptest::sample::select;

use crate::tables::{COUNTRIES, DATES, PEOPLE, PLACES, TAGS, TEXTS, TOPICS};

type Said = (usize, QuoteKind, usize, Option<usize>, Option<Role>);

/// An event by its numbers in the tables.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    pub(crate) date: usize,
    pub(crate) place: Option<usize>,
    pub(crate) kind: Kind,
    pub(crate) status: Status,
    pub(crate) level: Level,
    pub(crate) visit: Option<Visit>,
    pub(crate) confidence: Confidence,
    /// Person, country, role.
    pub(crate) people: Vec<(usize, Option<usize>, Role)>,
    pub(crate) listed: Vec<usize>,
    pub(crate) about: Vec<usize>,
    pub(crate) initiator: Option<usize>,
    /// Tag, whether there is an account.
    pub(crate) topics: Vec<(usize, bool)>,
    /// Speaker, kind, text, translation, the role that is given.
    pub(crate) quotes: Vec<Said>,
    pub(crate) outcomes: Vec<(OutcomeKind, usize)>,
    /// To which event of how many; none: to one that is not there.
    pub(crate) related: Vec<(RelationKind, Option<prop::sample::Index>)>,
    pub(crate) tags: Vec<usize>,
    pub(crate) title: usize,
    pub(crate) note: Option<usize>,
    pub(crate) other: Option<usize>,
    pub(crate) source: Option<usize>,
}

fn few<S: Strategy>(of: S) -> impl Strategy<Value = Vec<S::Value>> {
    prop::collection::vec(of, 0..3)
}

pub(crate) fn spec() -> impl Strategy<Value = Spec> {
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
            prop::option::of(select(&[Role::Spokesperson, Role::Host, Role::Signatory])),
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

pub(crate) fn id(at: usize) -> String {
    format!("1970-e{at}")
}

impl Spec {
    pub(crate) fn parties(&self) -> Vec<usize> {
        let mut all = Vec::new();
        let of_people = self.people.iter().filter_map(|person| person.1);
        for one in of_people.chain(self.listed.iter().copied()) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
        all
    }

    pub(crate) fn related(&self, at: usize, count: usize) -> Vec<(RelationKind, Option<usize>)> {
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
                .map(|one| participant(*one, countries))
                .collect(),
            countries: self.parties().into_iter().map(code).collect(),
            about: self.about.iter().copied().map(code).collect(),
            initiator: self.initiator.map(code),
            topics: self.topics.iter().map(topic).collect(),
            outcomes: self.outcomes.iter().map(|one| outcome(*one)).collect(),
            quotes: self.quotes.iter().map(|quote| quoted(*quote)).collect(),
            sources: self
                .source
                .iter()
                .map(|&one| SourceIx(u32::try_from(one).unwrap()))
                .collect(),
            related: self.related(at, count).into_iter().map(related).collect(),
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

fn participant(
    (one, of, role): (usize, Option<usize>, Role),
    countries: &Countries,
) -> Participant {
    Participant {
        person: PersonIx(u32::try_from(one).unwrap()),
        country: of.map(|of| country(countries, of)),
        office: (role == Role::Host).then(|| safe("Premier").into()),
        role,
    }
}

fn outcome((kind, text): (OutcomeKind, usize)) -> Outcome {
    Outcome {
        kind,
        text: safe(TEXTS[text].0),
        url: None,
    }
}

fn related((kind, to): (RelationKind, Option<usize>)) -> Related {
    Related {
        kind,
        event: EventId(safe(&to.map_or_else(|| "1970-gone".into(), id))),
    }
}

fn quoted((by, kind, text, translation, role): Said) -> Quote {
    Quote {
        by: Speaker {
            person: PersonIx(u32::try_from(by).unwrap()),
            country: None,
            office: None,
            role: role.unwrap_or(Role::Participant),
        },
        kind,
        lang: safe("en").into(),
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

pub(crate) fn timeline(specs: &[Spec]) -> Timeline {
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
