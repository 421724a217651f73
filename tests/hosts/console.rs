//! A console of the kernel: its own emulator, its own font, and others who write on it.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustix::process::Signal;
use rustix::termios::tcgetwinsize;

use crate::place::{Lack, PROGRAM, Place, need, root, sandbox, tools};
use crate::process::{Process, until};

/// The console that these tests take; nothing else uses it.
const NUMBER: u32 = 9;

/// Long enough for any machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// Code page 437 beside ASCII: <https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/PC/CP437.TXT>, and what the
/// kernel draws with the same glyphs.
const CP437: &str = "☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»\
    ░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// There is one console, for one test at a time.
static TAKEN: Mutex<()> = Mutex::new(());

/// The kiosk on a console.
struct Console {
    kiosk: Child,
    tty: File,
    place: Place,
    _taken: MutexGuard<'static, ()>,
}

impl Console {
    fn start(settings: &str) -> Result<Self, Lack> {
        root()?;
        sandbox()?;
        tools(&["setsid", "perl"])?;
        let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        let path = format!("/dev/tty{NUMBER}");
        let open = || File::options().read(true).write(true).open(&path);
        let tty = open().map_err(|error| format!("no console here: {path}: {error}"))?;
        let place = Place::new(settings);
        let kiosk = Command::new("setsid")
            .args(["--ctty", PROGRAM])
            .args(place.arguments())
            .env_clear()
            .env("TERM", "linux")
            .env("LANG", "C.UTF-8")
            .stdin(Stdio::from(open().unwrap()))
            .stdout(Stdio::from(open().unwrap()))
            .stderr(File::create(place.at("said")).unwrap())
            .spawn()
            .unwrap();
        let console = Self {
            kiosk,
            tty,
            place,
            _taken: taken,
        };
        if console.lines().is_none() {
            return Err("the kernel does not show what is on a console here".into());
        }
        Ok(console)
    }

    /// The characters on the screen, as the kernel keeps them.
    fn lines(&self) -> Option<Vec<String>> {
        let memory = fs::read(PathBuf::from(format!("/dev/vcsu{NUMBER}"))).ok()?;
        let columns = usize::from(tcgetwinsize(&self.tty).ok()?.ws_col).max(1);
        let cells: Vec<char> = memory
            .chunks_exact(4)
            .map(|cell| {
                let code = cell.try_into().map_or(0, u32::from_le_bytes);
                char::from_u32(code).unwrap_or('\u{fffd}')
            })
            .collect();
        let line = |cells: &[char]| cells.iter().collect::<String>().trim_end().to_owned();
        Some(cells.chunks(columns).map(line).collect())
    }

    fn text(&self) -> String {
        self.lines().unwrap_or_default().join("\n")
    }

    fn sees(&self, text: &str) {
        let seen = until(PATIENCE, || self.text().contains(text));
        let said = fs::read_to_string(self.place.at("said")).unwrap();
        assert!(seen.is_some(), "no {text:?} in:\n{}\n{said}", self.text());
    }

    fn process(&self) -> Process {
        Process(self.kiosk.id())
    }
}

/// Types, as the keyboard does.
fn press(keys: &str) {
    // TIOCSTI is a call that Rust has no safe form of.
    let script = format!(
        "open F,'+<','/dev/tty{NUMBER}' or die; ioctl(F,0x5412,$_) or die \"TIOCSTI: $!\" for split//,$ARGV[0]"
    );
    let output = Command::new("perl")
        .args(["-e", &script, keys])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

impl Drop for Console {
    fn drop(&mut self) {
        self.process().signal(Signal::TERM);
        let _corpse = self.kiosk.wait();
    }
}

/// A37: the same text as on a terminal of the same size, in characters that the console has.
#[test]
fn a37_the_console_shows_the_text_in_its_own_characters() {
    let settings = "idle = 3600\ncard = 3600";
    let console = need!(Console::start(settings));
    console.sees("any other key");
    let size = tcgetwinsize(&console.tty).unwrap();
    let place = Place::new(settings);
    let mut terminal = place
        .kiosk()
        .env("TERM", "linux")
        .size(size.ws_col, size.ws_row)
        .start();
    let mut step = |keys: &str, then: &str| {
        if !keys.is_empty() {
            press(keys);
            terminal.press(keys);
        }
        console.sees(then);
        terminal.sees(then);
        let expected = || -> String {
            let text = terminal.text();
            let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
            lines.join("\n").trim_end().to_owned()
        };
        let same = until(PATIENCE, || console.text().trim_end() == expected());
        assert!(
            same.is_some(),
            "{keys:?}:\n{}\ninstead of\n{}",
            console.text(),
            expected()
        );
        let foreign = |c: &char| !matches!(c, ' '..='~' | '\n') && !CP437.contains(*c);
        let foreign: String = console.text().chars().filter(foreign).collect();
        assert_eq!(foreign, "", "{keys:?}");
    };
    step("", "any other key");
    step("x", "1 event");
    step("\r", "example.org");
    step("?", "type to find one");
    step("\x1b", "example.org");
    step("/nothing", "nothing");
    // Sixteen colours at most: none by its number in a palette, or by its parts.
    let written = String::from_utf8(terminal.output()).unwrap();
    assert!(!written.contains("8;5;") && !written.contains("8;2;"));
    assert!(console.process().lives());
}

/// A74, by the reset after a visitor.
#[test]
fn a74_what_others_write_is_gone_when_the_visitor_is() {
    let mut console = need!(Console::start("idle = 2\ncountdown = 1"));
    console.sees("any other key");
    let fresh = console.text();
    press("x");
    console.sees("1 event");
    write!(
        console.tty,
        "\x1b[HBroadcast message from root\x1b[5;1H\x1b[J"
    )
    .unwrap();
    console.sees("Broadcast message");
    let mended = until(PATIENCE, || console.text() == fresh);
    assert!(mended.is_some(), "{}\ninstead of\n{fresh}", console.text());
}

/// A74, in the loop, where nobody comes.
///
/// `cargo test --test hosts a74 -- --ignored --nocapture`
#[test]
#[ignore = "takes a minute"]
fn a74_what_others_write_is_gone_within_a_minute() {
    let mut console = need!(Console::start("card = 3600"));
    console.sees("any other key");
    let fresh = console.text();
    write!(
        console.tty,
        "\x1b[HBroadcast message from root\x1b[5;1H\x1b[J"
    )
    .unwrap();
    console.sees("Broadcast message");
    let mended = until(Duration::from_secs(62), || console.text() == fresh);
    eprintln!("a74: repaired after {mended:?}");
    assert!(mended.is_some(), "{}\ninstead of\n{fresh}", console.text());
}
