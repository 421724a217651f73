//! When two names are the same name.

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
}
