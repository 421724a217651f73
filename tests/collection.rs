//! What holds of the bundled collection beyond the rules of every event file: the rules of its curators.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::LazyLock;

use chrono::NaiveDate;
use demarche::data::{BUNDLED, Limits, load};
use demarche::diag::Diagnostic;
use demarche::model::{Event, Fold, Status, Timeline, Zoom};
use demarche::query::{Index, Query};
use demarche::text::cells;

const FILE: &str = include_str!("../assets/events.toml");

/// The ids of all events, one a line; other files and links name them.
const IDS: &str = include_str!("data/collection-ids.txt");

static TIMELINE: LazyLock<Timeline> = LazyLock::new(|| {
    let limits = Limits {
        strict: true,
        ..Limits::CHECKING
    };
    let loaded = load(&[BUNDLED], &limits, &|_| ControlFlow::Continue(())).unwrap();
    let problems: Vec<String> = loaded.problems.iter().map(Diagnostic::short).collect();
    assert_eq!(problems, [""; 0]);
    loaded.timeline
});

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Fails with the ids of the events for which the rule does not hold.
fn hold(rule: impl Fn(&Event) -> bool) {
    let broken: Vec<&str> = TIMELINE
        .events()
        .iter()
        .filter(|event| !rule(event))
        .map(|event| &*event.id.0)
        .collect();
    assert_eq!(broken, [""; 0]);
}

/// The texts in the collection's own words, and where they stand; quotes and titles of sources are others' words.
fn prose(event: &Event) -> Vec<(&'static str, &str)> {
    let mut all = vec![("title", &*event.title)];
    all.extend(event.summary.iter().map(|text| ("summary", &**text)));
    all.extend(event.note.iter().map(|text| ("note", &**text)));
    for topic in &event.topics {
        all.extend(topic.note.iter().map(|text| ("topic", &**text)));
        all.extend(topic.stance.iter().map(|(_, text)| ("stance", &**text)));
    }
    all.extend(event.outcomes.iter().map(|of| ("outcome", &*of.text)));
    all
}

#[test]
fn every_id_once_published_has_its_event_and_no_other_is_there() {
    let published: BTreeSet<&str> = IDS.lines().collect();
    let present: BTreeSet<&str> = TIMELINE.events().iter().map(|event| &*event.id.0).collect();
    assert_eq!(published, present);
}

#[test]
fn events_stand_in_the_file_in_the_order_of_time() {
    let table: toml::Table = FILE.parse().unwrap();
    let written: Vec<&str> = table["event"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["id"].as_str().unwrap())
        .collect();
    let sorted: Vec<&str> = TIMELINE.events().iter().map(|event| &*event.id.0).collect();
    assert_eq!(written, sorted);
}

#[test]
fn the_head_says_until_when_the_facts_were_checked() {
    let [head] = TIMELINE.heads() else {
        panic!("the collection is one file")
    };
    assert_eq!(head.checked, Some(day(2026, 6, 30)));
    assert!(head.title.is_some() && head.curator.is_some() && head.licence.is_some());
}

#[test]
fn everything_said_to_have_occurred_was_over_when_the_facts_were_checked() {
    let checked = day(2026, 6, 30);
    hold(|event| event.status != Status::Occurred || event.when.latest().unwrap() <= checked);
}

#[test]
fn every_event_tells_what_happened_and_names_parties_and_sources() {
    hold(|event| event.summary.is_some());
    hold(|event| !event.countries.is_empty() && !event.participants.is_empty());
    hold(|event| !event.sources.is_empty());
    for source in TIMELINE.sources() {
        assert!(source.title.is_some() && source.url.is_some(), "{source:?}");
    }
}

#[test]
fn every_quote_has_words_and_a_source_that_its_event_cites() {
    hold(|event| {
        event.quotes.iter().all(|quote| {
            let words = quote.text.is_some() || !quote.translation.is_empty();
            let speaker = &*TIMELINE.person(quote.by.person).name;
            let cited = quote.source.is_some_and(|it| event.sources.contains(&it));
            words && !speaker.is_empty() && cited
        })
    });
}

#[test]
fn every_relation_leads_to_another_event_of_the_collection() {
    hold(|event| {
        event
            .related
            .iter()
            .all(|related| related.event != event.id && TIMELINE.find(&related.event.0).is_some())
    });
}

#[test]
fn no_contact_is_told_twice() {
    let mut same: BTreeMap<(BTreeSet<&str>, String, &str), Vec<&str>> = BTreeMap::new();
    for event in TIMELINE.events() {
        let parties = event.countries.iter();
        let parties = parties.map(|&party| TIMELINE.countries().code(party));
        let key = (
            parties.collect(),
            format!("{:?}", event.kind),
            event.when.as_str(),
        );
        same.entry(key).or_default().push(&event.id.0);
    }
    same.retain(|_, events| events.len() > 1);
    assert_eq!(same, BTreeMap::new());
}

#[test]
fn landmarks_that_occurred_rest_on_two_sources() {
    hold(|event| event.weight < 3 || event.status != Status::Occurred || event.sources.len() > 1);
}

#[test]
fn featured_events_are_few_and_have_words_to_show() {
    let featured = TIMELINE.events().iter().filter(|event| event.featured);
    assert!((20..=30).contains(&featured.count()));
    hold(|event| !event.featured || !event.quotes.is_empty());
}

#[test]
fn many_events_say_whose_account_names_a_topic() {
    let events = TIMELINE.events().iter();
    let with = events.filter(|event| event.topics.iter().any(|topic| !topic.accounts.is_empty()));
    assert!(with.count() >= 200);
    let topics = TIMELINE.events().iter().flat_map(|event| &event.topics);
    let sides = topics.filter(|topic| topic.stance.len() > 1);
    assert!(sides.count() >= 100);
}

#[test]
fn every_view_finds_something() {
    let index = Index::build(&TIMELINE, Fold::Default);
    let today = day(2026, 6, 30);
    assert!(!TIMELINE.views().is_empty());
    for view in TIMELINE.views() {
        let query = Query::parse(&view.query, TIMELINE.countries(), today);
        let query = query.unwrap_or_else(|error| panic!("{}: {error}", view.name));
        assert!(
            index.select(&TIMELINE, &query, today).count() > 0,
            "{}",
            view.name
        );
    }
}

#[test]
fn texts_keep_to_their_length() {
    hold(|event| cells(&event.title) <= 80);
    hold(|event| {
        let summary = event.summary.as_deref().unwrap_or_default();
        let sentences = summary
            .split(['.', '?', '!'])
            .filter(|rest| rest.is_empty() || rest.starts_with([' ', '”', '’', '\n']));
        summary.chars().count() <= 700 && sentences.count() <= 4
    });
    hold(|event| {
        let stances = event.topics.iter().flat_map(|topic| &topic.stance);
        stances.into_iter().all(|(_, text)| cells(text) <= 90)
    });
}

#[test]
fn only_sentences_end_with_a_full_stop() {
    for event in TIMELINE.events() {
        for (field, text) in prose(event) {
            let stop = text
                .trim_end_matches(['”', '’', ')'])
                .ends_with(['.', '!', '?']);
            let wanted = matches!(field, "summary" | "note");
            let free = field == "topic" || field == "stance" && text.contains('?');
            assert!(free || stop == wanted, "{}: {field}: {text}", event.id.0);
        }
    }
}

/// What does not belong into the collection's own words: typewriter marks, other spellings of one word.
const NOT_WRITTEN: &[&str] = &[
    "  ",
    " ,",
    " .",
    "..",
    "\"",
    "'",
    "--",
    " - ",
    "%",
    "$",
    "percent ",
    "U.S.",
    "Zelensky ",
    "Zelenskiy",
    "Kiev",
    "Turkey",
    "defense",
    "advisor",
    "cease-fire",
    "Donbass",
    "Mr ",
    "normaliz",
    "denucleariz",
];

#[test]
fn one_spelling_and_printers_marks() {
    for event in TIMELINE.events() {
        for (field, text) in prose(event) {
            for mark in NOT_WRITTEN {
                assert!(
                    !text.contains(mark),
                    "{}: {field}: {mark:?} in {text}",
                    event.id.0
                );
            }
        }
    }
}

#[test]
fn every_heading_stands_once_and_under_one_name() {
    for &zoom in Zoom::ALL {
        let mut runs: Vec<_> = TIMELINE
            .events()
            .iter()
            .map(|event| (event.when.heading(zoom), event.when.heading_words(zoom)))
            .collect();
        runs.dedup();
        let mut headings: BTreeMap<_, Vec<String>> = BTreeMap::new();
        for (heading, words) in runs {
            headings.entry(heading).or_default().push(words);
        }
        headings.retain(|_, words| words.len() > 1);
        assert!(headings.is_empty(), "{zoom:?}: {headings:?}");
    }
}
