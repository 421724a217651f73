//! What strace has seen: a line for every call, with its answer.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// A call of the kernel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) name: String,
    /// Arguments and answer, as strace writes them.
    pub(crate) text: String,
}

impl Call {
    /// Says whether the kernel did it.
    pub(crate) fn succeeded(&self) -> bool {
        let answer = self.text.rsplit_once(" = ");
        answer.is_some_and(|(_, answer)| !answer.starts_with('-') && !answer.starts_with('?'))
    }

    /// The first text among the arguments.
    pub(crate) fn path(&self) -> &str {
        self.text.split('"').nth(1).unwrap_or_default()
    }
}

/// Reads the output of `strace -f -o FILE`; what one thread's call was cut in two by another's is put together.
pub(crate) fn read(file: &Path) -> Vec<Call> {
    let text = fs::read(file).unwrap();
    let text = String::from_utf8_lossy(&text);
    let mut begun: HashMap<&str, (usize, String)> = HashMap::new();
    let mut calls: Vec<Call> = Vec::new();
    for line in text.lines() {
        let Some((thread, rest)) = line.split_once(' ') else {
            continue;
        };
        let rest = rest.trim_start();
        if let Some((head, "")) = rest.split_once(" <unfinished ...>") {
            begun.insert(thread, (calls.len(), head.to_owned()));
            calls.extend(call(head));
        } else if let Some(tail) = rest.strip_prefix("<... ") {
            let tail = tail.split_once(" resumed>").map_or("", |(_, tail)| tail);
            if let Some((at, head)) = begun.remove(thread)
                && let (Some(place), Some(call)) = (calls.get_mut(at), call(&(head + tail)))
            {
                *place = call;
            }
        } else {
            calls.extend(call(rest));
        }
    }
    calls
}

/// Reads a line without its thread; signals and ends are no calls.
fn call(line: &str) -> Option<Call> {
    let (name, text) = line.split_once('(')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    is_name.then(|| Call {
        name: name.to_owned(),
        text: text.to_owned(),
    })
}

#[test]
fn lines_that_were_cut_are_put_together() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("log");
    let log = "\
7     openat(AT_FDCWD, \"/a\", O_RDONLY <unfinished ...>
8     read(0, \"x\", 1)                 = 1
7     <... openat resumed>)            = -1 EACCES (Permission denied)
8     --- SIGTERM {si_signo=SIGTERM} ---
8     write(4, \"y\", 1 <unfinished ...>
7     +++ exited with 143 +++
";
    fs::write(&file, log).unwrap();
    let calls = read(&file);
    let seen = |call: &Call| format!("{} {} {}", call.name, call.path(), call.succeeded());
    assert_eq!(
        calls.iter().map(seen).collect::<Vec<_>>(),
        ["openat /a false", "read x true", "write y false"]
    );
}
