//! Records of others, and our own exports, made into event files that load.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::Write as _;
use std::ops::ControlFlow;

use demarche::data::{BUNDLED, Limits, Origin, load};
use demarche::diag::{Diagnostic, Severity};
use demarche::export::{Format, Selection};
use demarche::import::{Imported, Reader, Rule, import};
use demarche::model::{Countries, Ix, Timeline};

fn read(origin: Origin) -> Timeline {
    let loaded = load(&[origin], &Limits::CHECKING, &|_| ControlFlow::Continue(())).unwrap();
    let errors = loaded
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    let errors: Vec<String> = errors.map(Diagnostic::short).collect();
    assert_eq!(errors, [""; 0]);
    loaded.timeline
}

/// Loads an imported file, which must have no error in it.
fn read_back(imported: &Imported) -> Timeline {
    let mut file = tempfile::Builder::new().suffix(".toml").tempfile().unwrap();
    file.write_all(imported.toml.as_bytes()).unwrap();
    let timeline = read(Origin::File(file.path().to_path_buf()));
    assert_eq!(timeline.len(), imported.events);
    timeline
}

fn export(format: &str, timeline: &Timeline) -> String {
    let events: Vec<Ix> = (0u32..).map(Ix).take(timeline.len()).collect();
    let today = "2026-06-30".parse().unwrap();
    let selection = Selection {
        timeline,
        events: &events,
        today,
    };
    let mut out = Vec::new();
    (Format::named(format).unwrap().write)(&selection, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn import_own(reader: &str, text: &str, countries: &Countries) -> Imported {
    import(Reader::named(reader).unwrap(), text, &[], countries).unwrap()
}

/// The rules for the records of visits.
fn visit_rules() -> Vec<Rule> {
    let map = |text| Rule::map(text).unwrap();
    let constant = |text| Rule::constant(text).unwrap();
    vec![
        map("id=no"),
        map("kind=sort"),
        map("visit=rank"),
        map("participants.name=guests[].name"),
        map("participants.office=guests[].title"),
        map("participants.country=guests[].state"),
        constant("participants.role=guest"),
        map("participants.name=host.name"),
        map("participants.office=host.title"),
        constant("participants.country=US"),
        constant("participants.role=host"),
        map("countries=label"),
        map("place.name=town"),
        constant("place.country=US"),
        map("summary=about"),
        map("about=none"),
        map("sources.url=link"),
    ]
}

#[test]
fn visits_come_whole_with_dates_and_the_countries_of_the_day() {
    let text = include_str!("data/import/visits.jsonl");
    let reader = Reader::named("jsonl").unwrap();
    let imported = import(reader, text, &visit_rules(), &Countries::default()).unwrap();
    insta::assert_snapshot!("visits", imported.toml);
    let timeline = read_back(&imported);
    let parties: Vec<String> = timeline
        .events()
        .iter()
        .map(|event| {
            let codes = event
                .countries
                .iter()
                .map(|&country| timeline.countries().code(country));
            format!(
                "{} {}",
                event.when.as_str(),
                codes.collect::<Vec<_>>().join("+")
            )
        })
        .collect();
    let expected = [
        "1901-06 US+x-hawaii",
        "1955-06-29/1955-07-03 BU+US",
        "1959-09-15/1959-09-27 SU+US",
        "1965-05-17/1965-05-19 KR+US",
        "1990-02-19/1990-02-21 CSHH+US",
        "1992-06-16/1992-06-17 RU+US",
    ];
    assert_eq!(parties, expected);
    let notes: Vec<String> = imported.notes.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!("what_was_changed_in_visits", notes.join("\n"));
}

#[test]
fn json_lines_of_our_own_become_the_same_events() {
    for origin in [
        BUNDLED,
        Origin::File("tests/data/export/events.toml".into()),
    ] {
        let timeline = read(origin);
        let first = export("jsonl", &timeline);
        let imported = import_own("jsonl", &first, timeline.countries());
        assert_eq!(imported.notes, []);
        let second = export("jsonl", &read_back(&imported));
        for (first, second) in first.lines().zip(second.lines()) {
            assert_eq!(
                without_new_keys(first, first),
                without_new_keys(second, first)
            );
        }
    }
}

/// Returns a record without the keys that another one does not have: who is named several times gets one.
fn without_new_keys(record: &str, other: &str) -> serde_json::Value {
    fn strip(value: &mut serde_json::Value, other: &str) {
        if let Some(table) = value.as_object_mut() {
            table.retain(|key, value| key != "key" || other.contains(&format!("\"key\":{value}")));
            table.values_mut().for_each(|value| strip(value, other));
        }
        value
            .as_array_mut()
            .into_iter()
            .flatten()
            .for_each(|value| strip(value, other));
    }
    let mut value = serde_json::from_str(record).unwrap();
    strip(&mut value, other);
    value
}

#[test]
fn our_own_table_comes_back_but_for_the_quotes() {
    let timeline = read(BUNDLED);
    let first = export("csv", &timeline);
    let imported = import_own("csv", &first, timeline.countries());
    let told: Vec<&str> = imported
        .notes
        .iter()
        .map(|note| note.field.as_str())
        .collect();
    assert_eq!(told, ["quotes"]);
    let second = export("csv", &read_back(&imported));
    assert_eq!(
        import_own("csv", &second, timeline.countries()).toml,
        imported.toml
    );
}

#[test]
fn our_own_calendar_comes_back_with_the_same_days() {
    let timeline = read(BUNDLED);
    let reader = Reader::named("ics").unwrap();
    // A calendar names no parties.
    let rules = [Rule::constant("countries=UN").unwrap()];
    let calendar = export("ics", &timeline);
    let back = read_back(&import(reader, &calendar, &rules, timeline.countries()).unwrap());
    for event in back.events() {
        let original = timeline.event(timeline.find(&event.id.0).unwrap());
        assert_eq!(
            event.when.earliest(),
            original.when.earliest(),
            "{}",
            event.id.0
        );
        assert_eq!(
            event.when.latest(),
            original.when.latest(),
            "{}",
            event.id.0
        );
        assert_eq!(event.kind, original.kind);
    }
}
