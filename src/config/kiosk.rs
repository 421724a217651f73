//! The settings of unattended use.

use std::ops::RangeInclusive;
use std::time::Duration;

use super::chord::{Chord, NotAChord};
use super::schema::Refused;
use crate::diag::Node;

/// How the program behaves where nobody looks after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kiosk {
    /// Without a key for so long, it is asked whether someone is still reading.
    pub idle: Duration,
    /// How long the question waits for a key before everything starts anew.
    pub countdown: Duration,
    /// How long an event stays on the screen while nobody is there.
    pub card: Duration,
    /// How long the program runs at all; zero for as long as it is left to.
    pub max_session: Duration,
    /// The keys that end the program when pressed one after the other; none where that is off.
    pub exit: Vec<Chord>,
    /// The most bytes of an event file.
    pub file_limit: u64,
    /// The most events.
    pub event_limit: usize,
    /// The most bytes of one field.
    pub field_limit: usize,
}

impl Kiosk {
    /// Nothing yet: the embedded file names every setting.
    pub(super) const BLANK: Self = Self {
        idle: Duration::ZERO,
        countdown: Duration::ZERO,
        card: Duration::ZERO,
        max_session: Duration::ZERO,
        exit: Vec::new(),
        file_limit: 0,
        event_limit: 0,
        field_limit: 0,
    };
}

/// The seconds that a time may last: from, to.
pub(super) type Bounds = RangeInclusive<u64>;

const HOUR: u64 = 60 * 60;

pub(super) const IDLE: Bounds = 1..=24 * HOUR;
/// Without a countdown everything starts anew unasked.
pub(super) const COUNTDOWN: Bounds = 0..=HOUR;
pub(super) const CARD: Bounds = 1..=HOUR;
pub(super) const SESSION: Bounds = 0..=30 * 24 * HOUR;

/// A visitor who plays with the keys must not hit on the sequence that ends the program.
const LEAST_EXIT: usize = 8;
/// Nobody remembers more.
const MOST_EXIT: usize = 64;

/// Reads a time in whole seconds.
pub(super) fn seconds(node: &Node<'_>, bounds: Bounds, into: &mut Duration) -> Result<(), Refused> {
    let seconds = node
        .integer()
        .and_then(|seconds| u64::try_from(seconds).ok())
        .filter(|seconds| bounds.contains(seconds))
        .ok_or_else(|| {
            let (from, to) = bounds.clone().into_inner();
            format!("it takes whole seconds, from {from} to {to}")
        })?;
    *into = Duration::from_secs(seconds);
    Ok(())
}

/// Reads keys parted by spaces, or none.
pub(super) fn exit(node: &Node<'_>, into: &mut Vec<Chord>) -> Result<(), Refused> {
    let text = node
        .text()
        .ok_or("it takes keys parted by spaces, or \"\" for none")?;
    let keys = text
        .split_whitespace()
        .map(|word| {
            word.parse()
                .map_err(|error: NotAChord| format!("a word of it is {error}"))
        })
        .collect::<Result<Vec<Chord>, _>>()?;
    if !keys.is_empty() && !(LEAST_EXIT..=MOST_EXIT).contains(&keys.len()) {
        return Err(format!(
            "it takes {LEAST_EXIT} to {MOST_EXIT} keys parted by spaces, or \"\" for none; these are {}",
            keys.len()
        ));
    }
    *into = keys;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use rstest::rstest;

    fn lay(text: &str) -> Result<Kiosk, String> {
        let mut config = Config::embedded().unwrap();
        config
            .lay("my.toml", &format!("[kiosk]\n{text}\n"))
            .map_err(|error| error.to_string())?;
        Ok(config.kiosk)
    }

    #[test]
    fn the_embedded_settings_are_those_of_a_reading_room() {
        let kiosk = lay("").unwrap();
        let seconds =
            [kiosk.idle, kiosk.countdown, kiosk.card, kiosk.max_session].map(|time| time.as_secs());
        assert_eq!(seconds, [90, 15, 12, 0]);
        assert_eq!(kiosk.exit, []);
        let limits = (kiosk.file_limit, kiosk.event_limit, kiosk.field_limit);
        assert_eq!(limits, (8 << 20, 20_000, 16 << 10));
    }

    #[test]
    fn the_way_out_is_a_sequence_of_keys() {
        let kiosk = lay("exit = \"up up down down left right ctrl-x q\"").unwrap();
        let names: Vec<String> = kiosk.exit.iter().map(ToString::to_string).collect();
        assert_eq!(names.join(" "), "up up down down left right ctrl-x q");
        assert_eq!(lay("exit = \"\"").unwrap().exit, []);
    }

    #[rstest]
    #[case("idle = 0", "it takes whole seconds, from 1 to 86400")]
    #[case("idle = 1.5", "it takes whole seconds, from 1 to 86400")]
    #[case("countdown = -1", "it takes whole seconds, from 0 to 3600")]
    #[case("card = 3601", "it takes whole seconds, from 1 to 3600")]
    #[case("max_session = \"30m\"", "it takes whole seconds, from 0 to 2592000")]
    #[case("exit = 3", "it takes keys parted by spaces")]
    #[case("exit = \"q q q q q q q\"", "these are 7")]
    #[case("exit = \"q q q q q q q qu\"", "a word of it is not a key")]
    #[case("exit = \"q\\u001b q q q q q q q\"", "a word of it is not a key")]
    #[case(
        "idel = 3",
        "there is no setting `kiosk.idel`; did you mean `kiosk.idle`?"
    )]
    fn faults_name_their_place_and_the_way_out(#[case] text: &str, #[case] words: &str) {
        let error = lay(text).unwrap_err();
        assert!(error.starts_with("my.toml:2:"), "{error}");
        assert!(error.contains(words), "{error}");
    }
}
