//! Steps back and forward: filters to undo, places to return to.

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

impl<T> Trail<T> {
    /// Leaves something behind; whatever was undone is gone.
    pub fn leave(&mut self, old: T) {
        self.ahead.clear();
        if self.behind.len() == MOST {
            self.behind.remove(0);
        }
        self.behind.push(old);
    }

    /// Goes one step back from `now`; `None` at the begin.
    pub fn back(&mut self, now: T) -> Option<T> {
        let old = self.behind.pop()?;
        self.ahead.push(now);
        Some(old)
    }

    /// Goes one step forward from `now`; `None` at the end.
    pub fn forward(&mut self, now: T) -> Option<T> {
        let next = self.ahead.pop()?;
        self.behind.push(now);
        Some(next)
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
        assert_eq!(trail.back(3), Some(2));
        assert_eq!(trail.back(2), Some(1));
        assert_eq!(trail.back(1), None);
        assert_eq!(trail.forward(1), Some(2));
        trail.leave(2);
        assert_eq!(trail.forward(9), None);
    }

    #[test]
    fn keeps_a_hundred_steps() {
        let mut trail = Trail::default();
        for step in 0..250 {
            trail.leave(step);
        }
        let steps = std::iter::from_fn(|| trail.back(0)).count();
        assert_eq!(steps, MOST);
    }
}
