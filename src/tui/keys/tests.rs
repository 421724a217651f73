use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn decode(bytes: &[u8]) -> Vec<Input> {
    let mut decoder = Decoder::default();
    feed(&mut decoder, bytes)
}

fn feed(decoder: &mut Decoder, bytes: &[u8]) -> Vec<Input> {
    bytes
        .iter()
        .filter_map(|byte| decoder.push(*byte))
        .collect()
}

/// Decodes bytes and a silence after them.
fn decode_and_wait(bytes: &[u8], silence: Duration) -> Vec<Input> {
    let mut decoder = Decoder::default();
    let mut inputs = feed(&mut decoder, bytes);
    inputs.extend(decoder.silence(silence));
    inputs
}

/// Prints inputs as settings write chords; a paste in quotes.
fn print(inputs: &[Input]) -> String {
    let one = |input: &Input| match input {
        Input::Chord(chord) => chord.to_string(),
        Input::Paste(text) => format!("{text:?}"),
        other => format!("{other:?}"),
    };
    inputs.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[rstest]
#[case::letters("aZ09 ~", "a Z 0 9 space ~")]
#[case::several_bytes("é€😀", "é € 😀")]
#[case::enter("\r\n", "enter enter")]
#[case::tab("\t", "tab")]
#[case::backspace("\x7f\x08", "backspace backspace")]
#[case::control(
    "\x01\x1a\x00\x1c\x1d\x1e\x1f",
    "ctrl-a ctrl-z ctrl-space ctrl-\\ ctrl-] ctrl-^ ctrl-_"
)]
#[case::alt(
    "\x1bx\x1bé\x1b\r\x1b\x7f\x1b\x01",
    "alt-x alt-é alt-enter alt-backspace ctrl-alt-a"
)]
#[case::escape_twice("\x1b\x1b\x1bx", "esc esc alt-x")]
#[case::escape_then_arrow("\x1b\x1b[A", "esc up")]
#[case::arrows("\x1b[A\x1b[B\x1b[C\x1b[D", "up down right left")]
#[case::arrows_in_application_mode("\x1bOA\x1bOB\x1bOC\x1bOD", "up down right left")]
#[case::home("\x1b[H\x1bOH\x1b[1~\x1b[7~", "home home home home")]
#[case::end("\x1b[F\x1bOF\x1b[4~\x1b[8~", "end end end end")]
#[case::editing("\x1b[2~\x1b[3~\x1b[5~\x1b[6~", "insert delete page-up page-down")]
#[case::xterm_functions("\x1bOP\x1bOQ\x1bOR\x1bOS", "f1 f2 f3 f4")]
#[case::console_functions("\x1b[[A\x1b[[B\x1b[[C\x1b[[D\x1b[[E", "f1 f2 f3 f4 f5")]
#[case::vt_functions("\x1b[11~\x1b[12~\x1b[13~\x1b[14~\x1b[15~", "f1 f2 f3 f4 f5")]
#[case::high_functions(
    "\x1b[17~\x1b[18~\x1b[19~\x1b[20~\x1b[21~\x1b[23~\x1b[24~",
    "f6 f7 f8 f9 f10 f11 f12"
)]
#[case::shift_tab("\x1b[Z\x1b[9;2u", "shift-tab shift-tab")]
#[case::keypad("\x1bOM\x1bOp\x1bOy\x1bOk\x1bOX", "enter 0 9 + =")]
#[case::xterm_modifiers(
    "\x1b[1;5C\x1b[1;3D\x1b[1;7A\x1b[1;2B\x1b[3;5~\x1b[1;5P\x1bO5Q",
    "ctrl-right alt-left ctrl-alt-up down ctrl-delete ctrl-f1 ctrl-f2"
)]
#[case::rxvt_modifiers(
    "\x1b[a\x1bOb\x1b[5^\x1b[6$\x1b[7@",
    "up ctrl-down ctrl-page-up page-down ctrl-home"
)]
#[case::kitty(
    "\x1b[97u\x1b[27u\x1b[13u\x1b[127u\x1b[9u\x1b[57417u\x1b[57400u",
    "a esc enter backspace tab left 1"
)]
#[case::kitty_modifiers(
    "\x1b[99;5u\x1b[99;6u\x1b[99;2u\x1b[99;3u\x1b[32;5u",
    "ctrl-c ctrl-c C alt-c ctrl-space"
)]
#[case::kitty_shifted("\x1b[49:33;2u\x1b[47;2;63u\x1b[97;65;97u", "! ? a")]
#[case::kitty_locks("\x1b[97;129u\x1b[1;65B", "a down")]
#[case::kitty_event_types("\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u\x1b[1;5:3A\x1b[3;1:3~", "a a")]
#[case::other_keys(
    "\x1b[27;5;99~\x1b[27;6;67~\x1b[27;2;65~\x1b[27;5;13~\x1b[27;2;9~",
    "ctrl-c ctrl-c A ctrl-enter shift-tab"
)]
#[case::eszett_has_no_single_capital("\x1b[223;2u", "ß")]
fn keys(#[case] bytes: &str, #[case] expected: &str) {
    assert_eq!(print(&decode(bytes.as_bytes())), expected);
}

#[rstest]
#[case::bad_utf8(b"\xff\xfe\xc3\x28\xe2\x82a\xf5\x80b", "( a b")]
#[case::overlong(b"\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xafx", "x")]
#[case::surrogate(b"\xed\xa0\x80x", "x")]
#[case::beyond_unicode(b"\xf4\x90\x80\x80x", "x")]
#[case::c1_in_utf8(b"\xc2\x9b1mx", "1 m x")]
#[case::c1_alone(b"\x9bAx", "A x")]
#[case::x10_mouse(b"\x1b[M !!x\x1b[M\x1b\x1b\x1bx", "x x")]
#[case::sgr_mouse(b"\x1b[<0;0;0M\x1b[<64;10;10mx", "x")]
#[case::urxvt_mouse(b"\x1b[32;0;0Mx", "x")]
#[case::focus(b"\x1b[I\x1b[Ox", "x")]
#[case::cursor_report(b"\x1b[0;0R\x1b[1;0R\x1b[24;80Rx", "x")]
#[case::device_attributes(b"\x1b[?62;c\x1b[?1u\x1b[>0;276;0c\x1b[0nx", "x")]
#[case::mode_reports(b"\x1b[?2026;2$y\x1b[4;1$yx", "x")]
#[case::osc(b"\x1b]11;rgb:0/0/0\x07x\x1b]0;q\x1b\\x", "x x")]
#[case::dcs(b"\x1bP>|xterm(1)\x07q\x1b\\x", "x")]
#[case::apc_pm_sos(b"\x1b_Gq\x1b\\x\x1b^q\x1b\\x\x1bXq\x1b\\x", "x x x")]
#[case::cancelled(b"\x1b[1;\x18x\x1bPq\x1ax", "x x")]
#[case::unknown(b"\x1b[99~\x1b[1;5y\x1b[E\x1b[[Z\x1b[25~x", "x")]
#[case::super_held(b"\x1b[113;9u\x1b[1;9Ax", "x")]
#[case::modifier_keys_of_kitty(b"\x1b[57441;2u\x1b[57376ux", "x")]
#[case::numbers_too_large(b"\x1b[99999999999u\x1b[1114112u\x1b[55296ux", "x")]
#[case::controls_by_code(b"\x1b[3u\x1b[128ux", "x")]
#[case::controls_inside(b"\x1b[1\r;5\x7fCx", "ctrl-right x")]
#[case::paste_end_alone(b"\x1b[201~x", "x")]
fn passed_over(#[case] bytes: &[u8], #[case] expected: &str) {
    assert_eq!(print(&decode(bytes)), expected);
}

#[rstest]
#[case::plain("\x1b[200~two words\x1b[201~x", "\"two words\" x")]
#[case::lines("\x1b[200~a\r\nb\rc\nd\te\x1b[201~", "\"a\\nb\\nc\\nd\\te\"")]
#[case::controls("\x1b[200~\x03a\x1b[2Jb\x7f\u{9b}c\x1b[201~", "\"a[2Jbc\"")]
#[case::begin_inside("\x1b[200~\x1b[200~x\x1b[201~\x1b[201~", "\"[200~x\"")]
#[case::end_mark_broken("\x1b[200~a\x1b[201x\x1b[20\x1b[201~", "\"a[201x[20\"")]
#[case::escape_before_the_end("\x1b[200~a\x1b\x1b[201~", "\"a\"")]
#[case::empty("\x1b[200~\x1b[201~x", "x")]
fn pastes(#[case] bytes: &str, #[case] expected: &str) {
    assert_eq!(print(&decode(bytes.as_bytes())), expected);
}

#[rstest]
#[case::escape(b"\x1b", "esc")]
#[case::escape_twice(b"\x1b\x1b", "esc esc")]
#[case::alt_bracket(b"\x1b[", "")]
#[case::alt_o(b"\x1bO", "")]
#[case::parameters(b"\x1b[?12;3", "")]
#[case::strings(b"\x1b]52;c;", "")]
#[case::string_with_escape(b"\x1bPx\x1b", "")]
#[case::console(b"\x1b[[", "")]
#[case::mouse(b"\x1b[M ", "")]
#[case::character(b"\xe2\x82", "")]
#[case::nothing(b"x", "x")]
fn a_silence_ends_a_sequence(#[case] bytes: &[u8], #[case] expected: &str) {
    assert_eq!(print(&decode_and_wait(bytes, SEQUENCE_SILENCE)), expected);
    let short = SEQUENCE_SILENCE.saturating_sub(Duration::from_millis(1));
    let mut decoder = Decoder::default();
    feed(&mut decoder, bytes);
    let before = decoder.state;
    assert_eq!(decoder.silence(short), None);
    assert_eq!(decoder.state, before);
}

#[test]
fn a_silence_ends_a_paste_and_nothing_of_it_is_typed() {
    let mut decoder = Decoder::default();
    assert_eq!(feed(&mut decoder, b"\x1b[200~jjq\x03\x1b[20"), []);
    assert_eq!(decoder.silence(SEQUENCE_SILENCE), None);
    assert_eq!(decoder.patience(), Some(PASTE_SILENCE));
    assert_eq!(decoder.silence(PASTE_SILENCE), None);
    assert_eq!(print(&feed(&mut decoder, b"q")), "q");
    let again = feed(&mut decoder, b"\x1b[200~new\x1b[201~");
    assert_eq!(print(&again), "\"new\"");
}

#[test]
fn an_endless_sequence_is_dropped_to_its_final_byte() {
    let mut bytes = b"\x1b[".to_vec();
    bytes.extend(b"1;".repeat(100_000));
    bytes.extend(b"Aq");
    assert_eq!(print(&decode(&bytes)), "q");
    // The longest that is kept, and one more.
    let zeros = |count| [b"\x1b[".to_vec(), b"0".repeat(count), b"5~".to_vec()].concat();
    assert_eq!(print(&decode(&zeros(SEQUENCE_BYTES - 1))), "page-up");
    assert_eq!(print(&decode(&zeros(SEQUENCE_BYTES))), "");
}

#[test]
fn a_long_paste_is_cut_between_characters() {
    let body = "é".repeat(1_000_000);
    let bytes = format!("\x1b[200~a{body}\x1b[201~");
    let mut decoder = Decoder::default();
    let inputs = feed(&mut decoder, bytes.as_bytes());
    let expected = format!("a{}", "é".repeat((PASTE_BYTES - 1) / 2));
    assert_eq!(inputs, [Input::Paste(expected)]);
    assert!(decoder.paste.capacity() <= 2 * PASTE_BYTES);
}

/// Bytes that begin, fill and end sequences more often than chance would.
fn keyboard() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        any::<u8>().prop_map(|byte| vec![byte]),
        proptest::sample::select(vec![
            "\x1b",
            "\x1b[",
            "\x1bO",
            "\x1b]",
            "\x1bP",
            "\x1b\\",
            "\x07",
            ";",
            ":",
            "200~",
            "201~",
            "\x1b[200~",
            "\x1b[201~",
            "u",
            "~",
            "M",
            "é",
            "1",
            "27",
            "\x18",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn a_silence_returns_to_the_ground(bytes in keyboard()) {
        let mut decoder = Decoder::default();
        feed(&mut decoder, &bytes);
        decoder.silence(PASTE_SILENCE);
        prop_assert_eq!(decoder.patience(), None);
        prop_assert_eq!(print(&feed(&mut decoder, b"\x1b[A\xc3\xa9")), "up é");
    }

    #[test]
    fn pieces_and_silences_shorter_than_the_patience_change_nothing(bytes in keyboard(), cuts in proptest::collection::vec(any::<bool>(), 400)) {
        let mut decoder = Decoder::default();
        let mut inputs = Vec::new();
        for (byte, cut) in bytes.iter().zip(cuts) {
            if cut {
                inputs.extend(decoder.silence(SEQUENCE_SILENCE.saturating_sub(Duration::from_micros(1))));
            }
            inputs.extend(decoder.push(*byte));
        }
        let whole = decode(&bytes);
        prop_assert_eq!(&inputs[..], whole.get(..inputs.len()).unwrap_or_default());
    }

    #[test]
    fn memory_is_bounded_and_keys_are_no_more_than_bytes(bytes in keyboard()) {
        let mut decoder = Decoder::default();
        let inputs = feed(&mut decoder, &bytes.repeat(50));
        prop_assert!(inputs.len() <= bytes.len() * 50);
        prop_assert!(decoder.paste.len() <= PASTE_BYTES);
        for input in inputs {
            match input {
                Input::Chord(Chord { key: Key::Char(c), .. }) => prop_assert!(!c.is_control()),
                Input::Chord(Chord { key: Key::F(n), .. }) => prop_assert!((1..=12).contains(&n)),
                Input::Paste(text) => prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n' && c != '\t')),
                _ => {}
            }
        }
    }

    #[test]
    fn nothing_inside_a_paste_becomes_a_key(body in keyboard()) {
        let mut decoder = Decoder::default();
        feed(&mut decoder, b"\x1b[200~");
        for byte in body {
            let input = decoder.push(byte);
            prop_assert!(!matches!(input, Some(Input::Chord(_))));
            if input.is_some() || decoder.state == State::Ground {
                break;
            }
        }
    }

    #[test]
    fn every_code_of_kitty_is_taken(code in 0u32..0x20_0000, modifiers in 0u32..300, event in 0u32..10) {
        for sequence in [format!("\x1b[{code};{modifiers}:{event}u"), format!("\x1b[27;{modifiers};{code}~")] {
            let mut bytes = sequence.into_bytes();
            bytes.push(b'x');
            let inputs = decode(&bytes);
            prop_assert!(inputs.len() <= 2);
            prop_assert_eq!(print(&inputs[inputs.len() - 1..]), "x");
        }
    }
}
