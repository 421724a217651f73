//! Family 06: relations lead to other events, and parts to wholes.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Collection, Spots, Verdict};
use crate::data::decode::days;
use crate::diag::source::quoted;
use crate::diag::{Code, Diagnostic};
use crate::model::{Event, RelationKind};
use crate::text::nearest;

/// For how many unknown ids all known ones are looked at.
const SUGGESTIONS: usize = 20;

/// How many events of a circle are named.
const NAMED: usize = 5;

/// Every relation leads to another event.
pub(super) fn ends(all: &Collection<'_>, verdict: &mut Verdict) {
    let (mut suggestions, mut ids) = (SUGGESTIONS, Vec::new());
    for (number, event, spots) in all.each() {
        for (related, &span) in event.related.iter().zip(&spots.related) {
            let id: &str = &related.event.0;
            let known = all.ids.contains_key(id) || all.lost.contains(id);
            let Some(here) = all
                .place(spots, span)
                .filter(|_| !known || related.event == event.id)
            else {
                continue;
            };
            let problem = if related.event == event.id {
                Diagnostic::new(
                    Code::SelfRelation,
                    here,
                    "an event related to itself",
                    "name another event",
                )
            } else if all.is_selection(spots) {
                let message = format!("the event {} was not read", quoted(id));
                Diagnostic::new(
                    Code::UnreadEvent,
                    here,
                    message,
                    "read the file that has it as well",
                )
            } else {
                suggestions = suggestions.saturating_sub(1);
                if ids.is_empty() {
                    ids = all.ids.keys().copied().collect();
                    ids.sort_unstable();
                }
                let near = (suggestions > 0).then(|| nearest(id, ids.iter().copied()));
                let hint = match near.flatten() {
                    Some(near) => format!("did you mean {}?", quoted(near)),
                    None => "name the id of an event in the files that are read".into(),
                };
                let message = format!("there is no event {}", quoted(id));
                Diagnostic::new(Code::UnknownEvent, here, message, hint)
            };
            if problem.code != Code::UnreadEvent {
                verdict.out.insert(number);
            }
            verdict.problems.push(problem);
        }
    }
}

/// The wholes that an event is part of, and which of its relations say so.
fn wholes<'a>(all: &'a Collection<'_>, event: &'a Event) -> impl Iterator<Item = (usize, u32)> {
    event
        .related
        .iter()
        .enumerate()
        .filter(|(_, related)| related.kind == RelationKind::PartOf && related.event != event.id)
        .filter_map(|(at, related)| Some((at, *all.ids.get(&*related.event.0)?)))
}

/// From part to whole to its whole, one comes to an end. Of a circle the event that stands last is left out.
pub(super) fn cycles(all: &Collection<'_>, verdict: &mut Verdict) {
    let parts: HashMap<u32, Vec<u32>> = all
        .each()
        .map(|(number, event, _)| {
            (
                number,
                wholes(all, event)
                    .map(|(_, whole)| whole)
                    .collect::<Vec<_>>(),
            )
        })
        .filter(|(_, wholes)| !wholes.is_empty())
        .collect();
    let mut done = BTreeSet::new();
    let mut starts: Vec<u32> = parts.keys().copied().collect();
    starts.sort_unstable();
    for start in starts {
        let Some(circle) = circle(start, &parts, &mut done) else {
            continue;
        };
        let Some((last, rest)) = circle.split_last() else {
            continue;
        };
        verdict.out.insert(*last);
        let Some((event, spots)) = all.at(*last) else {
            continue;
        };
        let relation = wholes(all, event)
            .find(|(_, whole)| circle.contains(whole))
            .and_then(|(at, _)| spots.related.get(at).copied());
        let Some(here) = all.place(spots, relation.unwrap_or(spots.id)) else {
            continue;
        };
        let names: Vec<String> = rest
            .iter()
            .take(NAMED)
            .filter_map(|&at| Some(quoted(&all.at(at)?.0.id.0)))
            .collect();
        let message = format!(
            "`{}` is part of itself, by way of {}",
            event.id.0,
            names.join(", ")
        );
        let mut problem =
            Diagnostic::new(Code::Cycle, here, message, "take one of the relations out");
        for place in rest
            .iter()
            .take(NAMED)
            .filter_map(|&at| all.at(at))
            .filter_map(|(_, spots)| all.place(spots, spots.id))
        {
            problem = problem.related(place, "in the same circle");
        }
        verdict.problems.push(problem);
    }
}

/// Finds a circle that can be reached from an event and was not reported yet, by number.
fn circle(
    start: u32,
    parts: &HashMap<u32, Vec<u32>>,
    done: &mut BTreeSet<u32>,
) -> Option<Vec<u32>> {
    // The way so far, and for each event on it which whole to look at next.
    let mut way: Vec<(u32, usize)> = vec![(start, 0)];
    let mut on_way = HashSet::from([start]);
    while let Some((event, next)) = way.last_mut() {
        let whole = parts.get(event).and_then(|wholes| wholes.get(*next));
        *next += 1;
        match whole {
            None => {
                done.insert(*event);
                on_way.remove(event);
                way.pop();
            }
            Some(whole) if on_way.contains(whole) => {
                let from = way.iter().position(|(seen, _)| seen == whole);
                let circle = way.iter().skip(from.unwrap_or_default());
                let mut circle: Vec<u32> = circle.map(|&(event, _)| event).collect();
                done.extend(on_way);
                circle.sort_unstable();
                return Some(circle);
            }
            Some(whole) => {
                if !done.contains(whole) {
                    way.push((*whole, 0));
                    on_way.insert(*whole);
                }
            }
        }
    }
    None
}

/// The days of a part lie within those of the whole.
pub(super) fn outside(all: &Collection<'_>, verdict: &mut Verdict) {
    for (number, event, spots) in all.each() {
        for (_, whole) in wholes(all, event) {
            let Some((other, there)) = all.at(whole) else {
                continue;
            };
            let (part, whole) = (days(&event.when), days(&other.when));
            if part.0 >= whole.0 && part.1 <= whole.1 {
                continue;
            }
            verdict.out.insert(number);
            verdict
                .problems
                .extend(outsider(all, (event, spots), (other, there)));
        }
    }
}

fn outsider(
    all: &Collection<'_>,
    (event, spots): (&Event, &Spots),
    (other, there): (&Event, &Spots),
) -> Option<Diagnostic> {
    let (here, there) = (all.place(spots, spots.date)?, all.place(there, there.date)?);
    let message = format!(
        "the date does not lie within that of `{}`, of which `{}` is part",
        other.id.0, event.id.0
    );
    let hint = "correct one of the dates, or relate them by `follows` or `same-trip`";
    Some(Diagnostic::new(Code::OutsideWhole, here, message, hint).related(there, "the whole"))
}
