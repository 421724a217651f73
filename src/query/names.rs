//! People and places by what they are called: which of them a value of a query means.

use std::ops::Range;

use crate::model::{Fold, Timeline};
use crate::text::{SafeText, fold};

/// The names of all people, or of all places, of a timeline, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The folded names of each, a line each.
    folded: Vec<String>,
    /// Every word of every name and whose it is, sorted.
    words: Vec<(Box<str>, u32)>,
    /// Every key and whose it is, sorted.
    keys: Vec<(Box<str>, u32)>,
    /// Every code of a country in lower case and what lies in it or in a predecessor, sorted.
    codes: Vec<(Box<str>, u32)>,
}

/// One of them: key, codes of countries, names.
type Called<'a> = (Option<&'a SafeText>, Vec<&'a str>, Vec<&'a SafeText>);

impl Names {
    /// Folds the names of all people.
    pub(super) fn people(timeline: &Timeline) -> Self {
        let called = timeline.people().iter().map(|one| {
            let names = [&one.name].into_iter().chain(&one.native).chain(&one.aka);
            (one.key.as_ref(), Vec::new(), names.collect())
        });
        Self::fold(called)
    }

    /// Folds the names of all places; `states` says which predecessors of a country its code also finds.
    pub(super) fn places(timeline: &Timeline, states: Fold) -> Self {
        let countries = timeline.countries();
        let called = timeline.places().iter().map(|one| {
            let names = [&one.name].into_iter().chain(&one.native).chain(&one.aka);
            let lies_in = one.country.into_iter();
            let lies_in = lies_in.flat_map(|country| [country, countries.folded(country, states)]);
            let codes = lies_in.map(|country| countries.code(country)).collect();
            (one.key.as_ref(), codes, names.collect())
        });
        Self::fold(called)
    }

    fn fold<'a>(called: impl Iterator<Item = Called<'a>>) -> Self {
        let mut all = Self::default();
        for (at, (key, codes, names)) in (0u32..).zip(called) {
            let names: Vec<String> = names.into_iter().map(|name| fold(name)).collect();
            for word in names.iter().flat_map(|name| name.split(' ')) {
                all.words.push((word.into(), at));
            }
            all.folded.push(names.join("\n"));
            all.keys.extend(key.map(|key| ((**key).into(), at)));
            let codes = codes.into_iter().map(str::to_ascii_lowercase);
            all.codes.extend(codes.map(|code| (code.into(), at)));
        }
        for sorted in [&mut all.words, &mut all.keys, &mut all.codes] {
            sorted.sort_unstable();
            sorted.dedup();
        }
        all
    }

    /// Returns whom or what a value means, in order: a key, for a place the code of the country it lies in, or
    /// words of which every one begins a word of one name.
    pub(super) fn find(&self, value: &str) -> Vec<u32> {
        let code = value.to_ascii_lowercase();
        let exactly = |sorted: &[(Box<str>, u32)], text: &str| {
            let range = beginning(sorted, text);
            let found = sorted.get(range).unwrap_or_default().iter();
            let found = found.take_while(|(word, _)| **word == *text);
            found.map(|&(_, at)| at).collect::<Vec<_>>()
        };
        let mut found = exactly(&self.keys, value);
        found.extend(exactly(&self.codes, &code));
        let wanted = fold(value);
        let ranges = wanted.split(' ').map(|word| beginning(&self.words, word));
        let rarest = ranges.min_by_key(ExactSizeIterator::len);
        if let Some(range) = rarest.filter(|_| !wanted.is_empty()) {
            let likely = self.words.get(range).unwrap_or_default().iter();
            let named = likely.filter(|&&(_, at)| self.bears(at, &wanted));
            found.extend(named.map(|&(_, at)| at));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Returns whom or what any of the values means: for each of all whether it is one of them.
    pub(super) fn all(&self, values: &[Box<str>]) -> Vec<bool> {
        let mut meant = vec![false; self.folded.len()];
        for at in values.iter().flat_map(|value| self.find(value)) {
            if let Some(meant) = meant.get_mut(at as usize) {
                *meant = true;
            }
        }
        meant
    }

    /// Returns the value that finds one of them: the key, or the name where that means fewer others, since a key
    /// such as `xi` is also the begin of a word.
    pub(super) fn narrowest(&self, key: Option<&SafeText>, name: &SafeText) -> Box<str> {
        let Some(key) = key else {
            return (**name).into();
        };
        let values = [key, name].map(|value| {
            let count = self.find(value).len();
            // What finds nothing at all, such as a name that folds to nothing, is the last resort.
            (count.checked_sub(1).unwrap_or(usize::MAX), value)
        });
        let value = values.into_iter().min_by_key(|&(count, _)| count);
        value.map_or(&**name, |(_, value)| &**value).into()
    }

    /// Returns the folded names of one of them, a line each.
    pub(super) fn folded(&self, at: u32) -> &str {
        self.folded.get(at as usize).map_or("", String::as_str)
    }

    fn bears(&self, at: u32, wanted: &str) -> bool {
        let begins = |name: &str, word: &str| name.split(' ').any(|part| part.starts_with(word));
        let mut names = self.folded(at).split('\n');
        names.any(|name| wanted.split(' ').all(|word| begins(name, word)))
    }
}

/// Returns where the words stand that begin so.
fn beginning(sorted: &[(Box<str>, u32)], start: &str) -> Range<usize> {
    let from = sorted.partition_point(|(word, _)| **word < *start);
    let rest = sorted.get(from..).unwrap_or_default();
    from..from + rest.partition_point(|(word, _)| word.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Person;
    use crate::model::timeline::Parts;

    fn people() -> Names {
        let person = |(key, name): (&str, &str)| Person {
            key: Some(SafeText::field(key)),
            name: SafeText::field(name),
            native: None,
            aka: Box::new([]),
        };
        let people = [
            ("xi", "Xi Jinping"),
            ("bao", "Xia Baolong"),
            ("han", "Han Zheng"),
        ];
        Names::people(&Timeline::build(Parts {
            people: people.map(person).into(),
            ..Parts::default()
        }))
    }

    #[test]
    fn a_value_is_a_key_or_words_that_begin_words_of_one_name() {
        let names = people();
        assert_eq!(names.find("xi"), [0, 1]);
        assert_eq!(names.find("Jin X"), [0]);
        assert_eq!(names.find("bao"), [1]);
        assert_eq!(names.find("xi zheng"), [0; 0]);
        assert_eq!(names.find("!"), [0; 0]);
    }

    #[test]
    fn a_key_that_begins_another_name_gives_way_to_the_name() {
        let names = people();
        let value =
            |key, name| names.narrowest(Some(&SafeText::field(key)), &SafeText::field(name));
        assert_eq!(&*value("xi", "Xi Jinping"), "Xi Jinping");
        assert_eq!(&*value("bao", "Xia Baolong"), "bao");
        assert_eq!(&*value("han", "!"), "han");
    }
}
