use proptest::prelude::*;
use rstest::rstest;
use serde_json::json;

use super::*;
use crate::import::form::RECORD;

fn from_json(records: &[Value], rules: &[&str]) -> Imported {
    let lines: Vec<String> = records.iter().map(ToString::to_string).collect();
    from("jsonl", &lines.join("\n"), rules)
}

fn from(reader: &str, text: &str, rules: &[&str]) -> Imported {
    let rules: Vec<Rule> = rules.iter().map(|rule| Rule::map(rule).unwrap()).collect();
    import(
        Reader::named(reader).unwrap(),
        text,
        &rules,
        &Countries::default(),
    )
    .unwrap()
}

fn event(imported: &Imported, at: usize) -> toml::Table {
    let file: toml::Table = toml::from_str(&imported.toml).unwrap();
    file["event"][at].as_table().unwrap().clone()
}

/// A record with all that an event must have, and a field more.
fn record(field: &str, value: Value) -> Value {
    let mut record = json!({"id": "1972-a", "date": "1972-02-21", "kind": "visit", "title": "T", "countries": ["US"]});
    record[field] = value;
    record
}

#[rstest]
#[case::word("kind", json!("Video Call"), "kind", "video-call")]
#[case::unknown_word("status", json!("perhaps"), "status", "perhaps")]
#[case::code("initiator", json!("US"), "initiator", "US")]
#[case::name("initiator", json!("United States"), "initiator", "US")]
#[case::trimmed("venue", json!("  Blair House "), "venue", "Blair House")]
#[case::number_as_text("venue", json!(10), "venue", "10")]
fn values_become_what_a_field_takes(
    #[case] field: &str,
    #[case] value: Value,
    #[case] key: &str,
    #[case] expected: &str,
) {
    let imported = from_json(&[record(field, value)], &[]);
    assert_eq!(
        event(&imported, 0)[key].as_str(),
        Some(expected),
        "{}",
        imported.toml
    );
}

#[test]
fn bare_texts_stand_for_the_main_field() {
    let mut all = record("place", json!("Geneva"));
    all["participants"] = json!(["Andrei Gromyko"]);
    all["topics"] = json!(["Arms control", {"tag": "trade", "note": "At last."}]);
    all["sources"] = json!(["https://example.org/a", "A diary"]);
    let event = event(&from_json(&[all], &[]), 0);
    assert_eq!(event["place"]["name"].as_str(), Some("Geneva"));
    assert_eq!(
        event["participants"][0]["name"].as_str(),
        Some("Andrei Gromyko")
    );
    assert_eq!(event["topic"][0]["tag"].as_str(), Some("arms-control"));
    assert_eq!(event["topic"][1]["note"].as_str(), Some("At last."));
    assert_eq!(
        event["sources"][0]["url"].as_str(),
        Some("https://example.org/a")
    );
    assert_eq!(event["sources"][1]["title"].as_str(), Some("A diary"));
}

#[test]
fn a_country_that_no_table_knows_gets_a_code_of_the_files_own() {
    let imported = from_json(&[record("countries", json!(["Ruritania"]))], &[]);
    let file: toml::Table = toml::from_str(&imported.toml).unwrap();
    assert_eq!(
        file["countries"]["x-ruritania"]["name"].as_str(),
        Some("Ruritania")
    );
    assert_eq!(
        event(&imported, 0)["countries"][0].as_str(),
        Some("x-ruritania")
    );
    assert!(
        imported
            .notes
            .iter()
            .any(|note| note.example == "Ruritania becomes x-ruritania")
    );
}

#[test]
fn what_is_shared_stands_in_registries() {
    let mut first = record("place", json!("Geneva"));
    first["participants"] = json!([
        {"name": "A", "country": "US", "office": "Envoy", "role": "host"}, {"name": "Ö", "office": "Guard"},
    ]);
    let mut second = first.clone();
    second["id"] = json!("1972-b");
    second["participants"] =
        json!([{"name": "A", "country": "US", "office": "Envoy"}, {"name": "Ö"}]);
    let imported = from_json(&[first, second], &[]);
    let file: toml::Table = toml::from_str(&imported.toml).unwrap();
    assert_eq!(file["people"]["a"]["office"].as_str(), Some("Envoy"));
    assert_eq!(file["places"]["geneva"]["name"].as_str(), Some("Geneva"));
    let participants = event(&imported, 0)["participants"].to_string();
    assert_eq!(
        participants,
        r#"["a:host", { person = "o", office = "Guard" }]"#
    );
    assert_eq!(
        event(&imported, 1)["participants"].to_string(),
        r#"["a", "o"]"#
    );
    assert_eq!(
        event(&imported, 1).get("countries"),
        None,
        "participants' countries are parties anyhow"
    );
}

#[test]
fn no_record_is_lost_and_every_change_is_told() {
    let records = [
        json!({"title": "Only a title"}),
        json!({"id": "1972-a", "date": "spring", "kind": "chat", "title": "T", "participants": [{"role": "host"}], "odd": 1}),
        record("place", json!([["x"]])),
    ];
    let imported = from_json(&records, &[]);
    assert_eq!(imported.events, 3);
    assert_eq!(event(&imported, 1)["date"].as_str(), Some("spring"));
    assert_eq!(event(&imported, 1)["note"].as_str(), Some("Kind: chat."));
    let told = |field: &str, record: usize| {
        let mut notes = imported.notes.iter().filter(|note| note.field == field);
        assert!(
            notes.any(|note| note.records.contains(&record)),
            "{field} of {record}: {:?}",
            imported.notes
        );
    };
    for field in ["id", "date", "kind", "participants"] {
        told(field, 1);
    }
    for field in ["kind", "participants", "odd"] {
        told(field, 2);
    }
    told("place", 3);
}

#[test]
fn ids_are_valid_unlike_and_relations_follow_them() {
    let mut first = record("id", json!("Visit No. 7"));
    first["related"] = json!([{"type": "see also", "event": "b"}]);
    let mut second = record("id", json!("b"));
    second["date"] = json!("1973");
    let imported = from_json(&[first.clone(), second, first], &[]);
    let ids: Vec<String> = (0..3)
        .map(|at| event(&imported, at)["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, ["1972-visit-no-7", "1973-b", "1972-visit-no-7-2"]);
    let related = event(&imported, 0)["related"][0].clone();
    assert_eq!(related["event"].as_str(), Some("1973-b"));
    assert_eq!(related["type"].as_str(), Some("see-also"));
}

#[test]
fn first_and_last_day_make_a_date() {
    let rules = ["earliest=from", "latest=to"];
    let text = "id,from,to,kind,title,countries\n1972-a,1972-02-21,1972-02-28,visit,T,US; CN\n1972-b,1972-03-01,1972-03-01,call,U,FR\n";
    let imported = from("csv", text, &rules);
    assert_eq!(
        event(&imported, 0)["date"].as_str(),
        Some("1972-02-21/1972-02-28")
    );
    assert_eq!(
        event(&imported, 0)["countries"].to_string(),
        r#"["US", "CN"]"#
    );
    assert_eq!(event(&imported, 1)["date"].as_str(), Some("1972-03-01"));
}

#[test]
fn a_calendar_entry_becomes_an_event() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:2026-summit@example.org\r\nDTSTART;VALUE=DATE:20260904\r\n\
                DTEND;VALUE=DATE:20260906\r\nSUMMARY:Summit\\, planned\r\nSTATUS:TENTATIVE\r\nCATEGORIES:Talks\r\n\
                LOCATION:Vienna\r\nURL:https://example.org/\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let event = event(&from("ics", text, &[]), 0);
    assert_eq!(event["id"].as_str(), Some("2026-summit"));
    assert_eq!(event["date"].as_str(), Some("2026-09-04/2026-09-05"));
    assert_eq!(event["kind"].as_str(), Some("negotiation"));
    assert_eq!(event["status"].as_str(), Some("planned"));
    assert_eq!(event["title"].as_str(), Some("Summit, planned"));
    assert_eq!(event["place"]["name"].as_str(), Some("Vienna"));
}

#[test]
fn one_language_is_the_files_and_several_are_told() {
    let french = record("lang", json!("fr"));
    let imported = from_json(&[french.clone(), french.clone()], &[]);
    assert!(
        imported.toml.contains("[file]\nlanguage = \"fr\"\n"),
        "{}",
        imported.toml
    );
    let imported = from_json(&[french, record("lang", json!("de"))], &[]);
    let note = imported
        .notes
        .iter()
        .find(|note| note.field == "lang")
        .unwrap();
    assert_eq!(note.records, [1, 2]);
}

/// Values of every shape, under keys that are fields and others.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "\\PC{0,8}|[\"\\\\\n\t\u{1}]{0,3}|1972-02-21|US|https://a".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let key = "[a-z.\" ]{0,3}|name|key|country|office|role|type|text|by|tag|title|url|event|place|at|zh";
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(key, inner, 0..4).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_is_read_an_event_file_comes_of_it(
        records in proptest::collection::vec(proptest::collection::vec(any_value(), RECORD.len()), 1..4)
    ) {
        let records: Vec<Value> = records
            .into_iter()
            .map(|values| RECORD.iter().map(|(name, _)| (*name).to_owned()).zip(values).collect())
            .collect();
        let imported = from_json(&records, &["tags=participants[].name", "text.a b.title=x.y"]);
        let file: toml::Table = toml::from_str(&imported.toml).unwrap();
        prop_assert_eq!(file["event"].as_array().unwrap().len(), records.len());
        let ids: std::collections::BTreeSet<&str> =
            file["event"].as_array().unwrap().iter().map(|event| event["id"].as_str().unwrap()).collect();
        prop_assert_eq!(ids.len(), records.len());
    }
}
