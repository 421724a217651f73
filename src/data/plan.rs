//! What is to be decoded: the heads of all files first, then groups of events.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::{ControlFlow, Range};

use super::cut::{Block, Cut};
use super::head::check_root;
use super::json;
use super::load::{Limits, Progress};
use super::registry::Registry;
use super::scribe::Scribe;
use super::syntax::report_faults;
use crate::diag::source::Dialect;
use crate::diag::{Code, Problems, Reporter, SourceText, Span, Table};
use crate::model::FileHead;

/// Bytes of events that are parsed at once.
const GROUP: usize = 64 << 10;

/// The most bytes of one head or event: a parser needs many times as much memory.
pub const PIECE: usize = 32 << 20;

/// Everything that decoding needs and does not change.
#[derive(Debug)]
pub struct Plan<'a> {
    /// The texts.
    pub sources: &'a [SourceText],
    /// How much is read.
    pub limits: &'a Limits,
    /// The registries of all files.
    pub registry: Registry,
    /// The head of each file.
    pub heads: Vec<FileHead>,
    /// The events of all files, in their order.
    pub groups: Vec<Group>,
}

/// Events that follow one another in one file.
#[derive(Debug)]
pub struct Group {
    /// In which text.
    pub source: u32,
    /// Where each stands.
    pub events: Vec<Range<usize>>,
}

impl Group {
    /// Returns the bytes from the first event to the last.
    pub fn range(&self) -> Range<usize> {
        let start = self.events.first().map_or(0, |event| event.start);
        start..self.events.last().map_or(start, |event| event.end)
    }
}

impl<'a> Plan<'a> {
    /// Cuts the texts, reads their heads, and parts the events into groups.
    ///
    /// `progress` is told how much has been looked through, the second half of looking; it stops nothing.
    pub fn new(
        sources: &'a [SourceText],
        limits: &'a Limits,
        problems: &mut Problems,
        progress: &dyn Fn(Progress) -> ControlFlow<()>,
    ) -> Self {
        let mut codes = BTreeSet::new();
        let total = sources.iter().map(SourceText::len).sum();
        let looked = Cell::new(total);
        let tell = |(_, block): &Block<'_>| {
            looked.set(looked.get() + block.len());
            // What was looked through is decoded, as far as that is wanted.
            let _heard = progress(Progress::of_looking(looked.get(), 2 * total));
        };
        let cuts: Vec<Cut> = sources
            .iter()
            .map(|source| match source.dialect() {
                Dialect::Toml => Cut::new(|| source.blocks().inspect(&tell)),
                Dialect::Json => {
                    Cut::lines(source.blocks().inspect(&tell).inspect(|(_, block)| {
                        // Most blocks have none, and need not be parted into lines.
                        if block.contains("\"x-") {
                            own_codes(block, &mut codes);
                        }
                    }))
                }
            })
            .collect();
        let (registry, heads) = read_heads((sources, &cuts), &codes, limits, problems);
        let groups = Vec::new();
        let mut plan = Self {
            sources,
            limits,
            registry,
            heads,
            groups,
        };
        plan.group(cuts, problems);
        plan
    }

    /// Returns the bytes of all events.
    pub fn bytes(&self) -> u64 {
        let bytes = self.groups.iter().map(|group| group.range().len() as u64);
        bytes.sum()
    }

    fn group(&mut self, cuts: Vec<Cut>, problems: &mut Problems) {
        let mut left = self.limits.events;
        for ((number, source), cut) in (0u32..).zip(self.sources).zip(cuts) {
            if let Some(first) = cut.events.get(left) {
                let message = format!(
                    "more than {} events; those from here on are left out",
                    self.limits.events
                );
                let span = Span::new(first.start, first.start + 1);
                let hint = "raise `events` under [limits]";
                Reporter::new(source, problems).report(Code::TooMuch, span, message, hint);
            }
            for event in cut.events.into_iter().take(left) {
                left -= 1;
                let room = self.groups.last_mut().filter(|group| {
                    let range = group.range();
                    group.source == number && range.end == event.start && range.len() < GROUP
                });
                match room {
                    Some(group) => group.events.push(event),
                    None => self.groups.push(Group {
                        source: number,
                        events: vec![event],
                    }),
                }
            }
        }
    }
}

/// Reads the heads of all files: country codes first, since all else may use them.
fn read_heads(
    (sources, cuts): (&[SourceText], &[Cut]),
    codes: &BTreeSet<String>,
    limits: &Limits,
    problems: &mut Problems,
) -> (Registry, Vec<FileHead>) {
    let mut registry = Registry::new();
    let texts: Vec<(String, Vec<(u32, u32)>)> = sources
        .iter()
        .zip(cuts)
        .map(|(source, cut)| head_text(source, cut))
        .collect();
    let mut roots = Vec::with_capacity(sources.len());
    for (source, (text, layout)) in sources.iter().zip(&texts) {
        let mut reporter = Reporter::new(source, problems);
        let whole = Span::new(0, text.len());
        let fits = fits(whole, &mut reporter);
        let (root, faults) = Table::parse(if fits { text } else { "" }, layout);
        report_faults(&faults, &mut reporter);
        let mut scribe = Scribe {
            reporter: &mut reporter,
            most: limits.field,
        };
        match source.dialect() {
            Dialect::Toml if !source.is_empty() && fits => check_root(&root, &mut scribe),
            Dialect::Toml | Dialect::Json => {}
        }
        registry.add_countries(&root, &mut scribe);
        roots.push(root);
    }
    for code in codes {
        registry.make_known(code);
    }
    let mut heads = Vec::with_capacity(sources.len());
    for (source, root) in sources.iter().zip(&roots) {
        let mut reporter = Reporter::new(source, problems);
        let mut scribe = Scribe {
            reporter: &mut reporter,
            most: limits.field,
        };
        heads.push(registry.add(root, &mut scribe));
    }
    (registry, heads)
}

/// Says whether a head or event is of a size that can be parsed; reports it if not.
pub fn fits(piece: Span, reporter: &mut Reporter<'_>) -> bool {
    let size = piece.range().len();
    if size > PIECE {
        let message = format!("{size} bytes in one piece; {PIECE} are the most");
        let hint = "begin each event with a line [[event]], or put each on a line of JSON";
        reporter.report(
            Code::TooMuch,
            Span {
                end: piece.start,
                ..piece
            },
            message,
            hint,
        );
    }
    size <= PIECE
}

/// Returns the text of a head and where its parts stand in the file.
fn head_text(source: &SourceText, cut: &Cut) -> (String, Vec<(u32, u32)>) {
    let (mut text, mut layout) = (String::new(), Vec::new());
    for range in &cut.head {
        let here = Span::new(text.len(), range.start);
        layout.push((here.start, here.end));
        text.push_str(&source.slice(Span::new(range.start, range.end)));
    }
    (text, layout)
}

/// Gathers the country codes on lines of JSON that have some of files' own.
fn own_codes(block: &str, found: &mut BTreeSet<String>) {
    for line in block.lines().filter(|line| line.contains("\"x-")) {
        let Ok(node) = json::parse(line, 0) else {
            continue;
        };
        let Some(event) = node.table() else { continue };
        let text = |table: Option<&Table<'_>>, key: &str| table?.text(key).map(str::to_owned);
        let listed = ["countries", "about"].map(|key| event.list(key));
        let topics = || {
            event
                .list("topics")
                .iter()
                .filter_map(|topic| topic.table())
        };
        let people = event
            .list("participants")
            .iter()
            .map(|person| person.table());
        let speakers = event
            .list("quotes")
            .iter()
            .map(|quote| quote.table()?.table("by"));
        let places = event
            .list("local")
            .iter()
            .map(|local| local.table()?.table("place"));
        let tables = people
            .chain(speakers)
            .chain(places)
            .chain([event.table("place")]);
        let lists = listed
            .into_iter()
            .flatten()
            .chain(topics().flat_map(|topic| topic.list("accounts")));
        let stances = topics().flat_map(|topic| topic.map("stance"));
        let codes = tables
            .filter_map(|table| text(table, "country"))
            .chain(lists.filter_map(|node| node.text().map(str::to_owned)))
            .chain(stances.map(|entry| entry.key.to_string()))
            .chain(text(Some(event), "initiator"));
        found.extend(codes.filter(|code| code.starts_with("x-")));
    }
}
