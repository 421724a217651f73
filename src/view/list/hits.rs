//! Where the hits of a search are: a tick at each row in view, and at the right edge the whole list over the height
//! of the view.

use std::ops::Range;

use crate::model::Ix;
use crate::query::Bitmap;
use crate::text::saturate;
use crate::view::cx::Cx;
use crate::view::pen::Pen;
use crate::view::theme::Role;

/// Paints the ticks; `rows` are the rows in view that have an event, each with its place among those shown.
pub(super) fn ticks(pen: &mut Pen<'_>, rows: &[(u16, usize)], cx: &Cx<'_>) {
    let session = cx.session;
    let Some(search) = &session.search else {
        return;
    };
    let shown = session.shown();
    let edge = pen.width().saturating_sub(1);
    let style = cx.style(Role::Today);
    for &(y, at) in rows {
        if shown.get(at).is_some_and(|&ix| search.hits.contains(ix)) {
            pen.text(edge.saturating_sub(1), y, cx.glyphs.tick, style);
        }
    }
    if rows.len() == shown.len() {
        return;
    }
    let hits = session.shown_hits();
    let selected = session.position().filter(|&at| {
        let ix = shown.get(at);
        ix.is_some_and(|&ix| hits.contains(ix))
    });
    let height = usize::from(pen.height());
    for y in 0..height {
        let part = part(shown.len(), y, height);
        if has_hit(&hits, shown, &part) {
            let here = selected.is_some_and(|at| part.contains(&at));
            let role = if here { Role::Strong } else { Role::Today };
            let glyph = if here {
                cx.glyphs.cursor
            } else {
                cx.glyphs.tick
            };
            pen.text(edge, saturate(y), glyph, cx.style(role));
        }
    }
}

/// Returns the part of `len` events that row `y` of `height` rows stands for; each event belongs to one row.
fn part(len: usize, y: usize, height: usize) -> Range<usize> {
    let row = |y: usize| (len * y).div_ceil(height);
    row(y)..row(y + 1)
}

/// Says whether there is a hit among a part of the events shown.
fn has_hit(hits: &Bitmap, shown: &[Ix], part: &Range<usize>) -> bool {
    let Some(([first, ..], last)) = shown.get(part.clone()).map(|part| (part, part.last())) else {
        return false;
    };
    hits.next(*first)
        .is_some_and(|hit| last.is_some_and(|&last| hit <= last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_belongs_to_one_row() {
        for (len, height) in [(0, 5), (1, 5), (4, 5), (5, 5), (17, 5), (1000, 33), (9, 1)] {
            let mut next = 0;
            for y in 0..height {
                let part = part(len, y, height);
                assert_eq!(part.start, next, "{len} {height} {y}");
                next = part.end;
            }
            assert_eq!(next, len);
        }
    }

    #[test]
    fn a_part_has_a_hit_where_one_of_its_events_is_one() {
        let mut hits = Bitmap::none(40);
        hits.insert(Ix(12));
        let shown = [Ix(3), Ix(9), Ix(12), Ix(30)];
        let found: Vec<bool> = (0..4)
            .map(|y| has_hit(&hits, &shown, &part(4, y, 4)))
            .collect();
        assert_eq!(found, [false, false, true, false]);
        assert!(has_hit(&hits, &shown, &(0..4)));
        assert!(!has_hit(&hits, &shown, &(2..2)));
        assert!(!has_hit(&hits, &[], &(0..0)));
    }
}
