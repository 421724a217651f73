//! The thread that reads event files: at first, telling how far it has come, and again whenever they change.
//!
//! It leaves what it has to say where the main thread picks it up, with an [`Input::Wake`] in the inbox. What the main
//! thread no longer shows comes back to it, because letting go of a million events takes longer than a frame.

use std::collections::VecDeque;
use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::inbox::Inbox;
use super::input::Input;
use super::terminal::Before;
use crate::app::{Extent, Fresh, views};
use crate::data::watch::{Change, PERIOD, Poller};
use crate::data::{Begin, Limits, LoadCause, LoadError, Loaded, Origin, Progress, load_from_begin};
use crate::diag::{Diagnostic, Problems};
use crate::model::Fold;
use crate::query::Index;
use crate::text::{counted, thousands};

/// Time between two words on how far reading has come.
const PACE: Duration = Duration::from_millis(100);

/// From how many bytes on the begin of the files is shown while the rest is read.
const VAST: u64 = 64 << 20;

/// How many events make a begin.
const BEGIN: usize = 20_000;

/// What is read, and how.
#[derive(Clone, Debug)]
pub struct Job {
    /// Where the events come from.
    pub origins: Vec<Origin>,
    /// How much is read.
    pub limits: Limits,
    /// How the index folds former states.
    pub fold: Fold,
    /// Takes a line for each change of the files.
    pub log: Option<fn(&str)>,
}

/// What there is to tell the main thread.
#[derive(Debug)]
pub enum News {
    /// These events are to be shown.
    Fresh(Box<Fresh>),
    /// The files cannot be read, and there is nothing to show.
    Failed(LoadError),
    /// The files have changed, but what is shown stays.
    Trouble(Trouble),
    /// The files are again what is shown.
    Back,
    /// There is no file that could be read again.
    Nothing,
}

/// Why what is shown is not what the files hold now.
#[derive(Debug)]
pub struct Trouble {
    /// In words.
    pub words: String,
    /// What is wrong with the files, a line each, where that is the reason.
    pub problems: Vec<String>,
}

/// The main thread's end of the thread that reads.
#[derive(Debug)]
pub struct Loader {
    desk: Arc<Desk>,
}

/// Where both threads leave things for one another.
#[derive(Debug, Default)]
struct Desk {
    mail: Mutex<Mail>,
    changed: Condvar,
    /// Reading is to stop; what has been read is kept.
    stop: AtomicBool,
}

#[derive(Debug, Default)]
struct Mail {
    news: VecDeque<News>,
    progress: Option<Progress>,
    wanted: Wanted,
    discarded: Vec<Fresh>,
}

/// What the main thread asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Wanted {
    /// Nothing.
    #[default]
    Nothing,
    /// Reading the files again.
    Reload,
    /// The end of the thread.
    End,
}

impl Loader {
    /// Starts a thread that reads the files and then watches them.
    ///
    /// # Errors
    ///
    /// The system refuses a thread.
    pub fn read(job: Job, inbox: Inbox) -> io::Result<Self> {
        Self::spawn(inbox, Box::new(|| ()), move |reader| {
            let mut poller = Poller::new(job.origins.clone(), job.limits.clone());
            if reader.first(&job, &mut poller) {
                reader.watch(&job, &mut poller);
            }
        })
    }

    /// Starts a thread that watches files which have been read: `poller` knows their state.
    ///
    /// # Errors
    ///
    /// The system refuses a thread.
    pub fn watch(job: Job, mut poller: Poller, inbox: Inbox, before: Before) -> io::Result<Self> {
        Self::spawn(inbox, before, move |reader| reader.watch(&job, &mut poller))
    }

    fn spawn(
        inbox: Inbox,
        before: Before,
        work: impl FnOnce(Reader) + Send + 'static,
    ) -> io::Result<Self> {
        let desk = Arc::<Desk>::default();
        let reader = Reader {
            desk: Arc::clone(&desk),
            inbox,
        };
        thread::Builder::new()
            .name("loader".into())
            .spawn(move || {
                before();
                work(reader);
            })?;
        Ok(Self { desk })
    }

    /// Takes the next news, without waiting.
    pub fn news(&self) -> Option<News> {
        self.desk.lock().news.pop_front()
    }

    /// Waits for news, so long at most.
    pub fn wait(&self, patience: Duration) -> Option<News> {
        let mail = self.desk.lock();
        let waited = self
            .desk
            .changed
            .wait_timeout_while(mail, patience, |mail| mail.news.is_empty());
        let (mut mail, _) = waited.unwrap_or_else(PoisonError::into_inner);
        mail.news.pop_front()
    }

    /// Returns how far the first reading has come.
    pub fn progress(&self) -> Option<Progress> {
        self.desk.lock().progress
    }

    /// Stops reading; what has been read so far comes as news.
    pub fn stop(&self) {
        self.desk.stop.store(true, Ordering::Relaxed);
    }

    /// Asks for the files to be read again.
    pub fn reload(&self) {
        self.ask(Wanted::Reload);
    }

    /// Gives back what is shown no longer.
    pub fn discard(&self, old: Fresh) {
        self.desk.lock().discarded.push(old);
        self.desk.changed.notify_all();
    }

    fn ask(&self, wanted: Wanted) {
        self.desk.lock().wanted = wanted;
        self.desk.changed.notify_all();
    }
}

impl Drop for Loader {
    fn drop(&mut self) {
        self.stop();
        self.ask(Wanted::End);
    }
}

impl Desk {
    fn lock(&self) -> MutexGuard<'_, Mail> {
        self.mail.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The thread's own end.
struct Reader {
    desk: Arc<Desk>,
    inbox: Inbox,
}

impl Reader {
    /// Reads the files for the first time; says whether that worked.
    fn first(&self, job: &Job, poller: &mut Poller) -> bool {
        let begin = Begin {
            least: VAST,
            events: BEGIN,
            // A fault in it is told with the whole.
            take: &|loaded| {
                if let Ok(begin) = fresh(loaded, Extent::Begin, job.fold) {
                    self.tell(News::Fresh(Box::new(begin)));
                }
            },
        };
        let due = Mutex::new(Instant::now());
        let advance = |progress| self.advance(progress, &due);
        let told =
            load_from_begin(&job.origins, &job.limits, &advance, Some(begin)).and_then(|loaded| {
                let extent = if loaded.stopped {
                    Extent::Stopped
                } else {
                    Extent::Whole
                };
                fresh(loaded, extent, job.fold)
            });
        self.desk.lock().progress = None;
        match told {
            Ok(fresh) => {
                poller.shows(fresh.timeline.len());
                self.tell(News::Fresh(Box::new(fresh)));
                true
            }
            Err(error) => {
                self.tell(News::Failed(error));
                false
            }
        }
    }

    /// Takes note of how far reading has come, and wakes the main thread now and then.
    fn advance(&self, progress: Progress, due: &Mutex<Instant>) -> ControlFlow<()> {
        if self.desk.stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        // Whichever thread comes in between leaves the telling to the other.
        if let Ok(mut due) = due.try_lock() {
            let now = Instant::now();
            if *due <= now {
                *due = now + PACE;
                self.desk.lock().progress = Some(progress);
                self.inbox.push(Input::Wake);
            }
        }
        ControlFlow::Continue(())
    }

    /// Looks at the files once a second, reads them when they have changed or when it is asked to.
    fn watch(&self, job: &Job, poller: &mut Poller) {
        let period = poller.watches().then_some(PERIOD);
        loop {
            let change = match self.rest(period) {
                Wanted::End => return,
                Wanted::Reload if poller.watches() => poller.reread(Instant::now()),
                Wanted::Reload => {
                    self.tell(News::Nothing);
                    None
                }
                Wanted::Nothing => poller.poll(Instant::now()),
            };
            if let Some(change) = change {
                if let Some(log) = job.log {
                    log(&change.to_string());
                }
                self.tell(news(change, job.fold));
            }
        }
    }

    /// Waits for a period, or until something is wanted; lets go of what is shown no longer.
    fn rest(&self, period: Option<Duration>) -> Wanted {
        let mut mail = self.desk.lock();
        let due = period.map(|period| Instant::now() + period);
        loop {
            let discarded = std::mem::take(&mut mail.discarded);
            if !discarded.is_empty() {
                drop(mail);
                drop(discarded);
                mail = self.desk.lock();
            }
            let wanted = std::mem::take(&mut mail.wanted);
            let left = due.map(|due| due.saturating_duration_since(Instant::now()));
            if wanted != Wanted::Nothing || left == Some(Duration::ZERO) {
                return wanted;
            }
            let changed = &self.desk.changed;
            mail = match left {
                Some(left) => changed
                    .wait_timeout(mail, left)
                    .map_or_else(|poisoned| poisoned.into_inner().0, |(mail, _)| mail),
                None => changed.wait(mail).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    fn tell(&self, news: News) {
        self.desk.lock().news.push_back(news);
        self.desk.changed.notify_all();
        self.inbox.push(Input::Wake);
    }
}

/// Makes what was read ready to be shown.
///
/// # Errors
///
/// Building the index failed, which is a fault of the program.
pub fn fresh(mut loaded: Loaded, extent: Extent, fold: Fold) -> Result<Fresh, LoadError> {
    views::check(&loaded.timeline, &loaded.queries, &mut loaded.problems);
    let build = || Index::build(&loaded.timeline, fold);
    let index = catch_unwind(AssertUnwindSafe(build))
        .map_err(|_| LoadError::new("the event files", LoadCause::Panicked))?;
    Ok(Fresh {
        index,
        timeline: loaded.timeline,
        problems: lines(&loaded.problems),
        errors: loaded.problems.errors(),
        extent,
    })
}

fn lines(problems: &Problems) -> Vec<String> {
    problems.iter().map(Diagnostic::short).collect()
}

fn faulty(errors: usize) -> String {
    let errors = counted(errors, "error", "errors");
    format!("The file has {errors} now, so what was read before stays.")
}

/// Says a change of the files as the main thread needs it.
fn news(change: Change, fold: Fold) -> News {
    let (words, problems) = match change {
        // A query of a view that cannot be read is an error too, which the reader of files does not see.
        Change::Loaded(loaded) => match fresh(*loaded, Extent::Whole, fold) {
            Ok(fresh) if fresh.errors == 0 => return News::Fresh(Box::new(fresh)),
            Ok(fresh) => (faulty(fresh.errors), fresh.problems),
            Err(error) => (format!("Not read again: {error}."), Vec::new()),
        },
        Change::Back => return News::Back,
        Change::Faulty(problems) => (faulty(problems.errors()), lines(&problems)),
        Change::Unreadable(error) => (format!("Not read again: {error}."), Vec::new()),
        Change::Doubted { events, shown } => (
            format!(
                "The file has {} in place of {}; they follow if that stays so.",
                counted(events, "event", "events"),
                thousands(shown)
            ),
            Vec::new(),
        ),
        Change::Lost(io::ErrorKind::UnexpectedEof) => (
            "The file is empty now, so what was read before stays.".to_owned(),
            Vec::new(),
        ),
        Change::Lost(_) => (
            "The file is gone; what was read before stays.".to_owned(),
            Vec::new(),
        ),
    };
    News::Trouble(Trouble { words, problems })
}

#[cfg(test)]
mod tests;
