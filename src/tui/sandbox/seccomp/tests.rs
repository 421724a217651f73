//! The compiled programs, run as the kernel runs them.

use rustix::io::Errno;
use seccompiler::sock_filter;

use super::{Breach, allowing, answering, list};

const PROCESS: u32 = 4242;
const ALLOW: u32 = 0x7fff_0000;
const ERRNO: u32 = 0x0005_0000;
const KILL: u32 = 0x8000_0000;

/// Commands to a terminal, of include/uapi/asm-generic/ioctls.h.
const TIOCSTI: u64 = 0x5412;
const TIOCLINUX: u64 = 0x541c;
const TIOCSCTTY: u64 = 0x540e;
const TIOCSETD: u64 = 0x5423;
const TIOCSWINSZ: u64 = 0x5414;

/// `AUDIT_ARCH_…` of include/uapi/linux/audit.h.
const PROCESSOR: u32 = if cfg!(target_arch = "x86_64") {
    0xc000_003e
} else if cfg!(target_arch = "aarch64") {
    0xc000_00b7
} else {
    0xc000_00f3
};

/// A call as the kernel shows it to a program: `struct seccomp_data`, as words.
fn data(processor: u32, call: i64, arguments: [u64; 6]) -> [u32; 16] {
    let mut words = [0; 16];
    words[0] = u32::try_from(call).unwrap();
    words[1] = processor;
    for (at, argument) in arguments.into_iter().enumerate() {
        words[4 + 2 * at] = u32::try_from(argument & u64::from(u32::MAX)).unwrap();
        words[5 + 2 * at] = u32::try_from(argument >> 32).unwrap();
    }
    words
}

/// Runs a program of the classic Berkeley Packet Filter: the instructions that seccompiler emits.
fn judge(program: &[sock_filter], data: &[u32; 16]) -> u32 {
    let (mut at, mut accumulator) = (0, 0);
    loop {
        let step = &program[at];
        let k = step.k;
        at += 1;
        let holds = match step.code {
            0x20 => {
                accumulator = data[k as usize / 4];
                continue;
            }
            0x54 => {
                accumulator &= k;
                continue;
            }
            0x05 => {
                at += k as usize;
                continue;
            }
            0x06 => return k,
            0x15 => accumulator == k,
            0x25 => accumulator > k,
            0x35 => accumulator >= k,
            code => panic!("instruction {code:#x}"),
        };
        at += usize::from(if holds { step.jt } else { step.jf });
    }
}

fn lock() -> Vec<sock_filter> {
    allowing(Breach::Refuse, PROCESS).unwrap()
}

/// Says whether the list lets a call through; every refusal must be `EPERM`.
fn passes(program: &[sock_filter], call: i64, arguments: [u64; 6]) -> bool {
    match judge(program, &data(PROCESSOR, call, arguments)) {
        ALLOW => true,
        verdict => {
            assert_eq!(verdict, ERRNO | 1, "call {call} {arguments:x?}");
            false
        }
    }
}

#[test]
fn what_is_not_on_the_list_is_refused() {
    let program = lock();
    let (old, old_checked) = list::OLD;
    let plain: Vec<i64> = list::PLAIN.iter().chain(old).copied().collect();
    let checked: Vec<i64> = list::CHECKED
        .iter()
        .chain(old_checked)
        .map(|(call, _)| *call)
        .collect();
    for call in 0..1024 {
        if !checked.contains(&call) {
            assert_eq!(
                passes(&program, call, [0; 6]),
                plain.contains(&call),
                "call {call}"
            );
        }
        // The 32-bit calls of the same processor.
        assert!(!passes(&program, call | 0x4000_0000, [0; 6]));
    }
    for call in [
        libc::SYS_execve,
        libc::SYS_execveat,
        libc::SYS_socket,
        libc::SYS_connect,
        libc::SYS_kill,
        libc::SYS_ptrace,
        libc::SYS_fchmod,
        libc::SYS_ftruncate,
        libc::SYS_unlinkat,
        libc::SYS_renameat2,
        libc::SYS_openat2,
        libc::SYS_io_uring_setup,
        libc::SYS_process_vm_writev,
        libc::SYS_prlimit64,
        libc::SYS_memfd_create,
        libc::SYS_getdents64,
    ] {
        assert!(
            !plain.contains(&call) && !checked.contains(&call),
            "call {call}"
        );
    }
}

#[test]
fn a_call_of_another_processor_kills() {
    let other = if PROCESSOR == 0xc000_003e {
        0x4000_0003
    } else {
        0xc000_003e
    };
    assert_eq!(judge(&lock(), &data(other, libc::SYS_read, [0; 6])), KILL);
}

#[test]
fn a_test_run_kills_what_is_not_on_the_list() {
    let program = allowing(Breach::Kill, PROCESS).unwrap();
    assert_eq!(
        judge(&program, &data(PROCESSOR, libc::SYS_socket, [0; 6])),
        KILL
    );
    assert_eq!(
        judge(&program, &data(PROCESSOR, libc::SYS_read, [0; 6])),
        ALLOW
    );
}

#[test]
fn files_are_opened_for_reading_only() {
    let program = lock();
    let open = |flags: i32| {
        passes(
            &program,
            libc::SYS_openat,
            [0, 0, u64::from(flags.unsigned_abs()), 0, 0, 0],
        )
    };
    for flags in [
        0,
        libc::O_CLOEXEC,
        libc::O_NONBLOCK | libc::O_NOCTTY,
        libc::O_DIRECTORY,
        libc::O_NOFOLLOW,
    ] {
        assert!(open(flags), "{flags:o}");
        for bad in [
            libc::O_WRONLY,
            libc::O_RDWR,
            libc::O_ACCMODE,
            libc::O_CREAT,
            libc::O_TRUNC,
            libc::O_TMPFILE,
        ] {
            assert!(!open(flags | bad), "{flags:o} | {bad:o}");
        }
    }
    // The kernel takes the lower half: what is above it changes nothing.
    let high = 1 << 32;
    assert!(passes(&program, libc::SYS_openat, [0, 0, high, 0, 0, 0]));
    assert!(!passes(
        &program,
        libc::SYS_openat,
        [0, 0, high | 1, 0, 0, 0]
    ));
}

#[test]
fn a_terminal_is_set_and_measured_but_not_typed_into() {
    let program = lock();
    let asks = |command: u64| passes(&program, libc::SYS_ioctl, [0, command, 0, 0, 0, 0]);
    for command in [
        0x5401,
        0x5402,
        0x5403,
        0x5404,
        0x5413,
        0x541b,
        0x802c_542a,
        0x402c_542b,
        0x402c_542c,
        0x402c_542d,
    ] {
        assert!(asks(command), "{command:#x}");
    }
    for command in [TIOCSTI, TIOCLINUX, TIOCSCTTY, TIOCSETD, TIOCSWINSZ] {
        for high in [0, 1 << 32, u64::from(u32::MAX) << 32] {
            assert!(!asks(command | high), "{command:#x} {high:#x}");
        }
    }
}

#[test]
fn memory_is_never_both_written_and_run() {
    let program = lock();
    for call in [libc::SYS_mmap, libc::SYS_mprotect] {
        for protection in 0..8 {
            let runs = protection & 4 != 0;
            assert_eq!(
                passes(&program, call, [0, 0, protection, 0, 0, 0]),
                !runs,
                "{call} {protection}"
            );
        }
    }
}

#[test]
fn only_threads_are_started_and_only_own_ones_signalled() {
    let program = lock();
    // What glibc and musl ask for when they start a thread.
    for flags in [0x003d_0f00, 0x007d_0f00] {
        assert!(passes(&program, libc::SYS_clone, [flags, 0, 0, 0, 0, 0]));
    }
    // fork, posix_spawn, and a thread in a name space of its own.
    for flags in [
        0x0120_0011,
        0x4111,
        0x0000_0011,
        0x003d_0f00 | 0x1000_0000,
        0x003d_0f00 | 0x0002_0000,
    ] {
        assert!(
            !passes(&program, libc::SYS_clone, [flags, 0, 0, 0, 0, 0]),
            "{flags:#x}"
        );
    }
    assert!(passes(
        &program,
        libc::SYS_tgkill,
        [PROCESS.into(), 1, 6, 0, 0, 0]
    ));
    assert!(!passes(&program, libc::SYS_tgkill, [1, 1, 6, 0, 0, 0]));
}

#[test]
fn sockets_write_to_where_they_are_connected() {
    let program = lock();
    for call in [libc::SYS_sendto, libc::SYS_recvfrom] {
        assert!(passes(&program, call, [3, 0x1000, 10, 0, 0, 0]));
        assert!(!passes(&program, call, [3, 0x1000, 10, 0, 0x2000, 16]));
        assert!(!passes(&program, call, [3, 0x1000, 10, 0, 1 << 32, 16]));
    }
}

#[test]
fn names_and_flags_are_asked_but_not_set() {
    let program = lock();
    // F_GETFD, F_GETFL, F_SETFD with FD_CLOEXEC; F_DUPFD, F_SETFD, F_SETFL, F_DUPFD_CLOEXEC.
    for (command, value, passing) in [
        (1, 0, true),
        (3, 0, true),
        (2, 1, true),
        (0, 3, false),
        (2, 0, false),
        (4, 0, false),
        (1030, 3, false),
    ] {
        let arguments = [0, command, value, 0, 0, 0];
        assert_eq!(
            passes(&program, libc::SYS_fcntl, arguments),
            passing,
            "{command} {value}"
        );
    }
    // PR_SET_NAME, PR_SET_NO_NEW_PRIVS; PR_SET_DUMPABLE, PR_SET_SECCOMP.
    for (option, value, passing) in [
        (15, 0, true),
        (38, 1, true),
        (38, 0, false),
        (4, 1, false),
        (22, 2, false),
    ] {
        let arguments = [option, value, 0, 0, 0, 0];
        assert_eq!(
            passes(&program, libc::SYS_prctl, arguments),
            passing,
            "{option}"
        );
    }
}

#[test]
fn the_filters_on_top_shut_and_leave_the_rest_alone() {
    let modern = answering(list::MODERN, Errno::NOSYS).unwrap();
    assert_eq!(
        judge(&modern, &data(PROCESSOR, libc::SYS_clone3, [0; 6])),
        ERRNO | 0x26
    );
    assert_eq!(
        judge(&modern, &data(PROCESSOR, libc::SYS_clone, [0; 6])),
        ALLOW
    );
    let sealed = answering(list::BIRTH, Errno::PERM).unwrap();
    for call in [libc::SYS_clone, libc::SYS_clone3, libc::SYS_seccomp] {
        assert!(!passes(&sealed, call, [0; 6]));
    }
    assert!(passes(&sealed, libc::SYS_read, [0; 6]));
}
