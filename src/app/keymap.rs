//! Which key is which action where.

use std::collections::HashMap;

use super::action::{Action, Context};
use super::policy::Policy;
use crate::config::{Binding, Chord, ConfigError};
use crate::diag::source::quoted;
use crate::text::near::nearest;

/// The live bindings.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    actions: HashMap<(Context, Chord), Action>,
    chords: HashMap<Action, Vec<Chord>>,
    policy: Policy,
}

/// Two actions want the same key in the same place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the key {chord} is bound to {first} and to {second}")]
pub struct KeymapError {
    /// The key.
    pub chord: Chord,
    /// The name of the one action.
    pub first: &'static str,
    /// The name of the other.
    pub second: &'static str,
}

impl Keymap {
    /// Builds the bindings of the settings.
    ///
    /// # Errors
    /// Fails for a name that no action has and for two actions on one key, each with its place.
    pub fn from_config(bindings: &[Binding]) -> Result<Self, ConfigError> {
        let named: Vec<(Action, Vec<Chord>)> = bindings
            .iter()
            .map(|binding| match Action::from_name(&binding.action) {
                Some(action) => Ok((action, binding.chords.clone())),
                None => Err(unknown(binding)),
            })
            .collect::<Result<_, _>>()?;
        Self::new(&named).map_err(|error| {
            let blamed = bindings
                .iter()
                .filter(|binding| [error.first, error.second].contains(&&*binding.action));
            // The one that a person wrote is to blame, not the built-in one: it stands in the later layer.
            let place = blamed.max_by_key(|binding| !binding.place.file.starts_with("built-in"));
            match place {
                Some(binding) => ConfigError::at(&binding.place, error.to_string()),
                None => ConfigError {
                    file: "keys".to_owned(),
                    line: 1,
                    column: 1,
                    message: error.to_string(),
                },
            }
        })
    }

    /// Builds the bindings; two actions on one key in one context are an error.
    pub fn new(bindings: &[(Action, Vec<Chord>)]) -> Result<Self, KeymapError> {
        let mut keymap = Self::default();
        for (action, chords) in bindings {
            for &chord in chords {
                for &context in action.contexts() {
                    if !reaches(*action, context, chord) {
                        continue;
                    }
                    if let Some(other) = keymap.actions.insert((context, chord), *action)
                        && other != *action
                    {
                        return Err(KeymapError {
                            chord,
                            first: other.name(),
                            second: action.name(),
                        });
                    }
                }
            }
            keymap.chords.insert(*action, chords.clone());
        }
        Ok(keymap)
    }

    /// Takes away the keys of every action that a policy does not allow.
    #[must_use]
    pub const fn under(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// Returns who is at the keyboard.
    pub const fn policy(&self) -> Policy {
        self.policy
    }

    /// Returns what a key does in a context.
    pub fn resolve(&self, context: Context, chord: Chord) -> Option<Action> {
        let find = |context| self.actions.get(&(context, chord)).copied();
        let action = match context {
            Context::Strip => find(Context::Strip).or_else(|| find(Context::Browse)),
            context => find(context),
        };
        action.filter(|&action| self.policy.allows(action))
    }

    /// Returns the keys of an action, the first one first in hints; none where it is not allowed.
    pub fn chords(&self, action: Action) -> &[Chord] {
        match self.chords.get(&action) {
            Some(chords) if self.policy.allows(action) => chords,
            _ => &[],
        }
    }
}

fn unknown(binding: &Binding) -> ConfigError {
    let names = Action::ALL.iter().map(|action| action.name());
    let hint = nearest(&binding.action, names)
        .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    let message = format!("there is no action {}{hint}", quoted(&binding.action));
    ConfigError::at(&binding.place, message)
}

/// Says whether a key of an action counts in a context: where letters are typed, an action that
/// also belongs to browsing keeps only the keys that type nothing.
fn reaches(action: Action, context: Context, chord: Chord) -> bool {
    context == Context::Browse
        || chord.typed().is_none()
        || !action.contexts().contains(&Context::Browse)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Key;

    fn chord(text: &str) -> Chord {
        text.parse().unwrap()
    }

    #[test]
    fn every_action_has_its_line_in_the_settings_and_none_conflict() {
        let config = crate::config::Config::embedded().unwrap();
        let keymap = Keymap::from_config(&config.keys).unwrap();
        for &action in Action::ALL {
            assert!(!keymap.chords(action).is_empty(), "{}", action.name());
        }
        let names: Vec<&str> = config.keys.iter().map(|binding| &*binding.action).collect();
        let wanted: Vec<&str> = Action::ALL.iter().map(|action| action.name()).collect();
        assert_eq!(
            names, wanted,
            "config.toml lists the actions in the order of the table"
        );
    }

    #[test]
    fn faults_in_settings_name_the_users_line() {
        let error = |text: &str| {
            let mut config = crate::config::Config::embedded().unwrap();
            config.lay("my.toml", text).unwrap();
            Keymap::from_config(&config.keys).unwrap_err().to_string()
        };
        assert_eq!(
            error("[keys]\nsaerch = [\"s\"]"),
            "my.toml:2:1: there is no action `saerch`; did you mean `search`?"
        );
        assert_eq!(
            error("[keys]\nsearch = [\"q\"]"),
            "my.toml:2:1: the key q is bound to search and to quit"
        );
    }

    #[test]
    fn a_conflict_names_both_actions() {
        let error = Keymap::new(&[
            (Action::Quit, vec![chord("q")]),
            (Action::Search, vec![chord("q")]),
        ])
        .unwrap_err();
        assert_eq!(
            error.to_string(),
            "the key q is bound to quit and to search"
        );
    }

    #[test]
    fn the_same_key_may_mean_two_things_in_two_places() {
        let keymap = Keymap::new(&[
            (Action::PageDown, vec![chord("space")]),
            (Action::Choose, vec![chord("space")]),
        ])
        .unwrap();
        let space = Chord::plain(Key::Char(' '));
        assert_eq!(
            keymap.resolve(Context::Browse, space),
            Some(Action::PageDown)
        );
        assert_eq!(keymap.resolve(Context::Panel, space), Some(Action::Choose));
        assert_eq!(keymap.resolve(Context::Prompt, space), None);
    }

    #[test]
    fn what_a_policy_does_not_allow_has_no_key() {
        let config = crate::config::Config::embedded().unwrap();
        let keymap = Keymap::from_config(&config.keys).unwrap();
        let quit = |keymap: &Keymap| keymap.resolve(Context::Browse, chord("q"));
        assert_eq!(quit(&keymap), Some(Action::Quit));
        let keymap = keymap.under(Policy::Kiosk);
        assert_eq!(quit(&keymap), None);
        assert_eq!(keymap.chords(Action::Quit), []);
        for &action in Action::ALL {
            let has_keys = !keymap.chords(action).is_empty();
            assert_eq!(has_keys, Policy::Kiosk.allows(action), "{}", action.name());
        }
    }

    #[test]
    fn a_question_mark_is_typed_where_letters_are() {
        let keymap = Keymap::new(&[(Action::Help, vec![chord("?"), chord("f1")])]).unwrap();
        assert_eq!(
            keymap.resolve(Context::Browse, chord("?")),
            Some(Action::Help)
        );
        assert_eq!(keymap.resolve(Context::Prompt, chord("?")), None);
        assert_eq!(
            keymap.resolve(Context::Panel, chord("f1")),
            Some(Action::Help)
        );
    }
}
