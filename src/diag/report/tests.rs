use super::*;

fn twice() -> Diagnostic {
    let text = "[[event]]\nid = \"1986-reykjavik\"\n\n[[event]]\nid = \"1986-reykjavik\" # again\n";
    let source = SourceText::new("events.toml", 0, text);
    Diagnostic::new(
        Code::DuplicateId,
        source.place(Span::new(48, 64)),
        "a second event with the id `1986-reykjavik`; it is left out",
        "give it another id",
    )
    .related(source.place(Span::new(15, 31)), "the first one")
}

#[test]
fn the_line_is_shown_with_the_place_marked() {
    insta::assert_snapshot!(twice().human(false), @r#"
    error[E0201]: a second event with the id `1986-reykjavik`; it is left out
     --> events.toml:5:6
      |
    5 | id = "1986-reykjavik" # again
      |      ^^^^^^^^^^^^^^^^
      |
     ::: events.toml:2:6
      |
    2 | id = "1986-reykjavik"
      |      ---------------- the first one
      |
      = help: give it another id
    "#);
    assert!(twice().human(true).contains("\u{1b}["));
}

#[test]
fn one_line_is_one_line() {
    insta::assert_snapshot!(twice().short(), @"events.toml:5:6: error[E0201]: a second event with the id `1986-reykjavik`; it is left out; give it another id");
    insta::assert_snapshot!(twice().json(), @r#"{"code":"E0201","severity":"error","file":"events.toml","line":5,"column":6,"end_line":5,"end_column":22,"message":"a second event with the id `1986-reykjavik`; it is left out","hint":"give it another id","related":[{"file":"events.toml","line":2,"column":6,"message":"the first one"}]}"#);
}

#[test]
fn the_first_are_kept_whatever_the_order() {
    let source = SourceText::new("a", 0, "x".repeat(9000));
    let mut problems = Problems::new(3, false);
    for at in (0..9000).rev() {
        Reporter::new(&source, &mut problems).report(Code::NoSource, Span::new(at, at), "m", "h");
    }
    problems.settle();
    let columns: Vec<u32> = problems
        .iter()
        .map(|problem| problem.place.column)
        .collect();
    assert_eq!(columns, [1, 2, 3]);
    assert_eq!(
        (problems.warnings(), problems.omitted()[&Code::NoSource]),
        (9000, 8997)
    );
}

#[test]
fn strictness_makes_errors_of_warnings() {
    let source = SourceText::new("a", 0, "x");
    let mut problems = Problems::new(1, true);
    Reporter::new(&source, &mut problems).report(Code::NoSource, Span::default(), "m", "h");
    assert_eq!((problems.errors(), problems.warnings()), (1, 0));
    let first = problems.iter().next().map(Diagnostic::short);
    assert_eq!(first.as_deref(), Some("a:1:1: error[W0505]: m; h"));
}
