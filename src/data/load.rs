//! Reading event files as a whole.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::known::KnownPlace;
use super::origin::{LoadCause, LoadError, Origin};
use super::plan::Plan;
use super::pool::Pool;
use super::registry::Registry;
use super::rules::Collection;
use super::run::run;
use super::text::read_text;

use crate::diag::{Place, Problems, SourceText};
use crate::model::{Event, FileHead, Parts, Timeline};

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
    /// Bytes of events decoded so far.
    pub done: u64,
    /// Bytes of events in all.
    pub total: u64,
    /// Events decoded so far.
    pub events: usize,
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
    let mut problems = Problems::new(limits.problems, limits.strict);
    let mut sources = Vec::with_capacity(origins.len());
    for (order, origin) in (0u32..).zip(origins) {
        sources.push(read_text(origin, order, limits, &mut problems)?);
    }
    catch_unwind(AssertUnwindSafe(|| {
        load_texts(sources, limits, problems, progress)
    }))
    .unwrap_or_else(|_| {
        let name = origins.first().map(Origin::name).unwrap_or_default();
        Err(LoadError::new(name, LoadCause::Panicked))
    })
}

fn load_texts(
    sources: Vec<SourceText>,
    limits: &Limits,
    mut problems: Problems,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<Loaded, LoadError> {
    let plan = Plan::new(&sources, limits, &mut problems);
    let mut done = run(&plan, progress);
    problems.append(std::mem::take(&mut done.problems));
    let all = Collection::new(
        (&done.events, &done.spots),
        (&sources, &plan.heads),
        &done.lost,
    );
    let verdict = all.judge();
    for problem in verdict.problems {
        problems.push(problem);
    }
    if !done.stopped && !done.blind {
        plan.registry.report_unused(&done.used, &mut problems);
    }
    problems.settle();
    let Plan {
        mut registry,
        heads,
        ..
    } = plan;
    let queries = std::mem::take(&mut registry.queries);
    if let Some(lost) = sources.iter().find(|source| source.is_lost()) {
        return Err(LoadError::new(lost.name(), LoadCause::Changed));
    }
    let files = sources.len();
    // What follows needs memory of its own, and these no more.
    drop((sources, done.spots));
    let mut number = 0u32..;
    let mut events = done.events;
    events.retain(|_| {
        number
            .next()
            .is_none_or(|number| !verdict.out.contains(&number))
    });
    Ok(Loaded {
        timeline: Timeline::build(parts(registry, heads, done.pool, events)),
        problems,
        files,
        left_out: done.left_out + verdict.out.len(),
        stopped: done.stopped,
        queries,
    })
}

/// Puts two lists together without holding the second twice: it is the longer one.
fn joined<T>(first: impl IntoIterator<Item = T>, mut rest: Vec<T>) -> Vec<T> {
    rest.splice(0..0, first);
    rest
}

fn parts(registry: Registry, heads: Vec<FileHead>, pool: Pool, events: Vec<Event>) -> Parts {
    let known = registry.people.items.into_iter().map(|known| known.person);
    let places = registry
        .places
        .items
        .into_iter()
        .map(KnownPlace::in_its_state);
    Parts {
        heads,
        events,
        people: joined(known, pool.people.items),
        places: joined(places, pool.places.items),
        sources: joined(registry.sources.items, pool.sources.items),
        tags: joined(registry.topics.items, pool.tags.items),
        countries: registry.states.into_table(),
        views: registry.views,
    }
}

#[cfg(test)]
mod tests;
