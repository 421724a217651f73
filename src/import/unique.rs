//! Names that differ from one another.

use std::collections::HashMap;

/// The names given out so far, each with the last number that was hung on it.
#[derive(Debug, Default)]
pub(super) struct Unique {
    last: HashMap<String, usize>,
}

impl Unique {
    /// Gives out a name, with a number if it is taken.
    pub(super) fn claim(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = self.last.get(wanted).copied().unwrap_or(1);
        while self.last.contains_key(&name) {
            number += 1;
            name = format!("{wanted}-{number}");
        }
        self.last.insert(wanted.to_owned(), number);
        self.last.entry(name.clone()).or_insert(1);
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_given_out_twice() {
        let mut unique = Unique::default();
        let names = ["a", "a-2", "a", "a", "b", "a-2"].map(|name| unique.claim(name));
        assert_eq!(names, ["a", "a-2", "a-3", "a-4", "b", "a-2-2"]);
    }
}
