//! The kiosk between an input and a picture: a browser that forgets its visitors, and what is shown between them.

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use ratatui::buffer::Buffer;

use super::browser::Browser;
use super::input::Input;
use super::run::{Flow, Ui};
use crate::app::kiosk::{Answer, Card, Door, Lead, Phase, Press, cards, doors};
use crate::app::{Action, Policy, kiosk};
use crate::config::{self, Chord};
use crate::view::kiosk::{attract, countdown, ending, start};

/// A browser for visitors.
#[derive(Debug)]
pub struct Kiosk<N = fn() -> Instant> {
    browser: Browser,
    state: kiosk::Kiosk,
    cards: Vec<Card>,
    doors: Vec<Door>,
    /// The day that the cards were chosen for.
    day: NaiveDate,
    now: N,
    started: Instant,
}

impl<N: Fn() -> Instant> Kiosk<N> {
    /// Begins with the attract loop; `now` is a clock that never goes back.
    pub fn new(browser: Browser, settings: &config::Kiosk, now: N) -> Self {
        let mut browser = browser.under(Policy::Kiosk);
        browser.reset();
        let mut kiosk = Self {
            state: kiosk::Kiosk::new(settings),
            cards: Vec::new(),
            doors: Vec::new(),
            day: browser.session.today,
            browser,
            started: now(),
            now,
        };
        kiosk.read();
        kiosk
    }

    /// Chooses the cards and reads the views: once a load, and when the day has passed.
    fn read(&mut self) {
        let session = &self.browser.session;
        self.day = session.today;
        self.cards = cards(&session.timeline, session.today);
        self.doors = doors(session, self.browser.initial_filter());
        self.state.fill(self.cards.len(), self.doors.len());
    }

    fn chord(&mut self, chord: Chord) -> Flow {
        let press = match self.browser.action(chord) {
            Some(Action::NextEvent) => Press::Move(1),
            Some(Action::PreviousEvent) => Press::Move(-1),
            Some(Action::First) => Press::Move(isize::MIN),
            Some(Action::Last) => Press::Move(isize::MAX),
            Some(Action::Open) => Press::Open,
            Some(Action::Back) => Press::Back,
            _ => Press::Other,
        };
        match self.state.key(chord, press) {
            Answer::Pass if self.browser.leaves(chord) => {
                let answer = self.state.leave();
                self.answer(answer)
            }
            Answer::Pass => visitor(self.browser.key(chord)),
            answer => {
                let flow = self.answer(answer);
                match self.browser.action(chord) {
                    Some(Action::Redraw) => stronger(flow, Flow::Repaint),
                    _ => flow,
                }
            }
        }
    }

    /// Does what the state asks for.
    fn answer(&mut self, answer: Answer) -> Flow {
        match answer {
            Answer::Same | Answer::Pass => return Flow::Same,
            Answer::Draw => {}
            Answer::Repaint => return Flow::Repaint,
            Answer::End => return Flow::Quit,
            Answer::Reset => {
                self.browser.reset();
                return Flow::Repaint;
            }
            Answer::OpenCard(at) => match self.cards.get(at) {
                Some(card) => self.browser.read(card.ix),
                None => self.browser.reset(),
            },
            Answer::OpenRow(at) => match self.doors.get(at).map(|door| door.lead.clone()) {
                Some(Lead::Filter(filter)) => self.browser.begin(filter),
                Some(Lead::Countries) => {
                    self.browser.reset();
                    self.browser.act(Action::Countries);
                }
                None => self.browser.reset(),
            },
        }
        Flow::Draw
    }

    fn time(&self) -> Duration {
        (self.now)().saturating_duration_since(self.started)
    }
}

impl<N: Fn() -> Instant> Ui for Kiosk<N> {
    fn input(&mut self, input: Input) -> Flow {
        let answer = self.state.tick(self.time());
        let ticked = self.answer(answer);
        if ticked == Flow::Quit {
            return ticked;
        }
        let flow = match input {
            Input::Chord(chord) => self.chord(chord),
            Input::Paste(text) => match self.state.stir() {
                Answer::Pass => visitor(self.browser.input(Input::Paste(text))),
                answer => self.answer(answer),
            },
            // Nobody may stop the program from the keyboard.
            Input::Suspend => Flow::Same,
            input => {
                let wake = input == Input::Wake;
                let flow = self.browser.input(input);
                if wake {
                    // What was read again is no news to a visitor.
                    self.browser.session.notice = None;
                }
                if wake || self.day != self.browser.session.today {
                    self.read();
                }
                flow
            }
        };
        stronger(ticked, flow)
    }

    fn draw(&mut self, buffer: &mut Buffer) {
        match self.state.phase() {
            Phase::Browsing { .. } => self.browser.draw(buffer),
            Phase::Start { row } => start::render(buffer, &self.doors, row, &self.browser.cx()),
            Phase::Attract { card } => {
                let showing = attract::Showing {
                    cards: &self.cards,
                    card,
                    turns: self.state.turns(),
                };
                attract::render(buffer, showing, &self.browser.cx());
            }
        }
        let cx = self.browser.cx();
        if let Some(seconds) = self.state.asking() {
            countdown::render(buffer, seconds, &cx);
        }
        if let Some(seconds) = self.state.ending() {
            ending(buffer, seconds, &cx);
        }
        cx.finish(buffer);
    }

    fn deadline(&self) -> Option<Instant> {
        let due = self.state.due().map(|due| self.started + due);
        due.into_iter().chain(self.browser.deadline()).min()
    }
}

/// Returns what a browser may ask of the loop in a visitor's name.
const fn visitor(flow: Flow) -> Flow {
    match flow {
        Flow::Quit | Flow::Suspend => Flow::Same,
        flow => flow,
    }
}

/// Returns the one of two wishes that includes the other.
fn stronger(one: Flow, other: Flow) -> Flow {
    const ORDER: [Flow; 5] = [
        Flow::Same,
        Flow::Draw,
        Flow::Repaint,
        Flow::Suspend,
        Flow::Quit,
    ];
    let rank = |flow: Flow| ORDER.iter().position(|&known| known == flow);
    if rank(other) > rank(one) { other } else { one }
}

#[cfg(test)]
mod tests;
