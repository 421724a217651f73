//! Places to return to: what was filtered, how it was grouped, which event was selected.

use super::session::{Filter, Session};
use super::trail::Step;
use super::update::refilter;
use crate::model::{Ix, Zoom};

/// Where a person is, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The filter in force.
    pub filter: Filter,
    /// How the list was grouped.
    pub zoom: Zoom,
    /// The selected event, shown or not.
    pub event: Ix,
}

/// Remembers a place that was left, unless nothing came of it.
pub(super) fn leave(session: &mut Session, left: Place) {
    if left != session.place() {
        session.places.leave(left);
    }
}

/// Goes back (or forward) to a place that was left.
pub(super) fn travel(session: &mut Session, step: Step) {
    let Some(place) = session.places.step(step, session.place()) else {
        let whither = match step {
            Step::Previous => "back",
            Step::Next => "forward",
        };
        session.notice = Some(format!("There is nowhere to go {whither} to."));
        return;
    };
    session.zoom = place.zoom;
    if place.filter != session.filter {
        refilter(session, |filter| *filter = place.filter);
    }
    session.select(place.event);
}
