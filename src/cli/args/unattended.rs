//! The arguments of the kiosk.

use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::tui::sandbox::Policy;

/// Whether and how the program stands alone.
#[derive(Debug, Args)]
pub struct Unattended {
    /// Stand alone in public: a loop that invites, nothing to break, everything forgotten between visitors
    #[arg(long)]
    pub kiosk: bool,
    /// How much of the sandbox the kiosk needs to start
    #[arg(long, value_enum, value_name = "HOW", default_value_t = SandboxArgument::Require, requires = "kiosk")]
    pub sandbox: SandboxArgument,
    /// End the kiosk after a time, as in 30m, 90s or 2h
    #[arg(long, value_name = "TIME", requires = "kiosk", value_parser = time)]
    pub max_session: Option<Duration>,
}

/// How much of the sandbox is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SandboxArgument {
    /// All of it, else exit 78
    Require,
    /// What the kernel gives
    BestEffort,
    /// None
    Off,
}

impl From<SandboxArgument> for Policy {
    fn from(argument: SandboxArgument) -> Self {
        match argument {
            SandboxArgument::Require => Self::Require,
            SandboxArgument::BestEffort => Self::BestEffort,
            SandboxArgument::Off => Self::Off,
        }
    }
}

/// Reads a time: a whole number and `s`, `m` or `h`; without one they are seconds.
fn time(text: &str) -> Result<Duration, String> {
    const UNITS: [(char, u64); 3] = [('s', 1), ('m', 60), ('h', 3600)];
    let (digits, unit) = UNITS
        .iter()
        .find_map(|(unit, seconds)| Some((text.strip_suffix(*unit)?, *seconds)))
        .unwrap_or((text, 1));
    let number: Option<u64> = digits.parse().ok().filter(|_| !digits.starts_with('+'));
    number
        .and_then(|number| number.checked_mul(unit))
        .filter(|seconds| (1..=31_536_000).contains(seconds))
        .map(Duration::from_secs)
        .ok_or_else(|| "write a time as 30m, 90s or 2h, a year at most".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units() {
        assert_eq!(time("90"), Ok(Duration::from_secs(90)));
        assert_eq!(time("30m"), Ok(Duration::from_secs(1800)));
        assert_eq!(time("2h"), Ok(Duration::from_secs(7200)));
        for wrong in [
            "",
            "m",
            "0",
            "-3s",
            "+3s",
            "1.5h",
            "3d",
            "99999999999999999999h",
        ] {
            assert!(time(wrong).is_err(), "{wrong}");
        }
    }
}
