//! The only place where a message changes the session.

use super::place;
use super::place::Place;
use super::same;
use super::session::{Filter, Search, Session};
use super::trail::Step;
use crate::model::when::Span;
use crate::model::{Country, Ix, Zoom};
use crate::query::Query;
use crate::text::thousands;

/// A period that many events away is a place of its own to come back from.
const FAR: usize = 20;

/// What can happen to the session.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// Move the selection by so many events among those shown.
    Move(isize),
    /// Select the event at a place among those shown.
    SelectAt(usize),
    /// Select an event, remember the one left: a link was followed.
    Follow(Ix),
    /// Select the last event not after today.
    Today,
    /// Select the first event of the next (or previous) period.
    Period(Step),
    /// Group the list by other periods.
    Zoom(Zoom),
    /// Select the next (or previous) contact of the selected event's first two countries.
    Pair(Step),
    /// Put a country into the filter or take it out.
    Toggle(Country),
    /// Show or hide events after today.
    Future,
    /// Filter by a query.
    Filter(Query),
    /// Show what a query would filter, without applying it; `None` ends it.
    Preview(Option<Query>),
    /// Drop the last chip.
    DropFilter,
    /// Drop a chip, counted as the chips stand on the screen.
    DropChip(usize),
    /// Drop all chips.
    ClearFilters,
    /// Undo the last change of filters.
    Undo,
    /// Redo it.
    Redo,
    /// Begin a search where the selection is.
    BeginSearch,
    /// Mark the events that hold a text, as it is typed.
    Search(String),
    /// Keep the marks, or drop them all when nothing was typed.
    EndSearch,
    /// Drop the marks and return to where the search began.
    AbandonSearch,
    /// Drop the marks.
    DropSearch,
    /// Ask for a date to go to.
    BeginSeek,
    /// Select the event nearest to a date, as it is typed; text that is no date selects the one before.
    Seek(String),
    /// Stay there.
    EndSeek,
    /// Return to where the selection stood.
    AbandonSeek,
    /// Go to the next (or previous) hit.
    Hit(Step),
    /// Back to a place that was left, or forward again.
    Return(Step),
    /// Say something.
    Notice(String),
    /// Read the files again.
    Reload,
    /// Stop reading and keep what has been read.
    StopReading,
    /// Suspend the program.
    Suspend,
    /// Draw the whole screen anew.
    Redraw,
    /// End the program.
    Quit,
}

/// What the shell must do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Read the files again.
    Reload,
    /// Stop reading and keep what has been read.
    StopReading,
    /// Suspend the program.
    Suspend,
    /// Draw the whole screen anew.
    Redraw,
}

impl Msg {
    /// Says whether the message leads away from a place that one may want to come back to.
    const fn is_jump(&self) -> bool {
        matches!(
            self,
            Self::SelectAt(_)
                | Self::Follow(_)
                | Self::Today
                | Self::Zoom(_)
                | Self::Pair(_)
                | Self::Toggle(_)
                | Self::Future
                | Self::Filter(_)
                | Self::DropFilter
                | Self::DropChip(_)
                | Self::ClearFilters
        )
    }
}

/// Lets a message change the session; returns what the shell must do.
pub fn update(session: &mut Session, msg: Msg) -> Option<Effect> {
    session.notice = None;
    let left = msg.is_jump().then(|| session.place());
    let effect = take(session, msg);
    if let Some(left) = left {
        place::leave(session, left);
    }
    effect
}

fn take(session: &mut Session, msg: Msg) -> Option<Effect> {
    match msg {
        Msg::Move(by) => {
            if let Some(at) = session.position() {
                session.select_at(at.saturating_add_signed(by));
            }
        }
        Msg::SelectAt(at) => session.select_at(at),
        Msg::Follow(ix) => follow(session, ix),
        Msg::Today => session.go_today(),
        Msg::Period(step) => period(session, step),
        Msg::Zoom(zoom) => session.zoom = zoom,
        Msg::Pair(step) => pair(session, step),
        Msg::Toggle(country) => {
            let query = session.filter.query.with_toggled(country);
            refilter(session, |filter| filter.query = query);
        }
        Msg::Future => refilter(session, |filter| filter.future = !filter.future),
        Msg::Filter(query) => refilter(session, |filter| filter.query = query),
        Msg::Preview(query) => {
            session.preview = query.map(|query| Filter {
                query,
                ..session.filter.clone()
            });
            session.refilter();
        }
        Msg::DropFilter => drop_filter(session),
        Msg::DropChip(chip) => refilter(session, |filter| *filter = filter.without(chip)),
        Msg::ClearFilters => clear_filters(session),
        Msg::Undo => travel(session, Step::Previous),
        Msg::Redo => travel(session, Step::Next),
        Msg::BeginSearch => {
            session.search = None;
            search(session, String::new());
        }
        Msg::Search(text) => search(session, text),
        Msg::EndSearch => end_search(session),
        Msg::AbandonSearch => {
            if let Some(search) = session.search.take() {
                session.select(search.origin);
            }
        }
        Msg::DropSearch => session.search = None,
        Msg::BeginSeek => session.seek_origin = session.selected(),
        Msg::Seek(text) => seek(session, &text),
        Msg::EndSeek => {
            if let Some(origin) = session.seek_origin.take() {
                leave_event(session, origin);
            }
        }
        Msg::AbandonSeek => {
            if let Some(origin) = session.seek_origin.take() {
                session.select(origin);
            }
        }
        Msg::Hit(step) => hit(session, step),
        Msg::Return(step) => place::travel(session, step),
        Msg::Notice(text) => session.notice = Some(text),
        Msg::Reload => return Some(Effect::Reload),
        Msg::StopReading => return Some(Effect::StopReading),
        Msg::Suspend => return Some(Effect::Suspend),
        Msg::Redraw => return Some(Effect::Redraw),
        Msg::Quit => return Some(Effect::Quit),
    }
    None
}

/// Changes the filter, remembers the one before.
pub(super) fn refilter(session: &mut Session, change: impl FnOnce(&mut Filter)) {
    session.preview = None;
    let old = session.filter.clone();
    change(&mut session.filter);
    if session.filter != old {
        session.use_countries(&old);
        session.filters.leave(old);
    }
    session.refilter();
}

fn drop_filter(session: &mut Session) {
    if session.filter.query.is_everything() && session.filter.future {
        session.notice = Some("No filter is on.".to_owned());
        return;
    }
    refilter(session, |filter| {
        if filter.query.terms.pop().is_none() {
            filter.future = true;
        }
    });
}

fn clear_filters(session: &mut Session) {
    if session.filter.query.is_everything() && session.filter.future {
        session.notice = Some("No filter is on.".to_owned());
        return;
    }
    refilter(session, |filter| {
        *filter = Filter {
            query: Query::default(),
            future: true,
        };
    });
}

fn travel(session: &mut Session, step: Step) {
    let now = session.filter.clone();
    match (session.filters.step(step, now), step) {
        (Some(filter), _) => {
            session.filter = filter;
            session.refilter();
        }
        (None, Step::Previous) => session.notice = Some("Nothing to undo.".to_owned()),
        (None, Step::Next) => session.notice = Some("Nothing to redo.".to_owned()),
    }
}

fn follow(session: &mut Session, ix: Ix) {
    if !session.set().contains(ix) {
        refilter(session, |filter| {
            *filter = Filter {
                query: Query::default(),
                future: true,
            };
        });
        session.notice =
            Some("The filter hid that event and was dropped; undo brings it back.".to_owned());
    }
    session.select(ix);
}

/// Leaves the place where an event was selected, under the filter in force.
fn leave_event(session: &mut Session, event: Ix) {
    let left = Place {
        event,
        ..session.place()
    };
    place::leave(session, left);
}

fn period(session: &mut Session, step: Step) {
    let Some(at) = session.position() else {
        return;
    };
    let here = session.period(at);
    let target = match step {
        Step::Next => Some(here.end).filter(|&end| end < session.shown().len()),
        Step::Previous if here.start < at => Some(here.start),
        Step::Previous => here
            .start
            .checked_sub(1)
            .map(|before| session.period(before).start),
    };
    match target {
        Some(to) => {
            let left = session.place();
            session.select_at(to);
            if to.abs_diff(at) > FAR {
                place::leave(session, left);
            }
        }
        None => {
            session.notice = Some(match step {
                Step::Next => "There is no later period with events.".to_owned(),
                Step::Previous => "There is no earlier period with events.".to_owned(),
            });
        }
    }
}

fn pair(session: &mut Session, step: Step) {
    let Some(ix) = session.selected() else {
        return;
    };
    let timeline = &session.timeline;
    let pair = same::pair(session, timeline.event(ix));
    let names: Vec<&str> = pair
        .iter()
        .map(|&country| timeline.countries().code(country))
        .collect();
    let names = names.join("–");
    let mut contacts = session.set().clone();
    pair.iter()
        .filter_map(|&one| session.index.lane(one))
        .for_each(|lane| contacts.and(lane));
    let found = match step {
        Step::Next => contacts.next(Ix(ix.0 + 1)),
        Step::Previous => {
            ix.0.checked_sub(1)
                .and_then(|before| contacts.last(Ix(before)))
        }
    };
    if let Some(ix) = found {
        session.select(ix);
        return;
    }
    let direction = match step {
        Step::Next => "later",
        Step::Previous => "earlier",
    };
    session.notice = Some(format!(
        "There is no {direction} contact of {names} in the list."
    ));
}

fn search(session: &mut Session, text: String) {
    let origin = match (&session.search, session.selected()) {
        (Some(search), _) => search.origin,
        (None, Some(ix)) => ix,
        (None, None) => Ix(0),
    };
    let hits = session.index.search(&text);
    session.search = Some(Search { text, hits, origin });
    let shown = session.shown_hits();
    let first = shown.next(origin).or_else(|| shown.next(Ix(0)));
    session.select(first.unwrap_or(origin));
}

fn seek(session: &mut Session, text: &str) {
    let day = Span::parse_typed(text, session.today)
        .ok()
        .and_then(|span| span.first);
    if let Some(ix) = day
        .and_then(|day| session.nearest(day))
        .or(session.seek_origin)
    {
        session.select(ix);
    }
}

fn end_search(session: &mut Session) {
    if session
        .search
        .as_ref()
        .is_some_and(|search| search.text.trim().is_empty())
    {
        session.search = None;
        return;
    }
    if let Some(origin) = session.search.as_ref().map(|search| search.origin) {
        leave_event(session, origin);
    }
    say_hit(session, None);
}

fn hit(session: &mut Session, step: Step) {
    if session.search.is_none() {
        session.notice = Some("Nothing was searched for yet.".to_owned());
        return;
    }
    let hits = session.shown_hits();
    let Some(now) = session.selected() else {
        return;
    };
    let (near, round) = match step {
        Step::Next => (hits.next(Ix(now.0 + 1)), hits.next(Ix(0))),
        Step::Previous => (
            now.0.checked_sub(1).and_then(|at| hits.last(Ix(at))),
            hits.last(Ix(u32::MAX)),
        ),
    };
    if let Some(ix) = near.or(round) {
        session.select(ix);
    }
    say_hit(session, near.is_none().then_some(step));
}

/// Says which hit is selected, and whether the last step went past an end of the list.
fn say_hit(session: &mut Session, wrapped: Option<Step>) {
    let Some(search) = &session.search else {
        return;
    };
    let everywhere = search.hits.count();
    let text = search.text.trim();
    let (at, hits) = session.hit();
    session.notice = Some(match at {
        Some(at) => {
            let round = match wrapped.filter(|_| hits > 1) {
                Some(Step::Next) => ", past the end and round",
                Some(Step::Previous) => ", past the begin and round",
                None => "",
            };
            format!("hit {} of {}{round}", thousands(at), thousands(hits))
        }
        None if everywhere > 0 => {
            let everywhere = thousands(everywhere);
            format!("“{text}” is only in events that the filter hides: {everywhere}")
        }
        None => format!("“{text}” is nowhere"),
    });
}
