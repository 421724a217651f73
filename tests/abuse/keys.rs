//! What is typed: keys, unfinished sequences, answers to questions nobody asked, and floods.

use std::fmt::Write as _;
use std::thread;
use std::time::Duration;

use crate::program::Program;
use crate::visit::{LOOP, Opening, SILENCE, START, Visit, length};

/// How long an unfinished sequence is waited for, with a little more.
const PARTIAL: Duration = Duration::from_millis(60);

/// What floods may leave behind, in KiB: the allocator's reserves, never what was typed.
const FLOOD: u64 = 5 * 1024;

/// Types each of some strings, with a silence after each, and asserts that the kiosk is alive and leaves nothing.
fn survives(strings: impl IntoIterator<Item = impl AsRef<[u8]>>) {
    let mut visit = Opening::new().open();
    for string in strings {
        visit.press(string);
        thread::sleep(PARTIAL);
    }
    visit.is_alive();
    visit.ends();
}

fn one(program: &Program) {
    assert_eq!(program.ends_within(SILENCE), None);
}

#[test]
fn a01_plain_quit() {
    let typed = [
        "q", "Q", ":q\r", ":q!\r", "ZZ", "x", "exit\r", "quit\r", "\x1b", "\x1b",
    ];
    survives(typed.iter().chain(&["\x1b"; 20]));
}

#[test]
fn a02_sig_keys() {
    let mut visit = Opening::new().open();
    for page in ["", "\r", "/", "?"] {
        visit.press(page);
        visit.press([
            0x03, 0x1a, 0x1c, 0x04, 0x13, 0x11, 0x0f, 0x16, 0x12, 0x1d, 0x13,
        ]);
        one(&visit.program);
        visit.is_alive();
    }
    visit.ends();
}

/// Every byte, every byte after an escape, every byte after an escape and a bracket, in four sessions at once.
#[test]
fn a02_every_byte() {
    thread::scope(|scope| {
        for before in ["", "\x1b", "\x1b[", "\x1bO"] {
            scope.spawn(move || {
                survives((0..=u8::MAX).map(|byte| [before.as_bytes(), &[byte]].concat()));
            });
        }
    });
}

/// An unfinished sequence does not keep the kiosk from forgetting its visitor.
fn forgets_after(unfinished: &[u8]) {
    let mut visit = Opening::hasty().open();
    visit.rests();
    let fresh = visit.program.text();
    visit.press("\r");
    visit.misses(LOOP);
    visit.press(unfinished);
    visit.sees(LOOP);
    visit.rests();
    assert_eq!(visit.program.text(), fresh);
    visit.ends();
}

#[test]
fn a03_alt_bracket() {
    forgets_after(b"\x1b[");
}

#[test]
fn a04_ss3_partial() {
    forgets_after(b"\x1bO");
}

#[test]
fn a05_typed_paste() {
    let mut visit = Opening::new().open();
    for typed in ["\x1b[", "2", "0", "0", "~"] {
        visit.press(typed);
        thread::sleep(Duration::from_millis(100));
    }
    visit.press("jjq\x03");
    visit.is_alive();
    visit.ends();
}

#[test]
fn a06_paste_flood() {
    let mut visit = Opening::new().open();
    visit.grows_less(FLOOD, |visit| {
        visit.press("\x1b[200~");
        visit.press(b"text ".repeat(length(8 << 20, 40 << 20) / 5));
    });
    visit.ends();
}

#[test]
fn a07_paste_nest() {
    const END: &[u8] = b"\x1b[201~";
    let mut visit = Opening::new().open();
    visit.press("\x1b[200~\x1b[200~q\x1b[201~\x1b[201~");
    visit.is_alive();
    for cut in 1..END.len() {
        let (one, two) = END.split_at(cut);
        visit.press("\x1b[200~q:");
        visit.press(one);
        thread::sleep(Duration::from_millis(10));
        visit.press(two);
    }
    visit.is_alive();
    visit.ends();
}

#[test]
fn a08_paste_escape() {
    for end in ["\x1b", "\x1b[2", "\x1b[20", "\x1b[201"] {
        let mut visit = Opening::new().open();
        visit.press("\x1b[200~text");
        visit.press(end);
        visit.is_alive();
        visit.press("\x1b[200~text");
        visit.press(end);
        visit.press("\x1b[201~");
        visit.is_alive();
        visit.ends();
    }
}

#[test]
fn a09_cpr_zero() {
    survives(["\x1b[0;0R", "\x1b[1;0R", "\x1b[0;1R", "\x1b[R", "\x1b[;R"]);
}

#[test]
fn a10_mouse_zero() {
    survives([
        "\x1b[<0;0;0M",
        "\x1b[32;0;0M",
        "\x1b[M\0\0\0",
        "\x1b[M   ",
        "\x1b[<;;M",
        "\x1b[<0;0;0m",
    ]);
}

#[test]
fn a11_mouse_flood() {
    let mut visit = Opening::new().open();
    visit.grows_less(FLOOD, |visit| {
        visit.press(b"\x1b[<35;10;10M".repeat(length(200_000, 1_000_000)));
    });
    visit.ends();
}

#[test]
fn a12_key_flood() {
    let mut visit = Opening::new().open();
    visit.is_alive();
    visit.press("\r");
    visit.grows_less(FLOOD, |visit| {
        visit.press("\r");
        visit.press(b"j".repeat(length(4 << 20, 50 << 20)));
    });
    visit.ends();
}

#[test]
fn a13_csi_endless() {
    let mut visit = Opening::new().open();
    visit.grows_less(FLOOD, |visit| {
        visit.press("\x1b[");
        visit.press(b"1;".repeat(1 << 19));
    });
    visit.ends();
}

#[test]
fn a14_csi_private() {
    survives(["\x1b[?text", "\x1b[?1;2", "\x1b[>0;", "\x1b[=", "\x1b[?"]);
}

#[test]
fn a15_strings() {
    for begin in [
        "\x1bP", "\x1b]", "\x1b_", "\x1b^", "\x1bX", "\u{90}", "\u{9d}",
    ] {
        let mut visit = Opening::new().open();
        visit.press(begin);
        visit.press("0;text without an end");
        visit.is_alive();
        visit.press(begin);
        visit.is_alive();
        visit.ends();
    }
}

#[test]
fn a16_utf8_bad() {
    survives([
        &b"\xff\xfe\xc3\x28\xe2\x82\xf5\x80"[..],
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\x9b\x9d\x90\x80",
        b"\xe2\x82",
    ]);
}

#[test]
fn a17_utf8_split() {
    let mut visit = Opening::new().open();
    visit.is_alive();
    visit.press("\r/");
    for byte in "é漢".bytes() {
        visit.press([byte]);
        thread::sleep(Duration::from_millis(200));
    }
    visit.is_alive();
    visit.ends();
}

#[test]
fn a18_kitty_all() {
    let mut visit = Opening::new().open();
    let mut typed = String::new();
    for code in 0..128 {
        for modifiers in [1, 2, 3, 5, 6, 7, 9, 17, 33, 65, 129, 255] {
            for event in 0..10 {
                write!(typed, "\x1b[{code};{modifiers}:{event}u").unwrap();
            }
            write!(typed, "\x1b[{code};{modifiers}u\x1b[27;{modifiers};{code}~").unwrap();
        }
        write!(typed, "\x1b[{code}u").unwrap();
    }
    for code in (128..1 << 21).step_by(length(997, 7)) {
        write!(typed, "\x1b[{code};{}:{}u", code % 255 + 1, code % 10).unwrap();
    }
    visit.press(typed);
    visit.is_alive();
    visit.ends();
}

#[test]
fn a19_nul_flood() {
    for byte in [b"\0", b"\x1b"] {
        let mut visit = Opening::new().open();
        visit.grows_less(FLOOD, |visit| visit.press(byte.repeat(1 << 20)));
        visit.ends();
    }
}

#[test]
fn a20_answers() {
    let mut visit = Opening::new().open();
    let in_search = |visit: &mut Visit| {
        visit.is_alive();
        visit.press("\r");
        visit.rests();
        visit.press("/");
        visit.rests();
        visit.program.text()
    };
    let before = in_search(&mut visit);
    for answer in [
        "\x1b[I",
        "\x1b[O",
        "\x1b[?62;c",
        "\x1b[?1u",
        "\x1b]11;rgb:ffff/ffff/ffff\x07",
        "\x1bP>|x 1.2\x1b\\",
        "\x1b[>0;276;0c",
        "\x1b[12;40R",
    ] {
        visit.press(answer);
        thread::sleep(PARTIAL);
    }
    visit.rests();
    assert_eq!(visit.program.text(), before);
    visit.is_alive();
    visit.ends();
}

#[test]
fn a21_random() {
    let seeds: Vec<u64> = (1..=length(4, 100)).collect();
    for seeds in seeds.chunks(4) {
        thread::scope(|scope| {
            for &seed in seeds {
                scope.spawn(move || {
                    let mut visit = Opening::new().open();
                    visit.press(random(seed).take(100_000).collect::<Vec<u8>>());
                    visit.is_alive();
                    visit.ends();
                });
            }
        });
    }
}

/// Bytes of xorshift64.
fn random(seed: u64) -> impl Iterator<Item = u8> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    })
}

#[test]
fn a66_search_bomb() {
    let mut visit = Opening::new().open();
    visit.grows_less(FLOOD, |visit| {
        visit.press("\r");
        visit.rests();
        visit.press("/");
        visit.press(b"(a+)+$[".repeat(length(20_000, (1 << 20) / 7)));
    });
    visit.press("\r");
    visit.rests();
    visit.press("/.*\r");
    visit.is_alive();
    visit.ends();
}

#[test]
fn a67_idle_privacy() {
    let mut visit = Opening::hasty().open();
    visit.rests();
    let fresh = visit.program.text();
    for typed in [
        &["\r", "/", "secret", "\r", "j", "j"][..],
        &["\x1b", "\r", "c", "cn", "\r", "\x1b[6~"],
        &["x", "\r", "j", "\r", "?", "\x1b[F"],
        &["x", "\x1b[B", "\r", "\r", "\t", "\r"],
    ] {
        for keys in typed {
            visit.press(keys);
            visit.rests();
        }
        assert_ne!(visit.program.text(), fresh, "{typed:?}");
        visit.sees(LOOP);
        visit.rests();
        assert_eq!(visit.program.text(), fresh, "{typed:?}");
    }
    // The next visitor finds the start, not what the last one typed.
    visit.press("x");
    visit.sees(START);
    assert!(!visit.program.text().contains("secret"));
    visit.ends();
}
