//! Who is at the keyboard: the one gate between keys and actions.

use super::action::Action;

/// Which actions may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Policy {
    /// All: the program belongs to whoever is at the keyboard.
    #[default]
    Full,
    /// Those of a visitor, who can neither end the program nor leave anything behind.
    Kiosk,
}

impl Policy {
    /// Says whether an action may be taken.
    pub const fn allows(self, action: Action) -> bool {
        match self {
            Self::Full => true,
            Self::Kiosk => action.in_kiosk(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_can_neither_end_the_program_nor_look_behind_it() {
        let kept: Vec<&str> = Action::ALL
            .iter()
            .filter(|action| !Policy::Kiosk.allows(**action))
            .map(|action| action.name())
            .collect();
        assert_eq!(kept, ["problems", "reload", "suspend", "quit", "quit-now"]);
        assert!(
            Action::ALL
                .iter()
                .all(|&action| Policy::Full.allows(action))
        );
    }
}
