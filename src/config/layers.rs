//! Settings come in layers: the embedded file, the user's file, the command line; each lays over the one before.

use super::chord::Chord;
use super::schema::{Binding, Config, Listed, SETTINGS, View};
use crate::diag::source::quoted;
use crate::diag::{Entry, Node, Place, SourceText, Table, Value};
use crate::text::SafeText;
use crate::text::near::nearest;

/// The embedded settings: the file at the root of the project.
pub const DEFAULT: &str = include_str!("../../config.toml");

/// A setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct ConfigError {
    /// Where the setting stands: a file, or the option it came by.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is wrong, and the way out.
    pub message: String,
}

impl ConfigError {
    /// Blames a place.
    pub fn at(place: &Place, message: impl Into<String>) -> Self {
        Self {
            file: place.file.to_string(),
            line: place.line,
            column: place.column,
            message: message.into(),
        }
    }
}

impl Config {
    /// Returns the embedded settings.
    ///
    /// # Errors
    /// Only if the embedded file is broken, which a test rules out.
    pub fn embedded() -> Result<Self, ConfigError> {
        let mut config = Self::blank();
        config.lay("built-in config.toml", DEFAULT)?;
        Ok(config)
    }

    /// Lays a file's settings over these.
    ///
    /// # Errors
    /// Fails for the first fault of the TOML, unknown setting or bad value.
    pub fn lay(&mut self, name: &str, text: &str) -> Result<(), ConfigError> {
        let source = SourceText::new(name, 0, text.to_owned());
        let (table, faults) = Table::parse(text, &[]);
        if let Some(fault) = faults.first() {
            let message = SafeText::message(&fault.message, 120);
            return Err(ConfigError::at(&source.place(fault.span), &*message));
        }
        for entry in &table.entries {
            self.entry("", entry, &source)?;
        }
        Ok(())
    }

    /// Lays one `KEY=VALUE` over these; a value that is not TOML is taken as text.
    ///
    /// # Errors
    /// Fails for an argument without `=`, an unknown setting or a bad value.
    pub fn set(&mut self, argument: &str) -> Result<(), ConfigError> {
        let name = format!("--set {argument}");
        let bad = |message: &str| ConfigError {
            file: SafeText::message(&name, 80).to_string(),
            line: 1,
            column: 1,
            message: message.to_owned(),
        };
        let Some((key, value)) = argument.split_once('=') else {
            return Err(bad("it takes KEY=VALUE, as in zoom=year"));
        };
        let as_written = format!("{key} = {value}");
        let is_toml = Table::parse(&as_written, &[]).1.is_empty();
        let text = if is_toml {
            as_written
        } else {
            format!("{key} = {value:?}")
        };
        self.lay(&name, &text)
    }

    fn entry(
        &mut self,
        above: &str,
        entry: &Entry<'_>,
        source: &SourceText,
    ) -> Result<(), ConfigError> {
        let path = if above.is_empty() {
            entry.key.to_string()
        } else {
            format!("{above}.{}", entry.key)
        };
        if above == "keys" {
            return self.bind(entry, source);
        }
        if path == "view" {
            return self.view(&entry.node, source);
        }
        if let Value::Table(table) = &entry.node.value {
            let prefix = format!("{path}.");
            if path == "keys" || SETTINGS.iter().any(|(name, _)| name.starts_with(&prefix)) {
                return table
                    .entries
                    .iter()
                    .try_for_each(|inner| self.entry(&path, inner, source));
            }
        }
        let Some((_, set)) = SETTINGS.iter().find(|(name, _)| *name == path) else {
            let near = nearest(&path, SETTINGS.iter().map(|(name, _)| *name));
            let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            let message = format!("there is no setting {}{hint}", quoted(&path));
            return Err(ConfigError::at(&source.place(entry.span), message));
        };
        set(self, &entry.node).map_err(|reason| {
            let message = format!(
                "`{path}` cannot be {}: {reason}",
                shown(&entry.node, source)
            );
            ConfigError::at(&source.place(entry.node.span), message)
        })?;
        self.list(path, &entry.node, source);
        Ok(())
    }

    /// Takes down the value of a setting and where it came from.
    fn list(&mut self, name: String, node: &Node<'_>, source: &SourceText) {
        let listed = Listed {
            name,
            value: SafeText::field(&source.slice(node.span)).to_string(),
            origin: source.name().to_owned(),
        };
        match self
            .listed
            .iter_mut()
            .find(|other| other.name == listed.name)
        {
            Some(other) => *other = listed,
            None => self.listed.push(listed),
        }
    }

    /// Reads `[[view]]` tables; one with the name of another takes its place.
    fn view(&mut self, node: &Node<'_>, source: &SourceText) -> Result<(), ConfigError> {
        let wrong = |node: &Node<'_>| {
            let message = "a view has a name and a query: [[view]] name = \"Letters\" query = \"kind:letter\"";
            ConfigError::at(&source.place(node.span), message)
        };
        let Value::List(items) = &node.value else {
            return Err(wrong(node));
        };
        for item in items {
            let table = item.table().filter(|table| table.entries.len() == 2);
            let text = |key| table.and_then(|table| table.text(key)).map(str::to_owned);
            let (Some(name), Some(query)) = (text("name"), text("query")) else {
                return Err(wrong(item));
            };
            self.views.retain(|view| view.name != name);
            self.views.push(View { name, query });
        }
        Ok(())
    }

    /// Reads the keys of an action; they take the place of those it had.
    fn bind(&mut self, entry: &Entry<'_>, source: &SourceText) -> Result<(), ConfigError> {
        let wrong = |node: &Node<'_>, reason: &str| {
            let message = format!("{} is not a key: {reason}", shown(node, source));
            ConfigError::at(&source.place(node.span), message)
        };
        let Value::List(items) = &entry.node.value else {
            return Err(wrong(
                &entry.node,
                "an action takes a list, as in [\"down\", \"j\"]",
            ));
        };
        let chord = |node: &Node<'_>| -> Result<Chord, ConfigError> {
            let text = node.text().unwrap_or_default();
            text.parse()
                .map_err(|error: super::chord::NotAChord| wrong(node, &error.to_string()))
        };
        let binding = Binding {
            action: entry.key.to_string(),
            chords: items.iter().map(chord).collect::<Result<_, _>>()?,
            place: source.place(entry.span),
        };
        self.list(format!("keys.{}", entry.key), &entry.node, source);
        match self
            .keys
            .iter_mut()
            .find(|other| other.action == binding.action)
        {
            Some(other) => *other = binding,
            None => self.keys.push(binding),
        }
        Ok(())
    }
}

/// Returns a value as it is written, cleaned and cut.
fn shown(node: &Node<'_>, source: &SourceText) -> String {
    quoted(&source.slice(node.span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Layout;
    use crate::model::Zoom;

    fn lay(text: &str) -> Result<Config, String> {
        let mut config = Config::embedded().unwrap();
        config
            .lay("my.toml", text)
            .map_err(|error| error.to_string())?;
        Ok(config)
    }

    #[test]
    fn the_embedded_file_names_every_setting_and_no_other() {
        let (table, faults) = Table::parse(DEFAULT, &[]);
        assert_eq!(faults, []);
        let mut named: Vec<String> = Vec::new();
        for entry in &table.entries {
            match &entry.node.value {
                Value::Table(_) if entry.key == "keys" => {}
                Value::Table(inner) => {
                    named.extend(
                        inner
                            .entries
                            .iter()
                            .map(|one| format!("{}.{}", entry.key, one.key)),
                    );
                }
                _ => named.push(entry.key.to_string()),
            }
        }
        let wanted: Vec<&str> = SETTINGS.iter().map(|(name, _)| *name).collect();
        assert_eq!(named, wanted);
        let config = Config::embedded().unwrap();
        assert_eq!(
            (config.file_limit, config.event_limit),
            (4 << 30, 5_000_000)
        );
    }

    #[test]
    fn a_layer_overrides_single_keys() {
        let config =
            lay("zoom = \"year\"\n[limits]\nevents = 7\n[keys]\nquit = [\"x\"]\n").unwrap();
        assert_eq!(
            (config.zoom, config.event_limit, config.field_limit),
            (Zoom::Year, 7, 64 << 10)
        );
        let quit = config
            .keys
            .iter()
            .find(|binding| binding.action == "quit")
            .unwrap();
        assert_eq!(quit.chords, ["x".parse().unwrap()]);
        assert!(config.keys.iter().any(|binding| binding.action == "search"));
    }

    #[test]
    fn views_have_a_name_and_a_query() {
        let config = lay("[[view]]\nname = \"Letters\"\nquery = \"kind:letter\"\n").unwrap();
        assert_eq!(config.views.len(), 1);
        assert_eq!(config.views[0].query, "kind:letter");
        assert!(
            lay("[[view]]\nname = \"Letters\"\n")
                .unwrap_err()
                .starts_with("my.toml:1:1: a view has")
        );
        assert!(
            lay("view = 1")
                .unwrap_err()
                .starts_with("my.toml:1:8: a view has")
        );
    }

    #[test]
    fn faults_name_their_place_and_the_way_out() {
        let error = |text| lay(text).unwrap_err();
        assert_eq!(error("a = 1\n"), "my.toml:1:1: there is no setting `a`");
        assert_eq!(
            error("\nzom = 1\n"),
            "my.toml:2:1: there is no setting `zom`; did you mean `zoom`?"
        );
        assert_eq!(
            error("layout = \"tall\""),
            "my.toml:1:10: `layout` cannot be `\"tall\"`: it takes one of \"auto\", \"side\", \"stacked\", \"single\""
        );
        assert!(
            error("[keys]\nquit = [\"hyper-x\"]")
                .starts_with("my.toml:2:9: `\"hyper-x\"` is not a key")
        );
        assert!(error("zoom = ").starts_with("my.toml:1:"));
    }

    #[test]
    fn the_command_line_takes_toml_or_plain_words() {
        let mut config = Config::embedded().unwrap();
        config.set("zoom=year").unwrap();
        config.set("layout=\"side\"").unwrap();
        config.set("limits.events=12").unwrap();
        assert_eq!(
            (config.zoom, config.layout, config.event_limit),
            (Zoom::Year, Layout::Side, 12)
        );
        assert!(config.set("zoom").is_err());
        assert!(
            config
                .set("zoom=\u{1b}[2J")
                .unwrap_err()
                .to_string()
                .chars()
                .all(|c| !c.is_control())
        );
    }
}
