//! The closed vocabularies of the event file, each one table: variant, word in files, label on screens.

use std::fmt;

/// Declares a closed vocabulary: an enum, its words in files and queries, and its labels on screens.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $word:literal $label:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every value, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Their words, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// Returns the word used in event files, queries and exports.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Returns the words shown on screens.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// Finds the value of a word; exact, as written in event files.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

vocabulary! {
    /// What sort of contact an event is.
    Kind {
        /// A voice call.
        Call "call" "Call",
        /// A secure or public video meeting.
        VideoCall "video-call" "Video",
        /// People meet, outside a formal visit or beside another event.
        Meeting "meeting" "Meeting",
        /// A short unplanned talk at the margins; also the drop-by.
        PullAside "pull-aside" "Aside",
        /// Leaders of few parties, called for itself.
        Summit "summit" "Summit",
        /// Many parties.
        Conference "conference" "Conference",
        /// The journey as a unit; may hold meetings.
        Visit "visit" "Visit",
        /// An envoy, a shuttle, a secret advance trip.
        Mission "mission" "Mission",
        /// A round of talks by delegations.
        Negotiation "negotiation" "Talks",
        /// A letter, telegram, hotline message or oral message delivered.
        Letter "letter" "Letter",
        /// A formal representation or protest, a summons, a note verbale.
        Demarche "demarche" "Démarche",
        /// One side's public statement.
        Statement "statement" "Statement",
        /// An agreed public text of two or more sides.
        Communique "communique" "Communiqué",
        /// A signing, an exchange of instruments.
        Agreement "agreement" "Agreement",
        /// A funeral, inauguration, anniversary, parade.
        Ceremony "ceremony" "Ceremony",
        /// Anything else, with a note.
        Other "other" "Other",
    }
}

/// How the parties of an event were in touch: the style of the line that joins them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Manner {
    /// They met.
    InPerson,
    /// They spoke from afar.
    Remote,
    /// It was written or stated.
    Written,
}

impl Kind {
    /// Returns the one letter of the kind, where the list is narrow.
    pub const fn letter(self) -> char {
        match self {
            Self::Call => 'c',
            Self::VideoCall => 'v',
            Self::Meeting => 'm',
            Self::PullAside => 'p',
            Self::Summit => 'S',
            Self::Conference => 'C',
            Self::Visit => 'V',
            Self::Mission => 'M',
            Self::Negotiation => 'n',
            Self::Letter => 'l',
            Self::Demarche => 'd',
            Self::Statement => 's',
            Self::Communique => 'q',
            Self::Agreement => 'A',
            Self::Ceremony => 'e',
            Self::Other => 'o',
        }
    }

    /// Returns how the parties were in touch.
    pub const fn manner(self) -> Manner {
        match self {
            Self::Call | Self::VideoCall => Manner::Remote,
            Self::Letter | Self::Demarche | Self::Statement | Self::Communique => Manner::Written,
            Self::Meeting
            | Self::PullAside
            | Self::Summit
            | Self::Conference
            | Self::Visit
            | Self::Mission
            | Self::Negotiation
            | Self::Agreement
            | Self::Ceremony
            | Self::Other => Manner::InPerson,
        }
    }
}

vocabulary! {
    /// How far an event has come.
    Status {
        /// Intended or scheduled, not announced by both sides.
        Planned "planned" "planned",
        /// Announced by the parties.
        Announced "announced" "announced",
        /// It took place.
        Occurred "occurred" "held",
        /// Put off.
        Postponed "postponed" "postponed",
        /// Called off.
        Cancelled "cancelled" "cancelled",
        /// Claimed by one side or the press, not confirmed.
        Reported "reported" "reported",
    }
}

vocabulary! {
    /// The protocol category of a visit.
    Visit {
        /// With the full honours of a state.
        State "state" "state visit",
        /// On official invitation.
        Official "official" "official visit",
        /// Official, with reduced ceremony.
        OfficialWorking "official-working" "official working visit",
        /// For talks.
        Working "working" "working visit",
        /// Without official character.
        Private "private" "private visit",
        /// Without a programme of protocol.
        Informal "informal" "informal visit",
        /// On the way to somewhere else.
        Transit "transit" "transit",
    }
}

vocabulary! {
    /// The rank of those who met.
    Level {
        /// Heads of state or government.
        Leaders "leaders" "leaders",
        /// Ministers.
        Ministers "ministers" "ministers",
        /// Envoys.
        Envoys "envoys" "envoys",
        /// Officials.
        Officials "officials" "officials",
        /// Persons without office.
        TrackTwo "track-two" "track two",
    }
}

vocabulary! {
    /// How well an event is documented.
    Confidence {
        /// By several sources or an official text.
        Confirmed "confirmed" "confirmed",
        /// By one source.
        SingleSource "single-source" "single source",
        /// Sources disagree; the note says how.
        Disputed "disputed" "disputed",
    }
}

vocabulary! {
    /// What a person did in an event.
    Role {
        /// Took part.
        Participant "participant" "participant",
        /// Received the others.
        Host "host" "host",
        /// Was received.
        Guest "guest" "guest",
        /// Placed the call.
        Caller "caller" "caller",
        /// Received the call or the letter.
        Recipient "recipient" "recipient",
        /// Sent the letter.
        Sender "sender" "sender",
        /// Signed.
        Signatory "signatory" "signatory",
        /// Stood between the parties.
        Mediator "mediator" "mediator",
        /// Watched.
        Observer "observer" "observer",
        /// Spoke for a party.
        Spokesperson "spokesperson" "spokesperson",
        /// Led the meeting.
        Chair "chair" "chair",
    }
}

vocabulary! {
    /// Where the words of a quote come from.
    QuoteKind {
        /// Said on the record there.
        Direct "direct" "said on the record",
        /// Said to the press.
        Press "press" "to the press",
        /// An official account of the talk.
        Readout "readout" "readout",
        /// A text agreed by the parties.
        JointText "joint-text" "joint text",
        /// From a letter.
        Letter "letter" "letter",
        /// From a declassified record.
        Transcript "transcript" "record of the conversation",
        /// Said by a spokesperson.
        Spokesperson "spokesperson" "spokesperson",
        /// Posted.
        Social "social" "post",
        /// Second hand or anonymous.
        Reported "reported" "reported",
        /// From memoirs or a diary.
        Memoir "memoir" "memoir",
    }
}

vocabulary! {
    /// What came of an event.
    OutcomeKind {
        /// A treaty.
        Treaty "treaty" "Treaty",
        /// An agreement.
        Agreement "agreement" "Agreement",
        /// A joint statement.
        JointStatement "joint-statement" "Joint statement",
        /// A communiqué.
        Communique "communique" "Communiqué",
        /// An understanding.
        Understanding "understanding" "Understanding",
        /// Further talks were agreed.
        TalksAgreed "talks-agreed" "Talks agreed",
        /// A visit was agreed.
        VisitAgreed "visit-agreed" "Visit agreed",
        /// An exchange, of prisoners for example.
        Exchange "exchange" "Exchange",
        /// Aid.
        Aid "aid" "Aid",
        /// Recognition.
        Recognition "recognition" "Recognition",
        /// What followed.
        FollowUp "follow-up" "Follow-up",
        /// Nothing was agreed.
        NoResult "no-result" "No result",
        /// The talks broke off.
        Breakdown "breakdown" "Breakdown",
    }
}

vocabulary! {
    /// How an event relates to another one; written one way, the inverse is derived.
    RelationKind {
        /// It was part of the other.
        PartOf "part-of" "part of",
        /// It came after and because of the other.
        Follows "follows" "follows",
        /// It answers the other.
        RepliesTo "replies-to" "replies to",
        /// It belongs to the same journey.
        SameTrip "same-trip" "same trip",
        /// It takes the place of the other.
        Supersedes "supersedes" "takes the place of",
        /// The other was put off to this one.
        PostponedFrom "postponed-from" "put off from",
        /// It calls the other off.
        Cancels "cancels" "calls off",
        /// It says otherwise.
        Contradicts "contradicts" "contradicts",
        /// Worth reading beside it.
        SeeAlso "see-also" "see also",
    }
}

impl RelationKind {
    /// Returns the words for the relation seen from the other event.
    pub const fn inverse_label(self) -> &'static str {
        match self {
            Self::PartOf => "has part",
            Self::Follows => "leads to",
            Self::RepliesTo => "answered by",
            Self::SameTrip => "same trip",
            Self::Supersedes => "replaced by",
            Self::PostponedFrom => "put off to",
            Self::Cancels => "called off by",
            Self::Contradicts => "contradicted by",
            Self::SeeAlso => "see also",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kind_labels_fit_the_list_column_and_letters_differ() {
        let mut letters: Vec<char> = Kind::ALL.iter().map(|kind| kind.letter()).collect();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), Kind::ALL.len());
        for kind in Kind::ALL {
            assert!(kind.label().chars().count() <= 10, "{kind}");
        }
    }

    #[test]
    fn every_word_reads_back() {
        for relation in RelationKind::ALL {
            assert_eq!(RelationKind::from_word(relation.word()), Some(*relation));
        }
        assert_eq!(Status::from_word("Occurred"), None);
    }
}
