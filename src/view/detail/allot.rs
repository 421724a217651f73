//! How the height of the detail is divided among its panes; pure.

/// Empty rows between two panes.
pub const BETWEEN: u16 = 1;
/// A pane that is open shows at least its head and three lines.
pub const LEAST: usize = 4;

/// Divides `height` among panes.
///
/// `natural` are the heights that the panes would like, `wanted` what they should have before others get more than
/// their least, `folds` says which of them may give way to one line
/// at the end that names them, `focus` is the pane that has the focus: it comes first. A pane that folds has
/// height 0.
///
/// ```
/// use demarche::view::detail::allot::allot;
/// // Everything fits.
/// assert_eq!(allot(&[5, 4], &[4, 4], &[false, true], None, 20), [5, 4]);
/// // The second pane folds into the line at the end.
/// assert_eq!(allot(&[8, 9], &[4, 4], &[false, true], None, 10), [8, 0]);
/// ```
pub fn allot(
    natural: &[usize],
    wanted: &[usize],
    folds: &[bool],
    focus: Option<usize>,
    height: usize,
) -> Vec<usize> {
    let between = usize::from(BETWEEN);
    let spaced = |heights: &[usize]| {
        let open = heights.iter().filter(|&&height| height > 0).count();
        heights.iter().sum::<usize>() + open.saturating_sub(1) * between
    };
    if spaced(natural) <= height {
        return natural.to_vec();
    }
    // Those that fold do so from the last on until the rest fits or none is left to fold; then, from the last on
    // too, whatever would leave the pane with the focus less than its share.
    let mut heights = natural.to_vec();
    let mut room = height;
    let share = focus.map_or(0, |at| natural[at].min(height * 3 / 5));
    let least = |at: usize| match focus {
        Some(focus) if focus == at => share,
        Some(_) => natural[at].min(LEAST),
        None => natural[at].min(wanted[at].min(height / 2).max(LEAST)),
    };
    for anything in [false, true] {
        for at in (0..heights.len()).rev().filter(|&at| focus != Some(at)) {
            let smallest: Vec<usize> = (0..heights.len())
                .map(|at| if heights[at] == 0 { 0 } else { least(at) })
                .collect();
            let fits = if anything {
                spaced(&smallest) <= room
            } else {
                spaced(&heights) <= room
            };
            if !fits && (folds[at] || anything) {
                heights[at] = 0;
                room = height.saturating_sub(2);
            }
        }
    }
    // What is still too high is cut: first the panes without focus, the highest first, down to the least.
    while spaced(&heights) > room {
        let highest = (0..heights.len())
            .filter(|&at| focus != Some(at) && heights[at] > least(at))
            .max_by_key(|&at| heights[at]);
        match (highest, focus) {
            (Some(at), _) => heights[at] -= 1,
            (None, Some(at)) if heights[at] > LEAST => heights[at] -= 1,
            _ => break,
        }
    }
    // On a very small screen panes disappear from the last on, and the focused one takes what there is.
    for at in (0..heights.len()).rev() {
        if spaced(&heights) <= room {
            break;
        }
        if focus.unwrap_or(0) != at {
            heights[at] = 0;
        }
    }
    if let Some(left) = heights.get_mut(focus.unwrap_or(0)) {
        *left = room.min(*left);
    }
    // Room that is left goes to the pane with the focus, then to the others in order.
    for at in focus.into_iter().chain(0..heights.len()) {
        let rest = room.saturating_sub(spaced(&heights));
        if heights[at] > 0 {
            heights[at] = natural[at].min(heights[at] + rest);
        }
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn never_more_than_there_is_and_never_more_than_wanted(
            panes in proptest::collection::vec((1usize..40, 1usize..20, any::<bool>()), 1..7),
            focus in proptest::option::of(0usize..7),
            height in 0usize..80,
        ) {
            let natural: Vec<usize> = panes.iter().map(|pane| pane.0).collect();
            let wanted: Vec<usize> = panes.iter().map(|pane| pane.1).collect();
            let folds: Vec<bool> = panes.iter().map(|pane| pane.2).collect();
            let focus = focus.filter(|&at| at < natural.len());
            let heights = allot(&natural, &wanted, &folds, focus, height);
            let open = heights.iter().filter(|&&height| height > 0).count();
            prop_assert!(heights.iter().sum::<usize>() + open.saturating_sub(1) <= height);
            prop_assert!(heights.iter().zip(&natural).all(|(got, most)| got <= most));
            if let Some(at) = focus && height >= 8 {
                prop_assert!(heights[at] >= natural[at].min(4));
            }
        }
    }
}
