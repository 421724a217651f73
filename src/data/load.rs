//! Reading event files as a whole.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::known::KnownPlace;
use super::origin::{LoadCause, LoadError, Origin};
use super::plan::Plan;
use super::registry::Registry;
use super::rules::Collection;
use super::run::{Done, run};
use super::text::read_text;

use crate::diag::{Place, Problems, SourceText};
use crate::model::{FileHead, Parts, Timeline};

/// How much is read, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of a file.
    pub file: u64,
    /// The most events of all files.
    pub events: usize,
    /// The most bytes of one text.
    pub field: usize,
    /// The most problems that are kept whole; of the rest the number is.
    pub problems: usize,
    /// The most threads that decode; 1 starts none.
    pub threads: usize,
    /// Whether warnings count as errors. Events with warnings are kept all the same.
    pub strict: bool,
}

impl Limits {
    /// For browsing.
    pub const BROWSING: Self = Self {
        file: u32::MAX as u64,
        events: 5_000_000,
        field: 64 << 10,
        problems: 1000,
        threads: 4,
        strict: false,
    };

    /// For the kiosk, where threads cannot be started any more.
    pub const KIOSK: Self = Self {
        file: 8 << 20,
        events: 20_000,
        field: 16 << 10,
        problems: 1000,
        threads: 1,
        strict: false,
    };

    /// For checking: every problem is kept.
    pub const CHECKING: Self = Self {
        problems: usize::MAX,
        ..Self::BROWSING
    };
}

/// How far loading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of events decoded so far; while there are none yet, bytes looked through.
    pub done: u64,
    /// Bytes in all.
    pub total: u64,
    /// Events decoded so far.
    pub events: usize,
}

impl Progress {
    /// Says how many bytes have been looked through, where there are no events yet.
    pub(super) const fn of_looking(done: usize, total: usize) -> Self {
        Self {
            done: done as u64,
            total: total as u64,
            events: 0,
        }
    }

    /// Returns how much is done, in hundredths; 100 where there is nothing to do.
    pub fn percent(&self) -> u8 {
        let percent = self.done.saturating_mul(100).checked_div(self.total);
        percent.map_or(100, |percent| u8::try_from(percent.min(100)).unwrap_or(100))
    }
}

/// What came of loading.
#[derive(Debug)]
pub struct Loaded {
    /// The sound events.
    pub timeline: Timeline,
    /// What is wrong with the files.
    pub problems: Problems,
    /// How many files were read.
    pub files: usize,
    /// How many events were left out because of errors.
    pub left_out: usize,
    /// Whether it was stopped before its end.
    pub stopped: bool,
    /// Where the queries of the timeline's views stand. They are not read here: the query language is not known.
    pub queries: Vec<Place>,
}

/// Reads event files into one timeline.
///
/// Nothing that stands in a file stops it: events with errors are left out and reported. `progress` is told now and
/// then, from any thread, how far it has come; when it breaks, what has been read so far is kept.
///
/// # Errors
/// Fails for the first origin that cannot be read at all.
pub fn load(
    origins: &[Origin],
    limits: &Limits,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<Loaded, LoadError> {
    load_from_begin(origins, limits, progress, None)
}

/// What is told of the begin of large files before all of them is read.
#[derive(Clone, Copy)]
pub struct Begin<'a> {
    /// From how many bytes of events on there is one.
    pub least: u64,
    /// How many events it has, about.
    pub events: usize,
    /// Takes it.
    pub take: &'a dyn Fn(Loaded),
}

/// Reads event files as [`load`] does; of large ones the begin is handed over first.
///
/// # Errors
/// Fails for the first origin that cannot be read at all.
pub fn load_from_begin(
    origins: &[Origin],
    limits: &Limits,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    begin: Option<Begin<'_>>,
) -> Result<Loaded, LoadError> {
    let mut problems = Problems::new(limits.problems, limits.strict);
    let mut sources = Vec::with_capacity(origins.len());
    for (order, origin) in (0u32..).zip(origins) {
        let source = read_text((origin, order), limits, &mut problems, progress)?;
        sources.push(source);
    }
    catch_unwind(AssertUnwindSafe(|| {
        load_texts((sources, limits), problems, progress, begin)
    }))
    .unwrap_or_else(|_| {
        let name = origins.first().map(Origin::name).unwrap_or_default();
        Err(LoadError::new(name, LoadCause::Panicked))
    })
}

fn load_texts(
    (sources, limits): (Vec<SourceText>, &Limits),
    mut problems: Problems,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    begin: Option<Begin<'_>>,
) -> Result<Loaded, LoadError> {
    let plan = Plan::new(&sources, limits, &mut problems, progress);
    if let Some(begin) = begin.filter(|begin| plan.bytes() >= begin.least) {
        hand_over(&plan, begin);
    }
    let mut done = run(&plan, progress);
    let left_out = judge(&mut done, &plan, &mut problems);
    if !done.stopped && !done.blind {
        plan.registry.report_unused(&done.used, &mut problems);
    }
    problems.settle();
    let Plan {
        registry, heads, ..
    } = plan;
    if let Some(lost) = sources.iter().find(|source| source.is_lost()) {
        return Err(LoadError::new(lost.name(), LoadCause::Changed));
    }
    let files = sources.len();
    // What follows needs memory of its own, and these no more.
    drop((sources, std::mem::take(&mut done.spots)));
    let (stopped, parts) = (done.stopped, parts(registry, heads, done));
    Ok(loaded(parts, (problems, files), (left_out, stopped)))
}

/// Decodes the begin and hands it over; what cannot be read is told when all is.
fn hand_over(plan: &Plan<'_>, begin: Begin<'_>) {
    let enough = |progress: Progress| {
        if progress.events < begin.events {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    let mut done = run(plan, &enough);
    let mut problems = Problems::new(plan.limits.problems, plan.limits.strict);
    let left_out = judge(&mut done, plan, &mut problems);
    problems.settle();
    if done.events.is_empty() || plan.sources.iter().any(SourceText::is_lost) {
        return;
    }
    let parts = parts(plan.registry.clone(), plan.heads.clone(), done);
    (begin.take)(loaded(
        parts,
        (problems, plan.sources.len()),
        (left_out, true),
    ));
}

/// Judges events by one another, takes out those that are wrong; returns how many were left out in all.
fn judge(done: &mut Done, plan: &Plan<'_>, problems: &mut Problems) -> usize {
    problems.append(std::mem::take(&mut done.problems));
    let all = Collection::new(
        (&done.events, &done.spots),
        (plan.sources, &plan.heads),
        &done.lost,
    );
    let verdict = all.judge();
    for problem in verdict.problems {
        problems.push(problem);
    }
    let mut number = 0u32..;
    done.events.retain(|_| {
        number
            .next()
            .is_none_or(|number| !verdict.out.contains(&number))
    });
    done.left_out + verdict.out.len()
}

fn loaded(
    (parts, queries): (Parts, Vec<Place>),
    (problems, files): (Problems, usize),
    (left_out, stopped): (usize, bool),
) -> Loaded {
    Loaded {
        timeline: Timeline::build(parts),
        problems,
        files,
        left_out,
        stopped,
        queries,
    }
}

/// Puts two lists together without holding the second twice: it is the longer one.
fn joined<T>(first: impl IntoIterator<Item = T>, mut rest: Vec<T>) -> Vec<T> {
    rest.splice(0..0, first);
    rest
}

/// Puts together what a timeline is built of; beside it, where the queries of its views stand.
fn parts(registry: Registry, heads: Vec<FileHead>, done: Done) -> (Parts, Vec<Place>) {
    let Done { pool, events, .. } = done;
    let known = registry.people.items.into_iter().map(|known| known.person);
    let places = registry
        .places
        .items
        .into_iter()
        .map(KnownPlace::in_its_state);
    let parts = Parts {
        heads,
        events,
        people: joined(known, pool.people.items),
        places: joined(places, pool.places.items),
        sources: joined(registry.sources.items, pool.sources.items),
        tags: joined(registry.topics.items, pool.tags.items),
        countries: registry.states.into_table(),
        views: registry.views,
    };
    (parts, registry.queries)
}

#[cfg(test)]
mod tests;
