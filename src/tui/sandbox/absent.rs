//! Where there is no sandbox: the same doors, and a report that says so.

use super::{Breach, Data, Report};

const REASON: &str = "this system is not Linux";

/// The sandbox that is not there.
#[derive(Debug)]
pub struct Sandbox(());

/// A thread's part in it: none.
#[derive(Debug)]
pub struct Witness(());

/// Locks nothing.
pub fn lock(_: Option<&Data>, _: Breach) -> Sandbox {
    Sandbox(())
}

/// Returns the name of the system.
pub fn kernel() -> String {
    std::env::consts::OS.into()
}

impl Sandbox {
    /// Returns that it is unavailable.
    pub fn report(&self) -> Report {
        Report::unavailable(REASON)
    }

    /// Returns a witness with nothing to say.
    pub fn witness(&mut self, _: &'static str) -> Witness {
        Witness(())
    }

    /// Returns that it is unavailable.
    pub fn seal(self) -> Report {
        self.report()
    }
}

impl Witness {
    /// Does nothing.
    pub fn attest(self) {}
}
