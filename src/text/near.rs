//! The nearest of some words, for "did you mean".

/// Longer words are not compared: nobody mistypes one by a letter.
const LONGEST: usize = 64;

/// Finds the candidate nearest to `word`; both are folded first. Up to a third of its characters, and at
/// least one, may be changed, added, left out or swapped with their neighbour; of equals the first wins.
///
/// ```
/// use demarche::text::near::nearest;
/// assert_eq!(nearest("Zimbabve", ["Zambia", "Zimbabwe"]), Some("Zimbabwe"));
/// assert_eq!(nearest("Wakanda", ["Zambia", "Zimbabwe"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let pairs = candidates.into_iter().map(|name| (super::fold(name), name));
    nearest_folded(&super::fold(word), pairs)
}

/// Finds what goes with the nearest of folded candidates; [`nearest`] where they are kept folded.
pub fn nearest_folded<S: AsRef<str>, T>(
    word: &str,
    candidates: impl IntoIterator<Item = (S, T)>,
) -> Option<T> {
    let word: Vec<char> = word.chars().take(LONGEST + 1).collect();
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let mut most = (word.len() / 3).max(1);
    let mut best = None;
    for (name, value) in candidates {
        let name: Vec<char> = name.as_ref().chars().take(2 * LONGEST).collect();
        if name.len().abs_diff(word.len()) > most {
            continue;
        }
        let distance = distance(&word, &name);
        if distance <= most {
            best = Some(value);
            // From now on only what is nearer.
            match distance.checked_sub(1) {
                Some(less) => most = less,
                None => break,
            }
        }
    }
    best
}

/// Counts the edits from one word to another, a swap of neighbours as one (optimal string alignment).
fn distance(from: &[char], to: &[char]) -> usize {
    let mut two_above: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    for (row, a) in from.iter().enumerate() {
        let mut line = vec![row + 1];
        let mut left = row + 1;
        for (column, (b, pair)) in to.iter().zip(above.windows(2)).enumerate() {
            let &[diagonal, up] = pair else { continue };
            let mut least = (diagonal + usize::from(a != b)).min(up + 1).min(left + 1);
            let swapped = row > 0
                && column > 0
                && from.get(row - 1) == Some(b)
                && to.get(column - 1) == Some(a);
            if let Some(before) = two_above.get(column.wrapping_sub(1)).filter(|_| swapped) {
                least = least.min(before + 1);
            }
            line.push(least);
            left = least;
        }
        two_above = std::mem::replace(&mut above, line);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn edits(from: &str, to: &str) -> usize {
        let chars = |word: &str| word.chars().collect::<Vec<_>>();
        distance(&chars(from), &chars(to))
    }

    #[rstest]
    #[case::same("Bonn", "Bonn", 0)]
    #[case::changed("Bonn", "Born", 1)]
    #[case::added("Bonn", "Boonn", 1)]
    #[case::left_out("Bonn", "Bon", 1)]
    #[case::swapped("Bonn", "Bnon", 1)]
    #[case::swapped_at_the_head("Bonn", "oBnn", 1)]
    #[case::from_nothing("", "abc", 3)]
    #[case::textbook("kitten", "sitting", 3)]
    fn distances(#[case] from: &str, #[case] to: &str, #[case] expected: usize) {
        assert_eq!(edits(from, to), expected);
    }

    #[test]
    fn the_nearest_wins_and_the_first_of_equals() {
        assert_eq!(nearest("Nigr", ["Niger", "Nigeria"]), Some("Niger"));
        assert_eq!(nearest("bat", ["cat", "hat"]), Some("cat"));
        assert_eq!(nearest("Köln", ["Bonn", "koeln", "koln"]), Some("koln"));
        assert_eq!(nearest("", ["a"]), None);
        assert_eq!(nearest(&"x".repeat(100_000), ["x"]), None);
    }

    proptest! {
        #[test]
        fn distance_is_a_symmetric_measure(from in "[abc]{0,6}", to in "[abc]{0,6}") {
            let distance = edits(&from, &to);
            prop_assert_eq!(distance, edits(&to, &from));
            prop_assert_eq!(distance == 0, from == to);
            prop_assert!(distance >= from.len().abs_diff(to.len()));
            prop_assert!(distance <= from.len().max(to.len()));
        }
    }
}
