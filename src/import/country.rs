//! Countries: labels and codes to the code of the event's day.

use super::form::slug;
use super::mend::Mender;
use crate::model::Country;
use crate::model::country::{CodeError, Found};

impl Mender<'_> {
    /// Returns the code of a country that is written as a code or a name. What the table does not know gets a
    /// code of the file's own.
    pub(super) fn country(&mut self, path: &str, text: &str) -> Option<String> {
        let what = match self.on_the_day(text) {
            Ok(country) => {
                self.named.push(country);
                let code = self.countries.code(country).to_owned();
                if code.starts_with("x-") {
                    let name = self.countries.name(country).to_owned();
                    self.own_codes.insert(code.clone(), name);
                }
                return Some(code);
            }
            Err(what) => format!("{what}: given a code of the file's own"),
        };
        let (code, name) = own_code(text)?;
        self.note(path, &what, || format!("{text} becomes {code}"));
        self.own_codes.entry(code.clone()).or_insert(name);
        Some(code)
    }

    /// Finds the state that is meant; of several that may be, the one that the record has named already.
    fn on_the_day(&self, text: &str) -> Result<Country, &'static str> {
        let (countries, days) = (self.countries, self.days);
        let only = |several: &[Country]| {
            let mut named = several
                .iter()
                .filter(|country| self.named.contains(country));
            match (several, named.next(), named.next()) {
                ([one], ..) | (_, Some(one), None) => Some(*one),
                _ => None,
            }
        };
        let several = match countries.resolve_code(text, days) {
            Ok(country) => return Ok(country),
            Err(_) => match countries.find(text, days) {
                Found::One(country) => vec![country],
                Found::Several(several) => several,
                Found::Unknown(_) => return Err("not a country of the table"),
            },
        };
        let meant = only(&several).ok_or("several states are called so")?;
        match countries.resolve_code(countries.code(meant), days) {
            Ok(country) => Ok(country),
            Err(CodeError::NotThen { instead, .. }) => {
                let instead: Vec<Country> = instead
                    .iter()
                    .filter_map(|code| countries.resolve_code(code, days).ok())
                    .collect();
                only(&instead).ok_or("not a state at the time")
            }
            Err(CodeError::Unknown { .. } | CodeError::Several { .. }) => Ok(meant),
        }
    }
}

/// Returns a code for a name, or the name for such a code.
fn own_code(text: &str) -> Option<(String, String)> {
    let name = text.strip_prefix("x-").unwrap_or(text);
    let mut code = slug(name);
    if code.is_empty() {
        let letters: Vec<String> = name
            .chars()
            .map(|c| format!("{:x}", u32::from(c)))
            .collect();
        code = letters.join("-");
    }
    (!name.is_empty()).then(|| (format!("x-{code}"), name.to_owned()))
}
