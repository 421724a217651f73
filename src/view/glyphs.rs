//! The characters of the contact graph and of the rules, in three tiers: Unicode, the Linux console's
//! code page 437, ASCII.

use ratatui::buffer::Buffer;

use crate::chart::lanes::{Line, Mark};
use crate::config::{Chord, Key};
use crate::text::{cells, plain};

/// Which characters a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// Anything in a UTF-8 terminal with an ordinary font.
    Unicode,
    /// The 512 glyphs that a Linux console's font has.
    Cp437,
    /// ASCII alone.
    Ascii,
}

/// The characters of one tier.
#[derive(Clone, Copy, Debug)]
pub struct Glyphs {
    tier: Tier,
    party: &'static str,
    host: &'static str,
    planned_party: &'static str,
    planned_host: &'static str,
    cancelled: &'static str,
    empty: &'static str,
    in_person: &'static str,
    remote: &'static str,
    written: &'static str,
    planned: &'static str,
    /// A horizontal rule.
    pub rule: &'static str,
    /// A vertical rule.
    pub upright: &'static str,
    /// The bar at the selected row.
    pub cursor: &'static str,
    /// Around the words of a silence.
    pub silence: &'static str,
    /// Between items of a line.
    pub dot: &'static str,
    /// Nothing said.
    pub none: &'static str,
    /// Takes a chip away.
    pub drop: &'static str,
    /// Chosen.
    pub chosen: &'static str,
    /// Before what is typed.
    pub prompt: &'static str,
    /// Before a speaker.
    pub dash: &'static str,
    /// From one to another.
    pub to: &'static str,
    /// Bars from one eighth to the full cell.
    pub bars: [&'static str; 8],
    /// Under the part of the strip that is in view.
    pub in_view: &'static str,
    /// A hit at the edge of the list.
    pub tick: &'static str,
}

const UNICODE: Glyphs = Glyphs {
    tier: Tier::Unicode,
    party: "●",
    host: "■",
    planned_party: "○",
    planned_host: "◇",
    cancelled: "×",
    empty: "·",
    in_person: "━",
    remote: "┄",
    written: "─",
    planned: "╌",
    rule: "─",
    upright: "│",
    cursor: "▌",
    silence: "⋯",
    dot: "·",
    none: "–",
    drop: "×",
    chosen: "✓",
    prompt: "›",
    dash: "—",
    to: "→",
    bars: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    in_view: "▔",
    tick: "▐",
};

const CP437: Glyphs = Glyphs {
    tier: Tier::Cp437,
    party: "•",
    host: "■",
    planned_party: "o",
    planned_host: "O",
    cancelled: "x",
    empty: "·",
    in_person: "═",
    remote: "-",
    written: "─",
    planned: ".",
    rule: "─",
    upright: "│",
    cursor: "▌",
    silence: "···",
    dot: "·",
    none: "-",
    drop: "x",
    chosen: "√",
    prompt: ">",
    dash: "-",
    to: "→",
    bars: ["▄", "▄", "▄", "▄", "█", "█", "█", "█"],
    in_view: "▀",
    tick: "▐",
};

const ASCII: Glyphs = Glyphs {
    tier: Tier::Ascii,
    party: "*",
    host: "#",
    planned_party: "o",
    planned_host: "O",
    cancelled: "x",
    empty: " ",
    in_person: "=",
    remote: "-",
    written: ".",
    planned: ".",
    rule: "-",
    upright: "|",
    cursor: ">",
    silence: "...",
    dot: "-",
    none: "-",
    drop: "x",
    chosen: "*",
    prompt: ">",
    dash: "-",
    to: "->",
    bars: [".", ".", ":", ":", "|", "|", "#", "#"],
    in_view: "^",
    tick: "|",
};

impl Glyphs {
    /// Returns the characters of a tier.
    pub const fn of(tier: Tier) -> &'static Self {
        match tier {
            Tier::Unicode => &UNICODE,
            Tier::Cp437 => &CP437,
            Tier::Ascii => &ASCII,
        }
    }

    /// Returns the character of a mark; a lane that the line passes shows the line.
    pub const fn mark(&self, mark: Mark, line: Line) -> &'static str {
        match mark {
            Mark::Empty => self.empty,
            Mark::Passed => self.line(line),
            Mark::Party => self.party,
            Mark::Host => self.host,
            Mark::PlannedParty => self.planned_party,
            Mark::PlannedHost => self.planned_host,
            Mark::Cancelled => self.cancelled,
        }
    }

    /// Returns the mark of an account that tells of something.
    pub const fn told(&self) -> &'static str {
        self.party
    }

    /// Returns the words for a key: `↓`, `Ctrl-f`, `Enter`; in ASCII `Down`.
    pub fn chord(&self, chord: Chord) -> String {
        let label = chord.label();
        let name = match chord.key {
            Key::Up => "Up",
            Key::Down => "Down",
            Key::Left => "Left",
            Key::Right => "Right",
            _ => return label,
        };
        if self.tier == Tier::Ascii {
            label.chars().filter(char::is_ascii).collect::<String>() + name
        } else {
            label
        }
    }

    /// Lets a finished frame hold only what the terminal can show: quotation marks, dashes and the like become
    /// their nearest ASCII; in ASCII letters lose their accents, and what has no likeness is a question mark.
    ///
    /// The letters of the data stay on the Linux console, whose font may have them.
    pub fn finish(&self, buf: &mut Buffer) {
        if self.tier == Tier::Unicode {
            return;
        }
        let mut at = 0;
        while let Some(cell) = buf.content.get(at) {
            let symbol = cell.symbol();
            let width = usize::from(cells(symbol)).max(1);
            let like = match self.tier {
                _ if symbol.is_ascii() => None,
                Tier::Ascii => Some(plain::ascii(symbol)),
                Tier::Cp437 | Tier::Unicode => plain::punctuation(symbol),
            };
            if let Some(like) = like {
                let mut word = [0; 4];
                let word = like.encode_utf8(&mut word);
                for cell in buf.content.iter_mut().skip(at).take(width) {
                    cell.set_symbol(word);
                }
            }
            at += width;
        }
    }

    /// Returns the character of a line.
    pub const fn line(&self, line: Line) -> &'static str {
        match line {
            Line::InPerson => self.in_person,
            Line::Remote => self.remote,
            Line::Written => self.written,
            Line::Planned => self.planned,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_lines_are_one_cell_wide_and_differ() {
        let marks = [
            Mark::Party,
            Mark::Host,
            Mark::PlannedParty,
            Mark::PlannedHost,
            Mark::Cancelled,
        ];
        for tier in [Tier::Unicode, Tier::Cp437, Tier::Ascii] {
            let glyphs = Glyphs::of(tier);
            let mut seen: Vec<&str> = marks
                .iter()
                .map(|&mark| glyphs.mark(mark, Line::InPerson))
                .collect();
            assert!(seen.iter().all(|glyph| cells(glyph) == 1));
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), marks.len(), "{tier:?}");
            assert!(glyphs.bars.iter().all(|bar| cells(bar) == 1));
        }
        assert!(ASCII.bars.iter().all(|bar| bar.is_ascii()));
    }

    #[test]
    fn keys_are_named_in_characters_of_the_tier() {
        let chord = |text: &str| text.parse::<Chord>().unwrap();
        let names = |tier| {
            ["up", "ctrl-left", "enter", "x", "page-up"]
                .map(|key| Glyphs::of(tier).chord(chord(key)))
        };
        assert_eq!(names(Tier::Cp437), ["↑", "Ctrl-←", "Enter", "x", "PgUp"]);
        assert_eq!(
            names(Tier::Ascii),
            ["Up", "Ctrl-Left", "Enter", "x", "PgUp"]
        );
    }

    #[test]
    fn a_finished_frame_keeps_its_columns() {
        let frame = |tier| {
            let mut buf = Buffer::with_lines(["“Łódź” – 北京 ● é…|"]);
            Glyphs::of(tier).finish(&mut buf);
            buf.content
                .iter()
                .map(|cell| cell.symbol().to_owned())
                .collect::<String>()
        };
        assert_eq!(frame(Tier::Ascii), "\"Lodz\" - ???? ? e.|");
        assert_eq!(frame(Tier::Cp437), "\"Łódź\" - 北 京  ● é.|");
        assert_eq!(frame(Tier::Unicode), "“Łódź” – 北 京  ● é…|");
    }
}
