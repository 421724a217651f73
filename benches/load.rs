//! Loading: event files of made-up events, beside a plain typed parse of the same text.
//!
//! Compare ratios within one run: absolute times are the machine's.

#![expect(
    clippy::unwrap_used,
    reason = "a bench that cannot read its own text has failed"
)]

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::ControlFlow;

use demarche::data::cut::Cut;
use demarche::data::{Limits, Loaded, Origin, load};
use demarche::diag::Table;
use demarche::export::{Format, Selection};
use demarche::model::Ix;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use serde::Deserialize;

fn main() {
    divan::main();
}

/// Numbers of events.
const SIZES: [usize; 2] = [1_000, 10_000];

/// Makes an event file of about a kilobyte an event; registries are used, and tables written out.
fn text(count: usize) -> &'static str {
    let mut text = String::from(
        "format = 1\n\n[people]\nx = { name = \"X\", country = \"US\", office = \"President\" }\n",
    );
    for n in 0..count {
        let (day, month, year) = (n % 28 + 1, n % 12 + 1, 1950 + n % 70);
        let words =
            ["The two sides discussed what had been agreed before and what was still open; "; 5];
        let words =
            words.iter().take(3 + n % 3).copied().collect::<String>() + "and agreed to meet again.";
        write!(
            text,
            "\n[[event]]\nid = \"{year}-{n}\"\ndate = \"{year}-{month:02}-{day:02}\"\nkind = \"meeting\"\n\
             title = \"Meeting number {n}\"\nplace = {{ name = \"Geneva\", country = \"CH\" }}\n\
             participants = [\"x\", {{ name = \"Person {}\", office = \"Minister\", country = \"FR\" }}]\n\
             topics = [\"trade\", \"energy\"]\nsources = [{{ title = \"Record\", url = \"https://archive.example/{n}\" }}]\n\
             summary = \"{words}\"\n\n[[event.quote]]\nby = \"x\"\ntype = \"direct\"\ntext = \"{words}\"\n",
            n % 200
        )
        .unwrap();
    }
    text.leak()
}

fn read(text: &'static str, threads: usize) -> Loaded {
    let limits = Limits {
        threads,
        ..Limits::BROWSING
    };
    load(&[Origin::Embedded(text)], &limits, &|_| {
        ControlFlow::Continue(())
    })
    .unwrap()
}

#[divan::bench(args = SIZES)]
fn load_toml(bencher: Bencher<'_, '_>, count: usize) {
    let text = text(count);
    assert_eq!(read(text, 4).timeline.len(), count);
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| read(black_box(text), 4));
}

#[divan::bench(args = SIZES)]
fn load_toml_on_one_thread(bencher: Bencher<'_, '_>, count: usize) {
    let text = text(count);
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| read(black_box(text), 1));
}

#[divan::bench(args = SIZES)]
fn load_json_lines(bencher: Bencher<'_, '_>, count: usize) {
    let loaded = read(text(count), 4);
    let timeline = &loaded.timeline;
    let events: Vec<Ix> = (0u32..).take(timeline.len()).map(Ix).collect();
    let today = "2026-02-04".parse().unwrap();
    let mut out = Vec::new();
    let selection = Selection {
        timeline,
        events: &events,
        today,
    };
    (Format::named("jsonl").unwrap().write)(&selection, &mut out).unwrap();
    let text: &str = String::from_utf8(out).unwrap().leak();
    assert_eq!(read(text, 4).timeline.len(), count);
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| read(black_box(text), 4));
}

/// Returns a text as one block.
fn blocks(text: &str) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
    std::iter::once((0, Cow::Borrowed(text)))
}

#[divan::bench(args = SIZES)]
fn cut_at_events(bencher: Bencher<'_, '_>, count: usize) {
    let text = text(count);
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| Cut::new(|| blocks(black_box(text))));
}

#[divan::bench(args = SIZES)]
fn tree_of_each_event(bencher: Bencher<'_, '_>, count: usize) {
    let text = text(count);
    let cut = Cut::new(|| blocks(text));
    bencher.counter(BytesCount::of_str(text)).bench(|| {
        cut.events
            .iter()
            .map(|event| {
                Table::parse(text.get(event.clone()).unwrap(), &[])
                    .0
                    .entries
                    .len()
            })
            .sum::<usize>()
    });
}

/// The event file as plain types, without places, rules, registries or cleaning.
#[derive(Deserialize)]
#[expect(dead_code, reason = "read only to be compared")]
struct Plain {
    format: u32,
    event: Vec<PlainEvent>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read only to be compared")]
struct PlainEvent {
    id: String,
    date: String,
    kind: String,
    title: String,
    summary: String,
    place: PlainPerson,
    participants: Vec<toml::Value>,
    topics: Vec<String>,
    sources: Vec<PlainSource>,
    quote: Vec<PlainQuote>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read only to be compared")]
struct PlainPerson {
    name: String,
    country: Option<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read only to be compared")]
struct PlainSource {
    title: String,
    url: String,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read only to be compared")]
struct PlainQuote {
    by: String,
    r#type: String,
    text: String,
}

#[divan::bench(args = SIZES)]
fn plain_typed_parse(bencher: Bencher<'_, '_>, count: usize) {
    let text = text(count);
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| toml::from_str::<Plain>(black_box(text)).unwrap());
}
