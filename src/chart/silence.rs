//! Silences worth a row: longer than what is usual around them.

use chrono::NaiveDate;

use crate::model::{Event, Ix, Status, Timeline};

/// How many events before and after a silence say what is usual there.
const NEIGHBOURS: usize = 10;
/// A silence is worth a row when it is so many times the median of its neighbours,
const TIMES: i64 = 4;
/// and at least so many days long.
const LEAST: i64 = 7;
/// An event whose bounds are wider apart than this many days does not tell when anyone was in touch,
const WIDEST: i64 = 400;
/// a plan already from this many days on: it says nothing of the time it spans.
const WIDEST_PLAN: i64 = 45;

/// Returns the last day before and the first day after a silence that ends with the event at `at` of
/// `shown`, where the silence is worth a row.
pub fn before(timeline: &Timeline, shown: &[Ix], at: usize) -> Option<(NaiveDate, NaiveDate)> {
    let (from, to) = gap(timeline, shown, at)?;
    let days = (to - from).num_days();
    if days < LEAST {
        return None;
    }
    let around = at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS + 1).min(shown.len());
    let mut gaps: Vec<i64> = around
        .filter(|&other| other != at)
        .filter_map(|other| gap(timeline, shown, other))
        .map(|(from, to)| (to - from).num_days())
        .collect();
    gaps.sort_unstable();
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0);
    (days >= usual.max(1) * TIMES).then_some((from, to))
}

/// Returns the time between the event at `at` and what came before it.
fn gap(timeline: &Timeline, shown: &[Ix], at: usize) -> Option<(NaiveDate, NaiveDate)> {
    let (to, _) = bounds(timeline.event(*shown.get(at)?))?;
    let from = shown[at.saturating_sub(NEIGHBOURS)..at]
        .iter()
        .filter_map(|&ix| bounds(timeline.event(ix)))
        .map(|(_, last)| last)
        .max()?;
    (from < to).then_some((from, to))
}

/// Returns the first and last day of an event that tells when its parties were in touch.
fn bounds(event: &Event) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = (event.when.earliest()?, event.when.latest()?);
    let widest = match event.status {
        Status::Occurred | Status::Reported => WIDEST,
        Status::Planned | Status::Announced | Status::Postponed | Status::Cancelled => WIDEST_PLAN,
    };
    ((last - first).num_days() <= widest).then_some((first, last))
}
