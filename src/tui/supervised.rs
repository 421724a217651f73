//! A screen under a service manager that starts the program anew when it no longer does its work.

use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;

use super::input::Input;
use super::notify::Notify;
use super::run::{Flow, Ui};

/// Serves a [`Ui`] and tells the service manager so: first that it is ready, then now and then that it is alive.
///
/// It is told from the loop itself. A loop that hangs tells nothing, and that is the point.
#[derive(Debug)]
pub struct Supervised<U> {
    ui: U,
    notify: Notify,
    /// What to tell when the first picture is drawn; taken then.
    status: Option<String>,
    /// How often, and when next, it is told that the program is alive.
    alive: Option<(Duration, Instant)>,
}

impl<U: Ui> Supervised<U> {
    /// Puts a screen under a service manager, which is told `status` with the first picture.
    pub fn new(ui: U, notify: Notify, status: String) -> Self {
        let alive = notify.period().map(|period| (period, Instant::now()));
        Self {
            ui,
            notify,
            status: Some(status),
            alive,
        }
    }

    /// Tells that the program is about to end.
    pub fn stopping(&self) {
        self.notify.stopping();
    }

    fn tell(&mut self) {
        let now = Instant::now();
        if let Some((period, due)) = &mut self.alive
            && *due <= now
        {
            self.notify.alive();
            *due = now + *period;
        }
    }
}

impl<U: Ui> Ui for Supervised<U> {
    fn input(&mut self, input: Input) -> Flow {
        self.tell();
        // A deadline may be ours alone; what is served keeps its own.
        if input == Input::Deadline && self.ui.deadline().is_none_or(|due| due > Instant::now()) {
            return Flow::Same;
        }
        self.ui.input(input)
    }

    fn draw(&mut self, buffer: &mut Buffer) {
        self.ui.draw(buffer);
        if let Some(status) = self.status.take() {
            self.notify.ready(&status);
        }
    }

    fn deadline(&self) -> Option<Instant> {
        let alive = self.alive.map(|(_, due)| due);
        self.ui.deadline().into_iter().chain(alive).min()
    }
}

#[cfg(test)]
mod tests;
