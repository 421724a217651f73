use proptest::prelude::*;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use rstest::rstest;

use super::*;

fn buffer(lines: &[&str]) -> Buffer {
    Buffer::with_lines(lines.iter().copied())
}

/// Returns the bytes of a frame without the marks around it, `^` for ESC.
fn between(before: &Buffer, after: &Buffer) -> String {
    let mut out = Vec::new();
    write(before, after, false, &mut out);
    let inner = out
        .strip_prefix(BEGIN)
        .and_then(|rest| rest.strip_suffix(END));
    String::from_utf8_lossy(inner.unwrap_or_default()).replace('\x1b', "^")
}

#[test]
fn no_difference_no_bytes() {
    let mut out = Vec::new();
    write(&buffer(&["same"]), &buffer(&["same"]), false, &mut out);
    assert_eq!(out, b"");
}

#[test]
fn a_repaint_clears_and_skips_blanks() {
    let mut out = Vec::new();
    let after = buffer(&["  a   ", "      "]);
    write(&Buffer::empty(after.area), &after, true, &mut out);
    assert_eq!(out, b"\x1b[?2026h\x1b[m\x1b[2J\x1b[1;3Ha\x1b[m\x1b[?2026l");
}

#[rstest]
#[case::run(&["abcd"], &["axyd"], "^[1;2Hxy")]
#[case::first_cell(&["abcd"], &["xbcd"], "^[Hx")]
#[case::first_column(&["same", "abcd"], &["same", "xbcd"], "^[2Hx")]
#[case::short_gap_is_printed(&["a-bc-d"], &["x-bc-y"], "^[Hx-bc-y")]
#[case::long_gap_is_jumped(&["a12345678b"], &["x12345678y"], "^[Hx^[1;10Hy")]
#[case::short_glyphs_are_printed(&["a●b"], &["x●y"], "^[Hx●y")]
#[case::long_glyphs_are_jumped(&["a●●●b"], &["x●●●y"], "^[Hx^[1;5Hy")]
#[case::wide_glyphs_are_jumped(&["a漢b"], &["x漢y"], "^[Hx^[1;4Hy")]
#[case::rest_is_erased(&["a long title", "b"], &["a           ", "b"], "^[1;3H^[K")]
#[case::rest_is_erased_behind_text(&["a long title"], &["some        "], "^[Hsome^[K")]
#[case::short_rest_is_printed(&["abcd"], &["a   "], "^[1;2H   ")]
#[case::wide(&["abcd"], &["漢cd"], "^[H漢")]
#[case::clusters_are_not_trusted(&["abc"], &["e\u{301}xy"], "^[He\u{301}^[1;2Hxy")]
fn shortest(#[case] before: &[&str], #[case] after: &[&str], #[case] expected: &str) {
    assert_eq!(between(&buffer(before), &buffer(after)), expected);
}

#[rstest]
#[case::named(Style::new().red(), "^[31m")]
#[case::bright(Style::new().light_blue().on_dark_gray(), "^[94;100m")]
#[case::indexed(Style::new().fg(Color::Indexed(208)), "^[38;5;208m")]
#[case::rgb(Style::new().bg(Color::Rgb(1, 20, 255)), "^[48;2;1;20;255m")]
#[case::modifiers(Style::new().bold().underlined().reversed(), "^[1;4;7m")]
fn styles(#[case] style: Style, #[case] expected: &str) {
    let (before, mut after) = (buffer(&["a"]), buffer(&["a"]));
    after.set_style(after.area, style);
    assert_eq!(between(&before, &after), format!("{expected}^[Ha"));
}

#[rstest]
#[case::back_to_plain(Style::new().red().bold(), Style::new(), "^[31;1m^[Ha^[mb")]
#[case::bold_off_dim_stays(Style::new().bold().dim().red().on_blue(), Style::new().dim().red().on_blue(), "^[1;2;31;44m^[Ha^[22;2mb")]
#[case::one_off(Style::new().reversed().light_red().on_blue(), Style::new().light_red().on_blue(), "^[7;91;44m^[Ha^[27mb")]
#[case::colour(Style::new().red(), Style::new().blue(), "^[31m^[Ha^[34mb")]
fn changes(#[case] first: Style, #[case] second: Style, #[case] expected: &str) {
    let (before, mut after) = (buffer(&["xy"]), buffer(&["ab"]));
    after.set_style(Rect::new(0, 0, 1, 1), first);
    after.set_style(Rect::new(1, 0, 1, 1), second);
    let expected = expected.replace("31;1m", "1;31m");
    assert_eq!(between(&before, &after), expected);
}

#[rstest]
#[case::escape("\x1b[2J")]
#[case::newline("\n")]
#[case::delete("\x7f")]
#[case::c1("\u{9b}")]
#[case::override_direction("\u{202e}")]
#[case::mark("a\u{200f}")]
#[case::line_separator("\u{2028}")]
#[case::byte_order("\u{feff}")]
#[case::tag("\u{e0041}")]
#[case::private("\u{e000}")]
#[case::lone_mark("\u{301}")]
#[case::nothing("")]
#[case::too_wide("abc")]
fn the_fence_stops(#[case] symbol: &str) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
    buffer.content[0].set_symbol(symbol);
    fence(&mut buffer);
    assert_eq!(buffer.content[0].symbol(), "\u{fffd}");
}

#[test]
fn blanks_take_the_pen_that_is_there() {
    let (before, mut after) = (buffer(&["- - -"]), buffer(&["a   b"]));
    after.set_style(Rect::new(0, 0, 1, 1), Style::new().red());
    after.set_style(Rect::new(4, 0, 1, 1), Style::new().red());
    assert_eq!(between(&before, &after), "^[31m^[Ha   b");
}

#[test]
fn the_fence_stops_heaps_of_marks_and_what_reaches_over_the_edge() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
    buffer.content[0].set_symbol(&format!("a{}", "\u{301}".repeat(100)));
    buffer.content[1].set_symbol("漢");
    fence(&mut buffer);
    assert!(
        buffer
            .content
            .iter()
            .all(|cell| cell.symbol() == "\u{fffd}")
    );
}

#[test]
fn the_fence_lets_pass_what_texts_hold() {
    let lines = [
        "Démarche ●━■ ┄ ◇╌○ × 漢字",
        "a\u{301} किताब می\u{200c}خواهم",
    ];
    let mut fenced = buffer(&lines);
    fence(&mut fenced);
    assert_eq!(fenced, buffer(&lines));
}

/// The modifiers that the emulator tells of.
const KNOWN: Modifier = Modifier::BOLD
    .union(Modifier::DIM)
    .union(Modifier::ITALIC)
    .union(Modifier::UNDERLINED)
    .union(Modifier::REVERSED);

/// Any buffer of a size: letters, glyphs, wide characters, hostile symbols, styles.
fn any_buffer(width: u16, height: u16) -> impl Strategy<Value = Buffer> {
    let symbol = proptest::sample::select(vec![
        " ", " ", " ", "a", "b", "●", "漢", "e\u{301}", "\x1b[2J", "\u{202e}",
    ]);
    let colour = proptest::sample::select(vec![
        Color::Reset,
        Color::Reset,
        Color::Red,
        Color::LightBlue,
        Color::Rgb(1, 2, 3),
    ]);
    let modifier = prop_oneof![
        Just(Modifier::empty()),
        any::<u16>().prop_map(Modifier::from_bits_truncate)
    ];
    let cell = (symbol, colour.clone(), colour, modifier).prop_map(|(symbol, fg, bg, modifier)| {
        let mut cell = Cell::default();
        cell.set_symbol(symbol).set_fg(fg).set_bg(bg);
        // The emulator knows no blinking, and takes bold and dim for one thing.
        let dim = if modifier.contains(Modifier::BOLD) {
            Modifier::DIM
        } else {
            Modifier::empty()
        };
        cell.modifier = modifier & KNOWN & !dim;
        cell
    });
    let count = usize::from(width) * usize::from(height);
    proptest::collection::vec(cell, count).prop_map(move |content| {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer { area, content };
        fence(&mut buffer);
        // The emulator passes over U+FFFD. What a wide character covers is blank, as widgets leave it.
        for cell in &mut buffer.content {
            if cell.symbol() == "\u{fffd}" {
                cell.set_char('?');
            }
        }
        for at in 1..buffer.content.len() {
            if buffer.content[at - 1].symbol() == "漢" {
                buffer.content[at].reset();
            }
        }
        buffer
    })
}

/// Returns what an emulator shows: symbols and styles.
fn screen(parser: &vt100::Parser) -> Vec<String> {
    let (rows, columns) = parser.screen().size();
    let cell = |row, column| {
        let cell = parser.screen().cell(row, column).unwrap();
        let symbol = if cell.has_contents() {
            cell.contents()
        } else {
            " "
        };
        let seen = symbol != " " || cell.inverse() || cell.underline();
        let pen = seen.then(|| {
            (
                cell.fgcolor(),
                cell.bold(),
                cell.dim(),
                cell.italic(),
                cell.underline(),
            )
        });
        let covered = cell.is_wide_continuation();
        format!(
            "{symbol:?} {:?} {:?} {pen:?} {covered}",
            cell.bgcolor(),
            cell.inverse()
        )
    };
    (0..rows)
        .flat_map(|row| (0..columns).map(move |column| cell(row, column)))
        .collect()
}

proptest! {
    #[test]
    fn a_difference_shows_the_same_as_a_repaint(before in any_buffer(13, 3), after in any_buffer(13, 3)) {
        let blank = Buffer::empty(before.area);
        let [mut steps, mut afresh] = [vt100::Parser::new(3, 13, 0), vt100::Parser::new(3, 13, 0)];
        let mut out = Vec::new();
        write(&blank, &before, true, &mut out);
        write(&before, &after, false, &mut out);
        steps.process(&out);
        out.clear();
        write(&blank, &after, true, &mut out);
        afresh.process(&out);
        prop_assert_eq!(screen(&steps), screen(&afresh));
    }
}
