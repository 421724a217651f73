//! Entries of one registry by key.

use std::collections::BTreeMap;

use super::scribe::Scribe;
use crate::diag::source::quoted;
use crate::diag::{Code, Diagnostic, Entry, Place as Spot, Problems};

/// Entries by key, and where each was defined.
#[derive(Clone, Debug)]
pub struct Shelf<T> {
    /// The entries.
    pub items: Vec<T>,
    /// Where they were defined.
    pub spots: Vec<Spot>,
    by_key: BTreeMap<Box<str>, u32>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            spots: Vec::new(),
            by_key: BTreeMap::new(),
        }
    }
}

impl<T: PartialEq> Shelf<T> {
    /// Finds an entry.
    pub fn find(&self, key: &str) -> Option<u32> {
        self.by_key.get(key).copied()
    }

    /// Finds an entry by a key that is only a label: it must say the same.
    pub fn find_same(&self, key: Option<&str>, same: impl Fn(&T) -> bool) -> Option<u32> {
        let at = self.find(key?)?;
        self.items.get(at as usize).is_some_and(same).then_some(at)
    }

    /// Returns its keys.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.by_key.keys().map(|key| &**key)
    }

    /// Takes in an entry; the same key again must mean the same.
    pub fn add(&mut self, entry: &Entry<'_>, item: T, scribe: &mut Scribe<'_, '_>) {
        let spot = scribe.reporter.source().place(entry.span);
        if let Some(at) = self.find(&entry.key) {
            let (Some(first), Some(there)) =
                (self.items.get(at as usize), self.spots.get(at as usize))
            else {
                return;
            };
            if *first != item {
                scribe.reporter.push(
                    Diagnostic::new(
                        Code::EntryTwice,
                        spot,
                        format!("{} is defined twice, differently", quoted(&entry.key)),
                        "make both alike, or give one of them another key",
                    )
                    .related(there.clone(), "defined here first"),
                );
            }
            return;
        }
        let at = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        self.by_key.insert((*entry.key).into(), at);
        self.items.push(item);
        self.spots.push(spot);
    }

    /// Reports the entries that nothing uses; `registry` is its name in the file.
    pub fn report_unused(&self, registry: &str, used: &[bool], problems: &mut Problems) {
        for (at, spot) in self.spots.iter().enumerate() {
            if !used.get(at).copied().unwrap_or(false) {
                let key = quoted(spot.excerpt.get(spot.mark.clone()).unwrap_or_default());
                let message = format!("no event uses {key} of [{registry}]");
                let hint = "take it out, or correct the key where it was meant";
                problems.push(Diagnostic::new(
                    Code::UnusedEntry,
                    spot.clone(),
                    message,
                    hint,
                ));
            }
        }
    }
}
