use proptest::prelude::*;
use rstest::rstest;

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::diag::Code;
use crate::diag::source::Store;

fn read(texts: &[&str]) -> Loaded {
    let sources: Vec<SourceText> = (0u32..)
        .zip(texts)
        .map(|(order, text)| SourceText::new(&format!("{order}.toml"), order, (*text).to_owned()))
        .collect();
    let problems = Problems::new(1000, false);
    load_texts(
        (sources, &Limits::BROWSING),
        problems,
        &|_| ControlFlow::Continue(()),
        None,
    )
    .unwrap()
}

/// A text of which only so many reads succeed.
#[derive(Debug)]
struct Fragile {
    bytes: Vec<u8>,
    left: AtomicUsize,
}

impl Store for Fragile {
    fn read(&self, range: Range<usize>) -> Option<Vec<u8>> {
        let less = |left: usize| left.checked_sub(1);
        let order = Ordering::Relaxed;
        self.left.fetch_update(order, order, less).ok()?;
        Some(self.bytes.get(range)?.to_vec())
    }
}

/// Reads a text that is not held, in at most so many reads.
fn read_stored(text: &str, reads: usize) -> Result<Loaded, LoadError> {
    let store = Fragile {
        bytes: text.as_bytes().to_vec(),
        left: AtomicUsize::new(reads),
    };
    let source = SourceText::stored("0.toml", 0, text.len(), Box::new(store));
    let problems = Problems::new(1000, false);
    load_texts(
        (vec![source], &Limits::BROWSING),
        problems,
        &|_| ControlFlow::Continue(()),
        None,
    )
}

#[test]
fn a_text_that_is_not_held_is_read_as_one_that_is() {
    let events: String = (0..2000).map(|n| event(&format!("1986-{n}"))).collect();
    let toml = format!("format = 1\n{events}x = \n{}", event("1986-b"));
    let json = "{\"id\":\"1986-a\"}\n{]\n";
    for text in [&toml, json] {
        let (held, stored) = (read(&[text]), read_stored(text, usize::MAX).unwrap());
        assert_eq!(held.timeline.events(), stored.timeline.events());
        assert_eq!(short(&held), short(&stored));
        assert!(held.problems.errors() > 0);
    }
}

#[test]
fn a_text_that_vanishes_while_it_is_read_is_no_shorter_timeline() {
    let text = format!("format = 1\n{}", event("1986-a"));
    for reads in 0..4 {
        let cause = read_stored(&text, reads).unwrap_err().cause;
        assert!(matches!(cause, LoadCause::Changed), "{reads}: {cause}");
    }
}

fn short(loaded: &Loaded) -> Vec<String> {
    loaded
        .problems
        .iter()
        .map(crate::diag::Diagnostic::short)
        .collect()
}

/// An event on a day of its own, by the last letter of its id.
fn event(id: &str) -> String {
    let day = id.bytes().next_back().map_or(1, |letter| letter % 28 + 1);
    format!(
        "[[event]]\nid = \"{id}\"\ndate = \"1986-10-{day:02}\"\nkind = \"summit\"\ntitle = \"{id}\"\ncountries = [\"US\", \"SU\"]\nsources = [{{ title = \"A\" }}]\n"
    )
}

#[test]
fn a_fault_costs_its_event_alone_and_lines_stay_right() {
    let faults = [
        "x = \n",
        "note = \"\"\"\nopen\n",
        "[event.quote\n",
        "id = \"again\"\n",
        "y = [1,\n",
    ];
    for fault in faults {
        let text = format!(
            "format = 1\n{}{}{fault}{}",
            event("1986-a"),
            event("1986-b"),
            event("1986-c")
        );
        let loaded = read(&[&text]);
        let ids: Vec<&str> = loaded
            .timeline
            .events()
            .iter()
            .map(|event| &*event.id.0)
            .collect();
        assert_eq!(ids, ["1986-a", "1986-c"], "{fault:?}: {:?}", short(&loaded));
        assert_eq!(loaded.left_out, 1);
        assert!(
            loaded
                .problems
                .iter()
                .all(|problem| problem.code == Code::Syntax)
        );
        let line = loaded.problems.iter().next().unwrap().place.line;
        assert!((16..=18).contains(&line), "{fault:?} in line {line}");
    }
}

#[test]
fn registries_may_stand_after_events_and_in_other_files() {
    let person = "[people]\nx = { name = \"X\", country = \"US\" }\n";
    let uses = event("1986-a").replace("countries", "participants = [\"x\"]\ncountries");
    for texts in [
        vec![format!("format = 1\n{uses}{person}")],
        vec![
            format!("format = 1\n{uses}"),
            format!("format = 1\n{person}"),
        ],
    ] {
        let loaded = read(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(short(&loaded), [""; 0]);
        assert_eq!(loaded.timeline.len(), 1);
    }
}

#[test]
fn places_after_events_are_those_of_the_file() {
    let text = format!(
        "format = 1\n{}[people]\nx = {{ nme = \"X\" }}\n",
        event("1986-a")
    );
    let loaded = read(&[&text]);
    assert_eq!(
        short(&loaded)[0],
        "0.toml:10:5: error[E0106]: a person without `name`; add `name`: the name in Latin letters"
    );
}

#[test]
fn relations_to_an_event_that_was_left_out_are_no_fault_of_their_own() {
    let broken = event("1986-b").replace("summit", "sumit");
    let text = format!(
        "format = 1\n{}related = [{{ type = \"follows\", event = \"1986-b\" }}]\n{broken}",
        event("1986-a")
    );
    let loaded = read(&[&text]);
    assert_eq!(loaded.problems.errors(), 1, "{:?}", short(&loaded));
    assert_eq!(loaded.timeline.len(), 1);
}

#[test]
fn the_limit_of_events_holds_over_all_files() {
    let one = format!("format = 1\n{}{}", event("1986-a"), event("1986-b"));
    let two = format!("format = 1\n{}{}", event("1986-c"), event("1986-d"));
    let sources = vec![SourceText::new("1", 0, one), SourceText::new("2", 1, two)];
    let limits = Limits {
        events: 3,
        ..Limits::BROWSING
    };
    let loaded = load_texts(
        (sources, &limits),
        Problems::new(10, false),
        &|_| ControlFlow::Continue(()),
        None,
    )
    .unwrap();
    assert_eq!(loaded.timeline.len(), 3);
    assert_eq!(
        short(&loaded),
        [
            "2:9:1: error[E0108]: more than 3 events; those from here on are left out; raise `events` under [limits]"
        ]
    );
}

#[test]
fn of_many_problems_the_first_are_kept_and_the_rest_counted() {
    let events: String = (0..500)
        .map(|n| event(&format!("1987-{n}")).replace("sources = [{ title = \"A\" }]\n", ""))
        .collect();
    let sources = vec![SourceText::new("1", 0, format!("format = 1\n{events}"))];
    let loaded = load_texts(
        (sources, &Limits::BROWSING),
        Problems::new(10, false),
        &|_| ControlFlow::Continue(()),
        None,
    )
    .unwrap();
    let lines: Vec<u32> = loaded
        .problems
        .iter()
        .map(|problem| problem.place.line)
        .collect();
    assert_eq!(lines.len(), 10);
    assert!(lines.is_sorted() && lines.iter().all(|&line| line < 60));
    let omitted: usize = loaded.problems.omitted().values().sum();
    assert_eq!(omitted + 10, loaded.problems.warnings());
    assert!(loaded.problems.warnings() >= 500);
}

#[rstest]
#[case::nothing(r#"date = "2006""#, r#""date":"2006""#, Code::EmptySource)]
#[case::empty(
    r#"title = " ", url = """#,
    r#""title":" ","url":"""#,
    Code::EmptySource
)]
#[case::no_address(r#"url = "htps://a.org""#, r#""url":"htps://a.org""#, Code::BadUrl)]
fn a_source_without_title_and_address_is_refused_wherever_it_stands(
    #[case] toml: &str,
    #[case] json: &str,
    #[case] code: Code,
) {
    let inline = event("1986-a").replace("title = \"A\"", toml);
    let keyed = event("1986-a").replace("{ title = \"A\" }", "\"memo\"");
    let texts = [
        format!("format = 1\n{inline}"),
        format!("format = 1\n[sources]\nmemo = {{ {toml} }}\n{keyed}"),
        format!(
            r#"{{"id":"1986-a","date":"1986","kind":"visit","title":"A","countries":["US"],"sources":[{{{json}}}]}}"#
        ),
    ];
    for text in texts {
        let loaded = read(&[&text]);
        let first = loaded.problems.iter().next().map(|problem| problem.code);
        assert_eq!((first, loaded.timeline.len()), (Some(code), 0), "{text}");
    }
}

#[test]
fn stopping_keeps_what_was_read() {
    let events: String = (0..2000).map(|n| event(&format!("1986-{n}"))).collect();
    let sources = vec![SourceText::new("1", 0, format!("format = 1\n{events}"))];
    let stop = |progress: Progress| {
        if progress.events > 500 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let loaded = load_texts(
        (sources, &Limits::BROWSING),
        Problems::new(10, false),
        &stop,
        None,
    )
    .unwrap();
    assert!(loaded.stopped);
    assert!((500..2000).contains(&loaded.timeline.len()));
}

#[test]
fn the_begin_of_much_is_handed_over_before_the_rest_is_read() {
    let mut events: String = (0..2000).map(|n| event(&format!("1986-{n}"))).collect();
    events.push_str(&event("1986-7"));
    let read = |least| {
        let text =
            format!("format = 1\n{events}\n[[view]]\nname = \"All\"\nquery = \"kind:call\"\n");
        let handed = std::cell::Cell::new(None);
        let begin = Begin {
            least,
            events: 500,
            take: &|loaded| handed.set(Some(loaded)),
        };
        let whole = load_texts(
            (vec![SourceText::new("1", 0, text)], &Limits::BROWSING),
            Problems::new(10, false),
            &|_| ControlFlow::Continue(()),
            Some(begin),
        )
        .unwrap();
        (handed.into_inner(), whole)
    };
    let (begun, whole) = read(1000);
    let begun = begun.unwrap();
    assert!(begun.stopped && (500..2000).contains(&begun.timeline.len()));
    assert_eq!(begun.timeline.views(), whole.timeline.views());
    assert_eq!(begun.queries, whole.queries);
    assert_eq!((whole.timeline.len(), whole.left_out), (2000, 1));
    // The whole is what it would be without a begin, problems and all.
    let (none, alone) = read(u64::MAX);
    assert!(none.is_none());
    assert_eq!(short(&whole), short(&alone));
    assert_eq!(whole.timeline.events(), alone.timeline.events());
}

#[test]
fn several_threads_read_what_one_reads() {
    let person = |n: usize| {
        format!(
            "participants = [{{ name = \"P{}\", country = \"US\" }}]\ntitle",
            n % 7
        )
    };
    let events: String = (0..9000)
        .map(|n| event(&format!("1986-{n}")).replacen("title", &person(n), 1))
        .collect();
    let text = format!("format = 1\n{events}");
    let [one, two] = [1, 3].map(|threads| {
        let sources = vec![SourceText::new("1", 0, text.clone())];
        let limits = Limits {
            threads,
            ..Limits::BROWSING
        };
        load_texts(
            (sources, &limits),
            Problems::new(10, false),
            &|_| ControlFlow::Continue(()),
            None,
        )
        .unwrap()
    });
    assert_eq!(one.timeline.len(), 9000);
    assert_eq!(two.timeline.people().len(), 7);
    let named = |loaded: &Loaded| -> Vec<(String, String)> {
        let timeline = &loaded.timeline;
        timeline
            .events()
            .iter()
            .map(|event| {
                let person = event
                    .participants
                    .first()
                    .map(|someone| timeline.person(someone.person));
                (
                    event.id.0.to_string(),
                    person
                        .map(|person| person.name.to_string())
                        .unwrap_or_default(),
                )
            })
            .collect()
    };
    assert_eq!(named(&one), named(&two));
}

#[test]
fn messages_never_repeat_more_than_a_little_nor_anything_that_steers() {
    let hostile = "\u{1b}]0;x\u{7}\u{202e}\u{9b}31m".repeat(3000);
    let texts = [
        format!("format = 1\n{hostile}\n"),
        format!("format = 1\n[people]\n\"{hostile}\" = 1\n"),
        format!("format = 1\n{}\"{hostile}\" = 1\n", event("1986-a")),
        format!("format = 1\n{}", event(&hostile)),
        format!(
            "format = 1\n{}",
            event("1986-a").replace("\"US\"", &format!("'{}'", hostile.replace('\'', "")))
        ),
        format!("{{\"id\":\"{hostile}\"}}\n"),
        format!("{{\"{hostile}\":1}}\n"),
    ];
    for text in texts {
        for problem in &read(&[&text]).problems {
            for shown in [problem.short(), problem.human(false), problem.json()] {
                assert!(shown.len() < 8000, "{} bytes", shown.len());
                assert!(
                    !shown.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'),
                    "{shown:?}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read(text in "(format = 1\n|\\[\\[event\\]\\]\n|\\[people\\]\n|id = |date = |\"1986-a\"\n|\"|\"\"\"|\\{|\\}|\\[|\\]|= |\n|participants = |x|\\PC){0,60}") {
        let loaded = read(&[&text]);
        for problem in &loaded.problems {
            prop_assert!(problem.place.excerpt.get(problem.place.mark.clone()).is_some());
            prop_assert!(!problem.human(true).is_empty());
        }
    }

    #[test]
    fn any_part_of_a_sound_file_is_read(from in 0usize..4000, len in 0usize..2000, cut in any::<bool>()) {
        let whole = include_str!("../../../assets/events.toml");
        let start = whole.floor_char_boundary(from * 150);
        let end = whole.floor_char_boundary((start + len * 5).min(whole.len()));
        let (head, part) = (whole.get(..8_000.min(start)).unwrap_or_default(), whole.get(start..end).unwrap_or_default());
        let text = if cut { part.to_owned() } else { format!("{head}{part}") };
        read(&[&text]);
    }
}
