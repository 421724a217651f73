//! The judgement alone, on a simulated clock.

use super::*;
use io::ErrorKind::{NotFound, PermissionDenied};
use proptest::prelude::*;

/// A file whose states are numbers, and a watch that looks at it every second.
struct Rig {
    watch: Watch<u32>,
    now: Instant,
    state: Seen<u32>,
    /// What reading gives.
    outcome: Outcome,
    /// What the look after reading sees, if it is something else.
    after: Option<Seen<u32>>,
    told: Vec<Told>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Show,
    Refuse,
    Doubt,
    Lost,
    Back,
}

impl Rig {
    fn new() -> Self {
        Self {
            watch: Watch::new(0, 200),
            now: Instant::now(),
            state: Ok(0),
            outcome: Outcome::Sound(200),
            after: None,
            told: Vec::new(),
        }
    }

    /// Lets time pass, with a look every second; returns the seconds after which something was told.
    fn pass(&mut self, seconds: u32) -> Vec<(u32, Told)> {
        let mut told = Vec::new();
        for second in 1..=seconds {
            self.now += PERIOD;
            let step = self.watch.look(self.state, self.now);
            let tells = match step {
                Step::Wait => None,
                Step::TellLost(_) => Some(Told::Lost),
                Step::TellBack => Some(Told::Back),
                Step::Read => {
                    let after = self.after.take().unwrap_or(self.state);
                    match self.watch.judge(self.outcome, after, self.now) {
                        Verdict::Show => Some(Told::Show),
                        Verdict::Refuse => Some(Told::Refuse),
                        Verdict::Doubt => Some(Told::Doubt),
                        Verdict::Drop => None,
                    }
                }
            };
            told.extend(tells.map(|tells| (second, tells)));
            self.told.extend(tells);
        }
        told
    }
}

#[test]
fn a_change_is_shown_once_within_two_looks() {
    let mut rig = Rig::new();
    assert_eq!(rig.pass(5), []);
    rig.state = Ok(1);
    assert_eq!(rig.pass(60), [(2, Told::Show)]);
}

#[test]
fn what_is_being_written_is_left_alone() {
    let mut rig = Rig::new();
    for state in 1..=100 {
        rig.state = Ok(state);
        assert_eq!(rig.pass(1), []);
    }
    assert_eq!(rig.pass(10), [(1, Told::Show)]);
}

#[test]
fn what_changed_while_it_was_read_is_read_again() {
    let mut rig = Rig::new();
    rig.state = Ok(1);
    rig.after = Some(Ok(2));
    assert_eq!(rig.pass(2), []);
    rig.state = Ok(2);
    assert_eq!(rig.pass(10), [(1, Told::Show)]);
}

#[test]
fn what_vanished_while_it_was_read_is_not_shown() {
    let mut rig = Rig::new();
    rig.state = Ok(1);
    rig.after = Some(Err(NotFound));
    assert_eq!(rig.pass(2), []);
    rig.state = Err(NotFound);
    assert_eq!(rig.pass(10), [(1, Told::Lost)]);
}

#[test]
fn errors_are_told_once_and_the_next_state_is_read() {
    let mut rig = Rig::new();
    (rig.state, rig.outcome) = (Ok(1), Outcome::Faulty);
    assert_eq!(rig.pass(60), [(2, Told::Refuse)]);
    rig.state = Ok(2);
    assert_eq!(rig.pass(60), [(2, Told::Refuse)]);
    (rig.state, rig.outcome) = (Ok(3), Outcome::Sound(201));
    assert_eq!(rig.pass(60), [(2, Told::Show)]);
}

#[test]
fn what_cannot_be_read_is_told_once_and_tried_again() {
    let mut rig = Rig::new();
    (rig.state, rig.outcome) = (Ok(1), Outcome::Unreadable);
    assert_eq!(rig.pass(60), [(2, Told::Refuse)]);
    rig.outcome = Outcome::Sound(200);
    assert_eq!(rig.pass(60), [(1, Told::Show)]);
}

#[test]
fn most_events_gone_is_believed_after_ten_seconds() {
    for events in [0, 1, 99] {
        let mut rig = Rig::new();
        (rig.state, rig.outcome) = (Ok(1), Outcome::Sound(events));
        assert_eq!(
            rig.pass(60),
            [(2, Told::Doubt), (12, Told::Show)],
            "{events}"
        );
        assert_eq!(rig.watch.events(), events);
    }
    for events in [100, 200, 400] {
        let mut rig = Rig::new();
        (rig.state, rig.outcome) = (Ok(1), Outcome::Sound(events));
        assert_eq!(rig.pass(60), [(2, Told::Show)], "{events}");
    }
}

#[test]
fn a_small_collection_that_is_emptied_is_doubted_too() {
    let mut rig = Rig::new();
    rig.watch = Watch::new(0, 1);
    (rig.state, rig.outcome) = (Ok(1), Outcome::Sound(0));
    assert_eq!(rig.pass(60), [(2, Told::Doubt), (12, Told::Show)]);
    // Nothing is left to lose.
    rig.state = Ok(2);
    assert_eq!(rig.pass(60), [(2, Told::Show)]);
}

#[test]
fn a_doubt_ends_with_the_next_change() {
    let mut rig = Rig::new();
    (rig.state, rig.outcome) = (Ok(1), Outcome::Sound(3));
    assert_eq!(rig.pass(6), [(2, Told::Doubt)]);
    // Truncated once more: the time begins anew.
    (rig.state, rig.outcome) = (Ok(2), Outcome::Sound(4));
    assert_eq!(rig.pass(11), [(2, Told::Doubt)]);
    (rig.state, rig.outcome) = (Ok(3), Outcome::Sound(210));
    assert_eq!(rig.pass(60), [(2, Told::Show)]);
}

#[test]
fn files_that_are_gone_are_told_once_and_told_when_back() {
    let mut rig = Rig::new();
    rig.state = Err(NotFound);
    assert_eq!(rig.pass(60), [(2, Told::Lost)]);
    rig.state = Err(PermissionDenied);
    assert_eq!(rig.pass(60), [(2, Told::Lost)]);
    rig.state = Ok(0);
    assert_eq!(rig.pass(60), [(2, Told::Back)]);
    rig.state = Err(NotFound);
    assert_eq!(rig.pass(60), [(2, Told::Lost)]);
    rig.state = Ok(1);
    assert_eq!(rig.pass(60), [(2, Told::Show)]);
}

#[test]
fn a_gap_between_deleting_and_creating_is_not_told() {
    let mut rig = Rig::new();
    rig.state = Err(NotFound);
    assert_eq!(rig.pass(1), []);
    rig.state = Ok(1);
    assert_eq!(rig.pass(60), [(2, Told::Show)]);
}

#[test]
fn a_change_taken_back_is_no_change() {
    let mut rig = Rig::new();
    rig.state = Ok(1);
    assert_eq!(rig.pass(1), []);
    rig.state = Ok(0);
    assert_eq!(rig.pass(60), []);
}

/// What may happen to a file in a second.
#[derive(Clone, Debug)]
enum Happens {
    Rests,
    Changes(Outcome),
    Vanishes,
    Returns,
}

fn happens() -> impl Strategy<Value = Happens> {
    let outcome = prop_oneof![
        (0usize..400).prop_map(Outcome::Sound),
        Just(Outcome::Faulty),
        Just(Outcome::Unreadable)
    ];
    prop_oneof![4 => Just(Happens::Rests), 2 => outcome.prop_map(Happens::Changes), 1 => Just(Happens::Vanishes), 1 => Just(Happens::Returns)]
}

proptest! {
    /// Whatever happens: no state is shown twice or while it moves, and at rest the last good one is shown.
    #[test]
    fn the_last_good_state_is_shown_in_the_end(story in prop::collection::vec(happens(), 0..60)) {
        let mut rig = Rig::new();
        let mut next = 0;
        for event in story {
            let before = rig.state;
            match event {
                Happens::Rests => {}
                Happens::Changes(outcome) => {
                    next += 1;
                    (rig.state, rig.outcome) = (Ok(next), outcome);
                }
                Happens::Vanishes => rig.state = Err(NotFound),
                Happens::Returns => rig.state = Ok(next),
            }
            let told = rig.pass(1);
            prop_assert!(rig.state == before || told.is_empty(), "{told:?}");
            prop_assert!(told.len() <= 1);
        }
        rig.pass(30);
        let before = rig.told.len();
        rig.pass(30);
        prop_assert_eq!(rig.told.len(), before, "nothing more to tell");
        if let (Ok(_), Outcome::Sound(events)) = (rig.state, rig.outcome) {
            prop_assert_eq!(rig.watch.events(), events);
        }
    }
}
