//! The domain: events, dates, countries, people; std and chrono only.
//!
//! This floor knows no file, no screen and no clock. Strings that came from outside are
//! [`SafeText`](crate::text::SafeText), so that whatever the model holds may be shown as it is.

pub mod country;
pub mod event;
pub mod kind;
pub mod period;
pub mod timeline;
pub mod when;

pub use country::{Countries, Country, Fold};
pub use event::{
    Citation, Event, EventId, LocalTime, Outcome, Participant, Person, Place, Quote, Related,
    Speaker, Tag, Topic, Translation,
};
pub use kind::{
    Confidence, Kind, Level, Manner, OutcomeKind, QuoteKind, RelationKind, Role, Status, Visit,
};
pub use period::Zoom;
pub use timeline::{
    FileHead, Ix, Link, NamedView, Parts, PersonIx, PlaceIx, SourceIx, TagIx, Timeline,
};
pub use when::When;
