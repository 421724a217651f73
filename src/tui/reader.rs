//! The thread that hears the keyboard and the signals.
//!
//! It sleeps in one `poll(2)`: without end when nothing is unfinished, else until the silence that the decoder
//! waits for. It reads no more bytes than the inbox has room for keys, so a flood waits in the terminal.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::inbox::{CAPACITY, Inbox};
use super::input::Input;
use super::keys::Decoder;
use super::signals::Signals;
use super::terminal::Before;
use super::tty::Line;

/// How long to wait for room while the inbox is full.
const CROWDED: Duration = Duration::from_millis(10);

/// Starts the thread. It ends with the terminal, and says so in the inbox.
pub(super) fn spawn(
    line: Arc<Line>,
    signals: Signals,
    inbox: Inbox,
    before: Before,
) -> io::Result<()> {
    let reader = Reader {
        line,
        signals,
        farewell: Farewell(inbox),
        decoder: Decoder::default(),
        heard: Instant::now(),
    };
    thread::Builder::new()
        .name("reader".into())
        .spawn(move || {
            before();
            reader.run();
        })?;
    Ok(())
}

/// Says that the terminal is gone when the thread ends, however it ends: nobody would hear a key any more.
struct Farewell(Inbox);

impl Drop for Farewell {
    fn drop(&mut self) {
        self.0.push(Input::Gone);
    }
}

struct Reader {
    line: Arc<Line>,
    signals: Signals,
    farewell: Farewell,
    decoder: Decoder,
    /// When the last byte was read.
    heard: Instant,
}

/// What a look at the keyboard found.
enum Heard {
    Something,
    Silence,
    Hangup,
}

impl Reader {
    fn run(mut self) {
        while !matches!(self.step(), Heard::Hangup) {}
    }

    /// Sleeps until something happens, and hands it on.
    fn step(&mut self) -> Heard {
        let room = self.farewell.0.room();
        let (signalled, ready) = match self.sleep(room > 0) {
            Ok(ready) => ready,
            Err(Errno::INTR | Errno::AGAIN) => return Heard::Something,
            Err(_) => return Heard::Hangup,
        };
        if signalled {
            self.signals
                .take()
                .for_each(|input| self.farewell.0.push(input));
        }
        let heard = self.listen(ready, room);
        // Bytes that wait unread are no silence.
        if matches!(heard, Heard::Silence)
            && room > 0
            && let Some(input) = self.decoder.silence(self.heard.elapsed())
        {
            self.farewell.0.push(input);
        }
        heard
    }

    /// Sleeps; returns whether signals arrived and what the keyboard is ready for.
    fn sleep(&self, room: bool) -> Result<(bool, PollFlags), Errno> {
        let patience = if room {
            let left = |patience: Duration| patience.saturating_sub(self.heard.elapsed());
            self.decoder.patience().map(left)
        } else {
            Some(CROWDED)
        };
        let timeout = patience.and_then(|patience| Timespec::try_from(patience).ok());
        let wanted = if room {
            PollFlags::IN
        } else {
            PollFlags::empty()
        };
        let mut watched = [
            PollFd::from_borrowed_fd(self.signals.watched(), PollFlags::IN),
            PollFd::from_borrowed_fd(self.line.keys(), wanted),
        ];
        poll(&mut watched, timeout.as_ref())?;
        let [signals, keys] = watched.map(|fd| fd.revents());
        Ok((!signals.is_empty(), keys))
    }

    fn listen(&mut self, ready: PollFlags, room: usize) -> Heard {
        if !ready.contains(PollFlags::IN) {
            return if ready.is_empty() {
                Heard::Silence
            } else {
                Heard::Hangup
            };
        }
        let mut bytes = [0; CAPACITY];
        let free = bytes.get_mut(..room).unwrap_or_default();
        match rustix::io::read(self.line.keys(), free) {
            Ok(0) => Heard::Hangup,
            Ok(count) => {
                self.heard = Instant::now();
                for byte in bytes.iter().take(count) {
                    if let Some(input) = self.decoder.push(*byte) {
                        self.farewell.0.push(input);
                    }
                }
                Heard::Something
            }
            Err(Errno::INTR | Errno::AGAIN) => Heard::Something,
            Err(_) => Heard::Hangup,
        }
    }
}
