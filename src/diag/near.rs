//! The nearest of a few words, for "did you mean".

/// Finds the candidate nearest to a word: at most a third of its characters (and at least one) changed, added,
/// left out or swapped with its neighbour. Of equally near ones the first in the alphabet.
///
/// ```
/// use demarche::diag::near::nearest;
/// assert_eq!(nearest("particpants", ["participants", "place"]), Some("participants"));
/// assert_eq!(nearest("zzz", ["participants", "place"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = folded(word);
    if word.len() > 64 {
        return None;
    }
    let most = (word.len() / 3).max(1);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = folded(candidate);
            if other.len().abs_diff(word.len()) > most {
                return None;
            }
            Some((distance(&word, &other), candidate)).filter(|&(distance, _)| distance <= most)
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// Reads a word without case, and with `-` and a space as `_`.
fn folded(word: &str) -> Vec<char> {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| if c == '-' || c == ' ' { '_' } else { c })
        .collect()
}

/// Counts the edits between two words (optimal string alignment), three rows at a time.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(above.len());
        row.push(i + 1);
        for (j, &y) in b.iter().enumerate() {
            let at =
                |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
            let mut least = (at(&above, j) + usize::from(x != y))
                .min(at(&above, j + 1) + 1)
                .min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(&y) && b.get(j - 1) == Some(&x);
            if swapped {
                least = least.min(at(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("abc", "abc", 0)]
    #[case("abc", "acb", 1)]
    #[case("abc", "ab", 1)]
    #[case("", "abc", 3)]
    #[case("kitten", "sitting", 3)]
    fn distances(#[case] a: &str, #[case] b: &str, #[case] edits: usize) {
        assert_eq!(distance(&folded(a), &folded(b)), edits);
        assert_eq!(distance(&folded(b), &folded(a)), edits);
    }

    #[test]
    fn the_nearest_wins() {
        assert_eq!(
            nearest("Phone-Call", ["call", "phone_call"]),
            Some("phone_call")
        );
        assert_eq!(nearest("cal", ["call", "cat"]), Some("call"));
        assert_eq!(nearest(&"x".repeat(100_000), ["call"]), None);
    }
}
