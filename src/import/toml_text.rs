//! TOML 1.0 as the event file is written by hand.

use std::fmt::Write as _;

use serde_json::Value;

/// The longest list that stands on one line, in characters.
const LINE: usize = 100;

/// Returns a key, in quotes where it must be.
pub(super) fn key(key: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !key.is_empty() && key.chars().all(is_bare) {
        key.to_owned()
    } else {
        string(key)
    }
}

/// Returns a value on one line.
pub(super) fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => string(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|(name, value)| format!("{} = {}", key(name), inline(value)))
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Value::Null => string(""),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// Returns a value as it stands in a file: paragraphs on lines of their own, long lists an item a line.
pub(super) fn block(value: &Value) -> String {
    match value {
        Value::String(text) if text.contains('\n') => paragraphs(text),
        Value::Array(items) => {
            let line = inline(value);
            if line.chars().count() <= LINE || items.len() < 2 {
                return line;
            }
            let items: Vec<String> = items
                .iter()
                .map(|item| format!("  {},\n", inline(item)))
                .collect();
            format!("[\n{}]", items.concat())
        }
        value => inline(value),
    }
}

fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            c => escape(&mut out, c),
        }
    }
    out.push('"');
    out
}

/// Returns a text between three quotation marks, which may stand in it one or two at a time, not at its end.
fn paragraphs(text: &str) -> String {
    let mut out = String::from("\"\"\"\n");
    let mut marks = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        marks = if c == '"' { marks + 1 } else { 0 };
        match c {
            '"' if marks == 3 || chars.peek().is_none() => {
                out.push_str("\\\"");
                marks = 0;
            }
            '\n' | '"' => out.push(c),
            c => escape(&mut out, c),
        }
    }
    out.push_str("\"\"\"");
    out
}

/// Says whether a character reorders what stands around it, so that a file would not read as it is.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn escape(out: &mut String, c: char) {
    match c {
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        c if c.is_control() || turns_text(c) => {
            // A `String` takes whatever it is given.
            write!(out, "\\u{:04X}", u32::from(c)).unwrap_or_default();
        }
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn short_lists_stand_on_a_line_and_long_ones_do_not() {
        assert_eq!(block(&json!(["US", "CN"])), "[\"US\", \"CN\"]");
        let long = json!([{"name": "a".repeat(60)}, {"name": "b".repeat(60)}]);
        assert_eq!(block(&long).lines().count(), 4);
    }

    proptest! {
        #[test]
        fn any_text_reads_back(name in any::<String>(), text in "[\"\\\\\n\t\u{1}\u{85}\u{202e}aé]{0,12}") {
            for written in [block(&json!(text)), inline(&json!(text))] {
                let file = format!("{} = {written}\n", key(&name));
                let read: toml::Table = toml::from_str(&file).unwrap();
                prop_assert_eq!(read.get(&name).and_then(|value| value.as_str()), Some(text.as_str()), "{}", file);
            }
        }

        #[test]
        fn lists_of_tables_read_back(items in proptest::collection::vec(("[a-z. ]{1,6}", ".{0,40}"), 0..6)) {
            let list: Vec<Value> = items.iter().map(|(name, text)| json!({ name: text })).collect();
            let file = format!("list = {}\n", block(&Value::from(list.clone())));
            let read: toml::Table = toml::from_str(&file).unwrap();
            prop_assert_eq!(serde_json::to_value(&read["list"]).unwrap(), Value::from(list));
        }
    }
}
