//! What is known of the locks, and the judgement on it.

use super::landlock::Enforced;
use super::probe::Finding;
use super::{Report, Verdict};

/// What a version of Landlock brought that the promise rests on.
const FEATURES: &[(&str, i32)] = &[
    ("landlock.truncate", 3),
    ("landlock.net", 4),
    ("landlock.ioctl", 5),
    ("landlock.scope", 6),
];

/// What a thread found.
#[derive(Clone, Debug)]
pub(super) struct Testimony {
    /// Its name.
    pub(super) thread: &'static str,
    /// What was not refused as it should be.
    pub(super) findings: Vec<Finding>,
}

/// All that the judgement rests on.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// Limits that were refused.
    pub(super) limits: Vec<&'static str>,
    /// No other thread was there when the paths were locked.
    pub(super) alone: bool,
    pub(super) landlock: Result<Enforced, String>,
    pub(super) seccomp: Result<(), String>,
    /// What the main thread found; nothing was tried where it is missing.
    pub(super) findings: Option<Vec<Finding>>,
    pub(super) threads: Vec<Testimony>,
    /// Threads that were to attest and did not.
    pub(super) silent: Vec<&'static str>,
}

impl Facts {
    /// Returns what to tell of it.
    pub(super) fn report(&self) -> Report {
        Report {
            verdict: self.verdict(),
            landlock_abi: self.landlock.as_ref().ok().map(|enforced| enforced.abi),
            seccomp: self.seccomp.is_ok(),
        }
    }

    fn verdict(&self) -> Verdict {
        let everywhere = || {
            let threads = self.threads.iter().map(|testimony| &testimony.findings);
            self.findings.iter().chain(threads).flatten()
        };
        if let Some(through) = everywhere().find(|finding| finding.grave) {
            let reason = self.landlock.as_ref().err().cloned();
            let reason = reason
                .unwrap_or_else(|| format!("the kernel refused too little: {}", through.name));
            return Verdict::Unavailable { reason };
        }
        match (&self.landlock, &self.seccomp) {
            (Err(landlock), Err(seccomp)) => Verdict::Unavailable {
                reason: format!("{landlock}; {seccomp}"),
            },
            _ => match self.missing() {
                missing if missing.is_empty() => Verdict::Full,
                missing => Verdict::Partial { missing },
            },
        }
    }

    fn missing(&self) -> Vec<String> {
        let mut missing: Vec<String> = Vec::new();
        match &self.landlock {
            Err(_) => missing.push("landlock".into()),
            Ok(Enforced { abi, .. }) => {
                let lacking = FEATURES.iter().filter(|(_, since)| abi < since);
                missing.extend(lacking.map(|(name, _)| (*name).to_owned()));
            }
        }
        if self.seccomp.is_err() {
            missing.push("seccomp".into());
        }
        missing.extend(self.limits.iter().map(|name| (*name).to_owned()));
        if !self.alone
            && !self
                .landlock
                .as_ref()
                .is_ok_and(|enforced| enforced.all_threads)
        {
            missing.push("thread older than the lock".into());
        }
        match &self.findings {
            None => missing.push("probes".into()),
            Some(findings) => missing.extend(
                findings
                    .iter()
                    .map(|finding| format!("probe.{}", finding.name)),
            ),
        }
        let doubtful = self
            .threads
            .iter()
            .filter(|testimony| !testimony.findings.is_empty());
        let doubtful = doubtful
            .map(|testimony| testimony.thread)
            .chain(self.silent.iter().copied());
        missing.extend(doubtful.map(|thread| format!("thread {thread}")));
        missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(abi: i32) -> Enforced {
        Enforced {
            abi,
            all_threads: false,
        }
    }

    fn sound() -> Facts {
        Facts {
            limits: Vec::new(),
            alone: true,
            landlock: Ok(version(6)),
            seccomp: Ok(()),
            findings: Some(Vec::new()),
            threads: vec![Testimony {
                thread: "reader",
                findings: Vec::new(),
            }],
            silent: Vec::new(),
        }
    }

    fn found(name: &'static str, grave: bool) -> Vec<Finding> {
        vec![Finding { name, grave }]
    }

    #[test]
    fn is_full_without_any_doubt_only() {
        let mut newest = sound();
        newest.landlock = Ok(Enforced {
            abi: 10,
            all_threads: true,
        });
        newest.alone = false;
        for facts in [sound(), newest] {
            assert_eq!(facts.verdict(), Verdict::Full);
        }
    }

    #[test]
    fn every_doubt_is_named() {
        type Spoil = fn(&mut Facts);
        let doubts: &[(Spoil, &[&str])] = &[
            (|facts| facts.landlock = Ok(version(5)), &["landlock.scope"]),
            (
                |facts| facts.landlock = Ok(version(3)),
                &["landlock.net", "landlock.ioctl", "landlock.scope"],
            ),
            (|facts| facts.landlock = Err("none".into()), &["landlock"]),
            (|facts| facts.seccomp = Err("none".into()), &["seccomp"]),
            (|facts| facts.limits.push("limits.core"), &["limits.core"]),
            (|facts| facts.alone = false, &["thread older than the lock"]),
            (|facts| facts.findings = None, &["probes"]),
            (
                |facts| facts.findings = Some(found("udp", false)),
                &["probe.udp"],
            ),
            (
                |facts| facts.threads[0].findings = found("udp", false),
                &["thread reader"],
            ),
            (|facts| facts.silent.push("writer"), &["thread writer"]),
        ];
        for (spoil, expected) in doubts {
            let mut facts = sound();
            spoil(&mut facts);
            let Verdict::Partial { missing } = facts.verdict() else {
                panic!("{:?} for {expected:?}", facts.verdict());
            };
            assert_eq!(missing, *expected);
        }
    }

    #[test]
    fn what_lets_something_through_is_no_sandbox() {
        type Spoil = fn(&mut Facts);
        let failures: &[(Spoil, &str)] = &[
            (
                |facts| facts.findings = Some(found("open", true)),
                "the kernel refused too little: open",
            ),
            (
                |facts| facts.threads[0].findings = found("spawn", true),
                "the kernel refused too little: spawn",
            ),
            (
                |facts| {
                    facts.landlock = Err("Landlock: ENOSYS".into());
                    facts.findings = Some(found("open", true));
                },
                "Landlock: ENOSYS",
            ),
            (
                |facts| {
                    facts.landlock = Err("Landlock: ENOSYS".into());
                    facts.seccomp = Err("seccomp: EINVAL".into());
                    facts.findings = None;
                },
                "Landlock: ENOSYS; seccomp: EINVAL",
            ),
        ];
        for (spoil, expected) in failures {
            let mut facts = sound();
            spoil(&mut facts);
            assert_eq!(
                facts.verdict(),
                Verdict::Unavailable {
                    reason: (*expected).into()
                }
            );
        }
    }
}
