//! The walls of the house: which module may use which, and which crates.
//!
//! The table below is the rule; the test reads the source as text and compares.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test that cannot read the source has failed, and the source is ASCII where it is cut"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A module, the modules it may use, the crates it may use beside std and chrono.
struct Room {
    name: &'static str,
    modules: &'static [&'static str],
    crates: &'static [&'static str],
}

const HOUSE: &[Room] = &[
    Room {
        name: "text",
        modules: &[],
        crates: &[
            "unicode_normalization",
            "unicode_properties",
            "unicode_segmentation",
            "unicode_width",
        ],
    },
    Room {
        name: "diag",
        modules: &["text"],
        crates: &[
            "annotate_snippets",
            "toml",
            "toml_parser",
            "serde_json",
            "memchr",
        ],
    },
    Room {
        name: "model",
        modules: &["text"],
        crates: &[],
    },
    Room {
        name: "data",
        modules: &["diag", "model", "text"],
        crates: &["serde", "serde_json", "toml", "toml_parser", "rustix"],
    },
    Room {
        name: "query",
        modules: &["model", "text"],
        crates: &["memchr"],
    },
    Room {
        name: "chart",
        modules: &["model", "query", "text"],
        crates: &[],
    },
    Room {
        name: "export",
        modules: &["model", "text"],
        crates: &["serde", "serde_json"],
    },
    Room {
        name: "config",
        modules: &["diag", "model", "text"],
        crates: &[],
    },
    Room {
        name: "import",
        modules: &["data", "diag", "model", "text"],
        crates: &["serde", "serde_json"],
    },
    Room {
        name: "app",
        modules: &["config", "diag", "export", "model", "query", "text"],
        crates: &[],
    },
    Room {
        name: "view",
        modules: &[
            "app", "chart", "config", "diag", "export", "model", "query", "text",
        ],
        crates: &["ratatui", "tui_input"],
    },
    Room {
        name: "tui",
        modules: &[
            "app", "chart", "config", "data", "diag", "export", "model", "query", "text", "view",
        ],
        crates: &[
            "landlock",
            "libc",
            "ratatui",
            "rustix",
            "seccompiler",
            "signal_hook",
        ],
    },
    Room {
        name: "cli",
        modules: &[
            "app", "chart", "config", "data", "diag", "export", "import", "model", "query", "text",
            "tui", "view",
        ],
        crates: &["clap", "etcetera", "serde_json"],
    },
];

/// Words that a room must not say at all: the clock (a length of time is none), the file system, the environment.
const SILENT: &[(&str, &[&str])] = &[
    ("text", &["std::fs", "std::env", "SystemTime", "Local::now"]),
    (
        "model",
        &["std::fs", "std::env", "SystemTime", "Local::now"],
    ),
    (
        "query",
        &["std::fs", "std::env", "SystemTime", "Local::now"],
    ),
    (
        "chart",
        &["std::fs", "std::env", "SystemTime", "Local::now"],
    ),
    (
        "export",
        &["std::fs", "std::env", "SystemTime", "Local::now"],
    ),
    (
        "app",
        &["std::fs", "std::env", "Instant", "SystemTime", "Local::now"],
    ),
    (
        "view",
        &[
            "std::fs",
            "std::env",
            "std::time",
            "SystemTime",
            "Local::now",
        ],
    ),
];

/// Every crate that can be named in a `use` or a path; thiserror only derives and may be named anywhere.
const CRATES: &[&str] = &[
    "annotate_snippets",
    "clap",
    "etcetera",
    "landlock",
    "libc",
    "memchr",
    "ratatui",
    "rustix",
    "seccompiler",
    "serde",
    "serde_json",
    "signal_hook",
    "toml",
    "toml_parser",
    "tui_input",
    "unicode_normalization",
    "unicode_properties",
    "unicode_segmentation",
    "unicode_width",
];

/// The most lines of a source file, tests in it left out.
const LINES: usize = 450;

fn sources(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// Returns every file of the source with its room and its code: comments and tests left out.
fn files() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .filter(|path| path.file_name().is_some_and(|name| name != "tests.rs"))
        .map(|path| {
            let inner = path.strip_prefix(&root).unwrap().to_path_buf();
            let first = inner
                .components()
                .next()
                .unwrap()
                .as_os_str()
                .to_string_lossy();
            let module = first.trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
            let code: Vec<&str> = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect();
            (module, inner, code.join("\n"))
        })
        .collect()
}

/// Returns the words that follow `before` in a text.
fn named<'a>(code: &'a str, before: &str) -> BTreeSet<&'a str> {
    code.match_indices(before)
        .filter(|(at, _)| {
            !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$')
        })
        .map(|(at, _)| {
            let rest = &code[at + before.len()..];
            let end = rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                .unwrap_or(rest.len());
            &rest[..end]
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// Returns the modules named in `use crate::{a, b::c}` too.
fn modules(code: &str) -> BTreeSet<&str> {
    let mut modules = named(code, "crate::");
    for (at, _) in code.match_indices("crate::{") {
        let group = code[at + 8..].split('}').next().unwrap_or_default();
        modules.extend(
            group
                .split(',')
                .map(|part| part.trim().split("::").next().unwrap_or_default()),
        );
    }
    modules
        .into_iter()
        .filter(|module| !module.is_empty())
        .collect()
}

#[test]
fn modules_use_only_what_lies_below_them() {
    let mut wrong = Vec::new();
    for (room, path, code) in files() {
        let Some(rule) = HOUSE.iter().find(|rule| rule.name == room) else {
            assert!(
                ["lib", "main"].contains(&&*room),
                "{} has no row in the table",
                path.display()
            );
            continue;
        };
        for module in modules(&code) {
            let is_room = HOUSE.iter().any(|other| other.name == module);
            if is_room && module != room && !rule.modules.contains(&module) {
                wrong.push(format!("{} uses crate::{module}", path.display()));
            }
        }
        for name in CRATES {
            let prefix = format!("{name}::");
            let used = code
                .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
                .any(|word| word.starts_with(&prefix));
            if used && !rule.crates.contains(name) {
                wrong.push(format!("{} uses the crate {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pure_floors_say_nothing_of_clocks_files_and_environment() {
    let mut wrong = Vec::new();
    for (room, path, code) in files() {
        for (name, words) in SILENT.iter().filter(|(name, _)| *name == room) {
            for word in words.iter().filter(|word| code.contains(**word)) {
                wrong.push(format!("{} ({name}) says {word}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_goes_downwards_only() {
    for (at, room) in HOUSE.iter().enumerate() {
        for module in room.modules {
            let below = HOUSE.iter().position(|other| other.name == *module);
            assert!(
                below.is_some_and(|below| below < at),
                "{} may use {module}",
                room.name
            );
        }
    }
}

#[test]
fn children_do_not_use_the_names_their_parent_gives_to_others() {
    let mut wrong = Vec::new();
    for (room, path, code) in files() {
        if path.components().count() == 1 {
            continue;
        }
        // `use crate::room::Type` inside the room goes through its front door.
        for name in named(&code, &format!("crate::{room}::")) {
            if name.starts_with(char::is_uppercase) {
                wrong.push(format!("{} uses crate::{room}::{name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_have_one_room_each() {
    let long: Vec<String> = files()
        .into_iter()
        .map(|(_, path, code)| (path, code.lines().count()))
        .filter(|&(_, lines)| lines > LINES)
        .map(|(path, lines)| format!("{}: {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn no_file_is_called_mod() {
    assert!(
        files()
            .iter()
            .all(|(_, path, _)| path.file_name().is_none_or(|name| name != "mod.rs"))
    );
}

#[test]
fn the_top_level_holds_the_agreed_set() {
    const AGREED: &[&str] = &[
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "assets",
        "tests",
        "benches",
        "config.toml",
        "README.md",
        "LICENSE",
        "target",
    ];
    for entry in fs::read_dir(env!("CARGO_MANIFEST_DIR")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(
            name.starts_with('.') || AGREED.contains(&&*name),
            "{name} at the top level"
        );
    }
}
