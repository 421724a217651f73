//! Everything that can be wrong with an event file: one row each, one number one meaning for ever.
//!
//! The first two digits are the family: 01 reading and TOML, 02 identity, 03 dates, 04 vocabulary and countries,
//! 05 people, places and sources, 06 relations, 07 prose, 08 views and queries. The letter says how grave it is:
//! an event with an `E` is left out, one with a `W` is shown.

use std::fmt;

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// What bears it is left out.
    Error,
    /// It is used all the same.
    Warning,
}

impl Severity {
    /// Returns the word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }

    /// Returns the letter that codes of this severity begin with.
    pub const fn letter(self) -> char {
        match self {
            Self::Error => 'E',
            Self::Warning => 'W',
        }
    }
}

/// Declares the codes: variant, number, slug, one line, explanation.
macro_rules! codes {
    ($($variant:ident $severity:ident $number:literal $slug:literal $summary:literal $explanation:literal)+) => {
        /// Something that can be wrong with an event file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $summary] $variant,)+ }

        impl Code {
            /// Every code, by number.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Returns the number: two digits of family, two of its own.
            pub const fn number(self) -> u16 {
                match self { $(Self::$variant => $number,)+ }
            }

            /// Returns a name in words.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)+ }
            }

            /// Returns how grave it is.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// Returns one line on what is wrong.
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)+ }
            }

            /// Returns the rule, why it is one, and how to satisfy it.
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)+ }
            }
        }
    };
}

codes! {
    Encoding Error 101 "encoding" "The file is not UTF-8 text."
        "Event files are UTF-8. A file in UTF-16 (saved by some editors as \"Unicode\") or in a Windows code page, or one \
         with a NUL byte in it, is not read. Save it as UTF-8."
    Syntax Error 102 "syntax" "The text is not TOML, or a line is not JSON."
        "The rest of the file is read all the same; an event with such a fault in it is left out. Keep to TOML 1.0: \
         strings in quotes, dates that are not whole days too (date = \"2025-11\"), no key twice, and inline tables \
         { … } on one line. In JSON Lines every line is one object."
    Format Error 103 "format" "`format` is missing, or names a version that this program does not know."
        "The first key of an event file is `format = 1`. It says which version of the format the file follows; a newer \
         number needs a newer demarche."
    UnknownKey Error 104 "unknown-key" "A key that no table of this sort has."
        "Unknown keys are errors, because a misspelt key would otherwise be lost without a word."
    WrongType Error 105 "wrong-type" "A value of another type than the key takes, or out of its range."
        "For example `weight` takes 1, 2 or 3 without quotes and `topics` a list in brackets."
    MissingKey Error 106 "missing-key" "A key that must be there is not."
        "An event needs id, date, kind and title, and participants or countries. A person, a place and a view need a name."
    MisplacedKey Error 107 "misplaced-key" "A key of the event stands below one of its sub-tables."
        "In TOML everything below [[event.quote]] or [[event.topic]] belongs to that quote or topic, up to the next \
         header. So all plain keys of an event must stand above the first of its sub-tables."
    TooMuch Error 108 "too-much" "More text or more events than the limits allow."
        "The setting [limits] says how long a field and how large a file may be and how many events are read; the kiosk \
         has lower limits of its own under [kiosk]."
    HiddenCharacters Warning 109 "hidden-characters" "Characters that do not show or that reorder text were taken out."
        "Control characters, marks that change the direction of text, and invisible characters can make a text look \
         like another one or disturb a terminal. They are removed or replaced when a file is read. Delete them."
    DuplicateId Error 201 "duplicate-id" "Two events have the same id."
        "An id names one event, over all files that are read together. The first event stays, the later ones are left out."
    BadId Error 202 "bad-id" "An id of other characters than ids have."
        "An id is four digits of the year, then small letters a–z, digits and hyphens: 1986-reykjavik."
    IdYear Warning 203 "id-year" "An id begins with another year than the event."
        "Ids begin with the year of the event's earliest day, so that the order of the ids is nearly that of the events."
    Twin Warning 204 "twin" "Two events of the same kind, on the same day, with the same parties."
        "Often the same contact was entered twice. If there really were two, a clock time in the dates tells them apart \
         and ends the warning."
    BadDate Error 301 "bad-date" "A date that is not of the notation."
        "Dates are EDTF: 2025-11-24, 2025-11, 2025, 1945-02-04/1945-02-11, 2022-02-24/.., 2018~ (about), 2018-06-12? \
         (uncertain), 2025-11-2X, 198X, 2026-40 (first half of 2026; 21–24 seasons, 33–36 quarters), \
         [2026-04,2026-09] (one of), 1986-10-11T10:40+00:00. Anything but a whole day stands in quotes."
    LocalTimes Error 302 "local-times" "The clocks in `local` do not show one instant."
        "`local` gives the same moment as several places had it. Each `at` is a day and a clock time; those with an \
         offset must be the same instant, and the same as the event's date where that has an offset too."
    NotYet Error 303 "not-yet" "An event is said to have occurred after the day until which the file was checked."
        "`checked` under [file] says until when the curator has looked. What lies later can be planned, announced, \
         postponed, cancelled or reported."
    OverduePlan Warning 304 "overdue-plan" "A plan whose time has passed."
        "An event that is planned or announced lies wholly before `checked`, and no later event says what became of it \
         (a relation follows, supersedes, postponed-from or cancels to it). Give it another status, or record the outcome."
    BadDuration Error 305 "bad-duration" "A duration that is not of the notation."
        "A duration is hours and minutes: 30m, 2h, 1h30m."
    UnknownWord Error 401 "unknown-word" "A word that is not of the closed list."
        "kind, status, level, visit, confidence, roles, and the types of quotes, outcomes and relations are closed \
         lists: the message names the allowed words."
    UnknownCountry Error 402 "unknown-country" "A country code that is not known."
        "Countries are given by ISO 3166 codes of two letters (US, CN), states that are no more by their former ones (SU, \
         DD, YU), organisations by theirs (UN, EU, NATO, G7). Others are defined under [countries] with a code that \
         begins with x-."
    NotAState Error 403 "not-a-state" "A former state, outside its years."
        "A withdrawn code such as SU stands for a state that existed from one day to another. The message names the code \
         that holds on the event's day."
    AmbiguousCode Error 404 "ambiguous-code" "A code that several states bore."
        "CS was Czechoslovakia (CSHH, to 1992) and Serbia and Montenegro (CSXX, 2003 to 2006). Where the date does not \
         decide, write the four letters."
    BeforeState Warning 405 "before-state" "A party, before its state existed."
        "Records of colonies and mandates use today's codes, so this is no error. Where a predecessor state has a code of \
         its own, that one is better."
    UnlistedTopic Warning 406 "unlisted-topic" "A topic tag that is neither shipped nor labelled."
        "Topics are free, but a misspelt one would stand alone. Give it a label under [topics] to make it known: \
         rare-earths = \"Rare earths\"."
    BadTopic Error 407 "bad-topic" "A topic tag of other characters than tags have."
        "Topic tags are small letters a–z, digits and hyphens: rare-earths."
    BadLanguage Error 408 "bad-language" "A language tag that is not of the form."
        "Languages are BCP 47 tags: en, zh, ru, pt-BR, zh-Hant."
    UnknownEntry Error 501 "unknown-entry" "A key that the registry does not have."
        "A person, place or source is given by its key under [people], [places] or [sources], or in place as a table: \
         { name = \"…\" }, for sources { title = \"…\", url = \"…\" }."
    EntryTwice Error 502 "entry-twice" "A registry key is defined twice, differently."
        "Several files may define the same person, place, source, topic or country, but then alike. The first holds."
    NoParty Error 503 "no-party" "An event without participants and countries."
        "A contact has parties: name the people in `participants`, or the countries in `countries`."
    BadUrl Error 504 "bad-url" "An address that is not http or https."
        "Addresses begin with http:// or https:// and hold no spaces. Nothing else can be opened safely from a terminal."
    NoSource Warning 505 "no-source" "An event without a source."
        "A reader wants to know where it is documented. Name at least one source."
    OneSource Warning 506 "one-source" "A landmark with one source."
        "An event of weight 3 that occurred should rest on two sources."
    OutOfOffice Warning 507 "out-of-office" "An event outside the dates of the person's offices."
        "The registry gives the offices a person held and their dates; on the day of the event it was none of them. \
         Correct the dates, or state the office at the participant."
    UnusedEntry Warning 508 "unused-entry" "A registry entry that no event uses."
        "Usually a key was misspelt, or an event was taken out."
    AliasName Warning 509 "alias-name" "A name that is another spelling of a person in the registry."
        "The same person under two names counts twice and is found half the time. Use the registry key."
    EmptySource Error 510 "empty-source" "A source without title and address."
        "A source has at least a title or a url."
    BadOffices Error 511 "bad-offices" "A person's offices contradict themselves."
        "Give either `office` or `offices`; each entry of `offices` ends (`to`) no earlier than it begins (`from`)."
    UnknownEvent Error 601 "unknown-event" "A relation to an event that does not exist."
        "`related` names the id of another event that is read together with this one."
    UnreadEvent Warning 602 "unread-event" "A relation to an event that was not read."
        "Lines of JSON are often a selection, so the other event may be elsewhere. The relation is kept but leads nowhere."
    SelfRelation Error 603 "self-relation" "An event related to itself."
        "A relation joins two events."
    Cycle Error 604 "cycle" "Events that are part of one another in a circle."
        "`part-of` leads from a part to the whole; going on from whole to whole must end."
    OutsideWhole Error 605 "outside-whole" "A part that lies outside the dates of the whole."
        "The days of an event lie within those of the event that it is part of."
    Speaker Error 701 "speaker" "A quote without a speaker."
        "`by` says whose words they are: a key of [people], or { name = \"…\", country = \"…\" }."
    EmptyQuote Error 702 "empty-quote" "A quote without words."
        "A quote has its words in the language they were said in (`text`), or a `translation`, or both."
    LongTitle Warning 703 "long-title" "A title of more than 80 columns."
        "Titles stand on one line of a list. What the title cannot carry belongs into the summary."
    LongQuote Warning 704 "long-quote" "A quote of more than 600 characters."
        "Short quotations are fair, long ones are copies; and a screen shows a few lines."
    LongDateText Warning 705 "long-date-text" "A `date_text` of more than 40 columns."
        "`date_text` stands in place of the date that is computed, beside other things on one line."
    TopicForms Error 706 "topic-forms" "Topics in both forms."
        "An event lists its topics either in `topics` or as [[event.topic]] tables."
    BadQuery Error 801 "bad-query" "The query of a view does not parse."
        "A view's `query` is written in the query language, as on the command line after -f. The message says what was \
         expected at the marked place."
    ViewTwice Error 802 "view-twice" "Two views have the same name."
        "Views are called by name, on the command line and in the kiosk's menu."
}

impl Code {
    /// Finds a code as people write it: `E0103`, `e0103` or `0103`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim_start_matches(['E', 'e', 'W', 'w']);
        let number: u16 = digits.parse().ok()?;
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.number() == number)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:04}", self.severity().letter(), self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_rise_and_slugs_differ() {
        assert!(
            Code::ALL
                .windows(2)
                .all(|pair| pair[0].number() < pair[1].number())
        );
        let mut slugs: Vec<_> = Code::ALL.iter().map(|code| code.slug()).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), Code::ALL.len());
    }

    #[test]
    fn every_code_is_explained_and_reads_back() {
        for &code in Code::ALL {
            assert!(
                code.summary().ends_with('.') && code.explanation().ends_with('.'),
                "{code}"
            );
            assert!(!code.explanation().contains("  "), "{code}");
            assert_eq!(Code::parse(&code.to_string()), Some(code));
        }
        assert_eq!(Code::parse("E9999"), None);
        assert_eq!(Code::parse(""), None);
    }
}
