//! Decoding on several threads: the registries first, then groups of events.

use std::collections::HashSet;
use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use super::cut::Cut;
use super::decode::{Decoder, Used};
use super::load::{Limits, Progress, merged};
use super::pool::Pool;
use super::registry::{Registry, check_root};
use super::rules::{Draft, Spots, check_event};
use super::scribe::Scribe;
use crate::diag::table::Fault;
use crate::diag::{Code, Node, Problems, Reporter, SourceText, Span, Table};
use crate::model::{Event, FileHead};

/// Bytes of events that are parsed at once.
const GROUP: usize = 64 << 10;

/// Bytes of events below which a second thread does not pay.
const LARGE: usize = 1 << 20;

/// Everything that decoding needs and does not change.
#[derive(Debug)]
pub struct Work<'a> {
    sources: &'a [SourceText],
    limits: &'a Limits,
    /// The registries of all files.
    pub registry: Registry,
    /// The head of each file.
    pub heads: Vec<FileHead>,
    groups: Vec<Group>,
}

/// Events that follow one another in one file.
#[derive(Debug)]
struct Group {
    source: u16,
    events: Vec<Range<usize>>,
}

impl Group {
    fn range(&self) -> Range<usize> {
        let start = self.events.first().map_or(0, |event| event.start);
        start..self.events.last().map_or(start, |event| event.end)
    }
}

/// What decoding gave.
#[derive(Debug)]
pub struct Done {
    /// The sound events, in the order of the files.
    pub events: Vec<Event>,
    /// Where they stand.
    pub spots: Vec<Spots>,
    /// What they share that is in no registry.
    pub pool: Pool,
    /// Which registry entries were used.
    pub used: Used,
    /// What is wrong with them.
    pub problems: Problems,
    /// How many were left out.
    pub left_out: usize,
    /// Their ids, where they are known.
    pub lost: HashSet<Box<str>>,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

impl<'a> Work<'a> {
    /// Cuts the texts, reads their heads, and parts the events into groups.
    pub fn new(sources: &'a [SourceText], limits: &'a Limits, problems: &mut Problems) -> Self {
        let cuts: Vec<Cut> = sources
            .iter()
            .map(|source| Cut::new(source.text()))
            .collect();
        let mut registry = Registry::new();
        let texts: Vec<(String, Vec<(u32, u32)>)> = sources
            .iter()
            .zip(&cuts)
            .map(|(source, cut)| head_text(source, cut))
            .collect();
        let mut roots = Vec::with_capacity(sources.len());
        for (source, (text, layout)) in sources.iter().zip(&texts) {
            let mut reporter = Reporter::new(source, problems);
            let (root, faults) = Table::parse(text, layout);
            report_faults(&faults, &mut reporter);
            let mut scribe = Scribe {
                reporter: &mut reporter,
                most: limits.field,
            };
            if !source.text().is_empty() {
                check_root(&root, &mut scribe);
            }
            registry.add_countries(&root, &mut scribe);
            roots.push(root);
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
        let mut work = Self {
            sources,
            limits,
            registry,
            heads,
            groups: Vec::new(),
        };
        work.group(cuts, problems);
        work
    }

    fn group(&mut self, cuts: Vec<Cut>, problems: &mut Problems) {
        let mut left = self.limits.events;
        for ((number, source), cut) in (0u16..).zip(self.sources).zip(cuts) {
            if let Some(first) = cut.events.get(left) {
                let span = Span::new(first.start, first.start + 9);
                Reporter::new(source, problems).report(
                    Code::TooMuch,
                    span,
                    format!(
                        "more than {} events; those from here on are left out",
                        self.limits.events
                    ),
                    "raise `events` under [limits]",
                );
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

/// Returns the text of a head and where its parts stand in the file.
fn head_text(source: &SourceText, cut: &Cut) -> (String, Vec<(u32, u32)>) {
    let (mut text, mut layout) = (String::new(), Vec::new());
    for range in &cut.head {
        let here = Span::new(text.len(), range.start);
        layout.push((here.start, here.end));
        text.push_str(source.slice(Span::new(range.start, range.end)));
    }
    (text, layout)
}

fn report_faults(faults: &[Fault], reporter: &mut Reporter<'_>) {
    for fault in faults {
        let hint = syntax_hint(&fault.message, reporter.source().slice(fault.span));
        reporter.report(Code::Syntax, fault.span, fault.message.clone(), hint);
    }
}

/// Returns the way out of a fault in the syntax.
fn syntax_hint(message: &str, _written: &str) -> &'static str {
    if message.contains("duplicate key") {
        "each key once in a table"
    } else {
        "see the TOML 1.0 notation"
    }
}

/// How far all threads together have come.
struct Counters<'a> {
    next: AtomicUsize,
    bytes: AtomicU64,
    events: AtomicUsize,
    stopped: AtomicBool,
    total: u64,
    progress: &'a (dyn Fn(Progress) -> ControlFlow<()> + Sync),
}

impl Counters<'_> {
    fn advance(&self, bytes: usize, events: usize) {
        let done = self.bytes.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        let events = self.events.fetch_add(events, Ordering::Relaxed) + events;
        let progress = Progress {
            done,
            total: self.total,
            events,
        };
        if (self.progress)(progress).is_break() {
            self.stopped.store(true, Ordering::Relaxed);
        }
    }
}

/// Decodes all groups.
pub fn run(work: &Work<'_>, progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync)) -> Done {
    let total: usize = work.groups.iter().map(|group| group.range().len()).sum();
    let counters = Counters {
        next: AtomicUsize::new(0),
        bytes: AtomicU64::new(0),
        events: AtomicUsize::new(0),
        stopped: AtomicBool::new(false),
        total: total as u64,
        progress,
    };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = if total < LARGE {
        1
    } else {
        work.limits.threads.min(cores)
    };
    let shares = if threads < 2 {
        vec![share(work, &counters)]
    } else {
        std::thread::scope(|scope| {
            let handles: Vec<_> = (0..threads)
                .map(|_| scope.spawn(|| share(work, &counters)))
                .collect();
            handles
                .into_iter()
                .map(|handle| {
                    handle
                        .join()
                        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
                })
                .collect()
        })
    };
    join(work, shares, counters.stopped.into_inner())
}

/// What one thread decoded.
struct Share {
    batches: Vec<(usize, Vec<Event>, Vec<Spots>)>,
    pool: Pool,
    used: Used,
    problems: Problems,
    left_out: usize,
    lost: HashSet<Box<str>>,
}

fn share(work: &Work<'_>, counters: &Counters<'_>) -> Share {
    let no_head = FileHead::default();
    let mut worker = Worker {
        decoder: Decoder::new(&work.registry, &no_head),
        problems: Problems::new(work.limits.problems, work.limits.strict),
        events: Vec::new(),
        spots: Vec::new(),
        left_out: 0,
        lost: HashSet::new(),
    };
    let mut batches = Vec::new();
    while !counters.stopped.load(Ordering::Relaxed) {
        let at = counters.next.fetch_add(1, Ordering::Relaxed);
        let Some(group) = work.groups.get(at) else {
            break;
        };
        let number = group.source as usize;
        let (Some(source), Some(head)) = (work.sources.get(number), work.heads.get(number)) else {
            continue;
        };
        worker.decoder.head = head;
        worker.group(source, group, work.limits);
        batches.push((
            at,
            std::mem::take(&mut worker.events),
            std::mem::take(&mut worker.spots),
        ));
        counters.advance(group.range().len(), group.events.len());
    }
    let Worker {
        decoder,
        problems,
        left_out,
        lost,
        ..
    } = worker;
    Share {
        batches,
        pool: decoder.pool,
        used: decoder.used,
        problems,
        left_out,
        lost,
    }
}

fn join(work: &Work<'_>, shares: Vec<Share>, stopped: bool) -> Done {
    let mut pool = Pool::beside(&work.registry);
    let mut problems = Problems::new(work.limits.problems, work.limits.strict);
    let (mut batches, mut used, mut left_out) = (Vec::new(), Vec::new(), 0);
    let mut lost = HashSet::new();
    for mut share in shares {
        let renumbering = pool.absorb(share.pool);
        for (_, events, _) in &mut share.batches {
            for event in events {
                renumbering.apply(event);
            }
        }
        batches.append(&mut share.batches);
        problems.append(share.problems);
        used.push(share.used);
        left_out += share.left_out;
        lost.extend(share.lost);
    }
    batches.sort_by_key(|&(at, ..)| at);
    let count = batches.iter().map(|(_, events, _)| events.len()).sum();
    let (mut events, mut spots) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for (_, batch, places) in batches {
        events.extend(batch);
        spots.extend(places);
    }
    Done {
        events,
        spots,
        pool,
        used: merged(used),
        problems,
        left_out,
        lost,
        stopped,
    }
}

/// One thread at work.
struct Worker<'a> {
    decoder: Decoder<'a>,
    problems: Problems,
    events: Vec<Event>,
    spots: Vec<Spots>,
    left_out: usize,
    lost: HashSet<Box<str>>,
}

impl Worker<'_> {
    fn group(&mut self, source: &SourceText, group: &Group, limits: &Limits) {
        let range = group.range();
        let start = Span::new(range.start, range.end).start;
        let text = source.slice(Span::new(range.start, range.end));
        let (root, faults) = Table::parse(text, &[(0, start)]);
        let nodes = root.list("event");
        let whole =
            faults.is_empty() && root.entries.len() == 1 && nodes.len() == group.events.len();
        if !whole && group.events.len() > 1 {
            // A fault must stay inside its event, so each is parsed alone.
            for event in &group.events {
                let alone = Group {
                    source: group.source,
                    events: vec![event.clone()],
                };
                self.group(source, &alone, limits);
            }
            return;
        }
        let mut problems = std::mem::take(&mut self.problems);
        let mut reporter = Reporter::new(source, &mut problems);
        if faults.is_empty() {
            let mut scribe = Scribe {
                reporter: &mut reporter,
                most: limits.field,
            };
            for node in nodes {
                self.event(node, group.source, &mut scribe);
            }
        } else {
            report_faults(&faults, &mut reporter);
            for node in nodes {
                self.lose(node);
            }
            self.left_out += group.events.len().saturating_sub(nodes.len());
        }
        self.problems = problems;
    }

    fn event(&mut self, node: &Node<'_>, source: u16, scribe: &mut Scribe<'_, '_>) {
        let before = scribe.reporter.faults();
        let event = self.decoder.event(node, scribe);
        let (Some(event), Some(table)) = (event, node.table()) else {
            return self.lose(node);
        };
        let draft = Draft {
            event: &event,
            table,
            span: node.span,
            head: self.decoder.head,
            registry: self.decoder.registry,
        };
        check_event(&draft, scribe.reporter);
        if scribe.reporter.faults() > before {
            return self.lose(node);
        }
        let spots = Spots {
            source,
            header: node.span,
            id: draft.span("id"),
            date: draft.span("date"),
            related: table.list("related").iter().map(|node| node.span).collect(),
        };
        self.spots.push(spots);
        self.events.push(event);
    }

    /// Leaves an event out; its id is remembered, so that relations to it are not faults too.
    fn lose(&mut self, node: &Node<'_>) {
        self.left_out += 1;
        if let Some(id) = node.table().and_then(|table| table.text("id")) {
            self.lost.insert(id.into());
        }
    }
}
