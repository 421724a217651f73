//! `demarche doctor`: what this terminal, this kernel and this host give.
//!
//! The sandbox is not asked about but entered: the process locks itself as the kiosk does and reports what it can
//! still do. Afterwards it can do nothing but print.

mod host;

use std::fmt::Write as _;
use std::thread;

use serde_json::{Value, json};

use crate::tui::about::About;
use crate::tui::sandbox::{self, Breach, Data, Report, Verdict};
use host::{Checked, Host, State};

/// Examines terminal, kernel, and if asked the host; returns the text to print.
///
/// It locks the process for good, so call it last: only what is open can be written to.
pub fn run(as_json: bool, with_host: bool) -> String {
    let about = About::look();
    let host = with_host.then(|| Host::here().check());
    let kernel = sandbox::kernel();
    let report = examine();
    if as_json {
        let value = value(&about, (&report, &kernel), host.as_deref());
        format!("{value}\n")
    } else {
        text(&about, (&report, &kernel), host.as_deref())
    }
}

/// Locks the process as the kiosk does. The program's own file stands in for the event file.
fn examine() -> Report {
    let program = std::env::current_exe().ok();
    let data = program.and_then(|program| Data::at(&program).ok());
    let mut sandbox = sandbox::lock(data.as_ref(), Breach::Refuse);
    let witness = sandbox.witness("second");
    // A thread that cannot be started drops its witness, which the report tells.
    let started = thread::Builder::new().spawn(|| witness.attest());
    let report = sandbox.seal();
    drop(started.map(thread::JoinHandle::join));
    report
}

fn value(about: &About, (report, kernel): (&Report, &str), host: Option<&[Checked]>) -> Value {
    let (missing, reason) = match &report.verdict {
        Verdict::Full => (&[][..], None),
        Verdict::Partial { missing } => (missing.as_slice(), None),
        Verdict::Unavailable { reason } => (&[][..], Some(reason)),
    };
    let mut value = json!({
        "sandbox": report.verdict.word(),
        "missing": missing,
        "reason": reason,
        "kernel": kernel,
        "landlock_abi": report.landlock_abi,
        "seccomp": report.seccomp,
        "terminal": {
            "input": about.input,
            "output": about.output,
            "columns": about.size.map(|(columns, _)| columns),
            "rows": about.size.map(|(_, rows)| rows),
            "term": &*about.term,
            "utf8": about.utf8,
            "colours": about.colours,
        },
    });
    if let (Some(host), Some(object)) = (host, value.as_object_mut()) {
        let rows = host.iter().map(|row| {
            json!({"check": row.name, "state": row.state.word(), "found": row.found, "fix": row.fix})
        });
        object.insert("host".into(), rows.collect());
    }
    value
}

fn text(about: &About, (report, kernel): (&Report, &str), host: Option<&[Checked]>) -> String {
    let landlock = report
        .landlock_abi
        .map_or_else(|| "no".to_owned(), |abi| format!("version {abi}"));
    let rows = [
        ("sandbox", report.to_string()),
        ("kernel", kernel.to_owned()),
        ("landlock", landlock),
        (
            "seccomp",
            if report.seccomp { "yes" } else { "no" }.to_owned(),
        ),
        ("terminal", terminal(about)),
    ];
    let mut text = String::new();
    for (name, value) in rows {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name:<10}{value}");
    }
    if !matches!(report.verdict, Verdict::Full) {
        text.push_str(
            "\nThe kiosk starts with the full sandbox only, which needs Linux 6.12 or later with Landlock enabled;\n\
             --sandbox=best-effort takes what there is.\n",
        );
    }
    for row in host.unwrap_or_default() {
        let _ = write!(
            text,
            "\n{:<10}{}: {}",
            row.state.mark(),
            row.name,
            row.found
        );
        if row.state != State::Fine {
            let _ = write!(text, "\n{:<10}{}", "", row.fix);
        }
    }
    if host.is_some() {
        text.push('\n');
    }
    text
}

/// Describes a terminal in a line.
fn terminal(about: &About) -> String {
    let ends = match (about.input, about.output) {
        (true, true) => "keyboard and screen",
        (true, false) => "keyboard only: standard output is no terminal",
        (false, true) => "screen only: standard input is no terminal",
        (false, false) => "none",
    };
    let size = about
        .size
        .map(|(columns, rows)| format!(", {columns}×{rows}"))
        .unwrap_or_default();
    let term = if about.term.is_empty() {
        "TERM is not set"
    } else {
        &*about.term
    };
    let letters = if about.utf8 { "UTF-8" } else { "not UTF-8" };
    let colours = match about.colours {
        0 => "no colours".to_owned(),
        colours => format!("{colours} colours"),
    };
    format!("{ends}{size}, {term}, {letters}, {colours}")
}

#[cfg(test)]
mod tests;
