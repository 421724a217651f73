//! The sandbox of the kiosk: after the start the kernel refuses whatever showing one event file does not need.
//!
//! Three layers, each of which closes what the others cannot. *Limits*: no core dump, no file may grow, few files at
//! once. *Landlock* knows paths: nothing below any directory but that of the event file can be opened, nothing can be
//! written, no program started. *Seccomp* knows system calls: what is not on a short list fails with `EPERM`, so what
//! Landlock leaves alone (changing modes, sockets, signals, asking the terminal to type) is closed too.
//!
//! The locks only ever get tighter, and they hold for a thread and those it starts. So the order is: open everything,
//! [`lock`](fn@lock) while the process is one thread, start the threads, [`seal`](Sandbox::seal). What the layers claim is not
//! believed: every thread tries what it must not be able to do ([`Witness::attest`]), and the [`Report`] is computed
//! from that. It says "full" only when there is no doubt.
//!
//! ```text
//!  open file, terminal, notify socket ─► lock ─► start threads, each attests ─► seal ─► take the screen
//! ```
//!
//! On other systems than Linux the report is always "unavailable".

#[cfg(not(target_os = "linux"))]
mod absent;
mod data;
#[cfg(target_os = "linux")]
mod facts;
#[cfg(target_os = "linux")]
mod landlock;
#[cfg(target_os = "linux")]
mod limits;
#[cfg(target_os = "linux")]
mod lock;
#[cfg(target_os = "linux")]
mod probe;
mod report;
#[cfg(all(
    target_os = "linux",
    any(
        target_arch = "x86_64",
        target_arch = "aarch64",
        target_arch = "riscv64"
    )
))]
mod seccomp;
#[cfg(all(
    target_os = "linux",
    not(any(
        target_arch = "x86_64",
        target_arch = "aarch64",
        target_arch = "riscv64"
    ))
))]
mod seccomp {
    //! There is no list of system calls for this processor.

    pub(super) fn restrict(_: super::Breach) -> Result<(), String> {
        Err("seccomp: demarche has no list of system calls for this processor".into())
    }

    pub(super) fn seal() -> Result<(), String> {
        restrict(super::Breach::Refuse)
    }
}

#[cfg(not(target_os = "linux"))]
pub use absent::{Sandbox, Witness, kernel, lock};
pub use data::{Data, DataError};
#[cfg(target_os = "linux")]
pub use lock::{Sandbox, Witness, kernel, lock};
pub use report::{Report, Verdict};

/// How much of the sandbox must be there for the program to run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// All of it.
    #[default]
    Require,
    /// As much as the kernel gives.
    BestEffort,
    /// None: nothing is locked.
    Off,
}

impl Policy {
    /// Says whether the program may run with what the sandbox turned out to be.
    pub fn admits(self, report: &Report) -> bool {
        self != Self::Require || report.verdict == Verdict::Full
    }
}

/// What the kernel does about a system call that is not on the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Breach {
    /// It fails with `EPERM`.
    #[default]
    Refuse,
    /// It ends the process, so that a test run cannot overlook it. Nothing is probed then, and the report is not full.
    Kill,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_require_asks_for_all() {
        let partial = Verdict::Partial {
            missing: vec!["seccomp".into()],
        };
        let unavailable = Verdict::Unavailable {
            reason: "not Linux".into(),
        };
        for (verdict, admitted) in [
            (Verdict::Full, true),
            (partial, false),
            (unavailable, false),
        ] {
            let report = Report {
                verdict,
                landlock_abi: None,
                seccomp: false,
            };
            assert_eq!(Policy::Require.admits(&report), admitted, "{report}");
            assert!(Policy::BestEffort.admits(&report) && Policy::Off.admits(&report));
        }
    }
}
