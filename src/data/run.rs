//! Decoding on several threads.

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::decode::Used;
use super::load::Progress;
use super::plan::Plan;
use super::pool::{Pool, Renumbering};
use super::rules::Spots;
use super::worker::Worker;
use crate::diag::Problems;
use crate::model::{Event, FileHead};

/// Bytes of events below which a second thread does not pay.
const LARGE: u64 = 1 << 20;

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
    /// Whether some could not be parsed, so that what they use is not known.
    pub blind: bool,
    /// Whether it was stopped before its end.
    pub stopped: bool,
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
pub fn run(plan: &Plan<'_>, progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync)) -> Done {
    let total = plan.bytes();
    let counters = Counters {
        next: AtomicUsize::new(0),
        bytes: AtomicU64::new(0),
        events: AtomicUsize::new(0),
        stopped: AtomicBool::new(false),
        total,
        progress,
    };
    let threads = if total < LARGE || plan.limits.threads < 2 {
        1
    } else {
        // This opens files, which a locked sandbox refuses.
        let cores = std::thread::available_parallelism();
        plan.limits
            .threads
            .min(cores.map_or(1, std::num::NonZero::get))
    };
    // Room for all is not memory until it is used.
    let count = plan.groups.iter().map(|group| group.events.len()).sum();
    let assembly = Mutex::new(Assembly {
        events: Vec::with_capacity(count),
        spots: Vec::with_capacity(count),
        ..Assembly::default()
    });
    let work = |thread| share(plan, &counters, thread, &assembly);
    let shares = if threads < 2 {
        vec![work(0)]
    } else {
        std::thread::scope(|scope| {
            let handles: Vec<_> = (0..threads)
                .map(|thread| scope.spawn(move || work(thread)))
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
    let assembly = assembly
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    join(plan, shares, assembly, counters.stopped.into_inner())
}

/// Decoded groups, put into the order of the files as they come.
#[derive(Default)]
struct Assembly {
    next: usize,
    waiting: BTreeMap<usize, Batch>,
    events: Vec<Event>,
    spots: Vec<Spots>,
    /// From which event on the events are of which thread.
    runs: Vec<(usize, usize)>,
}

/// A decoded group.
struct Batch {
    thread: usize,
    events: Vec<Event>,
    spots: Vec<Spots>,
}

impl Assembly {
    fn take(&mut self, at: usize, batch: Batch) {
        self.waiting.insert(at, batch);
        while let Some(batch) = self.waiting.remove(&self.next) {
            self.append(batch);
        }
    }

    fn append(&mut self, batch: Batch) {
        self.next += 1;
        self.runs.push((self.events.len(), batch.thread));
        self.events.extend(batch.events);
        self.spots.extend(batch.spots);
    }

    /// Takes what stands behind a gap, when nothing more comes.
    fn finish(&mut self) {
        for batch in std::mem::take(&mut self.waiting).into_values() {
            self.append(batch);
        }
    }

    /// Gives the events of each thread the numbers of the whole.
    fn renumber(&mut self, by_thread: &[Renumbering]) {
        let ends = self.runs.iter().skip(1).map(|&(start, _)| start);
        let ends: Vec<usize> = ends.chain([self.events.len()]).collect();
        for (&(start, thread), end) in self.runs.iter().zip(ends) {
            let events = self.events.get_mut(start..end).unwrap_or_default();
            if let Some(renumbering) = by_thread.get(thread) {
                for event in events {
                    renumbering.apply(event);
                }
            }
        }
    }
}

/// What a thread gathered beside events.
struct Share {
    pool: Pool,
    used: Used,
    problems: Problems,
    left_out: usize,
    lost: HashSet<Box<str>>,
    blind: bool,
}

fn share(
    plan: &Plan<'_>,
    counters: &Counters<'_>,
    thread: usize,
    assembly: &Mutex<Assembly>,
) -> Share {
    let no_head = FileHead::default();
    let mut worker = Worker::new(plan, &no_head);
    while !counters.stopped.load(Ordering::Relaxed) {
        let at = counters.next.fetch_add(1, Ordering::Relaxed);
        let Some(group) = plan.groups.get(at) else {
            break;
        };
        worker.group(group);
        let batch = Batch {
            thread,
            events: std::mem::take(&mut worker.events),
            spots: std::mem::take(&mut worker.spots),
        };
        assembly
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take(at, batch);
        counters.advance(group.range().len(), group.events.len());
    }
    Share {
        pool: worker.decoder.pool,
        used: worker.decoder.used,
        problems: worker.problems,
        left_out: worker.left_out,
        lost: worker.lost,
        blind: worker.blind,
    }
}

fn join(plan: &Plan<'_>, shares: Vec<Share>, mut assembly: Assembly, stopped: bool) -> Done {
    assembly.finish();
    let mut pool: Option<Pool> = None;
    let mut problems = Problems::new(plan.limits.problems, plan.limits.strict);
    let mut renumberings = Vec::with_capacity(shares.len());
    let (mut used, mut left_out) = (Used::default(), 0);
    let (mut lost, mut blind) = (HashSet::new(), false);
    for share in shares {
        // The numbers of the first thread stay as they are.
        if let Some(pool) = &mut pool {
            renumberings.push(pool.absorb(share.pool));
        } else {
            pool = Some(share.pool);
            renumberings.push(Renumbering::default());
        }
        problems.append(share.problems);
        used.absorb(&share.used);
        left_out += share.left_out;
        lost.extend(share.lost);
        blind |= share.blind;
    }
    assembly.renumber(&renumberings);
    let Assembly { events, spots, .. } = assembly;
    Done {
        events,
        spots,
        pool: pool.unwrap_or_else(|| Pool::beside(&plan.registry)),
        used,
        problems,
        left_out,
        lost,
        blind,
        stopped,
    }
}
