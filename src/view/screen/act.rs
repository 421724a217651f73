//! What the screen does with an action: the prompt, the drawer, then whatever has the focus.

use ratatui::layout::Rect;
use tui_input::Input;

use super::{Asked, Focus, Screen};
use crate::app::{Action, Context, Msg, Step};
use crate::chart::lanes::Lane;
use crate::config::Layout;
use crate::model::Zoom;
use crate::query::Facet;
use crate::view::cx::{Cx, Flow};
use crate::view::detail::{Pane, Reading, Show};
use crate::view::drawer::{
    Drawer, filter::Panel, help::Help, picker::Picker, problems::Problems, same::Same,
};

impl Screen {
    /// Takes an action.
    pub fn act(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        match action {
            Action::QuitNow => return Flow::Emit(Msg::Quit),
            Action::Suspend => return Flow::Emit(Msg::Suspend),
            Action::Redraw => return Flow::Emit(Msg::Redraw),
            Action::Reload => return Flow::Emit(Msg::Reload),
            Action::Help => {
                let open = matches!(self.drawer, Some(Drawer::Help(_)));
                self.drawer = (!open).then(|| Drawer::Help(Help::default()));
                return if cx.session.preview.is_some() {
                    Flow::Emit(Msg::Preview(None))
                } else {
                    Flow::Done
                };
            }
            _ => {}
        }
        match self.context() {
            Context::Prompt if self.prompt.is_some() => self.act_in_prompt(action),
            Context::Panel | Context::Prompt => self.act_in_drawer(action, cx),
            Context::Browse | Context::Strip => self.act_browsing(action, cx),
        }
    }

    fn act_in_prompt(&mut self, action: Action) -> Flow {
        if !matches!(action, Action::Accept | Action::Abandon) {
            return Flow::Pass;
        }
        let Some((asked, _)) = self.prompt.take() else {
            return Flow::Pass;
        };
        Flow::Emit(match (asked, action) {
            (Asked::Search, Action::Accept) => Msg::EndSearch,
            (Asked::Search, _) => Msg::AbandonSearch,
            (Asked::Date, Action::Accept) => Msg::EndSeek,
            (Asked::Date, _) => Msg::AbandonSeek,
        })
    }

    fn act_in_drawer(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        let Some(drawer) = &mut self.drawer else {
            return Flow::Pass;
        };
        let flow = drawer.act(action, cx);
        let closes = match action {
            Action::Apply | Action::Cancel | Action::Abandon => true,
            // A query that cannot be read stays to be mended.
            Action::Accept => matches!(flow, Flow::Emit(Msg::Filter(_))),
            _ => false,
        };
        if closes {
            self.drawer = None;
            return if flow == Flow::Pass { Flow::Done } else { flow };
        }
        flow
    }

    fn act_browsing(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        if let Some(flow) = self.open_something(action, cx) {
            return flow;
        }
        let flow = match self.focus {
            Focus::List => self.act_in_list(action, cx),
            Focus::Pane => self.act_in_pane(action, cx),
            Focus::Page => self.act_in_page(action, cx),
            Focus::Strip => self.act_in_strip(action, cx),
        };
        if flow == Flow::Pass {
            self.act_anywhere(action, cx)
        } else {
            flow
        }
    }

    fn open_something(&mut self, action: Action, cx: &Cx<'_>) -> Option<Flow> {
        match action {
            Action::Countries => {
                let query = cx.session.filter.query.clone();
                let picker = Picker::open(Facet::Country, query, cx);
                self.drawer = Some(Drawer::Picker(Box::new(picker)));
            }
            Action::Filter => self.drawer = Some(Drawer::Filter(Box::new(Panel::open(cx)))),
            Action::Same => {
                let Some(ix) = cx.session.selected() else {
                    return Some(Flow::Emit(Msg::Notice("No event is selected.".into())));
                };
                let same = Same::open(ix, cx);
                let preview = same.preview(cx);
                self.drawer = Some(Drawer::Same(same));
                return Some(preview);
            }
            Action::Problems => self.drawer = Some(Drawer::Problems(Problems::default())),
            Action::Search => {
                self.prompt = Some((Asked::Search, Input::default()));
                return Some(Flow::Emit(Msg::BeginSearch));
            }
            Action::GoToDate => {
                self.prompt = Some((Asked::Date, Input::default()));
                return Some(Flow::Emit(Msg::BeginSeek));
            }
            Action::Layout => {
                let words = Layout::WORDS;
                let at = words.iter().position(|&(one, _)| one == self.preference);
                let (next, word) = words[at.map_or(0, |at| (at + 1) % words.len())];
                self.preference = next;
                return Some(Flow::Emit(Msg::Notice(format!("Layout: {word}."))));
            }
            _ => return None,
        }
        Some(Flow::Done)
    }

    fn act_in_list(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        if cx.session.shown().is_empty() && cx.session.filter.chips() > 0 {
            match action {
                Action::NextEvent => self.chip += 1,
                Action::PreviousEvent => self.chip = self.chip.saturating_sub(1),
                Action::Open => return Flow::Emit(Msg::DropChip(self.chip)),
                _ => return self.act_on_list(action, cx),
            }
            return Flow::Done;
        }
        self.act_on_list(action, cx)
    }

    fn act_on_list(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        let page = isize::try_from(self.list.page()).unwrap_or(1);
        let last = cx.session.shown().len().saturating_sub(1);
        match action {
            Action::NextEvent => Flow::Emit(Msg::Move(1)),
            Action::PreviousEvent => Flow::Emit(Msg::Move(-1)),
            Action::PageDown => Flow::Emit(Msg::Move(page)),
            Action::PageUp => Flow::Emit(Msg::Move(-page)),
            Action::HalfPageDown => Flow::Emit(Msg::Move(page / 2)),
            Action::HalfPageUp => Flow::Emit(Msg::Move(-page / 2)),
            Action::First => Flow::Emit(Msg::SelectAt(0)),
            Action::Last => Flow::Emit(Msg::SelectAt(last)),
            Action::Open | Action::NextPane if cx.session.selected().is_some() => {
                self.focus = Focus::Pane;
                self.detail.enter(true);
                Flow::Done
            }
            Action::PreviousPane if self.strip.has_bars() => {
                self.focus = Focus::Strip;
                self.strip.enter(cx);
                Flow::Done
            }
            Action::PreviousPane if cx.session.selected().is_some() => {
                self.focus = Focus::Pane;
                self.detail.enter(false);
                Flow::Done
            }
            Action::Back if cx.session.search.is_some() => Flow::Emit(Msg::DropSearch),
            Action::Back if cx.session.pending.is_some() => Flow::Emit(Msg::StopReading),
            Action::Back => match cx.key(Action::Quit) {
                key if key.is_empty() => Flow::Done,
                key => Flow::Emit(Msg::Notice(format!("{key} quits."))),
            },
            Action::Quit => Flow::Emit(Msg::Quit),
            _ => Flow::Pass,
        }
    }

    fn act_in_pane(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        match action {
            Action::Back => {
                self.focus = Focus::List;
                self.detail.reading = Reading::default();
                Flow::Done
            }
            Action::NextPane | Action::PreviousPane => {
                let forward = action == Action::NextPane;
                if !self.detail.turn(forward) {
                    self.detail.reading = Reading::default();
                    self.focus = if forward && self.strip.has_bars() {
                        self.strip.enter(cx);
                        Focus::Strip
                    } else {
                        Focus::List
                    };
                }
                Flow::Done
            }
            Action::Quit => Flow::Emit(Msg::Quit),
            Action::Open => match self.detail.act(action, cx) {
                Flow::Pass => {
                    self.focus = Focus::Page;
                    self.quote = self.detail.reading.item.unwrap_or(0);
                    Flow::Done
                }
                flow => self.leave_with(flow),
            },
            _ => self.detail.act(action, cx),
        }
    }

    fn act_in_strip(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        match action {
            Action::NextBar => self.strip.step(true),
            Action::PreviousBar => self.strip.step(false),
            Action::First => self.strip.end(true),
            Action::Last => self.strip.end(false),
            Action::PreviousPane => {
                self.focus = Focus::Pane;
                self.detail.enter(false);
            }
            Action::LeaveStrip | Action::Back | Action::NextPane => self.focus = Focus::List,
            Action::JumpToBar | Action::Open => {
                self.focus = Focus::List;
                if let Some(at) = self.strip.first_event(cx) {
                    return Flow::Emit(Msg::SelectAt(at));
                }
            }
            Action::NextEvent
            | Action::PreviousEvent
            | Action::PageDown
            | Action::PageUp
            | Action::HalfPageDown
            | Action::HalfPageUp => {
                self.focus = Focus::List;
                return self.act_in_list(action, cx);
            }
            Action::Quit => return Flow::Emit(Msg::Quit),
            _ => return Flow::Pass,
        }
        Flow::Done
    }

    fn act_in_page(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        let quotes = self.detail.reading.pane == Pane::Quotes;
        let last = cx
            .session
            .selected()
            .map_or(0, |ix| Pane::Quotes.count(cx, ix).saturating_sub(1));
        match action {
            Action::Back | Action::Quit => {
                self.focus = Focus::Pane;
                if quotes {
                    self.detail.reading.item = Some(self.quote);
                }
            }
            Action::NextPane | Action::PreviousPane => {
                // The panes of the page are those of the detail: look at them all, turn, look at one again.
                self.detail.arrange(
                    self.areas.map_or(Rect::ZERO, |areas| areas.detail),
                    Show::Focused,
                    cx,
                );
                self.detail.turn(action == Action::NextPane);
                self.quote = 0;
            }
            Action::NextEvent | Action::PageDown if quotes => {
                self.quote = (self.quote + 1).min(last);
            }
            Action::PreviousEvent | Action::PageUp if quotes => {
                self.quote = self.quote.saturating_sub(1);
            }
            Action::First if quotes => self.quote = 0,
            Action::Last if quotes => self.quote = last,
            Action::Open if quotes => {}
            _ => {
                let flow = self.detail.act(action, cx);
                return if matches!(flow, Flow::Emit(_)) {
                    self.leave_with(flow)
                } else {
                    flow
                };
            }
        }
        Flow::Done
    }

    /// Goes back to where a followed row leads: a link stays in the panes, a filter shows the list.
    fn leave_with(&mut self, flow: Flow) -> Flow {
        match &flow {
            Flow::Emit(Msg::Follow(_)) => {
                self.focus = Focus::Pane;
                self.detail.enter(true);
            }
            Flow::Emit(Msg::Filter(_)) => {
                self.focus = Focus::List;
                self.detail.reading = Reading::default();
            }
            _ => {}
        }
        flow
    }

    fn act_anywhere(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        let zoom = cx.session.zoom;
        Flow::Emit(match action {
            Action::NextReading => {
                self.quote = 0;
                Msg::Move(1)
            }
            Action::PreviousReading => {
                self.quote = 0;
                Msg::Move(-1)
            }
            Action::NextPeriod => Msg::Period(Step::Next),
            Action::PreviousPeriod => Msg::Period(Step::Previous),
            Action::ZoomIn => zoom.finer().map_or(
                Msg::Notice("The list is grouped by day already.".into()),
                Msg::Zoom,
            ),
            Action::ZoomOut => zoom.coarser().map_or(
                Msg::Notice("Everything is in one list already.".into()),
                Msg::Zoom,
            ),
            Action::ZoomAll => Msg::Zoom(Zoom::All),
            Action::Today => Msg::Today,
            Action::NextOfPair => Msg::Pair(Step::Next),
            Action::PreviousOfPair => Msg::Pair(Step::Previous),
            Action::Future => Msg::Future,
            Action::DropFilter => Msg::DropFilter,
            Action::ClearFilters => Msg::ClearFilters,
            Action::Undo => Msg::Undo,
            Action::Redo => Msg::Redo,
            Action::NextHit => Msg::Hit(Step::Next),
            Action::PreviousHit => Msg::Hit(Step::Previous),
            Action::HistoryBack => Msg::Return(Step::Previous),
            Action::HistoryForward => Msg::Return(Step::Next),
            _ => match action.lane() {
                Some(at) => self.lane(at),
                None => return Flow::Pass,
            },
        })
    }

    /// Toggles the country whose lane bears a number.
    fn lane(&self, at: usize) -> Msg {
        let numbered = |lane: &&Lane| {
            lane.number
                .is_some_and(|number| usize::from(number) == at + 1)
        };
        match self.list.lanes().iter().find(numbered) {
            Some(lane) => Msg::Toggle(lane.country),
            None => Msg::Notice(format!("There is no lane {} here.", at + 1)),
        }
    }
}
