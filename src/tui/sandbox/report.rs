//! What the sandbox turned out to be, computed from what was tried.

use std::fmt;

/// What the sandbox turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The judgement.
    pub verdict: Verdict,
    /// The version of Landlock that the kernel speaks, where it enforces it.
    pub landlock_abi: Option<i32>,
    /// The list of system calls is enforced.
    pub seccomp: bool,
}

/// A judgement on the sandbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All layers hold, on all threads, and all that was tried was refused.
    Full,
    /// Some layers hold, and nothing foreign could be opened, written or started.
    Partial {
        /// What does not hold, as `landlock.net`, `seccomp`, `probe.udp`, `thread reader`.
        missing: Vec<String>,
    },
    /// It protects nothing that could be relied on.
    Unavailable {
        /// Why, in words.
        reason: String,
    },
}

impl Verdict {
    /// Returns the judgement in one word: `full`, `partial` or `unavailable`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial { .. } => "partial",
            Self::Unavailable { .. } => "unavailable",
        }
    }
}

impl fmt::Display for Report {
    /// Writes `full`, `partial (missing: seccomp)` or `unavailable (not Linux)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.verdict.word())?;
        match &self.verdict {
            Verdict::Full => Ok(()),
            Verdict::Partial { missing } => write!(f, " (missing: {})", missing.join(", ")),
            Verdict::Unavailable { reason } => write!(f, " ({reason})"),
        }
    }
}

impl Report {
    /// Returns the report of a sandbox that is not there.
    pub fn unavailable(reason: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::Unavailable {
                reason: reason.into(),
            },
            landlock_abi: None,
            seccomp: false,
        }
    }
}
