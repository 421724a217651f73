//! The forms of the event file's tables: every key, what it takes and what it means.
//!
//! These rows check files, tell which keys there are, and make the schema for editors.

use crate::diag::shape::{Field, Form, Shape};
use crate::model::{
    Confidence, Kind, Level, OutcomeKind, QuoteKind, RelationKind, Role, Status, Visit,
};

const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field {
        name,
        shape,
        required: true,
        doc,
    }
}

const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field {
        name,
        shape,
        required: false,
        doc,
    }
}

/// A country code.
const CODE: Shape = Shape::Like("a country code", "^([A-Z][A-Z0-9]{1,5}|x-[a-z0-9-]+)$");
/// A language tag.
const LANG: Shape = Shape::Like("a language tag", "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$");
/// An address.
const URL: Shape = Shape::Like("an address", "^https?://\\S+$");
/// The name of an event.
const ID: Shape = Shape::Like("an id", "^[0-9]{4}[a-z0-9-]*$");
/// A topic tag.
const TAG: Shape = Shape::Like("a topic tag", "^[a-z0-9-]+$");
/// A key of a registry.
const KEY: Shape = Shape::Like("a key", "^.+$");

/// The whole file.
pub static FILE: Form = Form {
    name: "the file",
    header: "",
    parent: None,
    fields: &[
        required(
            "format",
            Shape::Number(1, i64::MAX),
            "the version of the format, 1",
        ),
        optional("file", Shape::Table(&HEAD), "about the collection"),
        optional(
            "people",
            Shape::Map(&Shape::Table(&PERSON)),
            "people by key",
        ),
        optional("places", Shape::Map(&Shape::Table(&PLACE)), "places by key"),
        optional(
            "sources",
            Shape::Map(&Shape::Table(&SOURCE)),
            "sources by key",
        ),
        optional("topics", Shape::Map(&Shape::Line), "labels of topic tags"),
        optional(
            "countries",
            Shape::Map(&Shape::Table(&COUNTRY)),
            "names of country codes, and codes of the file's own",
        ),
        optional("view", Shape::List(&Shape::Table(&VIEW)), "named filters"),
        optional("event", Shape::List(&Shape::Table(&EVENT)), "the events"),
    ],
};

/// `[file]`.
pub static HEAD: Form = Form {
    name: "[file]",
    header: "[file]",
    parent: Some(&FILE),
    fields: &[
        optional("title", Shape::Line, "the title of the collection"),
        optional("curator", Shape::Line, "who keeps it"),
        optional("licence", Shape::Line, "its licence, as an SPDX expression"),
        optional("version", Shape::Line, "its version"),
        optional(
            "language",
            LANG,
            "the language of titles, summaries and notes",
        ),
        optional(
            "checked",
            Shape::Date,
            "until which day the facts were checked",
        ),
        optional("description", Shape::Text, "what it holds"),
    ],
};

/// An entry of `[people]`.
pub static PERSON: Form = Form {
    name: "a person",
    header: "[people]",
    parent: None,
    fields: &[
        required("name", Shape::Line, "the name in Latin letters"),
        optional("native", Shape::Line, "the name in its own script"),
        optional("country", CODE, "for which country"),
        optional("office", Shape::Line, "the office held throughout"),
        optional(
            "offices",
            Shape::List(&Shape::Table(&OFFICE)),
            "offices with their dates",
        ),
        optional("aka", Shape::List(&Shape::Line), "other spellings"),
    ],
};

/// An item of `offices`.
pub static OFFICE: Form = Form {
    name: "an office",
    header: "",
    parent: None,
    fields: &[
        required("office", Shape::Line, "the office"),
        optional("from", Shape::Date, "since when"),
        optional("to", Shape::Date, "until when"),
        optional(
            "country",
            CODE,
            "for which country, where it is not the person's",
        ),
    ],
};

/// An entry of `[places]`.
pub static PLACE: Form = Form {
    name: "a place",
    header: "[places]",
    parent: None,
    fields: &[
        required("name", Shape::Line, "the name in Latin letters"),
        optional("native", Shape::Line, "the name in its own script"),
        optional("country", CODE, "the state it lies in"),
        optional("aka", Shape::List(&Shape::Line), "other names"),
    ],
};

/// An entry of `[sources]`.
pub static SOURCE: Form = Form {
    name: "a source",
    header: "[sources]",
    parent: None,
    fields: &[
        optional("title", Shape::Line, "the title of the document or page"),
        optional("publisher", Shape::Line, "who published it"),
        optional("url", URL, "where it is found, http or https"),
        optional("date", Shape::Date, "when it was published"),
        optional("lang", LANG, "its language"),
        optional("archive", URL, "where a copy is kept, http or https"),
    ],
};

/// An entry of `[countries]`.
pub static COUNTRY: Form = Form {
    name: "a country",
    header: "[countries]",
    parent: None,
    fields: &[
        optional("name", Shape::Line, "the name"),
        optional("short", Shape::Line, "a name of at most 12 columns"),
    ],
};

/// `[[view]]`.
pub static VIEW: Form = Form {
    name: "a view",
    header: "[[view]]",
    parent: Some(&FILE),
    fields: &[
        required(
            "name",
            Shape::Line,
            "the name in menus and on the command line",
        ),
        required("query", Shape::Line, "what it shows, in the query language"),
    ],
};

/// `[[event]]`.
pub static EVENT: Form = Form {
    name: "an event",
    header: "[[event]]",
    parent: None,
    fields: &[
        required("id", ID, "its name, the year first"),
        required("date", Shape::Date, "when it took place or is to"),
        optional(
            "date_text",
            Shape::Line,
            "words in place of the date as computed",
        ),
        optional(
            "local",
            Shape::List(&Shape::Table(&LOCAL)),
            "the same instant on the clocks of several places",
        ),
        optional(
            "duration",
            Shape::Like("a duration", "^([0-9]+h)?([0-9]+m)?$"),
            "its length: 30m, 2h, 1h30m",
        ),
        required("kind", Shape::Word(Kind::WORDS), "the sort of contact"),
        optional(
            "visit",
            Shape::Word(Visit::WORDS),
            "the protocol category of a visit",
        ),
        optional(
            "status",
            Shape::Word(Status::WORDS),
            "how far it has come; occurred unless given",
        ),
        optional(
            "level",
            Shape::Word(Level::WORDS),
            "the rank of those who met; leaders unless given",
        ),
        optional(
            "confidence",
            Shape::Word(Confidence::WORDS),
            "how well it is documented; confirmed unless given",
        ),
        optional(
            "weight",
            Shape::Number(1, 3),
            "1 minor, 2 normal, 3 landmark; 2 unless given",
        ),
        optional("featured", Shape::Flag, "stands in the attract loop"),
        required("title", Shape::Line, "one line"),
        optional("summary", Shape::Text, "what happened"),
        optional("note", Shape::Text, "doubts and details"),
        optional(
            "place",
            Shape::Either(&KEY, &PLACE),
            "where: a key of [places] or a table",
        ),
        optional("venue", Shape::Line, "the building or room"),
        optional(
            "margins_of",
            Shape::Line,
            "the gathering beside which it was held",
        ),
        optional(
            "participants",
            Shape::List(&Shape::Either(&KEY, &PARTICIPANT)),
            "people: keys of [people], key:role, or tables",
        ),
        optional(
            "countries",
            Shape::List(&CODE),
            "parties without named people",
        ),
        optional(
            "about",
            Shape::List(&CODE),
            "countries discussed but not present",
        ),
        optional("initiator", CODE, "who asked for it"),
        optional(
            "topics",
            Shape::List(&Shape::Either(&TAG, &TOPIC)),
            "what was discussed",
        ),
        optional(
            "topic",
            Shape::List(&Shape::Table(&TOPIC)),
            "what was discussed, as [[event.topic]]",
        ),
        optional(
            "outcomes",
            Shape::List(&Shape::Table(&OUTCOME)),
            "what came of it",
        ),
        optional(
            "quote",
            Shape::List(&Shape::Table(&QUOTE)),
            "words said or written, as [[event.quote]]",
        ),
        optional(
            "sources",
            Shape::List(&Shape::Either(&KEY, &SOURCE)),
            "where it is documented: keys of [sources] or tables",
        ),
        optional(
            "related",
            Shape::List(&Shape::Table(&RELATED)),
            "relations to other events, written one way",
        ),
        optional("tags", Shape::List(&Shape::Line), "free words"),
        optional(
            "text",
            Shape::Map(&Shape::Table(&TRANSLATION)),
            "title, summary and note by language",
        ),
    ],
};

/// An item of `local`.
pub static LOCAL: Form = Form {
    name: "a local time",
    header: "",
    parent: None,
    fields: &[
        required(
            "place",
            Shape::Either(&KEY, &PLACE),
            "where the clock stood",
        ),
        required("at", Shape::Date, "what it showed"),
    ],
};

/// An item of `participants` as a table.
pub static PARTICIPANT: Form = Form {
    name: "a participant",
    header: "",
    parent: None,
    fields: &[
        optional("person", KEY, "a key of [people]"),
        optional(
            "name",
            Shape::Line,
            "the name, of someone who is not in [people]",
        ),
        optional("native", Shape::Line, "the name in its own script"),
        optional("country", CODE, "for which country"),
        optional("office", Shape::Line, "in which office on that day"),
        optional("role", Shape::Word(Role::WORDS), "in which role"),
    ],
};

/// `[[event.topic]]`, or an item of `topics` as a table.
pub static TOPIC: Form = Form {
    name: "a topic",
    header: "[[event.topic]]",
    parent: Some(&EVENT),
    fields: &[
        required("tag", TAG, "the subject"),
        optional("note", Shape::Text, "more about it"),
        optional(
            "accounts",
            Shape::List(&CODE),
            "whose own account mentions it",
        ),
        optional(
            "stance",
            Shape::Map(&Shape::Line),
            "what each side's account says of it, by country code",
        ),
    ],
};

/// An item of `outcomes`.
pub static OUTCOME: Form = Form {
    name: "an outcome",
    header: "[[event.outcomes]]",
    parent: Some(&EVENT),
    fields: &[
        required(
            "type",
            Shape::Word(OutcomeKind::WORDS),
            "the sort of outcome",
        ),
        required("text", Shape::Line, "in words"),
        optional("url", URL, "where its text is found"),
    ],
};

/// `[[event.quote]]`.
pub static QUOTE: Form = Form {
    name: "a quote",
    header: "[[event.quote]]",
    parent: Some(&EVENT),
    fields: &[
        optional(
            "by",
            Shape::Either(&KEY, &PARTICIPANT),
            "whose words: a key of [people], key:role, or a table",
        ),
        required(
            "type",
            Shape::Word(QuoteKind::WORDS),
            "where the words come from",
        ),
        optional(
            "lang",
            LANG,
            "the language they were said in; en unless given",
        ),
        optional("text", Shape::Text, "the words in that language"),
        optional(
            "translation",
            Shape::Map(&Shape::Text),
            "translations by language",
        ),
        optional("at", Shape::Date, "when they were said"),
        optional("where", Shape::Line, "where they were said"),
        optional(
            "source",
            Shape::Either(&KEY, &SOURCE),
            "where they are documented",
        ),
    ],
};

/// An item of `related`.
pub static RELATED: Form = Form {
    name: "a relation",
    header: "[[event.related]]",
    parent: Some(&EVENT),
    fields: &[
        required(
            "type",
            Shape::Word(RelationKind::WORDS),
            "the sort of relation",
        ),
        required("event", ID, "the id of the other event"),
    ],
};

/// `text.LANG`.
pub static TRANSLATION: Form = Form {
    name: "a translation",
    header: "[event.text.LANG]",
    parent: None,
    fields: &[
        optional("title", Shape::Line, "one line"),
        optional("summary", Shape::Text, "what happened"),
        optional("note", Shape::Text, "doubts and details"),
    ],
};
