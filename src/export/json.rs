//! JSON text in the making: no spaces, keys in the order they are put, nothing where there is nothing.

use std::fmt::{Display, Write as _};

/// A JSON text that grows.
///
/// What is put in must alternate as JSON does: keyed values in an object, items in a list. A separating
/// comma is due unless an opening brace or bracket stands last; a string cannot be mistaken for one
/// because it ends with its quotation mark.
#[derive(Debug, Default)]
pub(super) struct Json {
    text: String,
}

impl Json {
    /// Returns the text so far.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Forgets the text and keeps its room.
    pub(super) fn clear(&mut self) {
        self.text.clear();
    }

    /// Puts a string under a key.
    pub(super) fn text(&mut self, key: &str, value: &str) {
        self.key(key);
        self.quote(value);
    }

    /// Puts a string under a key, unless there is none or it is empty.
    pub(super) fn maybe(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.text(key, value);
        }
    }

    /// Puts a number, `true`, `false` or `null` under a key.
    pub(super) fn bare(&mut self, key: &str, value: impl Display) {
        self.key(key);
        self.show(value);
    }

    /// Puts an object under a key, unless nothing is put into it.
    pub(super) fn object(&mut self, key: &str, fill: impl FnOnce(&mut Self)) {
        let before = self.text.len();
        self.key(key);
        self.enclose(before, ["{", "}"], fill);
    }

    /// Puts a list under a key, unless no item is put into it.
    pub(super) fn list<T>(
        &mut self,
        key: &str,
        items: impl IntoIterator<Item = T>,
        mut each: impl FnMut(&mut Self, T),
    ) {
        let before = self.text.len();
        self.key(key);
        self.enclose(before, ["[", "]"], |json| {
            for item in items {
                each(json, item);
            }
        });
    }

    /// Adds a string to a list.
    pub(super) fn text_item(&mut self, value: &str) {
        self.separate();
        self.quote(value);
    }

    /// Adds an object to a list, unless nothing is put into it; also begins a text.
    pub(super) fn object_item(&mut self, fill: impl FnOnce(&mut Self)) {
        let before = self.text.len();
        self.separate();
        self.enclose(before, ["{", "}"], fill);
    }

    /// Writes what stands between two marks, or takes everything from `before` on back when that is nothing.
    fn enclose(&mut self, before: usize, marks: [&str; 2], fill: impl FnOnce(&mut Self)) {
        let [open, close] = marks;
        self.text.push_str(open);
        let inside = self.text.len();
        fill(self);
        if self.text.len() == inside {
            self.text.truncate(before);
        } else {
            self.text.push_str(close);
        }
    }

    fn key(&mut self, key: &str) {
        self.separate();
        self.quote(key);
        self.text.push(':');
    }

    fn separate(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(['{', '[']) {
            self.text.push(',');
        }
    }

    fn quote(&mut self, value: &str) {
        self.text.push('"');
        for c in value.chars() {
            match c {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                c if c.is_control() => self.show(format_args!("\\u{:04x}", u32::from(c))),
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }

    fn show(&mut self, value: impl Display) {
        // A `String` takes whatever it is given; only a faulty `Display` could fail here.
        write!(self.text, "{value}").unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_holds_nothing_leaves_no_trace() {
        let mut json = Json::default();
        json.object_item(|json| {
            json.list("empty", [""; 0], Json::text_item);
            json.text("id", "a");
            json.object("place", |json| json.maybe("name", None));
            json.maybe("note", Some(""));
            json.list("quotes", [1, 2], |json, _| json.object_item(|_| ()));
            json.bare("weight", 2);
        });
        assert_eq!(json.as_str(), r#"{"id":"a","weight":2}"#);
    }

    #[test]
    fn lists_and_objects_nest() {
        let mut json = Json::default();
        json.object_item(|json| {
            json.list("a", ["{", "[", "x"], Json::text_item);
            json.list("b", [1, 2], |json, n| {
                json.object_item(|json| json.bare("n", n));
            });
            json.object("c", |json| json.object("d", |json| json.text("e", "f")));
        });
        assert_eq!(
            json.as_str(),
            r#"{"a":["{","[","x"],"b":[{"n":1},{"n":2}],"c":{"d":{"e":"f"}}}"#
        );
    }

    proptest! {
        #[test]
        fn any_string_reads_back(key in any::<String>(), value in any::<String>()) {
            let mut json = Json::default();
            json.object_item(|json| json.text(&key, &value));
            let read: serde_json::Value = serde_json::from_str(json.as_str()).unwrap();
            prop_assert_eq!(read, serde_json::json!({ key: value }));
        }
    }
}
