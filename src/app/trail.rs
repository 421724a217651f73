//! Steps back and forward: filters to undo, places to return to.

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Towards the end.
    Next,
    /// Towards the begin.
    Previous,
}

/// The most steps that are kept.
const MOST: usize = 100;

/// What was left behind, and what was undone.
#[derive(Clone, Debug)]
pub struct Trail<T> {
    behind: Vec<T>,
    ahead: Vec<T>,
}

impl<T> Default for Trail<T> {
    fn default() -> Self {
        Self {
            behind: Vec::new(),
            ahead: Vec::new(),
        }
    }
}

impl<T: PartialEq> Trail<T> {
    /// Leaves something behind, the same thing once; whatever was undone is gone.
    pub fn leave(&mut self, old: T) {
        self.ahead.clear();
        if self.behind.last() == Some(&old) {
            return;
        }
        if self.behind.len() == MOST {
            self.behind.remove(0);
        }
        self.behind.push(old);
    }

    /// Goes one step back (or forward) from `now` to the nearest that differs from it; `None` at the end.
    pub fn step(&mut self, step: Step, now: T) -> Option<T> {
        let (from, to) = match step {
            Step::Previous => (&mut self.behind, &mut self.ahead),
            Step::Next => (&mut self.ahead, &mut self.behind),
        };
        while from.last() == Some(&now) {
            from.pop();
        }
        let there = from.pop()?;
        to.push(now);
        Some(there)
    }

    /// Carries every step over; those that have no counterpart are left out.
    #[must_use]
    pub fn map(&self, mut carry: impl FnMut(&T) -> Option<T>) -> Self {
        Self {
            behind: self.behind.iter().filter_map(&mut carry).collect(),
            ahead: self.ahead.iter().filter_map(&mut carry).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_back_and_forward_and_forgets_what_was_undone() {
        let mut trail = Trail::default();
        trail.leave(1);
        trail.leave(2);
        assert_eq!(trail.step(Step::Previous, 3), Some(2));
        assert_eq!(trail.step(Step::Previous, 2), Some(1));
        assert_eq!(trail.step(Step::Previous, 1), None);
        assert_eq!(trail.step(Step::Next, 1), Some(2));
        trail.leave(2);
        assert_eq!(trail.step(Step::Next, 9), None);
    }

    #[test]
    fn leaves_nothing_twice_and_never_goes_to_where_one_is() {
        let mut trail = Trail::default();
        trail.leave(1);
        trail.leave(2);
        trail.leave(2);
        assert_eq!(trail.step(Step::Previous, 2), Some(1));
        assert_eq!(trail.step(Step::Previous, 1), None);
        assert_eq!(trail.step(Step::Next, 1), Some(2));
    }

    #[test]
    fn keeps_a_hundred_steps() {
        let mut trail = Trail::default();
        for step in 1..250 {
            trail.leave(step);
        }
        let steps = std::iter::from_fn(|| trail.step(Step::Previous, 0)).count();
        assert_eq!(steps, MOST);
    }
}
