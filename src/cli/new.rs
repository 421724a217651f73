//! `demarche new`: a skeleton event to write into.

use std::fmt::{self, Write as _};

use chrono::{Datelike as _, NaiveDate};

use super::args::New;
use super::files;
use super::outcome::{Failure, Outcome, print};
use crate::model::{
    Confidence, Kind, Level, OutcomeKind, QuoteKind, RelationKind, Role, Status, Visit,
};

/// Runs the command.
pub fn run(arguments: &New) -> Result<Outcome, Failure> {
    let text = skeleton(*arguments.kind, files::clock().0);
    print(|out| out.write_all(text.as_bytes()))
}

/// Returns an event file with one event of a kind on a day, which loads as it is; its lines that are commented out,
/// recognised by `#` without a space, load as well once they are not.
pub fn skeleton(kind: Kind, day: NaiveDate) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut text, kind, day);
    text
}

fn write(text: &mut String, kind: Kind, day: NaiveDate) -> fmt::Result {
    let [one, other] = roles(kind).map(Role::word);
    let year = day.year();
    write!(
        text,
        r#"# An event file with one event. To add the event to a file that has a head, leave out all above [[event]].
# Lines that begin with `#` and no space are there to be used: take the `#` away. Then: demarche check FILE
format = 1

[[event]]
id     = "{year}-new-{kind}"    # its name, the year first; no other event has it
date   = "{day}"    # also "2026-02", "2026", "2026-05-13/2026-05-15", "2026-02-04T20:00+08:00"
kind   = "{kind}"    # {kinds}
title  = "What it was, in one line"
status = "occurred"    # {statuses}
participants = [    # role: {roles}
    {{ name = "First Person", country = "US", office = "President", role = "{one}" }},
    {{ name = "Second Person", country = "CN", office = "President", role = "{other}" }},
]
sources = [{{ title = "Title of the document", publisher = "Publisher", url = "https://example.org/document", lang = "en" }}]
"#,
        kinds = words(Kind::WORDS),
        statuses = words(Status::WORDS),
        roles = words(Role::WORDS),
    )?;
    if kind == Kind::Visit {
        writeln!(text, "visit  = \"official\"    # {}", words(Visit::WORDS))?;
    }
    write!(
        text,
        r#"#summary = """
#What happened. A line break is a space, a blank line begins a paragraph."""
#note = "Doubts and details"
#place = {{ name = "Geneva", country = "CH" }}
#venue = "The building or room"
#level = "leaders"    # {levels}
#confidence = "confirmed"    # {confidences}
#weight = 2    # 1 minor, 2 normal, 3 landmark
#countries = ["FR"]    # parties without named people
#about = ["UA"]    # discussed, not present
#outcomes = [{{ type = "agreement", text = "What came of it" }}]    # {outcomes}
#related = [{{ type = "follows", event = "{year}-earlier" }}]    # {relations}

# From here on keys belong to the topic or the quote above them, not to the event.
#[[event.topic]]
#tag = "trade"
#note = "What was said of it"
#
#[[event.quote]]
#by = {{ name = "First Person", country = "US" }}
#type = "readout"    # {quotes}
#text = "The words, verbatim"
#source = {{ title = "Title of the document", url = "https://example.org/document" }}
"#,
        levels = words(Level::WORDS),
        confidences = words(Confidence::WORDS),
        outcomes = words(OutcomeKind::WORDS),
        relations = words(RelationKind::WORDS),
        quotes = words(QuoteKind::WORDS),
    )
}

fn words(all: &[&str]) -> String {
    all.join(", ")
}

/// Returns the roles of two people at an event of a kind.
const fn roles(kind: Kind) -> [Role; 2] {
    match kind {
        Kind::Call | Kind::VideoCall => [Role::Caller, Role::Recipient],
        Kind::Visit | Kind::Mission | Kind::Ceremony => [Role::Guest, Role::Host],
        Kind::Letter | Kind::Demarche => [Role::Sender, Role::Recipient],
        Kind::Agreement | Kind::Communique => [Role::Signatory, Role::Signatory],
        Kind::Statement => [Role::Spokesperson, Role::Participant],
        Kind::Meeting
        | Kind::PullAside
        | Kind::Summit
        | Kind::Conference
        | Kind::Negotiation
        | Kind::Other => [Role::Participant, Role::Participant],
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::data::{Limits, Origin, load};
    use crate::diag::Diagnostic;

    /// Checks a file; returns its problems and how many events are sound.
    fn check(text: String) -> (Vec<String>, usize) {
        let origin = Origin::Embedded(text.leak());
        let loaded = load(&[origin], &Limits::CHECKING, &|_| ControlFlow::Continue(())).unwrap();
        let problems = loaded.problems.iter().map(Diagnostic::short).collect();
        (problems, loaded.timeline.len())
    }

    #[test]
    fn every_skeleton_passes_the_check_without_a_warning() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 5).unwrap();
        for &kind in Kind::ALL {
            assert_eq!(check(skeleton(kind, day)), (vec![], 1), "{kind}");
        }
    }

    #[test]
    fn every_line_to_be_used_can_be() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 5).unwrap();
        for &kind in Kind::ALL {
            let whole = skeleton(kind, day);
            let used: Vec<&str> = whole
                .lines()
                .map(|line| {
                    line.strip_prefix('#')
                        .filter(|rest| !rest.starts_with(' '))
                        .unwrap_or(line)
                })
                .collect();
            let earlier = skeleton(kind, day)
                .replace("2026-02-05", "2026-02-04")
                .replace(&format!("2026-new-{kind}"), "2026-earlier");
            let (_, event) = earlier.split_once("\n[[event]]").unwrap();
            let text = format!("{}\n[[event]]{event}", used.join("\n"));
            assert_eq!(check(text), (vec![], 2), "{kind}");
        }
    }
}
