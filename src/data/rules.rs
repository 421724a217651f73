//! What is looked at when everything has its type: one event at a time, then all of them together.
//!
//! What a single value must be like is checked where it is read; a rule speaks of several values, of one value and the
//! day, or of several events.

mod dates;
mod identity;
mod prose;
mod provenance;
mod relations;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::registry::Registry;
use crate::diag::source::Dialect;
use crate::diag::{Code, Diagnostic, Node, Place, Reporter, SourceText, Span, Table};
use crate::model::{Event, FileHead};

/// A decoded event whose fields still have their places.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// The event.
    pub event: &'a Event,
    /// As it was written.
    pub table: &'a Table<'a>,
    /// Its header.
    pub span: Span,
    /// The head of its file.
    pub head: &'a FileHead,
    /// The registries of all files.
    pub registry: &'a Registry,
}

impl Draft<'_> {
    /// Returns the quotes as they were written.
    fn quotes(&self) -> impl Iterator<Item = &Node<'_>> {
        let lists = ["quote", "quotes"].map(|key| self.table.list(key));
        lists.into_iter().flatten()
    }

    /// Returns the place of a key's value, or of the event where it is not written.
    pub fn span(&self, key: &str) -> Span {
        self.table.get(key).map_or(self.span, |node| node.span)
    }
}

/// Where the parts of an event stand that other events have to do with.
#[derive(Clone, Debug)]
pub struct Spots {
    /// In which text.
    pub source: u32,
    /// The event itself.
    pub header: Span,
    /// Its id.
    pub id: Span,
    /// Its date.
    pub date: Span,
    /// Its relations, in their order.
    pub related: Box<[Span]>,
}

/// All sound events that are read together, in the order of the files.
#[derive(Debug)]
pub struct Collection<'a> {
    /// The events.
    pub events: &'a [Event],
    /// Where they stand.
    pub spots: &'a [Spots],
    /// The texts.
    pub sources: &'a [SourceText],
    /// The heads of the files.
    pub heads: &'a [FileHead],
    /// Ids of events that were left out: they exist, but cannot be related to.
    pub lost: &'a HashSet<Box<str>>,
    /// The first event of each id.
    pub ids: HashMap<&'a str, u32>,
}

/// What the rules say of a collection.
#[derive(Debug)]
pub struct Verdict {
    /// What is wrong.
    pub problems: Vec<Diagnostic>,
    /// Which events are to be left out.
    pub out: HashSet<u32>,
}

impl<'a> Collection<'a> {
    /// Gathers what the rules need to know.
    pub fn new(
        (events, spots): (&'a [Event], &'a [Spots]),
        (sources, heads): (&'a [SourceText], &'a [FileHead]),
        lost: &'a HashSet<Box<str>>,
    ) -> Self {
        let mut ids = HashMap::with_capacity(events.len());
        for (number, event) in (0u32..).zip(events) {
            ids.entry(&*event.id.0).or_insert(number);
        }
        Self {
            events,
            spots,
            sources,
            heads,
            lost,
            ids,
        }
    }

    /// Applies all rules.
    pub fn judge(&self) -> Verdict {
        let mut verdict = Verdict {
            problems: Vec::new(),
            out: HashSet::new(),
        };
        for rule in COLLECTION_RULES {
            (rule.check)(self, &mut verdict);
        }
        verdict
    }

    /// Returns an event and where it stands.
    fn at(&self, number: u32) -> Option<(&'a Event, &'a Spots)> {
        let number = number as usize;
        self.events.get(number).zip(self.spots.get(number))
    }

    /// Returns the events by number, and where they stand.
    fn each(&self) -> impl Iterator<Item = (u32, &'a Event, &'a Spots)> {
        let pairs = self.events.iter().zip(self.spots);
        (0u32..)
            .zip(pairs)
            .map(|(number, (event, spots))| (number, event, spots))
    }

    /// Returns the place of a span in the text of an event.
    fn place(&self, spots: &Spots, span: Span) -> Option<Place> {
        Some(self.sources.get(spots.source as usize)?.place(span))
    }

    /// Returns until when the file of an event was checked.
    fn checked(&self, spots: &Spots) -> Option<NaiveDate> {
        self.heads.get(spots.source as usize)?.checked
    }

    /// Says whether an event's text is JSON Lines, where relations may lead out of what was read.
    fn is_selection(&self, spots: &Spots) -> bool {
        self.sources
            .get(spots.source as usize)
            .is_some_and(|source| source.dialect() == Dialect::Json)
    }
}

/// A rule about one event.
struct EventRule {
    /// What it reports.
    code: Code,
    check: fn(&Draft<'_>, &mut Reporter<'_>),
}

/// A rule about all events together.
struct CollectionRule {
    /// What it reports.
    codes: &'static [Code],
    check: fn(&Collection<'_>, &mut Verdict),
}

/// The rules about one event.
const EVENT_RULES: &[EventRule] = &[
    EventRule {
        code: Code::IdYear,
        check: identity::year,
    },
    EventRule {
        code: Code::LocalTimes,
        check: dates::local_times,
    },
    EventRule {
        code: Code::NotYet,
        check: dates::not_yet,
    },
    EventRule {
        code: Code::UnlistedTopic,
        check: prose::topics,
    },
    EventRule {
        code: Code::NoSource,
        check: provenance::none,
    },
    EventRule {
        code: Code::OneSource,
        check: provenance::one,
    },
    EventRule {
        code: Code::AliasName,
        check: identity::aliases,
    },
    EventRule {
        code: Code::LongTitle,
        check: prose::title,
    },
    EventRule {
        code: Code::LongQuote,
        check: prose::quotes,
    },
    EventRule {
        code: Code::LongDateText,
        check: prose::date_text,
    },
];

/// The rules about all events together.
const COLLECTION_RULES: &[CollectionRule] = &[
    CollectionRule {
        codes: &[Code::DuplicateId],
        check: identity::duplicates,
    },
    CollectionRule {
        codes: &[Code::Twin],
        check: identity::twins,
    },
    CollectionRule {
        codes: &[Code::OverduePlan],
        check: dates::overdue,
    },
    CollectionRule {
        codes: &[Code::UnknownEvent, Code::UnreadEvent, Code::SelfRelation],
        check: relations::ends,
    },
    CollectionRule {
        codes: &[Code::Cycle],
        check: relations::cycles,
    },
    CollectionRule {
        codes: &[Code::OutsideWhole],
        check: relations::outside,
    },
];

/// Returns the codes that rules report; the others are reported where values are read.
pub fn codes() -> impl Iterator<Item = Code> {
    let of_events = EVENT_RULES.iter().map(|rule| rule.code);
    of_events.chain(
        COLLECTION_RULES
            .iter()
            .flat_map(|rule| rule.codes.iter().copied()),
    )
}

/// Applies the rules about one event.
pub fn check_event(draft: &Draft<'_>, reporter: &mut Reporter<'_>) {
    for rule in EVENT_RULES {
        (rule.check)(draft, reporter);
    }
}
