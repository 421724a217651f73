//! Words that stand in many places and are kept once: offices, publishers, tags of languages.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::clean::SafeText;

/// A safe text of which a copy costs no memory of its own.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SharedText(Arc<SafeText>);

impl From<SafeText> for SharedText {
    fn from(text: SafeText) -> Self {
        Self(Arc::new(text))
    }
}

impl Deref for SharedText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<SafeText> for SharedText {
    fn as_ref(&self) -> &SafeText {
        &self.0
    }
}

impl Borrow<str> for SharedText {
    fn borrow(&self) -> &str {
        self
    }
}

impl fmt::Display for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&*self.0, f)
    }
}

impl fmt::Debug for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

/// The texts that were shared so far.
#[derive(Debug, Default)]
pub struct SharedTexts(HashSet<SharedText>);

impl SharedTexts {
    /// Returns a shared text that is the same as a raw one, which then has nothing that cleaning would change.
    pub fn known(&self, raw: &str) -> Option<SharedText> {
        self.0.get(raw).cloned()
    }

    /// Returns a text as one that is shared with all that are the same.
    pub fn share(&mut self, text: SafeText) -> SharedText {
        if let Some(known) = self.known(&text) {
            return known;
        }
        let text = SharedText::from(text);
        self.0.insert(text.clone());
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_are_kept_once() {
        let mut texts = SharedTexts::default();
        let one = texts.share(SafeText::field("President"));
        let other = texts.share(SafeText::field("Premier"));
        let again = texts.share(SafeText::field("President"));
        assert!(Arc::ptr_eq(&one.0, &again.0) && !Arc::ptr_eq(&one.0, &other.0));
        assert_eq!(
            (&*again, other.to_string()),
            ("President", "Premier".to_owned())
        );
    }
}
