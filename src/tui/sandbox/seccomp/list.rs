//! The list of system calls, the same for the three processors but for some old names.

/// What an argument must be; arguments are counted from 0.
#[derive(Clone, Copy, Debug)]
pub(super) enum Check {
    /// Its lower half is this.
    Is(u8, u32),
    /// Of these bits of its lower half exactly those are set: argument, mask, bits.
    Bits(u8, u32, u32),
    /// It is a null pointer.
    Null(u8),
    /// It is the number of this process.
    Own(u8),
}

use Check::{Bits, Is, Null, Own};

/// A call that is let through when any of its rows of checks holds.
pub(super) type Checked = (i64, &'static [&'static [Check]]);

/// Calls that are let through whatever their arguments are.
pub(super) const PLAIN: &[i64] = &[
    // Open files.
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_lseek,
    libc::SYS_pread64,
    libc::SYS_fstat,
    // Looking at a file without opening it, which the watch for changes does.
    libc::SYS_statx,
    libc::SYS_newfstatat,
    // Waiting.
    libc::SYS_ppoll,
    libc::SYS_futex,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_sched_yield,
    libc::SYS_restart_syscall,
    // Memory; mapping and protecting are checked.
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    // Signals of our own.
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    // The life of a thread.
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_sched_getaffinity,
    libc::SYS_gettid,
    libc::SYS_getpid,
    libc::SYS_exit,
    libc::SYS_exit_group,
    // Seeds of hash maps.
    libc::SYS_getrandom,
    // Tightening the lock; clone3 is answered by the filter on top.
    libc::SYS_seccomp,
    libc::SYS_clone3,
];

/// Old calls that the C libraries and rustix still use on this processor.
#[cfg(target_arch = "x86_64")]
pub(super) const OLD: (&[i64], &[Checked]) = (
    &[libc::SYS_poll, libc::SYS_stat, libc::SYS_lstat],
    &[(libc::SYS_open, &[&[reading(1)]])],
);

/// Old calls that the C libraries and rustix still use on this processor.
#[cfg(not(target_arch = "x86_64"))]
pub(super) const OLD: (&[i64], &[Checked]) = (&[], &[]);

/// Calls that are let through with certain arguments only.
pub(super) const CHECKED: &[Checked] = &[
    (libc::SYS_openat, &[&[reading(2)]]),
    (
        libc::SYS_ioctl,
        &[
            &[Is(1, 0x5401)],      // TCGETS
            &[Is(1, 0x5402)],      // TCSETS
            &[Is(1, 0x5403)],      // TCSETSW
            &[Is(1, 0x5404)],      // TCSETSF
            &[Is(1, 0x5413)],      // TIOCGWINSZ
            &[Is(1, 0x541b)],      // FIONREAD
            &[Is(1, 0x802c_542a)], // TCGETS2
            &[Is(1, 0x402c_542b)], // TCSETS2
            &[Is(1, 0x402c_542c)], // TCSETSW2
            &[Is(1, 0x402c_542d)], // TCSETSF2
        ],
    ),
    (libc::SYS_mmap, &[&[Bits(2, PROT_EXEC, 0)]]),
    (libc::SYS_mprotect, &[&[Bits(2, PROT_EXEC, 0)]]),
    (
        libc::SYS_fcntl,
        &[
            &[Is(1, F_GETFD)],
            &[Is(1, F_GETFL)],
            // musl marks files once more that it opens for this program alone.
            &[Is(1, F_SETFD), Is(2, FD_CLOEXEC)],
        ],
    ),
    // The signals' pipe and the notify socket are connected; no other address can be written to.
    (libc::SYS_sendto, &[&[Null(4)]]),
    (libc::SYS_recvfrom, &[&[Null(4)]]),
    (
        libc::SYS_prctl,
        &[
            &[Is(0, PR_SET_NAME)],
            &[Is(0, PR_SET_NO_NEW_PRIVS), Is(1, 1)],
        ],
    ),
    (libc::SYS_tgkill, &[&[Own(0)]]),
    (
        libc::SYS_clone,
        &[&[Bits(
            0,
            CLONE_THREAD | CLONE_VM | CLONE_NAMESPACES,
            CLONE_THREAD | CLONE_VM,
        )]],
    ),
];

/// Calls that are answered with "not implemented", so that the C library falls back on older ones.
pub(super) const MODERN: &[i64] = &[libc::SYS_clone3];

/// Calls that are shut when all threads have started.
pub(super) const BIRTH: &[i64] = &[libc::SYS_clone, libc::SYS_clone3, libc::SYS_seccomp];

/// Opening for reading: nothing is written, created or cut.
const fn reading(flags: u8) -> Check {
    Bits(flags, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_TMPFILE, 0)
}

// The kernel's numbers, the same for all processors of this list: include/uapi/asm-generic/fcntl.h, linux/prctl.h,
// linux/sched.h. `O_TMPFILE` is the one bit that sets it apart from `O_DIRECTORY`.
const O_WRONLY: u32 = 0o1;
const O_RDWR: u32 = 0o2;
const O_CREAT: u32 = 0o100;
const O_TRUNC: u32 = 0o1000;
const O_TMPFILE: u32 = 0o20_000_000;
const PROT_EXEC: u32 = 4;
const F_GETFD: u32 = 1;
const F_SETFD: u32 = 2;
const F_GETFL: u32 = 3;
const FD_CLOEXEC: u32 = 1;
const PR_SET_NAME: u32 = 15;
const PR_SET_NO_NEW_PRIVS: u32 = 38;
const CLONE_VM: u32 = 0x100;
const CLONE_THREAD: u32 = 0x1_0000;
/// `CLONE_NEWNS`, `CLONE_NEWCGROUP` to `CLONE_NEWNET`.
const CLONE_NAMESPACES: u32 = 0x0002_0000 | 0x7e00_0000;
