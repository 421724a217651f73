//! Which part of the screen holds what, by its size; pure geometry.

use ratatui::layout::Rect;

use crate::config::Layout;

/// How list and detail share the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// Beside one another.
    Side,
    /// One above the other.
    Stacked,
    /// One at a time.
    Single,
    /// Only the selected event: there is no room for more.
    Tiny,
}

/// The areas of a screen; those that have no room are empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Areas {
    /// How list and detail share the room.
    pub split: Split,
    /// Name, title, today.
    pub header: Rect,
    /// The collection by time, with its years.
    pub strip: Rect,
    /// The list.
    pub list: Rect,
    /// Beside or below the list; the whole body where only one pane fits.
    pub detail: Rect,
    /// The column or row between list and detail.
    pub divider: Rect,
    /// Filters and counts.
    pub chips: Rect,
    /// Keys.
    pub footer: Rect,
    /// A drawer with rows to choose from.
    pub drawer: Rect,
    /// The list while a drawer is open; empty where the drawer takes its place.
    pub beside: Rect,
}

/// From this width on, list and detail stand side by side.
const SIDE: u16 = 100;
/// From this height on, a narrow terminal shows them one above the other.
const TALL: u16 = 40;
/// Below this size there is room for one event alone.
const LEAST: (u16, u16) = (40, 10);
/// From this width on, a drawer leaves the list beside it.
const DRAWER: u16 = 60;

/// Divides a screen.
pub fn divide(area: Rect, preference: Layout) -> Areas {
    let empty = Rect {
        width: 0,
        height: 0,
        ..area
    };
    if area.width < LEAST.0 || area.height < LEAST.1 {
        return Areas {
            split: Split::Tiny,
            header: empty,
            strip: empty,
            list: empty,
            detail: area,
            divider: empty,
            chips: empty,
            footer: empty,
            drawer: area,
            beside: empty,
        };
    }
    let row = |y: u16, height: u16| Rect {
        y: area.y + y,
        height,
        ..area
    };
    let strip = if area.height >= 16 { 2 } else { 0 };
    let gap = u16::from(area.height >= 30);
    let top = 1 + strip + gap;
    let body = row(top, area.height - top - 2);
    let split = split(area, preference);
    let mut areas = Areas {
        split,
        header: row(0, 1),
        strip: row(1, strip),
        list: body,
        detail: body,
        divider: empty,
        chips: row(area.height - 2, 1),
        footer: row(area.height - 1, 1),
        drawer: body,
        beside: empty,
    };
    let right = right_part(body, area.width);
    match split {
        Split::Side => (areas.list, areas.divider, areas.detail) = right,
        Split::Stacked => {
            let upper = body.height * 9 / 20;
            areas.list.height = upper;
            areas.divider = Rect {
                y: body.y + upper,
                height: 1,
                ..body
            };
            areas.detail = Rect {
                y: body.y + upper + 1,
                height: body.height - upper - 1,
                ..body
            };
        }
        Split::Single | Split::Tiny => {}
    }
    if area.width >= DRAWER {
        (areas.beside, areas.drawer) = (right.0, right.2);
    }
    areas
}

/// Divides a body into list, divider and what stands at its right edge.
fn right_part(body: Rect, width: u16) -> (Rect, Rect, Rect) {
    let right = if width >= SIDE {
        (width * 2 / 5).min(84)
    } else {
        width * 9 / 20
    };
    let left = width - right;
    (
        Rect {
            width: left.saturating_sub(3),
            ..body
        },
        Rect {
            x: body.x + left.saturating_sub(1),
            width: 1,
            ..body
        },
        Rect {
            x: body.x + left + 1,
            width: right - 1,
            ..body
        },
    )
}

fn split(area: Rect, preference: Layout) -> Split {
    match preference {
        Layout::Side if area.width >= DRAWER => Split::Side,
        Layout::Stacked if area.height >= 20 => Split::Stacked,
        Layout::Auto if area.width >= SIDE => Split::Side,
        Layout::Auto if area.height >= TALL => Split::Stacked,
        _ => Split::Single,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(120, 36, Split::Side)]
    #[case(100, 30, Split::Side)]
    #[case(80, 24, Split::Single)]
    #[case(60, 50, Split::Stacked)]
    #[case(39, 30, Split::Tiny)]
    #[case(80, 9, Split::Tiny)]
    #[case(1, 1, Split::Tiny)]
    fn splits_by_size(#[case] width: u16, #[case] height: u16, #[case] wanted: Split) {
        let areas = divide(Rect::new(0, 0, width, height), Layout::Auto);
        assert_eq!(areas.split, wanted);
    }

    #[test]
    fn no_area_leaves_the_screen_and_none_overlap() {
        for width in (0..200).step_by(7).chain([500]) {
            for height in (0..80).step_by(3).chain([200]) {
                for &(preference, _) in Layout::WORDS {
                    let screen = Rect::new(0, 0, width, height);
                    let areas = divide(screen, preference);
                    let mut parts = vec![
                        areas.header,
                        areas.strip,
                        areas.list,
                        areas.chips,
                        areas.footer,
                    ];
                    if matches!(areas.split, Split::Side | Split::Stacked) {
                        parts.extend([areas.detail, areas.divider]);
                    }
                    for (at, part) in parts.iter().enumerate() {
                        assert_eq!(
                            part.intersection(screen).area(),
                            part.area(),
                            "{width}x{height}"
                        );
                        for other in &parts[at + 1..] {
                            assert_eq!(
                                part.intersection(*other).area(),
                                0,
                                "{width}x{height} {preference:?}"
                            );
                        }
                    }
                    assert_eq!(areas.drawer.intersection(screen), areas.drawer);
                }
            }
        }
    }
}
