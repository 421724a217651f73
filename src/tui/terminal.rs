//! The screen while it is ours: entering, drawing, stopping for a while, and leaving it as it was found.

use std::io::{self, Write as _};
use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::{self, ThreadId};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use rustix::process::{Signal, kill_current_process_group};

use super::tty::{Line, TerminalError, Tty};
use super::writer::Writer;
use super::{Inbox, frame, reader};

/// Takes the alternate screen and hides the cursor.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l";

/// Marks pastes.
const PASTE: &[u8] = b"\x1b[?2004h";

/// Undoes [`PASTE`].
const NO_PASTE: &[u8] = b"\x1b[?2004l";

/// Ends a frame that was cut short, clears (a console may have but one screen), and undoes [`ENTER`].
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[2J\x1b[H\x1b[?25h\x1b[?1049l";

/// How long a stalled screen may hold up the end of the program.
const PATIENCE: Duration = Duration::from_millis(500);

/// The stage to leave when the thread that entered it panics.
static HOOKED: Mutex<Weak<Stage>> = Mutex::new(Weak::new());

/// The screen, ours until this is dropped.
///
/// Dropping it restores the terminal's mode, its main screen and its cursor.
#[derive(Debug)]
pub struct Terminal {
    stage: Arc<Stage>,
    inbox: Inbox,
    /// What the screen shows, or will when all is written.
    shown: Buffer,
    next: Buffer,
    /// The screen may show something else.
    stale: bool,
    bytes: Vec<u8>,
}

/// What must be undone.
#[derive(Debug)]
struct Stage {
    line: Arc<Line>,
    writer: Writer,
    paste: bool,
    owner: ThreadId,
    entered: AtomicBool,
}

/// What a thread does before its work, on itself: a sandbox has its threads attest there.
pub type Before = Box<dyn FnOnce() + Send>;

impl Terminal {
    /// Starts the threads and takes the screen.
    ///
    /// # Errors
    ///
    /// A thread cannot be started, or the terminal refuses the raw mode.
    pub fn enter(tty: Tty) -> Result<Self, TerminalError> {
        let terminal = Self::start(tty, Inbox::new(), &mut |_| Box::new(|| ()))?;
        terminal.take()?;
        Ok(terminal)
    }

    /// Starts the threads; the terminal stays as it was found until [`take`](Self::take).
    ///
    /// `before` is asked by the name of each thread what it is to do first.
    ///
    /// # Errors
    ///
    /// A thread cannot be started.
    pub fn start(
        tty: Tty,
        inbox: Inbox,
        before: &mut dyn FnMut(&'static str) -> Before,
    ) -> Result<Self, TerminalError> {
        let Tty {
            line,
            signals,
            paste,
        } = tty;
        let line = Arc::new(line);
        let threads = TerminalError::refused("start a thread");
        let writer =
            Writer::spawn(Arc::clone(&line), inbox.clone(), before("writer")).map_err(threads)?;
        let stage = Arc::new(Stage {
            line: Arc::clone(&line),
            writer,
            paste,
            owner: thread::current().id(),
            entered: AtomicBool::new(false),
        });
        let threads = TerminalError::refused("start a thread");
        reader::spawn(Arc::clone(&line), signals, inbox.clone(), before("reader"))
            .map_err(threads)?;
        *HOOKED.lock().unwrap_or_else(PoisonError::into_inner) = Arc::downgrade(&stage);
        let area = Rect::from((Position::ORIGIN, line.size()));
        Ok(Self {
            stage,
            inbox,
            shown: Buffer::empty(area),
            next: Buffer::empty(area),
            stale: true,
            bytes: Vec::new(),
        })
    }

    /// Takes the screen.
    ///
    /// # Errors
    ///
    /// The terminal refuses the raw mode.
    pub fn take(&self) -> Result<(), TerminalError> {
        self.stage
            .enter()
            .map_err(TerminalError::refused("set the terminal's mode"))
    }

    /// Returns where keys, signals and wake-ups arrive; other threads may leave an [`Input::Wake`](super::Input::Wake).
    pub fn inbox(&self) -> Inbox {
        self.inbox.clone()
    }

    /// Draws a frame: `paint` fills an empty buffer of the screen's size, and what differs is written.
    ///
    /// Returns false, and paints nothing, while the frame before is still being written; the inbox is nudged when
    /// it is time to try again.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer)) -> bool {
        if !self.stage.writer.is_idle() {
            return false;
        }
        self.next.reset();
        paint(&mut self.next);
        frame::fence(&mut self.next);
        if self.stale {
            self.shown.reset();
        }
        self.bytes.clear();
        frame::write(&self.shown, &self.next, self.stale, &mut self.bytes);
        if !self.bytes.is_empty() {
            self.stage.writer.submit(&self.bytes);
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        self.stale = false;
        true
    }

    /// Makes the next frame a whole one: the screen may show something else than was drawn.
    pub fn repaint(&mut self) {
        self.stale = true;
    }

    /// Takes over the terminal's size; the next frame is a whole one.
    pub fn resize(&mut self) {
        let area = Rect::from((Position::ORIGIN, self.stage.line.size()));
        self.shown.resize(area);
        self.next.resize(area);
        self.stale = true;
    }

    /// Leaves the screen, stops the program until it is continued, and takes the screen again.
    ///
    /// Where no shell could continue it the program is not stopped. To be called on the main thread, which the
    /// kernel stops before this goes on.
    ///
    /// # Errors
    ///
    /// The terminal is gone when the program is continued.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.stage.leave();
        // SIGTSTP is watched, so its kin does the work: like SIGTSTP it stops the whole job, and the kernel drops it
        // where there is no shell to continue.
        kill_current_process_group(Signal::TTOU)?;
        self.resume()
    }

    /// Takes the screen again after the program was stopped, by whomever.
    ///
    /// # Errors
    ///
    /// The terminal is gone.
    pub fn resume(&mut self) -> io::Result<()> {
        self.stage.enter()?;
        self.resize();
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.stage.leave();
    }
}

impl Stage {
    fn enter(&self) -> io::Result<()> {
        self.line.raw()?;
        self.entered.store(true, Ordering::Release);
        self.writer.submit(ENTER);
        if self.paste {
            self.writer.submit(PASTE);
        }
        Ok(())
    }

    fn leave(&self) {
        if !self.entered.swap(false, Ordering::AcqRel) {
            return;
        }
        if self.paste {
            self.writer.submit(NO_PASTE);
        }
        self.writer.submit(LEAVE);
        self.writer.finish(PATIENCE);
        // A terminal that is gone needs no mode.
        let _gone = self.line.cooked();
    }
}

/// Makes a panic on the thread that entered the screen leave it first, and say nothing but where it happened.
///
/// Panics on other threads are silent while the screen is ours: whoever started them contains them.
pub fn contain_panics() {
    panic::set_hook(Box::new(panicked));
}

/// Says where a panic happened, and nothing of the data that led to it.
fn panicked(info: &PanicHookInfo<'_>) {
    let stage = HOOKED
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .upgrade();
    if let Some(stage) = stage.filter(|stage| stage.entered.load(Ordering::Acquire)) {
        if stage.owner != thread::current().id() {
            return;
        }
        stage.leave();
    }
    let place = info
        .location()
        .map(|at| format!(" at {at}"))
        .unwrap_or_default();
    // Where nobody listens nobody misses it.
    let _unheard = writeln!(io::stderr(), "demarche: internal error{place}");
}
