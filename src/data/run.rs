//! Decoding on several threads.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use super::decode::Used;
use super::load::Progress;
use super::plan::Plan;
use super::pool::Pool;
use super::rules::Spots;
use super::worker::Worker;
use crate::diag::Problems;
use crate::model::{Event, FileHead};

/// Bytes of events below which a second thread does not pay.
const LARGE: usize = 1 << 20;

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
    let total: usize = plan.groups.iter().map(|group| group.range().len()).sum();
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
        plan.limits.threads.min(cores)
    };
    let shares = if threads < 2 {
        vec![share(plan, &counters)]
    } else {
        std::thread::scope(|scope| {
            let handles: Vec<_> = (0..threads)
                .map(|_| scope.spawn(|| share(plan, &counters)))
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
    join(plan, shares, counters.stopped.into_inner())
}

/// What one thread decoded.
struct Share {
    batches: Vec<(usize, Vec<Event>, Vec<Spots>)>,
    pool: Pool,
    used: Used,
    problems: Problems,
    left_out: usize,
    lost: HashSet<Box<str>>,
    blind: bool,
}

fn share(plan: &Plan<'_>, counters: &Counters<'_>) -> Share {
    let no_head = FileHead::default();
    let mut worker = Worker::new(plan, &no_head);
    let mut batches = Vec::new();
    while !counters.stopped.load(Ordering::Relaxed) {
        let at = counters.next.fetch_add(1, Ordering::Relaxed);
        let Some(group) = plan.groups.get(at) else {
            break;
        };
        worker.group(group);
        let (events, spots) = (
            std::mem::take(&mut worker.events),
            std::mem::take(&mut worker.spots),
        );
        batches.push((at, events, spots));
        counters.advance(group.range().len(), group.events.len());
    }
    Share {
        batches,
        pool: worker.decoder.pool,
        used: worker.decoder.used,
        problems: worker.problems,
        left_out: worker.left_out,
        lost: worker.lost,
        blind: worker.blind,
    }
}

fn join(plan: &Plan<'_>, shares: Vec<Share>, stopped: bool) -> Done {
    let mut pool = Pool::beside(&plan.registry);
    let mut problems = Problems::new(plan.limits.problems, plan.limits.strict);
    let (mut batches, mut used, mut left_out) = (Vec::new(), Used::default(), 0);
    let (mut lost, mut blind) = (HashSet::new(), false);
    for mut share in shares {
        let renumbering = pool.absorb(share.pool);
        for (_, events, _) in &mut share.batches {
            for event in events {
                renumbering.apply(event);
            }
        }
        batches.append(&mut share.batches);
        problems.append(share.problems);
        used.absorb(&share.used);
        left_out += share.left_out;
        lost.extend(share.lost);
        blind |= share.blind;
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
        used,
        problems,
        left_out,
        lost,
        blind,
        stopped,
    }
}
