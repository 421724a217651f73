//! The thread that writes to the screen, because a screen may stall and a clock may not.

use std::io;
use std::os::fd::BorrowedFd;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::inbox::Inbox;
use super::input::Input;
use super::terminal::Before;
use super::tty::Line;

/// The memory that a buffer keeps after a large frame, in bytes.
const KEPT: usize = 64 * 1024;

/// The main thread's end of the writer.
#[derive(Debug)]
pub(super) struct Writer {
    desk: Arc<Desk>,
}

/// Where bytes are left for the writer.
#[derive(Debug, Default)]
struct Desk {
    work: Mutex<Work>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Work {
    /// Bytes that wait.
    waiting: Vec<u8>,
    /// Bytes are on their way to the terminal.
    writing: bool,
    /// Somebody wants to know when all is written.
    wanted: bool,
    /// Nothing will come any more, or the screen takes nothing any more.
    shut: bool,
}

impl Work {
    const fn is_idle(&self) -> bool {
        !self.writing && self.waiting.is_empty()
    }
}

impl Writer {
    /// Starts the thread.
    pub(super) fn spawn(line: Arc<Line>, inbox: Inbox, before: Before) -> io::Result<Self> {
        let desk = Arc::<Desk>::default();
        let writer = Self {
            desk: Arc::clone(&desk),
        };
        thread::Builder::new()
            .name("writer".into())
            .spawn(move || {
                before();
                desk.serve(&line, &inbox);
            })?;
        Ok(writer)
    }

    /// Says whether all is written; if not, the inbox is nudged when it is.
    pub(super) fn is_idle(&self) -> bool {
        let mut work = self.desk.lock();
        work.wanted = !work.is_idle();
        !work.wanted
    }

    /// Leaves bytes to be written, in one piece.
    pub(super) fn submit(&self, bytes: &[u8]) {
        let mut work = self.desk.lock();
        if !work.shut {
            work.waiting.extend(bytes);
            self.desk.changed.notify_all();
        }
    }

    /// Waits until all is written, so long at most; a stalled screen gets no more of our time.
    pub(super) fn finish(&self, patience: Duration) {
        let work = self.desk.lock();
        let busy = |work: &mut Work| !work.is_idle();
        let waited = self.desk.changed.wait_timeout_while(work, patience, busy);
        drop(waited);
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.desk.lock().shut = true;
        self.desk.changed.notify_all();
    }
}

impl Desk {
    fn lock(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, line: &Line, inbox: &Inbox) {
        let mut bytes = Vec::new();
        while self.fetch(&mut bytes) {
            let written = write_all(line.screen(), &bytes);
            bytes.clear();
            bytes.shrink_to(KEPT);
            let mut work = self.lock();
            work.writing = false;
            if written.is_err() {
                work.shut = true;
                work.waiting.clear();
                inbox.push(Input::Gone);
            }
            if work.is_idle() && std::mem::take(&mut work.wanted) {
                inbox.nudge();
            }
            drop(work);
            self.changed.notify_all();
        }
    }

    /// Waits for bytes; returns false when none will come.
    fn fetch(&self, bytes: &mut Vec<u8>) -> bool {
        let mut work = self.lock();
        while work.waiting.is_empty() && !work.shut {
            work = self
                .changed
                .wait(work)
                .unwrap_or_else(PoisonError::into_inner);
        }
        std::mem::swap(&mut work.waiting, bytes);
        work.writing = !bytes.is_empty();
        work.writing
    }
}

fn write_all(screen: BorrowedFd<'_>, mut bytes: &[u8]) -> Result<(), Errno> {
    while !bytes.is_empty() {
        match rustix::io::write(screen, bytes) {
            Ok(0) => return Err(Errno::IO),
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Whoever shares the terminal made it not wait; so we wait ourselves.
            Err(Errno::AGAIN) => {
                let mut watched = [PollFd::from_borrowed_fd(screen, PollFlags::OUT)];
                rustix::io::retry_on_intr(|| poll(&mut watched, None))?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
