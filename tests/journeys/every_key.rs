//! A journey for every key: what it does where, from a table that no action may be missing from.

use std::collections::BTreeSet;

use demarche::app::{Action, Context};
use demarche::tui::Flow;

use super::harness::Journey;

/// What comes of a key.
#[derive(Clone, Copy, Debug)]
enum Seen {
    /// A text that was not on the screen before.
    Text(&'static str),
    /// Another event is selected.
    On(&'static str),
    /// The terminal is asked for something.
    Asks(Flow),
}

use Action as A;
use Context::{Browse, Panel, Prompt, Strip};
use Seen::{Asks, On, Text};

/// Where, which action, the keys before, what comes of it.
const JOURNEYS: &[(Context, Action, &str, Seen)] = &[
    (Browse, A::NextEvent, "", On("2026-02-06-statement")),
    (Browse, A::PreviousEvent, "", On("2026-02-04-video")),
    (Browse, A::PageDown, "g", On("2026-11-plan")),
    (Browse, A::PageUp, "G", On("1972-letter")),
    (Browse, A::HalfPageDown, "g", On("2026-11-plan")),
    (Browse, A::HalfPageUp, "G", On("1972-letter")),
    (Browse, A::First, "", On("1972-letter")),
    (Browse, A::Last, "", On("2026-11-plan")),
    (Browse, A::Open, "", Text("next pane")),
    (Browse, A::Back, "", Text("q quits.")),
    (Browse, A::NextReading, "tab", On("2026-02-06-statement")),
    (Browse, A::PreviousReading, "tab", On("2026-02-04-video")),
    (Browse, A::NextPane, "", Text("next pane")),
    (Browse, A::PreviousPane, "", Text("back to the list")),
    (Browse, A::NextPeriod, "", On("2026-04-summit")),
    (Browse, A::PreviousPeriod, "", On("2026-02-03-visit")),
    (Browse, A::ZoomIn, "", Text("2026 week 6")),
    (Browse, A::ZoomOut, "", Text("2026 Q1")),
    (Browse, A::ZoomAll, "", Text("2026-02-06")),
    (Browse, A::Today, "g", On("2026-02-04-call")),
    (Browse, A::GoToDate, "", Text("go to")),
    (Browse, A::NextOfPair, "", On("2026-04-summit")),
    (Browse, A::PreviousOfPair, "", On("2026-01-talks")),
    (Browse, A::Countries, "", Text("Countries")),
    (Browse, A::Filter, "", Text("to write a query")),
    (Browse, A::Same, "", Text("Same as this one")),
    (Browse, A::Lane1, "", Text(" CN ×")),
    (Browse, A::Lane2, "", Text(" RU ×")),
    (Browse, A::Lane3, "", Text(" US ×")),
    (Browse, A::Lane4, "", Text("no lane 4 here")),
    (Browse, A::Lane5, "", Text("no lane 5 here")),
    (Browse, A::Lane6, "", Text("no lane 6 here")),
    (Browse, A::Lane7, "", Text("no lane 7 here")),
    (Browse, A::Lane8, "", Text("no lane 8 here")),
    (Browse, A::Lane9, "", Text("no lane 9 here")),
    (Browse, A::Future, "", Text("no future ×")),
    (Browse, A::DropFilter, "1", Text("9 events")),
    (Browse, A::ClearFilters, "1 2", Text("9 events")),
    (Browse, A::Undo, "1", Text("9 events")),
    (Browse, A::Redo, "1 u", Text(" CN ×")),
    (Browse, A::Search, "", Text("keep the marks")),
    (Browse, A::NextHit, "/ chen enter", Text("hit 7 of 8")),
    (Browse, A::PreviousHit, "/ chen enter", Text("hit 5 of 8")),
    (Browse, A::HistoryBack, "G", On("2026-02-04-call")),
    (Browse, A::HistoryForward, "G ctrl-o", On("2026-11-plan")),
    (Browse, A::Layout, "", Text("Layout: ")),
    (Browse, A::Problems, "", Text("Problems of the files")),
    (Browse, A::Help, "", Text("type to find one")),
    (Browse, A::Reload, "", Asks(Flow::Draw)),
    (Browse, A::Redraw, "", Asks(Flow::Repaint)),
    (Browse, A::Suspend, "", Asks(Flow::Suspend)),
    (Browse, A::Quit, "", Asks(Flow::Quit)),
    (Browse, A::QuitNow, "", Asks(Flow::Quit)),
    (Strip, A::NextBar, "shift-tab", Text("18 Nov 2026, 1 event")),
    (Strip, A::PreviousBar, "shift-tab", Text("1972, 1 event")),
    (Strip, A::JumpToBar, "shift-tab left", On("1972-letter")),
    (Strip, A::LeaveStrip, "shift-tab", Text("next of pair")),
    (Panel, A::RowDown, "c", Text(" RU ×")),
    (Panel, A::RowUp, "c down down", Text(" RU ×")),
    (Panel, A::RowPageDown, "c", Text(" FR ×")),
    (Panel, A::RowPageUp, "c end", Text(" CN ×")),
    (Panel, A::RowFirst, "c end", Text(" CN ×")),
    (Panel, A::RowLast, "c", Text(" FR ×")),
    (Panel, A::Apply, "c us", Text("next of pair")),
    (Panel, A::Cancel, "c us", Text("9 events")),
    (Panel, A::Choose, "c us", Text("✓ US")),
    (Panel, A::Exclude, "c us", Text("without US ×")),
    (Panel, A::NextMode, "c us", Text("= any of")),
    (Panel, A::NextFacet, "f tab tab", Text("Démarche")),
    (
        Panel,
        A::PreviousFacet,
        "f tab tab tab tab",
        Text("Démarche"),
    ),
    (Panel, A::Help, "c", Text("type to find one")),
    (Panel, A::Redraw, "c", Asks(Flow::Repaint)),
    (Panel, A::Suspend, "c", Asks(Flow::Suspend)),
    (Panel, A::QuitNow, "c", Asks(Flow::Quit)),
    (Prompt, A::RowDown, "f up", Text("type to narrow")),
    (Prompt, A::Complete, "f up k i", Text("› kind:")),
    (Prompt, A::CompleteBack, "f up k i", Text("› kind:")),
    (Prompt, A::Accept, "/ vienna", Text("next of pair")),
    (Prompt, A::Abandon, "/ vienna", On("2026-02-04-call")),
    (Prompt, A::Help, "/", Text("type to find one")),
    (Prompt, A::Redraw, "/", Asks(Flow::Repaint)),
    (Prompt, A::Suspend, "/", Asks(Flow::Suspend)),
    (Prompt, A::QuitNow, "/", Asks(Flow::Quit)),
];

#[test]
fn every_key_of_every_action_does_what_it_says() {
    for &(context, action, before, seen) in JOURNEYS {
        let start = || Journey::small().press(before);
        let keymap = start();
        let keymap = keymap.browser().cx().keymap;
        let chords = keymap.chords(action).iter();
        let here = chords.filter(|&&chord| keymap.resolve(context, chord) == Some(action));
        let mut keys = 0;
        for &chord in here {
            let mut journey = start();
            match seen {
                Text(text) => drop(start().misses(text)),
                On(id) => assert_ne!(journey.selected().as_deref(), Some(id), "{action:?}"),
                Asks(_) => {}
            }
            let flow = journey.chord(chord);
            match seen {
                Text(text) => drop(journey.sees(text)),
                On(id) => drop(journey.on(id)),
                Asks(asked) => assert_eq!(flow, asked, "{action:?} {chord}"),
            }
            keys += 1;
        }
        assert!(keys > 0, "{action:?} has no key in {context:?}");
    }
}

#[test]
fn no_action_is_without_a_journey() {
    let told: BTreeSet<(&str, Context)> = JOURNEYS
        .iter()
        .map(|&(context, action, ..)| (action.name(), context))
        .collect();
    let wanted: BTreeSet<(&str, Context)> = Action::ALL
        .iter()
        .flat_map(|action| {
            action
                .contexts()
                .iter()
                .map(|&context| (action.name(), context))
        })
        .collect();
    assert_eq!(
        told.symmetric_difference(&wanted).collect::<Vec<_>>(),
        Vec::<&(&str, Context)>::new()
    );
}
