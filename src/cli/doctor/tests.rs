use super::*;
use crate::text::SafeText;

fn about() -> About {
    About {
        input: true,
        output: true,
        size: Some((80, 24)),
        term: SafeText::field("linux"),
        utf8: true,
        colours: 16,
    }
}

fn checked() -> Vec<Checked> {
    vec![
        Checked {
            name: "the kernel's own keys are off",
            state: State::Wrong,
            found: "438".into(),
            fix: "kernel.sysrq = 0",
        },
        Checked {
            name: "the power key does nothing",
            state: State::Fine,
            found: "ignore".into(),
            fix: "none",
        },
    ]
}

#[test]
fn a_full_sandbox_is_said_in_a_table() {
    let report = Report {
        verdict: Verdict::Full,
        landlock_abi: Some(7),
        seccomp: true,
    };
    insta::assert_snapshot!(text(&about(), (&report, "6.18.1"), None), @r"
    sandbox   full
    kernel    6.18.1
    landlock  version 7
    seccomp   yes
    terminal  keyboard and screen, 80×24, linux, UTF-8, 16 colours
    ");
}

#[test]
fn what_is_missing_comes_with_the_way_out() {
    let missing = vec!["landlock.net".to_owned(), "landlock.scope".to_owned()];
    let report = Report {
        verdict: Verdict::Partial { missing },
        landlock_abi: Some(3),
        seccomp: true,
    };
    let nothing = About {
        input: false,
        output: false,
        size: None,
        term: SafeText::default(),
        utf8: false,
        colours: 0,
    };
    insta::assert_snapshot!(text(&nothing, (&report, "6.6.1"), Some(&checked())), @r"
    sandbox   partial (missing: landlock.net, landlock.scope)
    kernel    6.6.1
    landlock  version 3
    seccomp   yes
    terminal  none, TERM is not set, not UTF-8, no colours

    The kiosk starts with the full sandbox only, which needs Linux 6.12 or later with Landlock enabled;
    --sandbox=best-effort takes what there is.

    FIX       the kernel's own keys are off: 438
              kernel.sysrq = 0
    ok        the power key does nothing: ignore
    ");
}

#[test]
fn json_has_the_agreed_keys() {
    let report = Report::unavailable("this system is not Linux");
    let value = value(&about(), (&report, "macos"), Some(&checked()));
    insta::assert_snapshot!(value, @r#"{"sandbox":"unavailable","missing":[],"reason":"this system is not Linux","kernel":"macos","landlock_abi":null,"seccomp":false,"terminal":{"input":true,"output":true,"columns":80,"rows":24,"term":"linux","utf8":true,"colours":16},"host":[{"check":"the kernel's own keys are off","state":"wrong","found":"438","fix":"kernel.sysrq = 0"},{"check":"the power key does nothing","state":"ok","found":"ignore","fix":"none"}]}"#);
}
