//! Locking, and judging what the locks are worth.

use std::fs;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use super::facts::{Facts, Testimony};
use super::probe::{Targets, probe_birth};
use super::{Breach, Data, Report, landlock, limits, seccomp};

/// How long a thread may take to attest; it needs some milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);

/// The locked sandbox, not yet sealed: threads can still be started.
#[derive(Debug)]
pub struct Sandbox {
    facts: Facts,
    /// What to try; nothing where a breach kills.
    targets: Option<Targets>,
    witnesses: Vec<&'static str>,
    sender: Sender<Testimony>,
    receiver: Receiver<Testimony>,
}

/// A thread's part in proving the sandbox: it is taken along and says what the thread can do.
#[derive(Debug)]
pub struct Witness {
    thread: &'static str,
    targets: Option<Targets>,
    sender: Sender<Testimony>,
}

/// Locks the process. What is refused is in the report; nothing is an error here.
///
/// Without `data` no file can be opened any more. Call it when everything is open and before any thread is started: on
/// kernels before Linux 7.0 the paths are locked only for the thread that asks, and those it starts.
pub fn lock(data: Option<&Data>, breach: Breach) -> Sandbox {
    let targets = Targets::new(data);
    let limits = limits::apply();
    let alone = is_alone();
    let landlock = landlock::restrict(data.map(Data::directory));
    let seccomp = seccomp::restrict(breach);
    // Where nothing is locked the attempts would only succeed, and where a breach kills there would be no report.
    let locked = landlock.is_ok() || seccomp.is_ok();
    let targets = (locked && breach == Breach::Refuse).then_some(targets);
    let findings = targets.as_ref().map(Targets::probe);
    let (sender, receiver) = mpsc::channel();
    let facts = Facts {
        limits,
        alone,
        landlock,
        seccomp,
        findings,
        threads: Vec::new(),
        silent: Vec::new(),
    };
    Sandbox {
        facts,
        targets,
        witnesses: Vec::new(),
        sender,
        receiver,
    }
}

/// Returns the release of the kernel; only before the lock, because the kernel does not answer afterwards.
pub fn kernel() -> String {
    rustix::system::uname()
        .release()
        .to_string_lossy()
        .into_owned()
}

/// Says whether this is the only thread; where that cannot be seen, it is not.
fn is_alone() -> bool {
    fs::read_dir("/proc/self/task").is_ok_and(|tasks| tasks.count() == 1)
}

impl Sandbox {
    /// Returns what is known so far: the layers, and what the main thread tried.
    pub fn report(&self) -> Report {
        self.facts.report()
    }

    /// Returns a witness for a thread that is about to be started; the name appears in the report.
    pub fn witness(&mut self, thread: &'static str) -> Witness {
        self.witnesses.push(thread);
        Witness {
            thread,
            targets: self.targets.clone(),
            sender: self.sender.clone(),
        }
    }

    /// Waits until every witness has attested, lets no thread be started any more, and judges.
    ///
    /// A witness that was dropped or takes longer than two seconds counts against the sandbox.
    pub fn seal(self) -> Report {
        let Self {
            mut facts,
            targets,
            mut witnesses,
            sender,
            receiver,
        } = self;
        drop(sender);
        let due = Instant::now() + PATIENCE;
        while let Ok(testimony) =
            receiver.recv_timeout(due.saturating_duration_since(Instant::now()))
        {
            if let Some(at) = witnesses
                .iter()
                .position(|thread| *thread == testimony.thread)
            {
                witnesses.swap_remove(at);
            }
            facts.threads.push(testimony);
        }
        facts.silent = witnesses;
        if facts.seccomp.is_ok() {
            facts.seccomp = seccomp::seal();
            if let Some(findings) = facts.findings.as_mut().filter(|_| targets.is_some()) {
                findings.extend(probe_birth());
            }
        }
        facts.report()
    }
}

impl Witness {
    /// Tries on this thread what must not work, and tells the sandbox what came of it.
    pub fn attest(self) {
        let findings = self
            .targets
            .as_ref()
            .map(Targets::probe)
            .unwrap_or_default();
        // Nobody listens any more when the thread came too late, and that is in the report.
        let _late = self.sender.send(Testimony {
            thread: self.thread,
            findings,
        });
    }
}
