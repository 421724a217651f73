//! The attract loop: one event at a time, large and calm, while nobody is there.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{MEASURE, Page};
use crate::app::kiosk::Card;
use crate::config::{Chord, Key};
use crate::model::{Event, Quote};
use crate::text::{cells, counted, saturate, truncate};
use crate::view::cx::Cx;
use crate::view::detail::{facts, quotes};
use crate::view::list::around;
use crate::view::pen::Pen;
use crate::view::strip::StripView;
use crate::view::theme::Role;

/// After so many cards the picture moves by a cell, so that nothing burns into a screen.
const DRIFT: usize = 3;
/// The cells that it moves by, one after the other.
const SHIFTS: [(u16, u16); 4] = [(0, 0), (1, 0), (1, 1), (0, 1)];

/// What is up.
#[derive(Clone, Copy, Debug)]
pub struct Showing<'a> {
    /// All cards of the loop.
    pub cards: &'a [Card],
    /// The one that is up.
    pub card: usize,
    /// How many have been up before it.
    pub turns: usize,
}

/// Paints a card.
pub fn render(buf: &mut Buffer, showing: Showing<'_>, cx: &Cx<'_>) {
    let (x, y) = SHIFTS[showing.turns / DRIFT % SHIFTS.len()];
    let whole = buf.area;
    let area = if whole.width < 20 || whole.height < 8 {
        whole
    } else {
        Rect {
            x: whole.x + x,
            y: whole.y + y,
            width: whole.width - 1,
            height: whole.height - 1,
        }
    };
    let page = Page::of(area);
    page.render_head(buf, cx);
    foot(buf, &page, showing, cx);
    match showing.cards.get(showing.card) {
        Some(&card) => body(buf, &page, card, cx),
        None => empty(buf, &page, cx),
    }
}

/// Rows of the strip.
const STRIP: u16 = 2;
/// The rank of what gives way first.
const STRIP_RANK: u8 = 7;
/// The rank of kind and date below a quote.
const FACTS_RANK: u8 = 3;

/// A part of a card; the least important ones give way where there is no room.
struct Part {
    what: What,
    /// 0: never gives way.
    rank: u8,
    /// Whether an empty row parts it from what stands above.
    apart: bool,
}

enum What {
    Lines(Vec<Line<'static>>),
    /// The event among its neighbours.
    Graph,
    /// The whole collection by time, the event marked.
    Strip,
}

impl Part {
    fn height(&self) -> u16 {
        let own = match &self.what {
            What::Lines(lines) => saturate(lines.len()),
            What::Graph => around::HEIGHT,
            What::Strip => STRIP,
        };
        own + u16::from(self.apart)
    }

    /// Takes parts and the space between them away until they fit, the least important first.
    fn fit(parts: &mut Vec<Self>, room: u16) {
        for least in (1..=STRIP_RANK).rev() {
            // What tells of the event itself rather stands closely than gives way.
            if least == FACTS_RANK && height(parts) > room {
                for part in &mut *parts {
                    part.apart = false;
                }
            }
            if height(parts) > room {
                parts.retain(|part| part.rank != least);
            }
        }
    }
}

/// Returns the rows that parts take; no space stands above the first.
fn height(parts: &[Part]) -> u16 {
    let above = parts.first().is_some_and(|part| part.apart);
    parts.iter().map(Part::height).sum::<u16>() - u16::from(above)
}

fn body(buf: &mut Buffer, page: &Page, card: Card, cx: &Cx<'_>) {
    let column = page.column();
    let mut parts = parts(card, column, cx);
    Part::fit(&mut parts, column.height);
    let mut y = column.height.saturating_sub(height(&parts)) / 2;
    if let Some(first) = parts.first_mut() {
        first.apart = false;
    }
    for part in &parts {
        y += u16::from(part.apart);
        let mut pen = Pen::new(buf, column);
        match &part.what {
            What::Lines(lines) => {
                for line in lines {
                    pen.line(1, y, column.width.saturating_sub(1), line);
                    y += 1;
                }
            }
            What::Graph => {
                let width = column.width;
                around::render(&mut pen.part(0, y, width, around::HEIGHT), card.ix, cx);
                y += around::HEIGHT;
            }
            What::Strip => {
                let area = Rect {
                    y: column.y + y,
                    height: STRIP,
                    ..column
                };
                let mut strip = StripView::default();
                strip.arrange(area, cx);
                strip.render(buf, area, Some((card.ix, card.ix)), cx);
                y += STRIP;
            }
        }
    }
}

/// Returns what there is to show, from top to bottom.
fn parts(card: Card, column: Rect, cx: &Cx<'_>) -> Vec<Part> {
    let event = cx.session.timeline.event(card.ix);
    let width = column.width.saturating_sub(2).min(MEASURE);
    let most = usize::from(column.height / 3).clamp(2, 8);
    let lines = |lines: Vec<Line<'static>>, rank, apart| Part {
        what: What::Lines(lines),
        rank,
        apart,
    };
    let mut parts = Vec::new();
    if let Some(years) = card.years {
        let ago = counted(years.unsigned_abs() as usize, "year", "years");
        let words = format!("On this day, {ago} ago");
        parts.push(lines(
            vec![cx.marked(&words, cx.style(Role::Today))],
            2,
            true,
        ));
    }
    if let Some(quote) = chosen_quote(event, width, most) {
        let words = format!("“{}”", quotes::words(quote).0);
        let title = cx.set(&event.title, width, cx.style(Role::Text));
        parts.push(lines(set(&words, width, most, Role::Strong, cx), 0, true));
        parts.push(lines(attribution(quote, width, cx), 1, true));
        parts.push(lines(title, 2, true));
        parts.push(lines(facts_line(event, width, cx), FACTS_RANK, false));
    } else {
        let title = cx.set(&event.title, width, cx.style(Role::Strong));
        parts.push(lines(title, 0, true));
        parts.push(lines(facts_line(event, width, cx), 1, false));
        if let Some(summary) = &event.summary {
            let summary = set(summary, width, most, Role::Text, cx);
            parts.push(lines(summary, FACTS_RANK, true));
        }
    }
    let parties = facts::parties(cx, event, width);
    if parties.len() <= 6 {
        let parties = parties.into_iter().map(|row| row.line).collect();
        parts.push(lines(parties, 5, true));
    }
    for (what, rank) in [(What::Graph, STRIP_RANK - 1), (What::Strip, STRIP_RANK)] {
        parts.push(Part {
            what,
            rank,
            apart: true,
        });
    }
    parts
}

/// Returns the first quote that fits into so many lines, else the first.
fn chosen_quote(event: &Event, width: u16, most: usize) -> Option<&Quote> {
    let fits = |quote: &&Quote| {
        let words = format!("“{}”", quotes::words(quote).0);
        crate::text::lines(&words, width).count() <= most
    };
    event.quotes.iter().find(fits).or(event.quotes.first())
}

/// Sets a text in at most so many lines, with an ellipsis where it goes on.
fn set(text: &str, width: u16, most: usize, role: Role, cx: &Cx<'_>) -> Vec<Line<'static>> {
    let lines: Vec<&str> = crate::text::lines(text, width).collect();
    let cut = lines.len() > most;
    lines
        .iter()
        .take(most)
        .enumerate()
        .map(|(at, line)| {
            let more = if cut && at + 1 == most { " …" } else { "" };
            let kept = truncate(line, width.saturating_sub(cells(more)));
            cx.marked(&format!("{kept}{more}"), cx.style(role))
        })
        .collect()
}

/// "Donald Trump, President" over "Truth Social, Wednesday 4 February 2026".
fn attribution(quote: &Quote, width: u16, cx: &Cx<'_>) -> Vec<Line<'static>> {
    let speaker = &cx.session.timeline.person(quote.by.person).name;
    let office = quote.by.office.as_ref();
    let office = office.map_or_else(String::new, |office| format!(", {office}"));
    let dim = cx.style(Role::Dim);
    let mut lines = cx.set_led((speaker, cx.style(Role::Text)), (&office, dim), width);
    let mut how: Vec<String> = quote.place.iter().map(ToString::to_string).collect();
    how.extend(quote.at.as_deref().map(crate::model::When::words));
    how.extend(quotes::translated_from(quote).map(|from| format!("translated {from}")));
    if !how.is_empty() {
        lines.extend(cx.set(&how.join(", "), width, dim));
    }
    lines
}

/// "Call · Wednesday 4 February 2026".
fn facts_line(event: &Event, width: u16, cx: &Cx<'_>) -> Vec<Line<'static>> {
    let what = facts::what(event);
    let dated = |date: &str| format!("{what} {} {date}", cx.glyphs.dot);
    let long = dated(&facts::date(event));
    let words = if cells(&long) <= width {
        long
    } else {
        dated(&facts::short_date(event))
    };
    cx.set(&words, width, cx.style(Role::Dim))
}

/// What Enter does, the other keys and what they do; the shorter words where there is less room.
const WORDS: &[(&str, &str, &str)] = &[
    ("opens this event", "any other key", "to look around"),
    ("opens it", "any key", "starts"),
];

/// Says what the keys do, and which card of how many is up.
fn foot(buf: &mut Buffer, page: &Page, showing: Showing<'_>, cx: &Cx<'_>) {
    let enter = cx.glyphs.chord(Chord::plain(Key::Enter));
    let mut pen = Pen::new(buf, page.hints());
    let width = pen.width();
    let dots = dots(showing, cx);
    let words = WORDS.iter().find(|(open, any, rest)| {
        cells(&enter) + cells(open) + cells(any) + cells(rest) + 7 <= width
    });
    let key = cx.style(Role::Key);
    let dim = cx.style(Role::Dim);
    let mut x = 1;
    match words {
        Some((open, any, rest)) if !showing.cards.is_empty() => {
            x = pen.text(x, 0, &enter, key) + 1;
            x = pen.text(x, 0, open, dim) + 3;
            x = pen.text(x, 0, any, key) + 1;
            x = pen.text(x, 0, rest, dim);
        }
        _ => x = pen.text(x, 0, "Press any key", key),
    }
    if x + 3 + cells(&dots) < width {
        pen.before(width - 1 - page.left().min(width / 2), 0, &dots, dim);
    }
}

/// A dot a card, the one that is up filled; "12 of 48" where there are many.
fn dots(showing: Showing<'_>, cx: &Cx<'_>) -> String {
    const MOST: usize = 12;
    let of = showing.cards.len();
    if of > MOST {
        return format!("{} of {of}", showing.card + 1);
    }
    let dot = |at| {
        if at == showing.card {
            cx.glyphs.told()
        } else {
            cx.glyphs.dot
        }
    };
    (0..of).map(dot).collect::<Vec<_>>().join(" ")
}

/// Shows the title of a collection that holds no event.
fn empty(buf: &mut Buffer, page: &Page, cx: &Cx<'_>) {
    let column = page.column();
    let mut pen = Pen::new(buf, column);
    let title = cx.session.title().unwrap_or("demarche");
    let width = column.width.saturating_sub(2).min(MEASURE);
    let y = column.height / 3;
    for (y, line) in (y..).zip(cx.set(title, width, cx.style(Role::Strong))) {
        pen.line(1, y, width, &line);
    }
}
