//! The whole screen: what has the focus, which drawer or prompt is open, who acts on a key.

mod act;
mod paint;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tui_input::Input;

use super::cx::{Cx, Flow};
use super::detail::{Detail, Show};
use super::drawer::Drawer;
use super::footer;
use super::layout::{self, Areas, Split};
use super::line;
use super::list::ListView;
use super::strip::StripView;
use crate::app::{Action, Context, Msg};
use crate::config::{Chord, Key, Layout};

/// What a line of text is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// What to search for.
    Search,
    /// Which date to go to.
    Date,
}

impl Asked {
    /// Returns what stands before the line.
    const fn label(self) -> &'static str {
        match self {
            Self::Search => "/",
            Self::Date => "go to ",
        }
    }

    /// Returns the message for what has been typed so far.
    fn typed(self, text: &str) -> Msg {
        match self {
            Self::Search => Msg::Search(text.to_owned()),
            Self::Date => Msg::Seek(text.to_owned()),
        }
    }
}

/// What has the keyboard while no drawer and no prompt is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum Focus {
    /// The list.
    #[default]
    List,
    /// A pane of the detail.
    Pane,
    /// A pane on the whole screen.
    Page,
    /// The strip.
    Strip,
}

/// The state of the screen that is not the session's: focus, scroll offsets, what is open.
#[derive(Debug, Default)]
pub struct Screen {
    preference: Layout,
    areas: Option<Areas>,
    focus: Focus,
    list: ListView,
    strip: StripView,
    detail: Detail,
    drawer: Option<Drawer>,
    prompt: Option<(Asked, Input)>,
    quote: usize,
    /// The chosen row of an empty result: the chip that Enter drops.
    chip: usize,
}

impl Screen {
    /// Begins with a layout.
    pub fn new(preference: Layout) -> Self {
        Self {
            preference,
            ..Self::default()
        }
    }

    /// Makes ready for other events: a drawer whose rows are of those shown so far is closed, which is said.
    ///
    /// Where the focus is and how far things are scrolled stays.
    pub fn renew(&mut self) -> bool {
        let stays = matches!(
            self.drawer,
            None | Some(Drawer::Help(_) | Drawer::Problems(_))
        );
        if !stays {
            self.drawer = None;
        }
        !stays
    }

    /// Returns where the next key counts.
    pub const fn context(&self) -> Context {
        if self.prompt.is_some() {
            return Context::Prompt;
        }
        match (&self.drawer, self.focus) {
            (Some(drawer), _) => drawer.context(),
            (None, Focus::Strip) => Context::Strip,
            (None, _) => Context::Browse,
        }
    }

    /// Returns the layout in force.
    pub const fn layout(&self) -> Layout {
        self.preference
    }

    /// Says whether a key is a step back where there is nothing to go back from.
    pub fn leaves(&self, chord: Chord, cx: &Cx<'_>) -> bool {
        self.context() == Context::Browse
            && self.focus == Focus::List
            && cx.session.search.is_none()
            && cx.keymap.resolve(Context::Browse, chord) == Some(Action::Back)
    }

    /// Takes a key: an action of the keymap, else typed text.
    pub fn key(&mut self, chord: Chord, cx: &Cx<'_>) -> Flow {
        let context = self.context();
        if let Some(action) = cx.keymap.resolve(context, chord) {
            return self.act(action, cx);
        }
        match context {
            Context::Browse | Context::Strip => Flow::Pass,
            Context::Panel => self.type_in_drawer(chord, cx),
            Context::Prompt => self.type_in_prompt(chord, cx),
        }
    }

    /// Takes pasted text: one line in a text field, nothing elsewhere.
    pub fn paste(&mut self, text: &str, cx: &Cx<'_>) -> Flow {
        let text = crate::text::SafeText::field(text);
        let mut flow = Flow::Pass;
        if matches!(self.context(), Context::Panel | Context::Prompt) {
            for c in text.chars().take(line::MOST) {
                flow = self.key(Chord::plain(Key::Char(c)), cx);
            }
        }
        flow
    }

    fn type_in_drawer(&mut self, chord: Chord, cx: &Cx<'_>) -> Flow {
        let Some(drawer) = &mut self.drawer else {
            return Flow::Pass;
        };
        match chord.typed() {
            Some(c) => drawer.typed(c, cx),
            None if chord.key == Key::Backspace => drawer.erase(cx),
            None => Flow::Pass,
        }
    }

    fn type_in_prompt(&mut self, chord: Chord, cx: &Cx<'_>) -> Flow {
        let Some((asked, input)) = &mut self.prompt else {
            let drawer = self.drawer.as_mut();
            return drawer.map_or(Flow::Pass, |drawer| drawer.edit(chord, cx));
        };
        match line::edit(input, chord) {
            None => Flow::Pass,
            Some(true) => Flow::Emit(asked.typed(input.value())),
            Some(false) => Flow::Done,
        }
    }

    /// Fixes the geometry for a size and the state of the session.
    pub fn arrange(&mut self, area: Rect, cx: &Cx<'_>) {
        let areas = layout::divide(area, self.preference);
        self.areas = Some(areas);
        if cx.session.selected().is_none() {
            self.focus = Focus::List;
        }
        self.chip = self.chip.min(cx.session.filter.chips().saturating_sub(1));
        self.strip.arrange(areas.strip, cx);
        if self.focus == Focus::Strip && !self.strip.has_bars() {
            self.focus = Focus::List;
        }
        let list = if self.drawer.is_some() {
            areas.beside
        } else {
            areas.list
        };
        self.list.arrange(list, cx);
        match self.focus {
            Focus::Page => self.detail.arrange(page_body(area), Show::Page, cx),
            Focus::Pane => self.detail.arrange(areas.detail, Show::Focused, cx),
            Focus::List | Focus::Strip => self.detail.arrange(areas.detail, Show::Beside, cx),
        }
        if let Some(drawer) = &mut self.drawer {
            drawer.arrange(areas.drawer, cx);
        }
    }

    /// Paints the screen; [`arrange`](Self::arrange) must have been called for the same size.
    pub fn render(&self, buf: &mut Buffer, cx: &Cx<'_>) {
        let Some(areas) = self.areas else {
            return;
        };
        let whole = buf.area;
        if areas.split == Split::Tiny && self.drawer.is_none() {
            self.tiny(buf, cx);
        } else if self.focus == Focus::Page && self.drawer.is_none() {
            self.page(buf, whole, cx);
        } else {
            self.body(buf, &areas, cx);
        }
        self.chips(buf, areas.chips, cx);
        footer::render(buf, areas.footer, self.hints(cx), cx);
        cx.finish(buf);
    }
}

/// Returns the part of the screen below a page's head.
fn page_body(whole: Rect) -> Rect {
    Rect {
        y: whole.y + 3.min(whole.height),
        height: whole.height.saturating_sub(5),
        ..whole
    }
}
