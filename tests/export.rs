//! Events written out in every format.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use chrono::NaiveDate;
use demarche::export::{FORMATS, Format, Selection};
use demarche::model::country::Found;
use demarche::model::*;
use demarche::text::SafeText;

/// Writes the whole timeline; returns the text and the number of events left out.
fn export(format: &str, timeline: &Timeline) -> (String, usize) {
    let events: Vec<Ix> = (0u32..).map(Ix).take(timeline.len()).collect();
    let selection = Selection {
        timeline,
        events: &events,
        today: NaiveDate::from_ymd_opt(2026, 6, 30).unwrap(),
    };
    let mut out = Vec::new();
    let format = Format::named(format).unwrap();
    let left_out = (format.write)(&selection, &mut out).unwrap();
    (String::from_utf8(out).unwrap(), left_out)
}

#[test]
fn plain_lines_stand_in_columns() {
    let (text, _) = export("plain", &timeline());
    let column = |needle: &str| text.lines().find_map(|line| line.find(needle));
    assert_eq!(text.lines().count(), 3);
    assert_eq!(column("Nixon in China"), column("Nixon and Zhou"));
    assert!(
        text.lines()
            .any(|line| line.ends_with("=A return visit, planned         planned")),
        "{text}"
    );
}

/// The keys of the record at each level, in their order.
const KEYS: &[(&str, &str)] = &[
    (
        "",
        "id date earliest latest date_text local duration kind visit status level confidence weight featured \
         lang title summary note place venue margins_of participants countries about initiator topics \
         outcomes quotes sources related tags text",
    ),
    ("local", "place at"),
    ("place", "key name native country aka"),
    ("participants", "key name native aka country office role"),
    ("topics", "tag note accounts stance"),
    ("outcomes", "type text url"),
    ("quotes", "by type lang text translation at where source"),
    ("by", "key name native country office role"),
    ("sources", "key title publisher url date lang archive"),
    ("source", "key title publisher url date lang archive"),
    ("related", "type event"),
];

/// Checks the keys of an object and of what it holds; maps by language or country have no fixed keys.
fn keys_in_order(name: &str, value: &serde_json::Value, seen: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(items) => {
            for item in items {
                keys_in_order(name, item, seen);
            }
        }
        serde_json::Value::Object(map) => {
            if let Some((_, order)) = KEYS.iter().find(|(of, _)| *of == name) {
                let mut rest = order.split(' ');
                for key in map.keys() {
                    assert!(
                        rest.any(|next| next == key),
                        "{key} of {name:?} is out of order"
                    );
                    seen.push(format!("{name}.{key}"));
                }
            }
            for (key, value) in map {
                keys_in_order(key, value, seen);
            }
        }
        _ => {}
    }
}

#[test]
fn json_keys_stand_in_order_and_none_is_forgotten() {
    let (text, left_out) = export("jsonl", &timeline());
    assert_eq!(left_out, 0);
    assert_eq!(text.lines().count(), timeline().len());
    let mut seen = Vec::new();
    for line in text.lines() {
        keys_in_order("", &serde_json::from_str(line).unwrap(), &mut seen);
    }
    for (name, keys) in KEYS {
        for key in keys.split(' ') {
            assert!(
                seen.contains(&format!("{name}.{key}")),
                "no event has {name}.{key}"
            );
        }
    }
}

#[test]
fn the_whole_is_one_object_with_the_head_and_the_same_records() {
    let whole: serde_json::Value = serde_json::from_str(&export("json", &timeline()).0).unwrap();
    let head = serde_json::json!({"title": "Contacts", "language": "en", "checked": "2026-06-30"});
    assert_eq!(whole["file"], head);
    let lines = export("jsonl", &timeline()).0;
    let records: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(whole["events"], serde_json::Value::from(records));

    let empty = export("json", &Timeline::default()).0;
    let empty: serde_json::Value = serde_json::from_str(&empty).unwrap();
    assert_eq!(empty, serde_json::json!({"file": {}, "events": []}));
}

#[test]
fn of_several_files_the_head_holds_what_all_say_alike() {
    let head = |title: &str| FileHead {
        title: Some(text(title)),
        licence: Some(text("CC0-1.0")),
        ..FileHead::default()
    };
    let timeline = Timeline::build(Parts {
        heads: vec![head("One"), head("Two")],
        ..Parts::default()
    });
    let whole: serde_json::Value = serde_json::from_str(&export("json", &timeline).0).unwrap();
    assert_eq!(whole["file"], serde_json::json!({"licence": "CC0-1.0"}));
}

/// Reads comma-separated values as RFC 4180 describes them, and nothing else.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().unwrap();
        let cell = row.last_mut().unwrap();
        match c {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(chars.next(), Some('\n'));
                rows.push(vec![String::new()]);
            }
            c => cell.push(c),
        }
    }
    assert!(!quoted);
    assert_eq!(
        rows.pop(),
        Some(vec![String::new()]),
        "the last line has its end"
    );
    rows
}

#[test]
fn csv_is_a_table_that_no_spreadsheet_runs() {
    let rows = read_csv(&export("csv", &timeline()).0);
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|row| row.len() == 15), "{rows:?}");
    let cell = |id: &str, column: &str| {
        let column = rows[0].iter().position(|name| name == column).unwrap();
        rows.iter().find(|row| row[0] == id).unwrap()[column].clone()
    };
    assert_eq!(
        cell("1972-nixon-china", "participants"),
        "Richard Nixon; Zhou Enlai; An interpreter"
    );
    assert_eq!(
        cell("1972-nixon-china", "countries"),
        "US; CN; x-delegation"
    );
    assert_eq!(cell("1972-nixon-china", "quotes"), "1");
    assert!(
        cell("1972-nixon-china", "summary").contains("\"highest\" level; a toast, too.\n\nThen")
    );
    assert_eq!(cell("2026-plan", "title"), "'=A return visit, planned");
    assert_eq!(cell("2026-plan", "status"), "planned");
}

#[test]
fn calendar_lines_are_short_and_end_as_they_must() {
    let (text, _) = export("ics", &timeline());
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line}");
    }
    assert!(text.ends_with("END:VCALENDAR\r\n"));
}

#[test]
fn nothing_to_write_is_no_error() {
    for format in FORMATS {
        assert_eq!(
            export(format.name, &Timeline::default()).1,
            0,
            "{}",
            format.name
        );
    }
}

/// Three events: one that has every field, a fuzzy plan, a bare call.
#[expect(clippy::too_many_lines, reason = "one record with every field")]
fn timeline() -> Timeline {
    let mut countries = Countries::default();
    let [us, cn, tw, x] =
        ["US", "CN", "TW", "x-delegation"].map(|code| country(&mut countries, code));
    let full = Event {
        when: When::parse("1972-02-21/1972-02-28").unwrap(),
        date_text: Some(text("the week that changed the world")),
        local: Box::new([LocalTime {
            place: PlaceIx(0),
            at: When::parse("1972-02-21T11:40+08:00").unwrap(),
        }]),
        duration: Some(90),
        visit: Some(Visit::State),
        level: Level::Leaders,
        confidence: Confidence::SingleSource,
        weight: 3,
        featured: true,
        lang: Some(text("fr")),
        summary: Some(SafeText::body(
            "Talks at the \"highest\" level; a toast, too.\n\nThen a communiqué.",
        )),
        note: Some(text("Times are local.")),
        place: Some(PlaceIx(0)),
        venue: Some(text("Great Hall of the People")),
        margins_of: Some(text("a banquet")),
        participants: Box::new([
            participant(0, Some(us), Some("President"), Role::Guest),
            participant(1, Some(cn), Some("Premier"), Role::Host),
            participant(2, None, None, Role::Participant),
        ]),
        countries: Box::new([us, cn, x]),
        about: Box::new([tw]),
        initiator: Some(us),
        topics: Box::new([Topic {
            tag: TagIx(0),
            note: Some(text("Left for later.")),
            accounts: Box::new([us, cn]),
            stance: Box::new([(cn, text("first of all")), (us, text("in time"))]),
        }]),
        outcomes: Box::new([Outcome {
            kind: OutcomeKind::Communique,
            text: text("Shanghai Communiqué"),
            url: Some(text("https://example.org/communique?a=1&b=2")),
        }]),
        quotes: Box::new([Quote {
            by: Speaker {
                person: PersonIx(1),
                country: Some(cn),
                office: Some(text("Premier")),
                role: Role::Spokesperson,
            },
            kind: QuoteKind::Direct,
            lang: text("zh"),
            text: Some(text("你们好")),
            translation: Box::new([
                (text("fr"), text("Bonjour")),
                (text("en"), text("Good day, * all")),
            ]),
            at: Some(When::parse("1972-02-21").unwrap()),
            place: Some(text("at the banquet")),
            source: Some(SourceIx(1)),
        }]),
        sources: Box::new([SourceIx(0), SourceIx(1)]),
        related: Box::new([Related {
            kind: RelationKind::SeeAlso,
            event: EventId(text("2026-plan")),
        }]),
        tags: Box::new([text("archive")]),
        text: Box::new([(
            text("zh"),
            Translation {
                title: Some(text("尼克松访华")),
                summary: Some(text("…")),
                note: None,
            },
        )]),
        ..event(
            "1972-nixon-china",
            "1972-02-21/1972-02-28",
            Kind::Visit,
            "Nixon in China [first, of many]",
        )
    };
    let plan = Event {
        status: Status::Planned,
        countries: Box::new([cn, us]),
        ..event(
            "2026-plan",
            "2026-40",
            Kind::Summit,
            "=A return visit, planned",
        )
    };
    let call = Event {
        participants: Box::new([
            participant(0, Some(us), None, Role::Caller),
            participant(1, Some(cn), None, Role::Recipient),
        ]),
        countries: Box::new([us, cn]),
        ..event(
            "1973-call",
            "[1973-03-21..1973-03-24]",
            Kind::Call,
            "Nixon and Zhou speak",
        )
    };
    Timeline::build(Parts {
        heads: vec![FileHead {
            title: Some(text("Contacts")),
            language: Some(text("en")),
            checked: NaiveDate::from_ymd_opt(2026, 6, 30),
            ..FileHead::default()
        }],
        events: vec![full, plan, call],
        people: vec![
            person("nixon", "Richard Nixon", None, &["Dick Nixon"]),
            person("zhou", "Zhou Enlai", Some("周恩来"), &["Chou En-lai"]),
            Person {
                key: None,
                ..person("", "An interpreter", None, &[])
            },
        ],
        places: vec![Place {
            key: Some(text("beijing")),
            name: text("Beijing"),
            native: Some(text("北京")),
            country: Some(cn),
            aka: Box::new([text("Peking")]),
        }],
        sources: vec![
            Citation {
                key: Some(text("frus")),
                title: Some(text("Memorandum (of conversation)")),
                publisher: Some(text("Office of the Historian")),
                url: Some(text("https://example.org/frus")),
                date: Some(When::parse("2006").unwrap()),
                lang: Some(text("en")),
                archive: Some(text("https://example.org/copy")),
            },
            Citation {
                key: Some(text("diary")),
                title: Some(text("Diary")),
                publisher: Some(text("A press")),
                url: Some(text("https://example.org/diary")),
                date: Some(When::parse("1975~").unwrap()),
                lang: Some(text("zh")),
                archive: Some(text("box 4")),
            },
        ],
        tags: vec![Tag {
            slug: text("taiwan"),
            label: text("Taiwan"),
        }],
        countries,
        views: Vec::new(),
    })
}

fn text(raw: &str) -> SafeText {
    SafeText::field(raw)
}

fn country(countries: &mut Countries, code: &str) -> Country {
    match countries.find(code, None) {
        Found::One(country) => country,
        Found::Several(_) | Found::Unknown(_) => countries.define(code, code, None),
    }
}

fn person(key: &str, name: &str, native: Option<&str>, aka: &[&str]) -> Person {
    Person {
        key: Some(text(key)),
        name: text(name),
        native: native.map(text),
        aka: aka.iter().map(|name| text(name)).collect(),
    }
}

fn participant(
    person: u32,
    country: Option<Country>,
    office: Option<&str>,
    role: Role,
) -> Participant {
    Participant {
        person: PersonIx(person),
        country,
        office: office.map(text),
        role,
    }
}

/// An event with nothing but what every event has.
fn event(id: &str, date: &str, kind: Kind, title: &str) -> Event {
    Event {
        id: EventId(text(id)),
        when: When::parse(date).unwrap(),
        date_text: None,
        local: Box::new([]),
        duration: None,
        kind,
        visit: None,
        status: Status::Occurred,
        level: Level::Leaders,
        confidence: Confidence::Confirmed,
        weight: 2,
        featured: false,
        lang: None,
        title: text(title),
        summary: None,
        note: None,
        place: None,
        venue: None,
        margins_of: None,
        participants: Box::new([]),
        countries: Box::new([]),
        about: Box::new([]),
        initiator: None,
        topics: Box::new([]),
        outcomes: Box::new([]),
        quotes: Box::new([]),
        sources: Box::new([]),
        related: Box::new([]),
        tags: Box::new([]),
        text: Box::new([]),
    }
}
