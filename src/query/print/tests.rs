use rstest::rstest;

use crate::model::{Countries, Parts, Timeline};
use crate::query::filter::Query;

fn parse(text: &str) -> Query {
    let today = "2026-02-04".parse().unwrap();
    Query::parse(text, &Countries::default(), today).unwrap()
}

#[rstest]
#[case::capitals("country:us+cn", "country:US+CN")]
#[case::names_as_codes("country:\"soviet union\",china", "country:SU,CN")]
#[case::exactly("country:=us", "country:=US")]
#[case::exactly_either("country:=us+cn,ru", "country:=US+CN,RU")]
#[case::directed("country:us>cn", "country:US>CN")]
#[case::field_in_small_letters("KIND:Visit", "kind:visit")]
#[case::needless_quotation("\"trade\" topic:\"trade\"", "trade topic:trade")]
#[case::needed_quotation("\"salt ii\" topic:\"a b\"", "\"salt ii\" topic:\"a b\"")]
#[case::comma_in_value("person:\"a,b\"", "person:\"a,b\"")]
#[case::comma_in_text("\"a,b\"", "a,b")]
#[case::colon("\"a:b\" id:a:b", "\"a:b\" id:a:b")]
#[case::equals("tag:\"=a\" \"=a\"", "tag:\"=a\" =a")]
#[case::escapes(r#"tag:"a\"\\b" "a\"\\b""#, r#"tag:"a\"\\b" "a\"\\b""#)]
#[case::backslash(r#"tag:"a\b""#, r"tag:a\b")]
#[case::brackets("tag:[a,b] date:[1972,1974]", "tag:[a,b] date:[1972,1974]")]
#[case::half_a_bracket("tag:\"[a\"", "tag:\"[a\"")]
#[case::two_brackets("tag:\"[a],[b]\"", "tag:\"[a],[b]\"")]
#[case::reserved("\"OR\" \"-a\" \"(a)\"", "\"OR\" \"-a\" \"(a)\"")]
#[case::certain("date:=1972,-30d", "date:=1972,-30d")]
#[case::negated("-kind:visit -\"a b\"", "-kind:visit -\"a b\"")]
#[case::order("b a kind:visit", "b a kind:visit")]
#[case::space("  a   b ", "a b")]
#[case::everything("", "")]
fn prints(#[case] query: &str, #[case] expected: &str) {
    let countries = Countries::default();
    assert_eq!(parse(query).print(&countries), expected);
    assert_eq!(parse(expected).print(&countries), expected);
}

#[test]
fn codes_of_a_file_are_printed_as_written() {
    let mut countries = Countries::default();
    countries.define("x-hawaii", "Kingdom of Hawaii", None);
    let today = "2026-02-04".parse().unwrap();
    for text in ["country:X-HAWAII", "country:\"kingdom of hawaii\""] {
        let query = Query::parse(text, &countries, today).unwrap();
        assert_eq!(query.print(&countries), "country:x-hawaii");
    }
}

#[rstest]
#[case::one("country:US", "US")]
#[case::together("country:US+CN", "US + CN together")]
#[case::any("country:US,CN", "any of US, CN")]
#[case::only("country:=US+CN", "only US + CN")]
#[case::directed("country:US>CN", "US to CN")]
#[case::any_together("country:US+CN,RU", "any of US + CN together, RU")]
#[case::only_either("country:=US+CN,RU", "only US + CN or RU")]
#[case::without("-country:RU", "without RU")]
#[case::without_several("-country:RU,FR", "without RU, FR")]
#[case::about("about:TW", "about TW")]
#[case::about_any("about:TW,JP", "about any of TW, JP")]
#[case::kind("kind:letter,call", "kind: letter, call")]
#[case::without_kind("-kind:letter", "without kind: letter")]
#[case::topic("topic:rare-earths,trade", "topic: rare earths, trade")]
#[case::quoted_value(r#"person:"Zhou \"E\" Lai""#, r#"person: Zhou "E" Lai"#)]
#[case::text("\"salt ii\"", "“salt ii”")]
#[case::date("date:1972,-30d", "date: 1972, -30d")]
#[case::certain_date("date:=1972,-30d", "date: certainly 1972, -30d")]
#[case::year("year:=1972", "year: certainly 1972")]
#[case::after("after:1972", "from 1972")]
#[case::not_after("-after:1972", "nothing from 1972")]
#[case::not_before("-before:1972", "nothing before 1972")]
#[case::before("before:today", "before today")]
#[case::has("has:quote", "has quote")]
#[case::without_has("-has:source", "without source")]
#[case::id("id:1972-visit-2138", "id: 1972-visit-2138")]
fn says(#[case] query: &str, #[case] expected: &str) {
    let timeline = Timeline::build(Parts::default());
    let query = parse(query);
    assert_eq!(query.terms.len(), 1);
    assert_eq!(query.terms[0].chip(&timeline), expected);
}
