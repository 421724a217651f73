//! What the kernel tells of a process.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::program::Program;

/// A process, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Process(pub(crate) u32);

impl Process {
    pub(crate) fn of(program: &Program) -> Self {
        Self(program.pid.as_raw_pid().unsigned_abs())
    }

    fn read(self, file: &str) -> Option<String> {
        fs::read_to_string(format!("/proc/{}/{file}", self.0)).ok()
    }

    /// Says whether it is still there, and more than a corpse.
    pub(crate) fn lives(self) -> bool {
        self.stat()
            .is_some_and(|stat| !matches!(stat.first().map(String::as_str), Some("Z" | "X")))
    }

    /// The fields of `/proc/PID/stat` from the third on, its state.
    fn stat(self) -> Option<Vec<String>> {
        let stat = self.read("stat")?;
        let (_, fields) = stat.rsplit_once(") ")?;
        Some(fields.split_whitespace().map(str::to_owned).collect())
    }

    /// The time that it has kept a processor busy.
    pub(crate) fn busy(self) -> Option<Duration> {
        let stat = self.stat()?;
        // Ticks of user and system time, a hundred a second on Linux.
        let ticks = |at: usize| stat.get(at)?.parse::<u64>().ok();
        Some(Duration::from_millis(10 * (ticks(11)? + ticks(12)?)))
    }

    /// A field of every thread's status.
    pub(crate) fn threads(self, field: &str) -> Vec<String> {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.0));
        let line = |status: String| {
            let mut lines = status.lines();
            lines.find_map(|line| Some(line.strip_prefix(field)?.strip_prefix(':')?.trim().into()))
        };
        tasks
            .into_iter()
            .flatten()
            .filter_map(|task| fs::read_to_string(task.ok()?.path().join("status")).ok())
            .filter_map(line)
            .collect()
    }

    /// Sends it a signal; what has ended already hears none.
    pub(crate) fn signal(self, signal: Signal) {
        let pid = Pid::from_raw(self.0.try_into().unwrap()).unwrap();
        let _gone = kill_process(pid, signal);
    }

    /// The processes that it has started.
    pub(crate) fn children(self) -> Vec<Self> {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.0));
        tasks
            .into_iter()
            .flatten()
            .filter_map(|task| fs::read_to_string(task.ok()?.path().join("children")).ok())
            .flat_map(|text| {
                let numbers = text.split_whitespace().filter_map(|word| word.parse().ok());
                numbers.map(Self).collect::<Vec<_>>()
            })
            .collect()
    }

    /// A number of kibibytes from its status, as `VmRSS`.
    pub(crate) fn memory(self, field: &str) -> Option<u64> {
        let file = if field == "Pss" {
            "smaps_rollup"
        } else {
            "status"
        };
        let text = self.read(file)?;
        let mut lines = text.lines();
        let line = lines.find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))?;
        line.split_whitespace().next()?.parse().ok()
    }

    /// How many files it has open.
    pub(crate) fn files(self) -> usize {
        fs::read_dir(format!("/proc/{}/fd", self.0)).map_or(0, Iterator::count)
    }

    /// How often its threads have gone to sleep and been woken.
    pub(crate) fn wakeups(self) -> u64 {
        let counts = self.threads("voluntary_ctxt_switches");
        counts
            .iter()
            .filter_map(|count| count.parse::<u64>().ok())
            .sum()
    }

    /// It and all that it, and they, have started.
    pub(crate) fn family(self) -> Vec<Self> {
        let below = self.children().into_iter().flat_map(Self::family);
        std::iter::once(self).chain(below).collect()
    }

    /// The name of its program, cut to 15 bytes.
    pub(crate) fn name(self) -> String {
        self.read("comm").unwrap_or_default().trim_end().to_owned()
    }
}

/// Waits until something holds; returns how long that took.
pub(crate) fn until(patience: Duration, mut holds: impl FnMut() -> bool) -> Option<Duration> {
    let began = Instant::now();
    while began.elapsed() < patience {
        if holds() {
            return Some(began.elapsed());
        }
        thread::sleep(Duration::from_millis(10));
    }
    None
}
