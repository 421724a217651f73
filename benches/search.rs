//! Filtering and searching made-up events, beside naive scans of the same events.
//!
//! Compare ratios within one run: absolute times are the machine's.

#![expect(
    clippy::unwrap_used,
    reason = "a bench that cannot read its own text has failed"
)]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::sync::OnceLock;

use chrono::NaiveDate;
use demarche::data::{Limits, Origin, load};
use demarche::model::{Country, Event, Fold, Ix, Timeline};
use demarche::query::{Bitmap, Facet, Index, Query};
use demarche::text::fold;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Numbers of events.
const SIZES: [usize; 2] = [10_000, 100_000];

const COUNTRIES: [&str; 12] = [
    "US", "CN", "RU", "SU", "FR", "DE", "GB", "JP", "IN", "EG", "BR", "NATO",
];

const TOPICS: [&str; 5] = ["trade", "energy", "arms-control", "taiwan", "climate"];

const WORDS: [&str; 12] = [
    "détente",
    "Berlin",
    "tariffs",
    "the two sides",
    "agreed",
    "Côte d’Ivoire",
    "ceasefire",
    "discussed",
    "Erdoğan",
    "to meet again",
    "and the",
    "U.S. Navy",
];

/// The day that queries count from.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, 4).unwrap()
}

/// Makes an event file whose values repeat at strides that share no factor.
fn text(count: usize) -> &'static str {
    let mut text = String::from("format = 1\n\n[people]\n");
    for n in 0..300 {
        writeln!(
            text,
            "p{n} = {{ name = \"Żofia Person {n}\", aka = [\"P. {n}\"], country = \"{}\", office = \"Minister\" }}",
            COUNTRIES[n % 11]
        )
        .unwrap();
    }
    for n in 0..count {
        let summary: Vec<&str> = (0..40)
            .map(|at| WORDS[(n * 31 + at * (n % 7 + 1)) % WORDS.len()])
            .collect();
        write!(
            text,
            "\n[[event]]\nid = \"{year}-{n}\"\ndate = \"{year}-{:02}-{:02}\"\nkind = \"{}\"\n\
             title = \"Meeting number {n}\"\nplace = {{ name = \"Geneva\", country = \"CH\" }}\n\
             participants = [\"p{}\", \"p{}\"]\ncountries = [\"{}\"]\ntopics = [\"{}\", \"{}\"]\n\
             sources = [{{ title = \"Record {n}\", url = \"https://archive.example/{n}\" }}]\n\
             summary = \"{}.\"\n\n[[event.quote]]\nby = \"p{}\"\ntype = \"press\"\ntext = \"{}\"\n",
            n % 12 + 1,
            n % 28 + 1,
            ["meeting", "call", "visit", "letter"][n % 4],
            n % 300,
            (n * 7 + 1) % 300,
            COUNTRIES[n * 5 % COUNTRIES.len()],
            TOPICS[n % 5],
            TOPICS[(n / 5 + 1 + n) % 5],
            summary.join(" "),
            n % 300,
            summary.get(..12).unwrap_or_default().join(" "),
            year = 1950 + n % 40,
        )
        .unwrap();
    }
    text.leak()
}

/// Returns the timeline of a size and its index, made once.
fn collection(count: usize) -> &'static (Timeline, Index) {
    static MADE: [OnceLock<(Timeline, Index)>; SIZES.len()] = [const { OnceLock::new() }; 2];
    let at = SIZES.iter().position(|&size| size == count).unwrap();
    MADE[at].get_or_init(|| {
        let carry_on = |_| ControlFlow::Continue(());
        let loaded = load(
            &[Origin::Embedded(text(count))],
            &Limits::BROWSING,
            &carry_on,
        )
        .unwrap();
        assert_eq!(loaded.timeline.len(), count);
        let index = Index::build(&loaded.timeline, Fold::Default);
        (loaded.timeline, index)
    })
}

fn country(timeline: &Timeline, code: &str) -> Country {
    let countries = timeline.countries();
    countries
        .iter()
        .find(|&one| countries.code(one) == code)
        .unwrap()
}

fn scan(timeline: &Timeline, holds: impl Fn(&Event) -> bool) -> Vec<Ix> {
    let events = (0u32..).map(Ix).zip(timeline.events());
    events
        .filter(|(_, event)| holds(event))
        .map(|(ix, _)| ix)
        .collect()
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn build_index(bencher: Bencher<'_, '_>, count: usize) {
    let (timeline, _) = collection(count);
    bencher.bench(|| Index::build(black_box(timeline), Fold::Default));
}

/// Queries of each way in which they are answered.
const QUERIES: [&str; 6] = [
    "country:US+CN",
    "country:=US+CN",
    "country:US>CN",
    "topic:trade -country:RU",
    "kind:visit date:1961",
    "person:\"zofia 17\"",
];

#[divan::bench(args = QUERIES, consts = SIZES)]
fn select<const COUNT: usize>(bencher: Bencher<'_, '_>, query: &str) {
    let (timeline, index) = collection(COUNT);
    let query = Query::parse(query, timeline.countries(), today()).unwrap();
    bencher.bench(|| index.select(timeline, black_box(&query), today()));
}

#[divan::bench(args = SIZES)]
fn naive_two_countries(bencher: Bencher<'_, '_>, count: usize) {
    let (timeline, index) = collection(count);
    let two = [country(timeline, "US"), country(timeline, "CN")];
    let holds = |event: &Event| two.iter().all(|one| event.countries.contains(one));
    let query = Query::parse("country:US+CN", timeline.countries(), today()).unwrap();
    let ours: Vec<Ix> = index.select(timeline, &query, today()).iter().collect();
    assert_eq!(scan(timeline, holds), ours);
    bencher.bench(|| scan(black_box(timeline), holds));
}

#[divan::bench(args = SIZES)]
fn country_counts(bencher: Bencher<'_, '_>, count: usize) {
    let (timeline, index) = collection(count);
    let all = Bitmap::all(timeline.len());
    bencher.bench(|| index.country_counts(black_box(&all)));
}

#[divan::bench(args = SIZES)]
fn naive_country_counts(bencher: Bencher<'_, '_>, count: usize) {
    let (timeline, _) = collection(count);
    bencher.bench(|| {
        let mut counts: HashMap<Country, usize> = HashMap::new();
        for event in black_box(timeline).events() {
            for &party in &event.countries {
                *counts.entry(party).or_default() += 1;
            }
        }
        counts
    });
}

/// Every facet on all events, by its number.
#[divan::bench(args = [0, 1, 2, 3, 4, 5, 6, 7], consts = SIZES)]
fn facet_counts<const COUNT: usize>(bencher: Bencher<'_, '_>, facet: usize) {
    let (timeline, index) = collection(COUNT);
    let all = Bitmap::all(timeline.len());
    bencher.bench(|| index.counts(Facet::ALL[facet], black_box(&all)));
}

/// Texts of which every event, a few, one and none holds.
const NEEDLES: [&str; 4] = ["e", "cote d'ivoire", "number 7777", "reykjavik"];

#[divan::bench(args = NEEDLES, consts = SIZES)]
fn search<const COUNT: usize>(bencher: Bencher<'_, '_>, needle: &str) {
    let (_, index) = collection(COUNT);
    bencher.bench(|| index.search(black_box(needle)));
}

/// Folds titles, summaries and quotes as it goes: less than all text of an event.
#[divan::bench(args = SIZES, sample_count = 10)]
fn naive_search(bencher: Bencher<'_, '_>, count: usize) {
    let (timeline, _) = collection(count);
    let needle = fold("cote d'ivoire");
    let holds = |event: &Event| {
        let quotes = event.quotes.iter().filter_map(|quote| quote.text.as_ref());
        let texts = [&event.title]
            .into_iter()
            .chain(&event.summary)
            .chain(quotes);
        texts.into_iter().any(|text| fold(text).contains(&needle))
    };
    bencher.bench(|| scan(black_box(timeline), holds));
}
