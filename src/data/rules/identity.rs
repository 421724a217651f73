//! Family 02 and names: which event and which person is meant.

use std::collections::HashMap;

use chrono::Datelike as _;

use super::{Collection, Draft, Verdict};
use crate::diag::source::quoted;
use crate::diag::{Code, Diagnostic, Node, Reporter, Value};
use crate::model::{Country, Event, Kind};

/// The id begins with the year of the earliest day.
pub(super) fn year(draft: &Draft<'_>, reporter: &mut Reporter<'_>) {
    let id: &str = &draft.event.id.0;
    let day = draft.event.when.earliest().or(draft.event.when.latest());
    let Some(year) = day.map(|day| format!("{:04}", day.year())) else {
        return;
    };
    if !id.starts_with(&year) {
        reporter.report(
            Code::IdYear,
            draft.span("id"),
            format!("the id `{id}` does not begin with {year}"),
            "begin the id with the year of the event’s earliest day",
        );
    }
}

/// A person of the registry is named by the key.
pub(super) fn aliases(draft: &Draft<'_>, reporter: &mut Reporter<'_>) {
    let speakers = draft.quotes().filter_map(|quote| quote.table()?.get("by"));
    let people = draft.table.list("participants").iter().chain(speakers);
    // On a line of JSON everyone is written out.
    for table in people
        .filter_map(Node::table)
        .filter(|table| table.get("key").is_none())
    {
        let Some(Node {
            span,
            value: Value::Text(name),
        }) = table.get("name")
        else {
            continue;
        };
        if let Some(key) = draft.registry.alias(name) {
            reporter.report(
                Code::AliasName,
                *span,
                format!("{} is {} of [people]", quoted(name), quoted(key)),
                format!("write \"{key}\", or {{ person = \"{key}\", … }}"),
            );
        }
    }
}

/// An id names one event: the first.
pub(super) fn duplicates(all: &Collection<'_>, verdict: &mut Verdict) {
    for (number, event, spots) in all.each() {
        let first = all.ids.get(&*event.id.0).copied().unwrap_or(number);
        if first == number {
            continue;
        }
        verdict.out.insert(number);
        let there = all
            .at(first)
            .and_then(|(_, first)| all.place(first, first.id));
        if let (Some(here), Some(there)) = (all.place(spots, spots.id), there) {
            let message = format!(
                "a second event with the id `{}`; it is left out",
                event.id.0
            );
            let problem = Diagnostic::new(Code::DuplicateId, here, message, "give it another id");
            verdict
                .problems
                .push(problem.related(there, "the first one"));
        }
    }
}

/// What makes two events look like one: the day (and clock) as written, the kind, the parties.
type Likeness<'a> = (&'a str, Kind, Vec<Country>, Vec<u32>);

fn likeness(event: &Event) -> Option<Likeness<'_>> {
    let when = &event.when;
    if when.earliest().is_none() || when.earliest() != when.latest() {
        return None;
    }
    let mut countries = event.countries.to_vec();
    countries.sort_unstable();
    let mut people: Vec<u32> = event
        .participants
        .iter()
        .map(|participant| participant.person.0)
        .collect();
    people.sort_unstable();
    Some((when.as_str(), event.kind, countries, people))
}

/// The same parties do not do the same twice a day.
pub(super) fn twins(all: &Collection<'_>, verdict: &mut Verdict) {
    // Days first: most have one event, which then costs no more than its hash.
    let mut days: HashMap<&str, Vec<u32>> = HashMap::new();
    for (number, event, _) in all.each() {
        days.entry(event.when.as_str()).or_default().push(number);
    }
    for numbers in days.values().filter(|numbers| numbers.len() > 1) {
        let mut seen: HashMap<Likeness<'_>, u32> = HashMap::new();
        for &number in numbers {
            let Some((event, spots)) = all.at(number) else {
                continue;
            };
            let Some(likeness) = likeness(event) else {
                continue;
            };
            let first = *seen.entry(likeness).or_insert(number);
            let Some((other, there)) = all.at(first).filter(|(other, _)| other.id != event.id)
            else {
                continue;
            };
            if let (Some(here), Some(there)) = (
                all.place(spots, spots.header),
                all.place(there, there.header),
            ) {
                let message = format!("the same day, kind and parties as `{}`", other.id.0);
                let hint = "take one out, or give both their clock times";
                verdict.problems.push(
                    Diagnostic::new(Code::Twin, here, message, hint)
                        .related(there, "the other one"),
                );
            }
        }
    }
}
