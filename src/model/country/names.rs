//! When two names are the same name, and how well one answers what was typed.

/// Returns what codes are compared by: they fold case only.
pub(super) fn code_key(code: &str) -> String {
    code.to_ascii_lowercase()
}

/// Returns what folded names are compared by: their words in any order, without the little ones.
///
/// So `Congo, Democratic Republic of` is `Democratic Republic of the Congo`, `Korea, South` is `South
/// Korea` and `St. Kitts & Nevis` is `Saint Kitts and Nevis`.
pub(super) fn name_key(folded: &str) -> String {
    let mut words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !matches!(*word, "the" | "of" | "and" | ""))
        .map(|word| if word == "st" { "saint" } else { word })
        .collect();
    words.sort_unstable();
    words.join(" ")
}

/// Returns a label without what it holds in parentheses: `Afghanistan (Interim Authority)`.
pub(super) fn without_parentheses(label: &str) -> Option<String> {
    let (before, rest) = label.split_once('(')?;
    let after = rest.rsplit_once(')').map_or("", |(_, after)| after);
    Some([before, " ", after].concat())
}

/// How well a country answers what was typed, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rank {
    /// The code itself.
    Code,
    /// A name begins so.
    Begins,
    /// A word in a name begins so.
    Word,
    /// It stands anywhere in a name.
    Anywhere,
}

/// Returns how well a folded name answers a needle without spaces.
pub(super) fn rank(name: &str, needle: &str) -> Option<Rank> {
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
    use crate::text::fold;

    #[rstest]
    #[case(
        "Congo, Democratic Republic of",
        "Democratic Republic of the Congo",
        true
    )]
    #[case("Korea, South", "South Korea", true)]
    #[case("St. Kitts & Nevis", "Saint Kitts and Nevis", true)]
    #[case("The Gambia", "Gambia", true)]
    #[case("Congo, Republic of", "Congo, Democratic Republic of", false)]
    #[case("Dominica", "Dominican Republic", false)]
    fn same_name(#[case] one: &str, #[case] other: &str, #[case] same: bool) {
        assert_eq!(name_key(&fold(one)) == name_key(&fold(other)), same);
    }

    #[rstest]
    #[case("Cuba (Provisional Government)", Some("Cuba"))]
    #[case("Virgin Islands (British) Tortola", Some("Virgin Islands   Tortola"))]
    #[case("Cuba (open", Some("Cuba"))]
    #[case("Cuba", None)]
    fn parentheses(#[case] label: &str, #[case] expected: Option<&str>) {
        assert_eq!(
            without_parentheses(label).as_deref().map(str::trim),
            expected
        );
    }

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
