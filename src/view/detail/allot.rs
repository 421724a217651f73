//! How the height of the detail is divided among its panes; pure.

/// Empty rows between two panes.
pub const BETWEEN: u16 = 1;
/// A pane that is open shows at least its head and so many lines.
const LEAST: usize = 4;

/// Divides `height` among panes.
///
/// `natural` are the heights that the panes would like, `folds` says which of them may give way to one line
/// at the end that names them, `focus` is the pane that has the focus: it comes first. A pane that folds has
/// height 0.
///
/// ```
/// use demarche::view::detail::allot::allot;
/// // Everything fits.
/// assert_eq!(allot(&[5, 4], &[false, true], None, 20), [5, 4]);
/// // The second pane folds into the line at the end.
/// assert_eq!(allot(&[8, 9], &[false, true], None, 10), [8, 0]);
/// ```
pub fn allot(natural: &[usize], folds: &[bool], focus: Option<usize>, height: usize) -> Vec<usize> {
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
    let least = |at: usize| {
        if focus == Some(at) {
            share
        } else {
            natural[at].min(LEAST)
        }
    };
    for must_fold in [false, true] {
        for at in (0..heights.len()).rev().filter(|&at| focus != Some(at)) {
            let smallest: Vec<usize> = (0..heights.len())
                .map(|at| if heights[at] == 0 { 0 } else { least(at) })
                .collect();
            let fits = if must_fold {
                spaced(&smallest) <= room
            } else {
                spaced(&heights) <= room
            };
            if !fits && (folds[at] || must_fold) {
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
    let at = focus.unwrap_or(0);
    if let Some(one) = heights.get_mut(at)
        && *one > room
    {
        *one = room;
    }
    // Room that is left goes to the pane with the focus, then to the others in order.
    for at in focus.into_iter().chain(0..heights.len()) {
        let spare = room.saturating_sub(spaced(&heights));
        if heights[at] > 0 {
            heights[at] = natural[at].min(heights[at] + spare);
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
            panes in proptest::collection::vec((1usize..40, any::<bool>()), 1..7),
            focus in proptest::option::of(0usize..7),
            height in 0usize..80,
        ) {
            let (natural, folds): (Vec<usize>, Vec<bool>) = panes.into_iter().unzip();
            let focus = focus.filter(|&at| at < natural.len());
            let heights = allot(&natural, &folds, focus, height);
            let open = heights.iter().filter(|&&height| height > 0).count();
            prop_assert!(heights.iter().sum::<usize>() + open.saturating_sub(1) <= height);
            prop_assert!(heights.iter().zip(&natural).all(|(got, wanted)| got <= wanted));
            if let Some(at) = focus && height >= 8 {
                prop_assert!(heights[at] >= natural[at].min(4));
            }
        }
    }
}
