//! What the kernel sees of a session: nothing is started, nothing written, nothing read elsewhere; and what happens
//! on a kernel that cannot lock.

use std::fs;

use rustix::process::Signal;

use crate::place::{Place, need, sandbox, tools};
use crate::process::Process;
use crate::program::Program;
use crate::trace::{self, Call};

/// What a session asks of the kernel from its first picture to its end.
const ASKED: &[&str] = &[
    // Keys, the picture, signals, the notify socket.
    "read",
    "write",
    "writev",
    "poll",
    "ppoll",
    "ioctl",
    "sendto",
    "recvfrom",
    // The event file.
    "openat",
    "open",
    "fstat",
    "statx",
    "stat",
    "newfstatat",
    "lseek",
    "pread64",
    "close",
    "fcntl",
    // Waiting, the clock, memory, the end.
    "futex",
    "clock_gettime",
    "clock_nanosleep",
    "nanosleep",
    "sched_yield",
    "restart_syscall",
    "gettid",
    "getpid",
    "getrandom",
    "mmap",
    "munmap",
    "mremap",
    "mprotect",
    "madvise",
    "brk",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "sigaltstack",
    "exit",
    "exit_group",
];

/// Comes by, reads a changed file, and goes away.
fn visit(place: &Place, program: &mut Program) {
    program.sees("Before the reload");
    program.press("x");
    program.sees("1 event");
    program.press("\r");
    program.press("/call\x1b");
    program.press("?");
    place.publish("After the reload");
    program.sees("any other key");
    program.sees("After the reload");
}

/// Ends the kiosk below strace, which ends as it does.
fn end(program: &Program) {
    let below = Process::of(program).children();
    for kiosk in below {
        kiosk.signal(Signal::TERM);
    }
    assert_eq!(program.ends(), 143);
}

fn settings() -> Place {
    Place::new("idle = 2\ncountdown = 1\ncard = 1")
}

/// G2, G3, G4.
#[test]
fn g2_g3_g4_a_session_starts_nothing_writes_nothing_and_reads_its_data_alone() {
    need!(tools(&["strace"]));
    need!(sandbox());
    let place = settings();
    let log = place.at("log");
    let strace = [
        "strace",
        "-f",
        "-qq",
        "-s",
        "200",
        "-o",
        log.to_str().unwrap(),
    ];
    let mut program = place.under(&strace).start();
    visit(&place, &mut program);
    end(&program);
    let calls = trace::read(&log);
    let ready = |call: &Call| call.name == "write" && call.text.contains("\\33[?1049h");
    let at = calls.iter().position(ready).unwrap();
    let data = fs::canonicalize(place.at("data")).unwrap();
    let mut read = 0;
    for call in calls.iter().skip(at) {
        assert!(ASKED.contains(&call.name.as_str()), "{call:?}");
        let refused = ["EPERM", "EACCES"]
            .iter()
            .any(|why| call.text.contains(&format!(" = -1 {why}")));
        assert!(!refused, "{call:?}");
        if matches!(call.name.as_str(), "openat" | "open") && call.succeeded() {
            read += 1;
            let writes = [
                "O_WRONLY",
                "O_RDWR",
                "O_CREAT",
                "O_TRUNC",
                "O_APPEND",
                "O_TMPFILE",
            ];
            assert!(
                !writes.iter().any(|flag| call.text.contains(flag)),
                "{call:?}"
            );
            assert!(
                data.join(call.path()).starts_with(&data) && call.path().starts_with('/'),
                "{call:?}"
            );
        }
    }
    assert!(read > 0, "the reload was not seen");
}

/// G5, and the outside look at the locks that the program's own probes claim.
#[test]
fn g5_every_thread_is_locked() {
    need!(sandbox());
    let place = settings();
    let mut program = place.kiosk().start();
    visit(&place, &mut program);
    let kiosk = Process::of(&program);
    let seccomp = kiosk.threads("Seccomp");
    assert!(seccomp.len() >= 4, "{seccomp:?}");
    assert!(seccomp.iter().all(|mode| mode == "2"), "{seccomp:?}");
    let privileges = kiosk.threads("NoNewPrivs");
    assert_eq!(privileges, vec!["1"; seccomp.len()]);
    // Nobody but root may look into its memory, and nothing can be started by it.
    assert_eq!(kiosk.children(), []);
    program.kill(Signal::TERM);
    assert_eq!(program.ends(), 143);
    program.left_the_terminal_as_it_was();
}

/// G6.
#[test]
fn g6_without_the_sandbox_it_does_not_start_unless_told_to() {
    need!(tools(&["strace"]));
    need!(sandbox());
    let place = settings();
    for (injected, reason) in [
        ("landlock_create_ruleset:error=ENOSYS", "ENOSYS"),
        ("landlock_create_ruleset:error=EOPNOTSUPP", "EOPNOTSUPP"),
        ("seccomp:error=EINVAL", "seccomp"),
    ] {
        let inject = format!("inject={injected}");
        let strace = [
            "strace",
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            inject.as_str(),
        ];
        let mut program = place.under(&strace).start();
        assert_eq!(program.ends(), 78, "{injected}: {}", program.text());
        program.sees(reason);
        let written = String::from_utf8(program.output()).unwrap();
        assert!(written.contains("the kiosk does not start"), "{written}");
        assert!(!written.contains('\x1b'), "{written:?}");
        program.left_the_terminal_as_it_was();

        let own = [
            strace.as_slice(),
            &[crate::place::PROGRAM, "--sandbox=best-effort"],
        ]
        .concat();
        let (first, rest) = own.split_first().unwrap();
        let arguments = place.arguments();
        let words: Vec<&str> = rest
            .iter()
            .copied()
            .chain(arguments.iter().map(String::as_str))
            .collect();
        let program = crate::program::Start::command(first, &words).start();
        program.sees("any other key");
        end(&program);
    }
}
