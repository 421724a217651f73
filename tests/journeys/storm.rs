//! Keys at random, with pastes, other sizes and other events between them: the screen and the session agree.

use demarche::app::Action;
use demarche::config::{Chord, Key};

use rstest::rstest;

use super::harness::Journey;

/// A generator of numbers: xorshift, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len())]
    }
}

/// What is typed where letters are typed: countries, people, topics, kinds, dates, nothing.
const TYPED: &[char] = &[
    'u', 's', 'c', 'n', 'r', 'f', 'e', 'a', 't', 'i', 'o', '1', '9', '7', '2', '-', ' ', 'é', '开',
    '"', ':', '\u{301}',
];
const PASTED: &[&str] = &[
    "",
    "chen",
    "country:US\n",
    "\u{1b}[2J開\u{202e}",
    "us cn 1972",
];
const SMALL: &str = include_str!("../data/screens.toml");
const SIZES: &[(u16, u16)] = &[
    (80, 24),
    (120, 36),
    (100, 30),
    (100, 12),
    (60, 18),
    (59, 50),
    (40, 10),
    (39, 30),
    (1, 1),
    (200, 60),
];

/// How often each thing that is checked was there to be checked.
#[derive(Debug, Default)]
struct Checked {
    counts: usize,
    rows: usize,
}

/// Says what is wrong with what is shown, if anything is.
///
/// The selected row is looked for where the list stands beside whatever else is open, unless the layout changes.
fn fault(
    journey: &Journey,
    (width, height): (u16, u16),
    layout: bool,
    checked: &mut Checked,
) -> Option<String> {
    let session = &journey.browser().session;
    let shown = session.shown();
    match session.selected() {
        Some(ix) if shown.binary_search(&ix).is_err() => return Some("selected, not shown".into()),
        None if !shown.is_empty() => return Some("shown, none selected".into()),
        _ => {}
    }
    if session.set().count() != shown.len() {
        return Some("the set and the list differ".into());
    }
    if width < 40 || height < 10 {
        return None;
    }
    let screen = journey.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let chips = lines[usize::from(height) - 2];
    if let Some(fault) = miscounted(chips, journey, checked) {
        return Some(fault);
    }
    // A page has another head.
    let list = !layout && width >= 100 && height >= 12 && lines[0].starts_with(" demarche");
    let (true, Some(ix)) = (list, session.selected()) else {
        return None;
    };
    checked.rows += 1;
    let title = session.timeline.event(ix).title.to_string();
    let begin: String = title.chars().take(6).collect();
    let row = lines.iter().find(|line| line.starts_with('▌'));
    match row {
        None => Some("the selected row is not there".into()),
        Some(row) if !row.contains(&begin) => Some(format!("{title:?} is not in {row:?}")),
        Some(_) => None,
    }
}

/// Says whether the count at the right of the chips is wrong.
fn miscounted(chips: &str, journey: &Journey, checked: &mut Checked) -> Option<String> {
    let session = &journey.browser().session;
    let (shown, all) = (session.shown().len(), session.timeline.len());
    let words: Vec<String> = chips.split(' ').map(|word| word.replace(',', "")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let place = session.position().map_or(0, |at| at + 1);
    let (said, truth) = match words.as_slice() {
        [.., "event", at, "of", of] => (format!("{at} of {of}"), format!("{place} of {shown}")),
        // A search says which hit is selected in the place of the count.
        [.., "hit", _, "of", _] => return None,
        [.., one, "of", of] if one.parse::<usize>().is_ok() && of.parse::<usize>().is_ok() => {
            (format!("{one} of {of}"), format!("{shown} of {all}"))
        }
        [.., one, "event" | "events"] if session.effective().chips() == 0 => {
            (format!("{one} of {one}"), format!("{shown} of {all}"))
        }
        _ => return None,
    };
    checked.counts += 1;
    (said != truth).then(|| format!("the screen says {said}, it is {truth}"))
}

/// Presses keys at random and checks after each; `layout` says whether the layout may change too.
fn storm(mut journey: Journey, seed: u64, keys: usize, layout: bool) -> Checked {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let actions = Action::ALL.iter();
    let actions = actions.filter(|&&action| layout || action != Action::Layout);
    let chords =
        actions.flat_map(|&action| journey.browser().cx().keymap.chords(action).iter().copied());
    let chords: Vec<Chord> = chords.collect();
    let mut checked = Checked::default();
    let mut size = (100, 30);
    let mut past: Vec<String> = Vec::new();
    for _ in 0..keys {
        match dice.roll(100) {
            0..3 => {
                size = dice.of(SIZES);
                past.push(format!("<{}x{}>", size.0, size.1));
                journey = journey.size(size.0, size.1);
            }
            3 => {
                let text = dice.of(PASTED);
                past.push(format!("<{text:?}>"));
                journey.paste(text);
            }
            4 => {
                let parts: Vec<&str> = SMALL.split("[[event]]\n").collect();
                let left_out = 1 + dice.roll(parts.len());
                let kept = parts.iter().enumerate().filter(|(at, _)| *at != left_out);
                let kept: Vec<&str> = kept.map(|(_, part)| *part).collect();
                past.push(format!("<without {left_out}>"));
                journey = journey.renewed(kept.join("[[event]]\n"));
            }
            5..30 => {
                let c = dice.of(TYPED);
                past.push(c.to_string());
                journey.chord(Chord::plain(Key::Char(c)));
            }
            _ => {
                let chord = dice.of(&chords);
                past.push(chord.to_string());
                journey.chord(chord);
            }
        }
        let fault = fault(&journey, size, layout, &mut checked);
        let last = past.len().saturating_sub(60);
        assert_eq!(
            fault,
            None,
            "seed {seed} after {}\n{}",
            past[last..].join(" "),
            journey.screen()
        );
    }
    checked
}

#[rstest]
fn random_keys_never_part_the_screen_from_the_session(#[values(1, 2, 3, 4, 5, 6, 7, 8)] seed: u64) {
    let checked = storm(Journey::small(), seed, 2_000, false);
    assert!(checked.counts > 500 && checked.rows > 250, "{checked:?}");
}

#[test]
fn random_keys_in_every_layout() {
    for seed in 101..=104 {
        let checked = storm(Journey::small(), seed, 1_000, true);
        assert!(checked.counts > 200, "{checked:?}");
    }
}

#[test]
fn random_keys_in_the_bundled_collection() {
    for seed in 201..=203 {
        let checked = storm(Journey::bundled(), seed, 800, false);
        assert!(checked.counts > 150 && checked.rows > 100, "{checked:?}");
    }
}

#[test]
fn random_keys_where_there_is_no_event() {
    let empty = "format = 1\n[file]\ntitle = \"Nothing\"\n";
    let checked = storm(Journey::open(empty, "2026-02-04"), 301, 2_000, true);
    assert!(checked.counts > 300, "{checked:?}");
}

#[test]
fn a_wrong_count_is_found() {
    let journey = Journey::small().press("c us enter");
    let found = |chips: &str| miscounted(chips, &journey, &mut Checked::default()).is_some();
    assert!(!found(" US ×        5 of 9") && !found("event 3 of 5") && !found(" anything"));
    assert!(found(" US ×         6 of 9") && found(" 5 of 8") && found("event 2 of 5"));
}
