//! The commands that print what others read: imports, skeletons, the schema, the examination, recipes.

use crate::place::Place;

#[test]
fn imports_tell_what_they_changed_and_pass_the_check() {
    let place = Place::new();
    let records = "id,date,title,who\na,2001-01-01,One,US\nb,2002-02-02,Two,FR\n";
    let words = [
        "import",
        "--from",
        "csv",
        "--map",
        "countries=who",
        "--const",
        "kind=call",
    ];
    let run = place.feed(&words, records.as_bytes());
    run.says(0, "id: made valid (a becomes 2001-a), records 1–2\n")
        .says(0, "2 events from standard input\n");
    let check = place.feed(&["check", "-"], run.out.as_bytes());
    check.says(0, "0 errors, 2 warnings in 1 file, 2 events");
    place
        .feed(&["import", "--from", "jsonl"], b"{\"id\":\"a\"}\nnothing\n")
        .says(1, "standard input:2:1: error: ")
        .prints("");
    place
        .feed(&["import", "--from", "csv"], b"id\n\xff\n")
        .says(1, "standard input:2:1: error[E01")
        .prints("");
    place
        .run(&["import", "--from", "csv", "--map", "titel=a"])
        .ends(
            2,
            "error: “titel” is not a field of an event\nhint: did you mean title?\n",
        );
}

#[test]
fn a_skeleton_passes_the_check() {
    let place = Place::new();
    for kind in ["meeting", "visit", "letter"] {
        let run = place.run(&["new", "--kind", kind]);
        run.ends(0, "");
        place
            .feed(&["check", "--strict", "-"], run.out.as_bytes())
            .ends(0, "0 errors, 0 warnings in 1 file, 1 event\n")
            .prints("");
    }
    place
        .run(&["new", "--kind", "party"])
        .says(2, "pull-aside")
        .prints("");
}

#[test]
fn schema_doctor_and_recipes_print_what_others_read() {
    let place = Place::new();
    let schema = place.run(&["schema"]);
    schema.ends(0, "");
    let schema: serde_json::Value = serde_json::from_str(&schema.out).unwrap();
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    let doctor = place.run(&["doctor", "--json"]);
    doctor.ends(0, "");
    let doctor: serde_json::Value = serde_json::from_str(&doctor.out).unwrap();
    let word = doctor["sandbox"].as_str().unwrap();
    assert!(
        ["full", "partial", "unavailable"].contains(&word),
        "{doctor}"
    );
    assert_eq!(doctor["terminal"]["output"], false);
    for way in ["ssh", "systemd", "cage"] {
        let recipe = place.run(&["kiosk-recipe", way]);
        recipe.ends(0, "");
        assert!(recipe.out.starts_with("#!/bin/sh\n"));
    }
}
