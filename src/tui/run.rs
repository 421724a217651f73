//! The loop: waits for inputs, hands them on, draws when something changed.

use std::io;
use std::iter;
use std::time::Instant;

use ratatui::buffer::Buffer;

use super::inbox::CAPACITY;
use super::input::{Input, Signal};
use super::terminal::Terminal;

/// What the loop serves: everything between an input and a picture.
pub trait Ui {
    /// Takes an input; says what it asks of the loop.
    ///
    /// What the loop deals with itself ([`Input::Resize`], [`Input::Continued`]) comes too, and draws whatever is returned.
    fn input(&mut self, input: Input) -> Flow;

    /// Paints the whole screen into an empty buffer of its size.
    fn draw(&mut self, buffer: &mut Buffer);

    /// Returns when an [`Input::Deadline`] is due, if no other input changes that before.
    ///
    /// A deadline that has passed must be gone after the input that tells of it.
    fn deadline(&self) -> Option<Instant>;
}

/// What an input asks of the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Nothing changed.
    Same,
    /// The picture changed.
    Draw,
    /// The whole screen is to be drawn, whatever it shows.
    Repaint,
    /// The program is to stop until it is continued.
    Suspend,
    /// The program is to end.
    Quit,
}

/// Why the loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The [`Ui`] asked for it.
    Quit,
    /// A signal asked for it; a terminal that is gone counts as a hangup.
    Signal(Signal),
}

/// Serves a [`Ui`] on a terminal until something ends it.
///
/// All inputs that wait are taken before a frame is drawn; while the screen stalls no frame is.
pub fn run(ui: &mut impl Ui, terminal: &mut Terminal) -> End {
    let inbox = terminal.inbox();
    let mut changed = true;
    loop {
        if changed && terminal.draw(|buffer| ui.draw(buffer)) {
            changed = false;
        }
        let first = inbox.wait(ui.deadline());
        let others = iter::from_fn(|| inbox.take()).take(CAPACITY);
        for input in first.into_iter().chain(others) {
            match serve(ui, terminal, input) {
                Ok(drawn) => changed |= drawn,
                Err(end) => return end,
            }
        }
        // The clock is looked at here too, because a flood of inputs must not hold it up.
        if ui.deadline().is_some_and(|due| due <= Instant::now()) {
            match serve(ui, terminal, Input::Deadline) {
                Ok(drawn) => changed |= drawn,
                Err(end) => return end,
            }
        }
    }
}

/// Serves one input; returns whether the picture changed.
fn serve(ui: &mut impl Ui, terminal: &mut Terminal, input: Input) -> Result<bool, End> {
    let seen = match input {
        Input::Terminate(signal) => return Err(End::Signal(signal)),
        Input::Gone => return Err(End::Signal(Signal::Hangup)),
        Input::Resize => {
            terminal.resize();
            true
        }
        Input::Continued => {
            terminal.resume().map_err(gone)?;
            true
        }
        _ => false,
    };
    match ui.input(input) {
        Flow::Same => Ok(seen),
        Flow::Draw => Ok(true),
        Flow::Repaint => {
            terminal.repaint();
            Ok(true)
        }
        Flow::Suspend => {
            terminal.suspend().map_err(gone)?;
            Ok(true)
        }
        Flow::Quit => Err(End::Quit),
    }
}

fn gone(_: io::Error) -> End {
    End::Signal(Signal::Hangup)
}

#[cfg(test)]
mod tests;
