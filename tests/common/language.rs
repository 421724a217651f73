//! The language that the program may speak to a terminal: a strict reader of all its output.

/// What may stand between `ESC [` and its final byte, by the final byte; SGR is checked on its own.
const SEQUENCES: &[(char, &[&str])] = &[
    ('J', &["2"]),
    ('K', &[""]),
    ('h', &["?25", "?1049", "?2004", "?2026"]),
    ('l', &["?25", "?1049", "?2004", "?2026"]),
];

/// Returns the first thing in the output that is no part of the language, with what surrounds it.
///
/// The language is printable text, SGR, CUP within 500 columns and 200 lines, and [`SEQUENCES`].
pub(crate) fn fault(output: &[u8]) -> Option<String> {
    let (text, foreign) = match output.utf8_chunks().next() {
        Some(chunk) => (chunk.valid(), output.len() - chunk.valid().len()),
        None => return None,
    };
    // A character may be cut where the reading stopped.
    if foreign > 3 {
        return Some(format!("bytes that are no text at {}", text.len()));
    }
    let mut rest = text;
    loop {
        let mut chars = rest.chars();
        let after = match chars.next()? {
            '\x1b' => sequence(chars.as_str()),
            c => is_printable(c).then_some(chars.as_str()),
        };
        match after {
            Some(after) => rest = after,
            None => return Some(excerpt(rest)),
        }
    }
}

/// Returns what follows an allowed sequence, given what follows its ESC.
fn sequence(text: &str) -> Option<&str> {
    let Some(body) = text.strip_prefix('[') else {
        return text.is_empty().then_some("");
    };
    let Some((parameters, after)) = body.split_once(|c| matches!(c, '@'..='~')) else {
        return is_cut(body).then_some("");
    };
    let allowed = match body.chars().nth(parameters.chars().count())? {
        'm' => numbers(parameters).is_some_and(|numbers| is_style(&numbers)),
        'H' => numbers(parameters).is_some_and(|numbers| match numbers[..] {
            [] => true,
            [line] => (1..=200).contains(&line),
            [line, column] => (1..=200).contains(&line) && (1..=500).contains(&column),
            _ => false,
        }),
        last => SEQUENCES
            .iter()
            .any(|(other, bodies)| *other == last && bodies.contains(&parameters)),
    };
    allowed.then_some(after)
}

/// Says whether what stands after `ESC [` may have been cut where the reading stopped.
fn is_cut(body: &str) -> bool {
    body.len() < 20 && body.chars().all(|c| matches!(c, '0'..='9' | ';' | '?'))
}

/// Says whether the numbers of SGR are those of ECMA-48, bright colours, palette colours and RGB.
fn is_style(numbers: &[u32]) -> bool {
    match numbers {
        [] => true,
        [38 | 48, 5, 0..=255, rest @ ..]
        | [38 | 48, 2, 0..=255, 0..=255, 0..=255, rest @ ..]
        | [
            0..=9 | 22..=25 | 27..=37 | 39..=47 | 49 | 90..=97 | 100..=107,
            rest @ ..,
        ] => is_style(rest),
        _ => false,
    }
}

fn numbers(parameters: &str) -> Option<Vec<u32>> {
    if parameters.is_empty() {
        return Some(Vec::new());
    }
    let number = |text: &str| text.parse().ok().filter(|_| !text.starts_with('+'));
    parameters.split(';').map(number).collect()
}

fn is_printable(c: char) -> bool {
    let hidden = matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{10ffff}');
    !c.is_control() && !hidden
}

fn excerpt(rest: &str) -> String {
    rest.chars()
        .take(40)
        .flat_map(char::escape_default)
        .collect()
}

#[test]
fn the_reader_is_strict() {
    for spoken in [
        "",
        "text ●漢",
        "\x1b[m\x1b[1;31m",
        "\x1b[H\x1b[24;80H",
        "\x1b[2J\x1b[K",
        "\x1b[?25h\x1b[?1049l",
        "a\x1b[12;",
    ] {
        assert_eq!(fault(spoken.as_bytes()), None, "{spoken:?}");
    }
    for foreign in [
        "\n",
        "\r",
        "\x07",
        "\x7f",
        "\u{9b}m",
        "\u{202e}",
        "\x1b]0;title\x07",
        "\x1bP1$r\x1b\\",
        "\x1b[6n",
        "\x1b[c",
        "\x1b[>q",
        "\x1b[59m",
        "\x1b[?1000h",
        "\x1b[3J",
        "\x1b[0;600H",
        "\x1b[>1m",
        "\x1b[38;5;300m",
        "\x1b7",
        "\x1b[5;5f",
        "\x1b[+1m",
    ] {
        assert!(fault(foreign.as_bytes()).is_some(), "{foreign:?}");
    }
}
