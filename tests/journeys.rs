//! What a person does, and what is on the screen then.

#![expect(
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a test that cannot set itself up has failed"
)]

#[path = "journeys/harness.rs"]
mod harness;

use harness::Journey;

const CALL: &str = "2026-02-04-trump-xi-call";
const VIDEO: &str = "2026-02-04-putin-xi-video";

#[test]
fn a_newcomer_finds_the_call_reads_it_and_filters() {
    let journey = Journey::bundled()
        .size(120, 36)
        .sees("today Wed 4 Feb 2026")
        .sees("Trump and Xi speak by telephone")
        .press("/ telephone enter")
        .sees("hit ");
    let journey = journey.press("esc").on(CALL);
    journey
        .press("tab tab")
        .sees("I have just completed an excellent")
        .press("tab")
        .sees("US account  CN account")
        .press("esc 2 3")
        .sees("together")
        .press("q")
        .quits();
}

#[test]
fn a_link_leads_to_the_other_call_and_back() {
    let journey = Journey::bundled()
        .size(120, 36)
        .press("/ telephone enter esc")
        .on(CALL);
    journey
        .press("tab tab tab tab tab")
        .sees("Related")
        .press("down down enter")
        .on(VIDEO)
        .press("ctrl-o")
        .on(CALL);
}
