//! How the screen is painted: the parts in their areas.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Asked, Focus, Screen, page_body};
use crate::app::{Action, Context, Policy};
use crate::model::when::Span;
use crate::text::{SafeText, cells, counted, thousands};
use crate::view::cx::Cx;
use crate::view::detail::{Pane, page};
use crate::view::footer::Hint;
use crate::view::layout::{Areas, Split};
use crate::view::line;
use crate::view::pen::Pen;
use crate::view::theme::Role;
use crate::view::{chips, header, strip};

impl Screen {
    pub(super) fn body(&self, buf: &mut Buffer, areas: &Areas, cx: &Cx<'_>) {
        header::render(buf, areas.header, cx);
        self.strip
            .render(buf, areas.strip, self.list.in_view(cx), cx);
        if self.in_strip() {
            self.strip.mark(buf, areas.strip, cx);
        }
        let single = areas.split == Split::Single;
        let reading = single && self.focus == Focus::Pane && self.drawer.is_none();
        let list = if self.drawer.is_some() {
            areas.beside
        } else {
            areas.list
        };
        let covered = list.width == 0;
        if cx.session.shown().is_empty() && !covered {
            let chip = self.drawer.is_none().then_some(self.chip);
            empty(buf, list, chip, cx);
        } else if reading {
            self.detail.render(buf, true, cx);
        } else if !covered {
            self.list.render(buf, self.focus == Focus::List, cx);
        }
        if let Some(drawer) = &self.drawer {
            let mut pen = Pen::new(buf, whole_column(areas.drawer));
            pen.upright(0, cx.glyphs.upright, cx.style(Role::Rule));
            clear(buf, areas.drawer);
            drawer.render(buf, areas.drawer, cx);
        } else if !single {
            divider(buf, areas, cx);
            self.detail.render(buf, self.focus == Focus::Pane, cx);
        }
    }

    pub(super) fn page(&self, buf: &mut Buffer, whole: Rect, cx: &Cx<'_>) {
        let Some(ix) = cx.session.selected() else {
            return;
        };
        let pane = self.detail.reading.pane;
        let right = page::place(cx, ix, pane, self.quote);
        page::head(buf, Rect { height: 2, ..whole }, ix, &right, cx);
        if pane == Pane::Quotes {
            page::quote(buf, page_body(whole), ix, self.quote, cx);
        } else {
            self.detail.render(buf, true, cx);
        }
    }

    /// Says whether the keys are the strip's.
    fn in_strip(&self) -> bool {
        self.context() == Context::Strip
    }

    /// One event, as much of it as there is room for.
    pub(super) fn tiny(&self, buf: &mut Buffer, cx: &Cx<'_>) {
        let area = buf.area;
        if let Some((asked, input)) = &self.prompt {
            let line = SafeText::field(&format!("{}{}", asked.label(), input.value()));
            Pen::new(buf, area).text(0, 0, &line, cx.style(Role::Text));
        } else if cx.session.shown().is_empty() {
            Pen::new(buf, area).text(0, 0, "no event", cx.style(Role::Text));
        } else {
            self.detail.render(buf, self.focus != Focus::List, cx);
        }
    }

    pub(super) fn chips(&self, buf: &mut Buffer, area: Rect, cx: &Cx<'_>) {
        let Some((asked, input)) = &self.prompt else {
            let right = match (self.focus, cx.session.position()) {
                (Focus::Page, Some(at)) => {
                    let all = cx.session.shown().len();
                    format!("event {} of {}", thousands(at + 1), thousands(all))
                }
                _ => chips::count(cx),
            };
            let said = match cx.session.notice.clone() {
                None if self.in_strip() => Some(self.strip.words()),
                notice => notice,
            };
            chips::render(buf, area, (said.as_deref(), &right), cx);
            return;
        };
        let mut pen = Pen::new(buf, area);
        let right = match (input.value().trim(), asked) {
            ("", Asked::Search) => String::new(),
            ("", Asked::Date) => "1972, feb 1972, 2026-02-04, -10y, today".to_owned(),
            (_, Asked::Search) => hit(cx),
            (text, Asked::Date) => day(text, cx),
        };
        let end = pen.before(
            pen.width().saturating_sub(1),
            0,
            &right,
            cx.style(Role::Strong),
        );
        let room = end.saturating_sub(5 + cells(asked.label()));
        let x = pen.text(1, 0, asked.label(), cx.style(Role::Key));
        line::paint(&mut pen, (x, 0), room, input, cx);
    }

    pub(super) fn hints(&self, cx: &Cx<'_>) -> &'static [Hint] {
        const MOVE: &[Action] = &[Action::PreviousEvent, Action::NextEvent];
        match self.prompt {
            Some((Asked::Search, _)) => {
                return &[
                    (&[Action::Accept], "keep the marks"),
                    (&[Action::Abandon], "as it was"),
                ];
            }
            Some((Asked::Date, _)) => {
                return &[
                    (&[Action::Accept], "stay there"),
                    (&[Action::Abandon], "as it was"),
                ];
            }
            None => {}
        }
        if let Some(drawer) = &self.drawer {
            return drawer.hints();
        }
        match self.focus {
            Focus::List if cx.session.shown().is_empty() && cx.session.filter.chips() > 0 => &[
                (MOVE, "choose"),
                (&[Action::Open], "drop it"),
                (&[Action::DropFilter], "drop the last"),
                (&[Action::ClearFilters], "drop all"),
                (&[Action::Undo], "undo"),
                (&[Action::Help], "help"),
            ],
            Focus::List if cx.keymap.policy() == Policy::Kiosk => &[
                (MOVE, "move"),
                (&[Action::Open], "read"),
                (&[Action::Back], "to the start"),
                (&[Action::Countries], "country"),
                (&[Action::Search], "search"),
                (&[Action::Today], "today"),
                (&[Action::ZoomIn, Action::ZoomOut], "zoom"),
                (&[Action::Help], "help"),
            ],
            Focus::Strip => strip::HINTS,
            Focus::List => &[
                (MOVE, "move"),
                (&[Action::Open], "read"),
                (&[Action::Countries], "country"),
                (&[Action::Search], "search"),
                (&[Action::NextOfPair], "next of pair"),
                (&[Action::Today], "today"),
                (&[Action::ZoomIn, Action::ZoomOut], "zoom"),
                (&[Action::Quit], "quit"),
                (&[Action::Help], "help"),
            ],
            Focus::Pane => &[
                (MOVE, "choose"),
                (&[Action::Open], "open"),
                (&[Action::NextPane], "next pane"),
                (&[Action::NextReading, Action::PreviousReading], "event"),
                (&[Action::Back], "back"),
            ],
            Focus::Page if self.detail.reading.pane == Pane::Quotes => &[
                (MOVE, "quote"),
                (&[Action::NextReading, Action::PreviousReading], "event"),
                (&[Action::NextPane], "next pane"),
                (&[Action::Back], "back"),
            ],
            Focus::Page => &[
                (MOVE, "move"),
                (&[Action::NextReading, Action::PreviousReading], "event"),
                (&[Action::NextPane], "next pane"),
                (&[Action::Back], "back"),
            ],
        }
    }
}

/// Says which hit of a search is selected.
fn hit(cx: &Cx<'_>) -> String {
    match cx.session.hit() {
        (Some(at), hits) => format!("hit {} of {}", thousands(at), thousands(hits)),
        (None, _) => "no hit".to_owned(),
    }
}

/// Says which day a date leads to, or how to write one.
fn day(text: &str, cx: &Cx<'_>) -> String {
    match Span::parse_typed(text, cx.session.today).map(|span| span.first) {
        Ok(Some(day)) => day.format("%a %-d %b %Y").to_string(),
        Ok(None) => "it has no first day".to_owned(),
        Err(error) => error.hint,
    }
}

/// Returns the column at the left of a drawer.
fn whole_column(drawer: Rect) -> Rect {
    Rect {
        x: drawer.x.saturating_sub(2),
        width: 1,
        ..drawer
    }
}

fn clear(buf: &mut Buffer, area: Rect) {
    let area = area.intersection(buf.area);
    for position in area.positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.reset();
        }
    }
}

fn divider(buf: &mut Buffer, areas: &Areas, cx: &Cx<'_>) {
    let mut pen = Pen::new(buf, areas.divider);
    let style = cx.style(Role::Rule);
    if areas.split == Split::Side {
        pen.upright(0, cx.glyphs.upright, style);
    } else {
        pen.rule(0, areas.divider.width, 0, cx.glyphs.rule, style);
    }
}

/// Says why the list is empty and what to do: a row a chip, with what there would be without it.
fn empty(buf: &mut Buffer, area: Rect, chip: Option<usize>, cx: &Cx<'_>) {
    let mut pen = Pen::new(buf, area);
    let session = cx.session;
    if session.timeline.is_empty() {
        pen.text(
            4,
            3,
            "This collection holds no event.",
            cx.style(Role::Strong),
        );
        if !cx.allows(Action::Problems) {
            return;
        }
        let words = if session.problems.is_empty() {
            "An event file lists each event under [[event]].".to_owned()
        } else {
            let key = cx.key(Action::Problems);
            format!("{key} shows what is wrong with the files.")
        };
        pen.text(4, 5, &words, cx.style(Role::Text));
        return;
    }
    let chips = chips::words(cx);
    let words = match chips.as_slice() {
        [_] => "No event has this.",
        _ => "No event has all of this. Without one of them:",
    };
    pen.clipped(
        4,
        3,
        area.width.saturating_sub(5),
        words,
        cx.style(Role::Strong),
    );
    let end = area.width.saturating_sub(4).min(60);
    for (at, (y, words)) in (5..).zip(&chips).enumerate() {
        let count = counted(session.without(at), "event", "events");
        let right = pen.before(end.saturating_sub(1), y, &count, cx.style(Role::Dim));
        let room = right.saturating_sub(8);
        let words = match words.strip_prefix("without ") {
            Some(left_out) => format!("with {left_out}"),
            None => format!("without {words}"),
        };
        pen.clipped(5, y, room, &words, cx.style(Role::Text));
        if chip == Some(at) {
            pen.text(3, y, cx.glyphs.cursor, cx.style(Role::Strong));
            pen.style(4, end, y, cx.style(Role::Selected));
        }
    }
}
