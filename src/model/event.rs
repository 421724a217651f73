//! One event and what it is made of.
//!
//! People, places, sources and tags are kept once per timeline and named by index (see
//! [`Timeline`](super::Timeline)); everything else stands in the event itself.

use super::kind::{
    Confidence, Kind, Level, OutcomeKind, QuoteKind, RelationKind, Role, Status, Visit,
};
use super::timeline::{PersonIx, PlaceIx, SourceIx, TagIx};
use super::{Country, When};
use crate::text::{SafeText, SharedText};

/// The name of an event, unique in a timeline; survives reloads.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventId(pub SafeText);

/// One diplomatic contact: a call, a meeting, a letter, …
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The name of the event.
    pub id: EventId,
    /// When it took place or is to take place.
    pub when: When,
    /// Words to show in place of the computed ones.
    pub date_text: Option<SafeText>,
    /// The same instant on the clocks of several places.
    pub local: Box<[LocalTime]>,
    /// Length in minutes.
    pub duration: Option<u32>,
    /// The sort of contact.
    pub kind: Kind,
    /// The protocol category, of visits.
    pub visit: Option<Visit>,
    /// How far it has come.
    pub status: Status,
    /// The rank of those who met.
    pub level: Level,
    /// How well it is documented.
    pub confidence: Confidence,
    /// 1 minor, 2 normal, 3 landmark.
    pub weight: u8,
    /// Stands in the attract loop.
    pub featured: bool,
    /// BCP 47 tag of title, summary and note, where it is not English.
    pub lang: Option<SharedText>,
    /// One line.
    pub title: SafeText,
    /// What happened, in the curator's words.
    pub summary: Option<SafeText>,
    /// Doubts and details.
    pub note: Option<SafeText>,
    /// Where it took place.
    pub place: Option<PlaceIx>,
    /// The building or room.
    pub venue: Option<SafeText>,
    /// The gathering beside which it was held.
    pub margins_of: Option<SafeText>,
    /// People who took part, in the order of the file.
    pub participants: Box<[Participant]>,
    /// All parties: the participants' countries in order of appearance, then the listed ones.
    pub countries: Box<[Country]>,
    /// Countries discussed but not present.
    pub about: Box<[Country]>,
    /// Who asked for it.
    pub initiator: Option<Country>,
    /// What was discussed.
    pub topics: Box<[Topic]>,
    /// What came of it.
    pub outcomes: Box<[Outcome]>,
    /// Words said or written.
    pub quotes: Box<[Quote]>,
    /// Where it is documented.
    pub sources: Box<[SourceIx]>,
    /// Relations as written in the file; inverses are derived by the timeline.
    pub related: Box<[Related]>,
    /// Free words.
    pub tags: Box<[SafeText]>,
    /// Title, summary and note in other languages, by BCP 47 tag.
    pub text: Box<[(SafeText, Translation)]>,
}

/// One clock of an event that was seen from several places.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalTime {
    /// Where the clock stood.
    pub place: PlaceIx,
    /// What it showed.
    pub at: When,
}

/// A person, as the registry or the record names them; kept once per timeline.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Person {
    /// The registry key.
    pub key: Option<SafeText>,
    /// The name in Latin letters.
    pub name: SafeText,
    /// The name in its own script.
    pub native: Option<SafeText>,
    /// Other spellings.
    pub aka: Box<[SafeText]>,
}

/// A person's part in one event, with the office held on that day.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// Who.
    pub person: PersonIx,
    /// For which country.
    pub country: Option<Country>,
    /// In which office on that day.
    pub office: Option<SharedText>,
    /// In which role.
    pub role: Role,
}

/// A place; kept once per timeline.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The registry key.
    pub key: Option<SafeText>,
    /// The name in Latin letters.
    pub name: SafeText,
    /// The name in its own script.
    pub native: Option<SafeText>,
    /// The state it lies in.
    pub country: Option<Country>,
    /// Other names.
    pub aka: Box<[SafeText]>,
}

/// A topic tag; kept once per timeline.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tag {
    /// `[a-z0-9-]+`.
    pub slug: SafeText,
    /// The words shown on screens.
    pub label: SafeText,
}

/// A subject of one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// Which subject.
    pub tag: TagIx,
    /// More about it.
    pub note: Option<SafeText>,
    /// Whose own account (readout, post, briefing) mentions it; holds every country of `stance` too.
    pub accounts: Box<[Country]>,
    /// What each side's account says of it.
    pub stance: Box<[(Country, SafeText)]>,
}

/// Something that came of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Of which sort.
    pub kind: OutcomeKind,
    /// In words.
    pub text: SafeText,
    /// Where its text is found.
    pub url: Option<SafeText>,
}

/// Words said or written in or about an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Whose words.
    pub by: Speaker,
    /// Where they come from.
    pub kind: QuoteKind,
    /// BCP 47 tag of the language they were said in.
    pub lang: SharedText,
    /// The words in that language; absent when only a translation is known.
    pub text: Option<SafeText>,
    /// Translations by BCP 47 tag.
    pub translation: Box<[(SafeText, SafeText)]>,
    /// When they were said. In a box, since most quotes have none.
    pub at: Option<Box<When>>,
    /// Where they were said.
    pub place: Option<SafeText>,
    /// Where they are documented.
    pub source: Option<SourceIx>,
}

/// Whoever a quote is by: a person, or a body such as a ministry.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// Who.
    pub person: PersonIx,
    /// For which country.
    pub country: Option<Country>,
    /// In which office on that day.
    pub office: Option<SharedText>,
    /// In which role.
    pub role: Role,
}

/// Where something is documented; kept once per timeline.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Citation {
    /// The registry key.
    pub key: Option<SafeText>,
    /// The title of the document or page.
    pub title: Option<SafeText>,
    /// Who published it.
    pub publisher: Option<SharedText>,
    /// Where it is found: `http` or `https`.
    pub url: Option<SafeText>,
    /// When it was published. In a box, since most sources say nothing of it.
    pub date: Option<Box<When>>,
    /// BCP 47 tag of its language.
    pub lang: Option<SharedText>,
    /// Where a copy is kept.
    pub archive: Option<SafeText>,
}

/// A relation as the file states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Of which sort.
    pub kind: RelationKind,
    /// To which event; it need not be in the timeline.
    pub event: EventId,
}

/// Title, summary and note in another language.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Translation {
    /// One line.
    pub title: Option<SafeText>,
    /// What happened.
    pub summary: Option<SafeText>,
    /// Doubts and details.
    pub note: Option<SafeText>,
}
