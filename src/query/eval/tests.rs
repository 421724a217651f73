//! A collection of a dozen events, and what each field finds in it.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use rstest::rstest;

use crate::data::{Limits, Origin, load};
use crate::model::{Fold, Timeline};
use crate::query::filter::Query;
use crate::query::index::Index;

const EVENTS: &str = r#"
format = 1

[people]
erdogan = { name = "Recep Tayyip Erdoğan", country = "TR", office = "President" }
zhou = { name = "Zhou Enlai", native = "周恩来", aka = ["Chou En-lai"], country = "CN", office = "Premier" }
nixon = { name = "Richard Nixon", country = "US", office = "President" }
ko = { name = "Nikita Khrushchev", country = "SU", office = "Premier" }

[places]
lodz = { name = "Łódź", country = "PL" }
moscow = { name = "Moscow", country = "SU" }
abidjan = { name = "Abidjan", country = "CI" }
beijing = { name = "Beijing", native = "北京", aka = ["Peking"], country = "CN" }

[topics]
rare-earths = "Rare earths"

[[event]]
id = "1961-vienna"
date = "1961-06-03/1961-06-04"
kind = "summit"
title = "Vienna summit"
participants = ["ko", { name = "John Kennedy", country = "US", role = "host" }]
note = "Berlin"
related = [{ type = "see-also", event = "1963-hotline" }]

[[event]]
id = "1963-hotline"
date = "1963"
kind = "letter"
title = "Hotline"
place = "moscow"
participants = [{ name = "Anatoly Dobrynin", country = "SU", role = "sender" }]
countries = ["US"]
tags = ["Red Line"]

[[event]]
id = "1972-beijing"
date = "1972-02-21/1972-02-28"
kind = "visit"
visit = "official"
title = "Week that changed the world"
place = "beijing"
participants = ["nixon", "zhou"]
about = ["JP", "KR"]
topics = ["trade"]
summary = "End of the first text"
outcomes = [{ type = "communique", text = "Shanghai Communiqué" }]

[[event.quote]]
by = "zhou"
type = "press"
lang = "zh"
text = "握手"
translation = { en = "A handshake" }

[[event.quote]]
by = { name = "Ronald Ziegler", country = "US", role = "spokesperson" }
type = "spokesperson"
lang = "en"
text = "No comment (so far)"

[[event]]
id = "1974-guests"
date = "1974-10"
kind = "mission"
title = "Guests"
place = "beijing"
participants = [{ name = "A", country = "US", role = "host" }, { name = "B", country = "CN", role = "guest" }]
confidence = "disputed"

[[event]]
id = "1989-abidjan"
date = "1989?"
kind = "conference"
level = "ministers"
title = "Côte d’Ivoire and Ｇ２０"
place = "abidjan"
venue = "Hôtel"
countries = ["CI", "US", "CN"]

[[event]]
id = "1995-lodz"
date = "1995-05-01/.."
kind = "negotiation"
level = "envoys"
title = "Open talks"
place = "lodz"
countries = ["PL", "RU"]

[[event]]
id = "1950-early"
date = "../1950"
kind = "other"
note = "Nothing more is known."
title = "Of old"
countries = ["DD", "FR"]

[[event]]
id = "2003-ankara"
date = "2003"
kind = "call"
title = "Call"
participants = ["erdogan"]
countries = ["US"]
initiator = "US"
topics = [{ tag = "rare-earths", accounts = ["TR"] }, "trade"]
sources = [{ title = "Le Monde", url = "https://archive.example/1" }]

[[event]]
id = "2026-plan"
date = "2026-06-01"
kind = "visit"
visit = "state"
status = "planned"
title = "State visit"
countries = ["US", "CN", "RU"]
related = [{ type = "follows", event = "2003-ankara" }]
"#;

fn timeline() -> Timeline {
    let carry_on = |_| ControlFlow::Continue(());
    let loaded = load(&[Origin::Embedded(EVENTS)], &Limits::CHECKING, &carry_on).unwrap();
    assert_eq!(loaded.left_out, 0, "{:?}", loaded.problems);
    loaded.timeline
}

/// Returns the ids of the events found, in order, without their years.
fn found(timeline: &Timeline, query: &str, fold: Fold) -> Vec<String> {
    let today: NaiveDate = "2003-07-01".parse().unwrap();
    let query = Query::parse(query, timeline.countries(), today).unwrap();
    let index = Index::build(timeline, fold);
    index
        .select(timeline, &query, today)
        .iter()
        .map(|ix| timeline.event(ix).id.0.split('-').skip(1).collect())
        .collect()
}

#[rstest]
#[case::code("country:PL", "lodz")]
#[case::every("country:US", "vienna hotline beijing guests abidjan ankara plan")]
#[case::together("country:US+CN", "beijing guests abidjan plan")]
#[case::any("country:PL,TR", "lodz ankara")]
#[case::exactly("country:=US+CN", "beijing guests")]
#[case::exactly_either("country:=US+CN,PL+RU", "beijing guests lodz")]
#[case::exactly_each("country:=US+CN,PL", "beijing guests")]
#[case::exactly_one("country:=TR", "")]
#[case::two_terms("country:US country:CN -country:RU", "beijing guests abidjan")]
#[case::directed_by_place("country:US>CN", "beijing")]
#[case::directed_by_guest("country:CN>US", "guests")]
#[case::directed_by_initiator("country:US>TR", "ankara")]
#[case::directed_by_sender("country:SU>US", "hotline")]
#[case::directed_not("country:TR>US,US>SU", "")]
#[case::about("about:JP", "beijing")]
#[case::about_together("about:JP+KR", "beijing")]
#[case::about_exactly("about:=JP", "")]
#[case::about_exactly_both("about:=JP+KR", "beijing")]
#[case::about_is_no_party("country:JP", "")]
#[case::person_key("person:zhou", "beijing")]
#[case::person_words("person:\"rich nix\"", "beijing")]
#[case::person_words_in_any_order("person:\"enlai zhou\"", "beijing")]
#[case::person_aka("person:chou", "beijing")]
#[case::person_native("person:周恩", "beijing")]
#[case::person_words_of_two_names("person:\"chou enlai\"", "")]
#[case::person_middle_of_a_word("person:ixon", "")]
#[case::person_without_key("person:dobrynin", "hotline")]
#[case::person_folded("person:erdogan", "ankara")]
#[case::topic("topic:trade", "beijing ankara")]
#[case::topic_folded("topic:\"Rare Earths\"", "ankara")]
#[case::topic_both("topic:trade topic:rare-earths", "ankara")]
#[case::topic_either("topic:trade,rare-earths", "beijing ankara")]
#[case::topic_is_whole("topic:rare", "")]
#[case::tag("tag:red-line", "hotline")]
#[case::kind("kind:call,letter", "hotline ankara")]
#[case::status("status:planned", "plan")]
#[case::level("level:ministers,envoys", "abidjan lodz")]
#[case::visit("visit:state", "plan")]
#[case::confidence("confidence:disputed", "guests")]
#[case::role("role:sender,guest", "hotline guests")]
#[case::role_of_a_speaker("role:spokesperson", "beijing")]
#[case::role_of_a_speaker_is_given("role:participant", "vienna beijing ankara")]
#[case::quote_type("quote-type:press", "beijing")]
#[case::outcome("outcome:communique", "beijing")]
#[case::relation("relation:follows", "plan")]
#[case::relation_as_written("relation:see-also", "vienna")]
#[case::place_key("place:lodz", "lodz")]
#[case::place_name("place:łódź", "lodz")]
#[case::place_aka("place:pek", "beijing guests")]
#[case::place_native("place:北京", "beijing guests")]
#[case::place_country("place:ci", "abidjan")]
#[case::place_is_no_name_of_a_country("place:poland", "")]
#[case::id("id:2026-plan,1950-early", "early plan")]
#[case::id_is_exact("id:2026-PLAN", "")]
#[case::has_quote("has:quote", "beijing")]
#[case::has_topic("has:topic", "beijing ankara")]
#[case::has_accounts("has:accounts", "ankara")]
#[case::has_source("has:source", "ankara")]
#[case::has_outcome("has:outcome", "beijing")]
#[case::has_note("has:note", "early vienna")]
#[case::has_place("has:place", "hotline beijing guests abidjan lodz")]
#[case::has_translation("has:translation", "beijing")]
#[case::has_related_either_way("has:related", "vienna hotline ankara plan")]
#[case::has_plan("has:plan", "ankara")]
#[case::has_not("-has:place -has:note", "ankara plan")]
fn finds(#[case] query: &str, #[case] expected: &str) {
    assert_eq!(found(&timeline(), query, Fold::Default).join(" "), expected);
}

#[rstest]
#[case::within("date:1961", "vienna")]
#[case::overlap("date:1972-02-28", "beijing")]
#[case::beside("date:1972-02-29", "")]
#[case::wider("date:1963-05-05", "hotline")]
#[case::uncertain_year("date:1989-01", "abidjan")]
#[case::open_end("date:1995-06", "lodz")]
#[case::open_end_goes_on("date:2030", "lodz")]
#[case::open_start("date:1900", "early")]
#[case::open_start_ends("date:1951", "")]
#[case::open_query("date:../1961", "early vienna")]
#[case::one_of("date:[1961-06-04,1961-06-05]", "vienna")]
#[case::certain("date:=1972-02", "beijing")]
#[case::certain_too_narrow("date:=1972-02-21", "")]
#[case::certain_year("date:=1963", "hotline")]
#[case::certain_month_of_a_year("date:=1963-05", "")]
#[case::certain_open_query("date:=2003/..", "ankara plan")]
#[case::certain_open_event("date:=1995/..,../1960", "ankara plan")]
#[case::certain_each("date:=1961,1963-05", "vienna")]
#[case::year("year:2003", "lodz ankara")]
#[case::certain_year_field("year:=2003", "ankara")]
#[case::today("date:today", "lodz ankara")]
#[case::days_back("date:=-60d", "")]
#[case::years_back("date:-10y", "lodz ankara")]
#[case::after("after:1995-05-01", "lodz ankara plan")]
#[case::after_its_own_days("after:1972-02-28 before:1973", "beijing")]
#[case::after_takes_the_first_day("after:2003", "lodz ankara plan")]
#[case::before("before:1961-06-03", "early")]
#[case::before_is_strict("before:1961-06-04", "early vienna")]
#[case::before_open_start("before:0001", "early")]
fn dates_may_or_must_lie_in_it(#[case] query: &str, #[case] expected: &str) {
    assert_eq!(found(&timeline(), query, Fold::Default).join(" "), expected);
}

#[rstest]
#[case::successor_finds_it("country:RU", Fold::Default, "vienna hotline lodz plan")]
#[case::parted("country:RU", Fold::None, "lodz plan")]
#[case::own_code("country:SU", Fold::Default, "vienna hotline")]
#[case::own_code_parted("country:SU", Fold::None, "vienna hotline")]
#[case::not_by_default("country:DE", Fold::Default, "")]
#[case::all("country:DE", Fold::All, "early")]
#[case::together("country:RU+US", Fold::Default, "vienna hotline plan")]
#[case::together_parted("country:RU+US", Fold::None, "plan")]
#[case::exactly("country:=RU+US", Fold::Default, "vienna hotline")]
#[case::exactly_parted("country:=RU+US", Fold::None, "")]
#[case::exactly_own("country:=SU+US", Fold::Default, "vienna hotline")]
#[case::directed("country:RU>US", Fold::Default, "hotline")]
#[case::directed_parted("country:RU>US", Fold::None, "")]
#[case::place("place:ru", Fold::Default, "hotline")]
#[case::place_parted("place:RU", Fold::None, "")]
#[case::place_own("place:SU", Fold::None, "hotline")]
fn predecessors_are_found(#[case] query: &str, #[case] fold: Fold, #[case] expected: &str) {
    assert_eq!(found(&timeline(), query, fold).join(" "), expected);
}

#[rstest]
#[case::turkish("erdogan", "ankara")]
#[case::polish("lodz", "lodz")]
#[case::apostrophe("\"cote divoire\"", "abidjan")]
#[case::circumflex("hotel", "abidjan")]
#[case::full_width("g20", "abidjan")]
#[case::full_width_needle("Ｇ２０", "abidjan")]
#[case::chinese("握手", "beijing")]
#[case::chinese_name("恩来", "beijing")]
#[case::capitals("VIENNA", "vienna")]
#[case::part_of_a_word("ienn", "vienna")]
#[case::translation("handshake", "beijing")]
#[case::outcome("communique", "beijing")]
#[case::aka("peking", "beijing guests")]
#[case::office("premier", "vienna beijing")]
#[case::topic_by_label("\"rare earths\"", "ankara")]
#[case::publisher_or_title("\"le monde\"", "ankara")]
#[case::tag("\"red line\"", "hotline")]
#[case::name_of_a_country("\"soviet union\"", "vienna hotline")]
#[case::name_of_a_country_discussed("japan", "beijing")]
#[case::parentheses_in_quotation_marks("\"comment (so\"", "beijing")]
#[case::note("\"nothing more is known\"", "early")]
#[case::not_across_fields("\"summit berlin\"", "")]
#[case::not_across_fields_either("\"world end\"", "")]
#[case::not_across_events("\"line week\"", "")]
#[case::not_an_id("hotline-x", "")]
#[case::two_words_anywhere("premier berlin", "vienna")]
#[case::without("premier -berlin", "beijing")]
fn text_is_found_folded(#[case] query: &str, #[case] expected: &str) {
    assert_eq!(found(&timeline(), query, Fold::Default).join(" "), expected);
}

#[test]
fn counts_of_countries_are_of_the_set_and_fold() {
    let timeline = timeline();
    let index = Index::build(&timeline, Fold::Default);
    let all = crate::query::Bitmap::all(timeline.len());
    let countries = timeline.countries();
    let mut counts: Vec<_> = index
        .country_counts(&all)
        .into_iter()
        .map(|(country, count)| (countries.code(country), count))
        .collect();
    counts.sort_unstable();
    let expected = [
        ("CI", 1),
        ("CN", 4),
        ("DD", 1),
        ("FR", 1),
        ("PL", 1),
        ("RU", 4),
        ("TR", 1),
        ("US", 7),
    ];
    assert_eq!(counts, expected);
    let none = crate::query::Bitmap::none(timeline.len());
    assert!(
        index
            .country_counts(&none)
            .iter()
            .all(|&(_, count)| count == 0)
    );
}

#[rstest]
#[case::person("person:zhuo", &["nobody is called `zhuo`; did you mean `zhou`?"])]
#[case::topic("topic:rare-earth,trade", &["no topic is called `rare-earth`; did you mean `rare-earths`?"])]
#[case::tag("tag:nothing", &["no tag is called `nothing`"])]
#[case::place("place:bejing", &["no place is called `bejing`; did you mean `beijing`?"])]
#[case::place_by_country("place:poland", &["no place is called `poland`; did you mean `PL`?"])]
#[case::place_by_code("place:de", &[])]
#[case::id("id:1961-vienne", &["no event is called `1961-vienne`; did you mean `1961-vienna`?"])]
#[case::code_as_text("country:US CN", &["`CN` is searched for as text; the country is country:CN"])]
#[case::words_that_are_no_codes("cn Berlin NATO", &[])]
#[case::known("person:nixon topic:trade tag:\"red line\" place:lodz id:2026-plan kind:visit", &[])]
fn hints_at_what_is_not_known(#[case] query: &str, #[case] expected: &[&str]) {
    let timeline = timeline();
    let today = "2003-07-01".parse().unwrap();
    let query = Query::parse(query, timeline.countries(), today).unwrap();
    assert_eq!(query.hints(&timeline), expected);
}
