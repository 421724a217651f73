//! The calendar that is written is read back by a parser that is not ours.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use demarche::data::{BUNDLED, Limits, load};
use demarche::export::{Format, Selection};
use demarche::model::Ix;
use icalendar::{Calendar, CalendarComponent, Component as _, DatePerhapsTime};

fn day(date: Option<DatePerhapsTime>) -> Option<NaiveDate> {
    match date? {
        DatePerhapsTime::Date(day) => Some(day),
        DatePerhapsTime::DateTime(_) => None,
    }
}

#[test]
fn a_foreign_parser_reads_the_calendar_of_the_bundled_collection() {
    let loaded = load(
        &[BUNDLED],
        &Limits::BROWSING,
        &|_| ControlFlow::Continue(()),
    )
    .unwrap();
    let timeline = &loaded.timeline;
    let all: Vec<Ix> = (0u32..).take(timeline.len()).map(Ix).collect();
    let today = "2026-06-30".parse().unwrap();
    let selection = Selection {
        timeline,
        events: &all,
        today,
    };
    let mut bytes = Vec::new();
    let left_out = (Format::named("ics").unwrap().write)(&selection, &mut bytes).unwrap();
    let calendar: Calendar = String::from_utf8(bytes).unwrap().parse().unwrap();
    let events: Vec<&icalendar::Event> = calendar
        .components
        .iter()
        .filter_map(CalendarComponent::as_event)
        .collect();
    assert_eq!(events.len(), timeline.len() - left_out);
    assert!(left_out < 10);
    for event in events {
        let id = event.get_uid().unwrap().split('@').next().unwrap();
        let ours = timeline.event(timeline.find(id).unwrap());
        assert!(event.get_summary().unwrap().contains(&*ours.title), "{id}");
        let (first, last) = (ours.when.earliest().unwrap(), ours.when.latest().unwrap());
        assert_eq!(day(event.get_start()), Some(first), "{id}");
        assert_eq!(
            day(event.get_end()),
            last.succ_opt(),
            "{id}: the end is exclusive"
        );
    }
}
