//! What the kernel tells of a process.

use std::fs;

use rustix::process::{Pid, Signal, kill_process};

use crate::program::Program;

/// A process, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Process(pub(crate) u32);

impl Process {
    pub(crate) fn of(program: &Program) -> Self {
        Self(program.pid.as_raw_pid().unsigned_abs())
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
}
