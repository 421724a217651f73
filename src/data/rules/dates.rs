//! Family 03: dates that contradict one another or the day until which the file was checked.

use std::collections::HashSet;

use chrono::{DateTime, FixedOffset};

use super::{Collection, Draft, Verdict};
use crate::diag::{Code, Diagnostic, Reporter, Span};
use crate::model::{RelationKind, Status, When};

/// All clocks of `local` show one instant.
pub(super) fn local_times(draft: &Draft<'_>, reporter: &mut Reporter<'_>) {
    let mut first = instant(&draft.event.when).map(|instant| (instant, draft.event.when.as_str()));
    let spans = draft.table.list("local").iter().map(|node| {
        let at = node.table().and_then(|table| table.get("at"));
        at.map_or(node.span, |at| at.span)
    });
    for (local, span) in draft.event.local.iter().zip(spans) {
        let written = local.at.as_str();
        match (instant(&local.at), first) {
            (None, _) if !written.contains('T') => no_clock(span, reporter),
            (Some(here), Some((there, _))) if here != there => {
                let other = first.map(|(_, other)| other).unwrap_or_default();
                reporter.report(
                    Code::LocalTimes,
                    span,
                    format!("{written} is not the same instant as {other}"),
                    "correct the clock time or its offset from UTC",
                );
            }
            (Some(here), None) => first = Some((here, written)),
            (None | Some(_), _) => {}
        }
    }
}

fn no_clock(span: Span, reporter: &mut Reporter<'_>) {
    reporter.report(
        Code::LocalTimes,
        span,
        "a local time without a clock time",
        "write the day and the time with its offset: 2022-03-18T21:00+08:00",
    );
}

/// Returns the instant of a clock time with an offset.
fn instant(when: &When) -> Option<DateTime<FixedOffset>> {
    let (day, clock) = when.as_str().split_once('T')?;
    let offset = clock.find(['Z', '+', '-'])?;
    let (clock, offset) = clock.split_at_checked(offset)?;
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    let offset = match offset.len() {
        3 => format!("{offset}:00"),
        _ => offset.replace('Z', "+00:00"),
    };
    DateTime::parse_from_rfc3339(&format!("{day}T{clock}{seconds}{offset}")).ok()
}

/// What has occurred lies before the day until which the file was checked.
pub(super) fn not_yet(draft: &Draft<'_>, reporter: &mut Reporter<'_>) {
    let Some(checked) = draft.head.checked else {
        return;
    };
    if draft.event.status == Status::Occurred
        && draft.event.when.earliest().is_some_and(|day| day > checked)
    {
        reporter.report(
            Code::NotYet,
            draft.span("date"),
            format!("an event that occurred after {checked}, until which the file was checked"),
            "give it another `status`, or set `checked` under [file] to a later day",
        );
    }
}

/// What was planned before `checked` has come to something.
pub(super) fn overdue(all: &Collection<'_>, verdict: &mut Verdict) {
    let closing = |kind| {
        matches!(
            kind,
            RelationKind::Follows
                | RelationKind::Supersedes
                | RelationKind::PostponedFrom
                | RelationKind::Cancels
        )
    };
    let closed: HashSet<&str> = all
        .events
        .iter()
        .flat_map(|event| &event.related)
        .filter(|related| closing(related.kind))
        .map(|related| &*related.event.0)
        .collect();
    for (_, event, spots) in all.each() {
        let open = matches!(event.status, Status::Planned | Status::Announced)
            && !closed.contains(&*event.id.0);
        let Some(checked) = all.checked(spots).filter(|_| open) else {
            continue;
        };
        if event.when.latest().is_some_and(|day| day < checked)
            && let Some(here) = all.place(spots, spots.date)
        {
            let message = format!(
                "{} for a time before {checked}, until which the file was checked",
                event.status
            );
            let hint = "give it another status, or add the event that followed, with a relation to this one";
            verdict
                .problems
                .push(Diagnostic::new(Code::OverduePlan, here, message, hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_make_instants() {
        let at = |text: &str| instant(&When::parse(text).unwrap());
        assert_eq!(at("2025-11-24T20:00+08:00"), at("2025-11-24T07:00-05"));
        assert_eq!(at("2025-11-24T20:00:30+00:00"), at("2025-11-24T20:00:30Z"));
        assert_ne!(at("2024-12-31T23:30-05:00"), at("2024-12-31T23:30Z"));
        assert_eq!(at("2025-11-24T20:00"), None);
        assert_eq!(at("2025-11-24"), None);
    }
}
