//! How well a name answers what somebody has typed of it.

/// How well a name answers what was typed, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rank {
    /// It is the code or key itself.
    Code,
    /// A name begins so.
    Begins,
    /// A word in a name begins so.
    Word,
    /// It stands anywhere in a name.
    Anywhere,
}

/// Returns how well a folded name answers a folded needle without spaces.
pub fn rank(name: &str, needle: &str) -> Option<Rank> {
    let mut words = name.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some(start)
    });
    let begins = |start: usize| begins(name.get(start..).unwrap_or_default(), needle);
    if words.next().is_some_and(begins) {
        Some(Rank::Begins)
    } else if words.any(begins) {
        Some(Rank::Word)
    } else {
        name.replace(' ', "")
            .contains(needle)
            .then_some(Rank::Anywhere)
    }
}

/// Says whether `name` begins with `needle`, spaces not counted.
fn begins(name: &str, needle: &str) -> bool {
    let mut letters = name.chars().filter(|&c| c != ' ');
    needle.chars().all(|c| letters.next() == Some(c))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("south korea", "south", Some(Rank::Begins))]
    #[case("south korea", "southkor", Some(Rank::Begins))]
    #[case("south korea", "kor", Some(Rank::Word))]
    #[case("south korea", "ore", Some(Rank::Anywhere))]
    #[case("south korea", "thko", Some(Rank::Anywhere))]
    #[case("south korea", "north", None)]
    #[case("cote divoire", "coted", Some(Rank::Begins))]
    #[case("russia", "us", Some(Rank::Anywhere))]
    fn ranks(#[case] name: &str, #[case] needle: &str, #[case] expected: Option<Rank>) {
        assert_eq!(rank(name, needle), expected);
    }
}
