//! Every setting: a field, and a row of the table that reads it.

use super::chord::Chord;
use super::kiosk::{self, Kiosk};
use crate::diag::{Node, Place, Value};
use crate::model::{Fold, Zoom};

/// Declares settings of closed lists of words; the first word is the default of the type.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $(#[$fdoc:meta])* $first:ident $fword:literal, $($(#[$vdoc:meta])* $variant:ident $word:literal,)* })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
            pub enum $name {
                $(#[$fdoc])* #[default] $first,
                $($(#[$vdoc])* $variant,)*
            }

            impl $name {
                /// Every value with its word.
                pub const WORDS: &'static [(Self, &'static str)] =
                    &[(Self::$first, $fword), $((Self::$variant, $word),)*];
            }
        )+
    };
}

words! {
    /// Which colours are used.
    ThemeChoice {
        /// The terminal's sixteen.
        Default "default",
        /// None.
        Mono "mono",
    }
    /// Which characters are used.
    GlyphChoice {
        /// By the terminal and the locale.
        Auto "auto",
        /// Any.
        Unicode "unicode",
        /// Those of the Linux console.
        Cp437 "cp437",
        /// ASCII alone.
        Ascii "ascii",
    }
    /// How list and detail share the screen.
    Layout {
        /// By the size of the terminal.
        Auto "auto",
        /// Beside one another.
        Side "side",
        /// One above the other.
        Stacked "stacked",
        /// One at a time.
        Single "single",
    }
}

/// The words of the zoom levels.
pub const ZOOMS: &[(Zoom, &str)] = &[
    (Zoom::Day, "day"),
    (Zoom::Week, "week"),
    (Zoom::Month, "month"),
    (Zoom::Quarter, "quarter"),
    (Zoom::Year, "year"),
    (Zoom::Decade, "decade"),
    (Zoom::Century, "century"),
    (Zoom::All, "all"),
];

/// The words of the ways to fold predecessor states.
pub const FOLDS: &[(Fold, &str)] = &[
    (Fold::Default, "default"),
    (Fold::All, "all"),
    (Fold::None, "none"),
];

/// The settings in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Colours.
    pub theme: ThemeChoice,
    /// Characters.
    pub glyphs: GlyphChoice,
    /// How list and detail share the screen.
    pub layout: Layout,
    /// How the list is grouped at the start.
    pub zoom: Zoom,
    /// Whether events after today are shown at the start.
    pub future: bool,
    /// Which predecessor states a country also finds.
    pub fold: Fold,
    /// The most bytes of an event file.
    pub file_limit: u64,
    /// The most events.
    pub event_limit: usize,
    /// The most bytes of one field.
    pub field_limit: usize,
    /// Unattended use.
    pub kiosk: Kiosk,
    /// The keys of each action, by the action's name.
    pub keys: Vec<Binding>,
    /// Named queries, beside those of the files.
    pub views: Vec<View>,
    /// Every setting as it is printed, keys included.
    pub listed: Vec<Listed>,
}

/// A named query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The name that `--view` takes.
    pub name: String,
    /// A query of the query language, not yet parsed.
    pub query: String,
}

/// The keys of one action.
#[derive(Clone, Debug, PartialEq)]
pub struct Binding {
    /// The name of the action.
    pub action: String,
    /// Its keys.
    pub chords: Vec<Chord>,
    /// Where that stands.
    pub place: Place,
}

/// Why a value cannot be used.
pub(super) type Refused = String;

/// Reads one setting into the settings.
pub(super) type Set = fn(&mut Config, &Node<'_>) -> Result<(), Refused>;

/// Every setting by its path; keys and views are read on their own.
pub(super) const SETTINGS: &[(&str, Set)] = &[
    ("theme", |config, node| {
        word(node, ThemeChoice::WORDS, &mut config.theme)
    }),
    ("glyphs", |config, node| {
        word(node, GlyphChoice::WORDS, &mut config.glyphs)
    }),
    ("layout", |config, node| {
        word(node, Layout::WORDS, &mut config.layout)
    }),
    ("zoom", |config, node| word(node, ZOOMS, &mut config.zoom)),
    ("future", |config, node| flag(node, &mut config.future)),
    ("fold", |config, node| word(node, FOLDS, &mut config.fold)),
    ("limits.file", |config, node| {
        bytes(node, &mut config.file_limit)
    }),
    ("limits.events", |config, node| {
        count(node, &mut config.event_limit)
    }),
    ("limits.field", |config, node| {
        length(node, &mut config.field_limit)
    }),
    ("kiosk.idle", |config, node| {
        kiosk::seconds(node, kiosk::IDLE, &mut config.kiosk.idle)
    }),
    ("kiosk.countdown", |config, node| {
        kiosk::seconds(node, kiosk::COUNTDOWN, &mut config.kiosk.countdown)
    }),
    ("kiosk.card", |config, node| {
        kiosk::seconds(node, kiosk::CARD, &mut config.kiosk.card)
    }),
    ("kiosk.max_session", |config, node| {
        kiosk::seconds(node, kiosk::SESSION, &mut config.kiosk.max_session)
    }),
    ("kiosk.exit", |config, node| {
        kiosk::exit(node, &mut config.kiosk.exit)
    }),
    ("kiosk.file", |config, node| {
        bytes(node, &mut config.kiosk.file_limit)
    }),
    ("kiosk.events", |config, node| {
        count(node, &mut config.kiosk.event_limit)
    }),
    ("kiosk.field", |config, node| {
        length(node, &mut config.kiosk.field_limit)
    }),
];

impl Config {
    /// Returns settings that every layer but the embedded one is laid over: the embedded file names them all.
    pub(super) const fn blank() -> Self {
        Self {
            theme: ThemeChoice::Default,
            glyphs: GlyphChoice::Auto,
            layout: Layout::Auto,
            zoom: Zoom::Month,
            future: true,
            fold: Fold::Default,
            file_limit: 0,
            event_limit: 0,
            field_limit: 0,
            kiosk: Kiosk::BLANK,
            keys: Vec::new(),
            views: Vec::new(),
            listed: Vec::new(),
        }
    }
}

/// One setting as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its path, as `--set` takes it.
    pub name: String,
    /// Its value, as TOML.
    pub value: String,
    /// The file or option that it came from.
    pub origin: String,
}

fn word<T: Copy>(node: &Node<'_>, words: &[(T, &str)], into: &mut T) -> Result<(), Refused> {
    let found = node
        .text()
        .and_then(|text| words.iter().find(|(_, word)| *word == text));
    let Some(&(value, _)) = found else {
        let words: Vec<String> = words
            .iter()
            .map(|(_, word)| format!("\"{word}\""))
            .collect();
        return Err(format!("it takes one of {}", words.join(", ")));
    };
    *into = value;
    Ok(())
}

fn flag(node: &Node<'_>, into: &mut bool) -> Result<(), Refused> {
    *into = node.flag().ok_or("it takes true or false")?;
    Ok(())
}

fn count(node: &Node<'_>, into: &mut usize) -> Result<(), Refused> {
    let number = node
        .integer()
        .and_then(|number| usize::try_from(number).ok());
    *into = number.ok_or("it takes a whole number")?;
    Ok(())
}

/// Reads a size that memory can hold.
fn length(node: &Node<'_>, into: &mut usize) -> Result<(), Refused> {
    let mut most = 0;
    bytes(node, &mut most)?;
    *into = usize::try_from(most).unwrap_or(usize::MAX);
    Ok(())
}

/// Reads "64 KiB", "4 GiB" or a number of bytes.
fn bytes(node: &Node<'_>, into: &mut u64) -> Result<(), Refused> {
    const UNITS: &[(&str, u64)] = &[
        ("B", 1),
        ("KiB", 1 << 10),
        ("MiB", 1 << 20),
        ("GiB", 1 << 30),
    ];
    let read = match &node.value {
        Value::Integer(number) => u64::try_from(*number).ok(),
        Value::Text(text) => text.split_once(' ').and_then(|(number, unit)| {
            let (_, size) = UNITS.iter().find(|(name, _)| *name == unit)?;
            number.parse::<u64>().ok()?.checked_mul(*size)
        }),
        _ => None,
    };
    *into = read.ok_or("it takes a size such as \"64 KiB\", \"8 MiB\" or \"4 GiB\"")?;
    Ok(())
}
