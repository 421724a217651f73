//! Rules: which key or column becomes which field, and which field gets a constant.

use serde_json::Value;
use thiserror::Error;

use super::form::{Form, RECORD};
use super::readers::Record;
use crate::text::near::nearest;

/// One field of the record and where its value comes from.
///
/// Rules of one field stand in order: of a field with one value the first that finds something wins, a list takes
/// what all of them find. Among the rules of a list of tables, such as `participants`, one that names a field
/// for the second time begins another item:
///
/// ```
/// use demarche::import::Rule;
/// let rules = [
///     Rule::map("participants.name=visitors[].name")?, // an item for each of the visitors …
///     Rule::map("participants.country=visitors[].country")?,
///     Rule::constant("participants.role=guest")?,
///     Rule::map("participants.name=host.name")?,       // … and another one
///     Rule::constant("participants.role=host")?,
/// ];
/// # Ok::<(), demarche::import::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The field, one name a level.
    pub(super) field: Vec<String>,
    /// Where its value comes from.
    pub(super) source: Source,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A key or column of the record.
    Path(Path),
    /// The same for all.
    Constant(String),
}

/// The way to a value in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path {
    /// As written.
    pub(super) text: String,
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    key: String,
    each: bool,
}

/// Why a rule is none.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct RuleError {
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub hint: String,
}

impl Rule {
    /// Reads `FIELD=PATH`: a column, or keys joined by `.`, with `[]` after a list to take each of its items; after
    /// a text `[]` parts it at semicolons.
    ///
    /// # Errors
    /// When the record has no such field, or there is no path.
    pub fn map(text: &str) -> Result<Self, RuleError> {
        let (field, path) = split(text, "PATH")?;
        let source = Source::Path(Path::parse(path));
        Ok(Self { field, source })
    }

    /// Reads `FIELD=VALUE`.
    ///
    /// # Errors
    /// When the record has no such field, or there is no value.
    pub fn constant(text: &str) -> Result<Self, RuleError> {
        let (field, value) = split(text, "VALUE")?;
        let source = Source::Constant(value.to_owned());
        Ok(Self { field, source })
    }
}

fn split<'a>(text: &'a str, what: &str) -> Result<(Vec<String>, &'a str), RuleError> {
    let parts = text
        .split_once('=')
        .map(|(field, value)| (field.trim(), value.trim()));
    let Some((field, value)) =
        parts.filter(|(field, value)| !field.is_empty() && !value.is_empty())
    else {
        return Err(RuleError {
            message: format!("“{text}” is not FIELD={what}"),
            hint: format!("name a field, an equals sign and a {}", what.to_lowercase()),
        });
    };
    let names: Vec<String> = field
        .split('.')
        .map(|name| name.trim_end_matches("[]").to_owned())
        .collect();
    check(&names)?;
    Ok((names, value))
}

fn check(names: &[String]) -> Result<(), RuleError> {
    let record = Form::Object(RECORD, None);
    let mut form = &record;
    for (depth, name) in names.iter().enumerate() {
        if let Some(below) = form.below(name) {
            form = below;
            continue;
        }
        let known = form.names();
        let at = names.get(..depth).unwrap_or_default().join(".");
        let message = match depth {
            0 => format!("“{name}” is not a field of an event"),
            _ => format!("“{name}” is not a field of {at}"),
        };
        let hint = match (nearest(name, known.iter().copied()), known.is_empty()) {
            (Some(near), _) => format!("did you mean {near}?"),
            (None, true) => format!("{at} has no fields of its own"),
            (None, false) => format!("the fields are {}", known.join(", ")),
        };
        return Err(RuleError { message, hint });
    }
    Ok(())
}

impl Path {
    fn parse(text: &str) -> Self {
        let step = |key: &str| Step {
            key: key.trim_end_matches("[]").to_owned(),
            each: key.ends_with("[]"),
        };
        Self {
            text: text.to_owned(),
            steps: text.split('.').map(step).collect(),
        }
    }

    /// Says whether it leads to a list of values.
    pub(super) fn is_each(&self) -> bool {
        self.steps.iter().any(|step| step.each)
    }

    /// Follows the path; a column whose name has a full stop in it is found as well.
    pub(super) fn pick(&self, record: &Record) -> Value {
        let whole = self.text.trim_end_matches("[]");
        match record.get(whole) {
            Some(value) if self.text.ends_with("[]") => Value::Array(items(value)),
            Some(value) => value.clone(),
            None => follow(record, &self.steps),
        }
    }
}

fn follow(record: &Record, steps: &[Step]) -> Value {
    let Some((step, rest)) = steps.split_first() else {
        return Value::Null;
    };
    let value = record.get(&step.key).unwrap_or(&Value::Null);
    if step.each {
        Value::Array(items(value).iter().map(|item| go_on(item, rest)).collect())
    } else {
        go_on(value, rest)
    }
}

fn go_on(value: &Value, rest: &[Step]) -> Value {
    match value {
        _ if rest.is_empty() => value.clone(),
        Value::Object(record) => follow(record, rest),
        _ => Value::Null,
    }
}

/// Returns the items of a list, or the parts of a text between semicolons.
fn items(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(items) => items.clone(),
        Value::String(text) => text
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(Value::from)
            .collect(),
        other => vec![other.clone()],
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case::key("a", json!("x; y"))]
    #[case::split("a[]", json!(["x", "y"]))]
    #[case::deep("b.c", json!(1))]
    #[case::each("d[].e", json!(["p", null, "q"]))]
    #[case::each_whole("b[].c", json!([1]))]
    #[case::nested("f[].g[]", json!([["u"], ["v", "w"]]))]
    #[case::missing("z.y", json!(null))]
    #[case::missing_each("z[].y", json!([]))]
    #[case::column_with_stop("No. of", json!(7))]
    fn picks(#[case] path: &str, #[case] expected: Value) {
        let record = json!({
            "a": "x; y", "b": {"c": 1}, "d": [{"e": "p"}, {}, {"e": "q"}],
            "f": [{"g": ["u"]}, {"g": "v;w"}], "No. of": 7,
        });
        assert_eq!(
            Path::parse(path).pick(record.as_object().unwrap()),
            expected
        );
    }

    #[rstest]
    #[case("titel=a", "did you mean title?")]
    #[case("participants.nmae=a", "did you mean name?")]
    #[case("title.first=a", "title has no fields of its own")]
    #[case("xyz=a", "the fields are id, date,")]
    #[case("title", "name a field")]
    #[case("=a", "name a field")]
    #[case("title=", "name a field")]
    fn refusals_name_the_way_out(#[case] text: &str, #[case] hint: &str) {
        let error = Rule::map(text).unwrap_err();
        assert!(error.hint.starts_with(hint), "{error}: {}", error.hint);
    }
}
