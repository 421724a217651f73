//! The forms of the event file's tables: every key, what it takes and what it means.
//!
//! These rows check files, tell which keys there are, and make the schema for editors. An event on a line of JSON is
//! the same but for a few keys: there people, places and sources are written out and keep their registry key as `key`.

use crate::diag::shape::Shape::{Any, Date, Either, Flag, Like, Line, List, Map, Number, Text, Word};
use crate::diag::shape::{Field, Form, Shape};
use crate::diag::source::Dialect;
use crate::model::{
    Confidence, Kind, Level, OutcomeKind, QuoteKind, RelationKind, Role, Status, Visit,
};

const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { name, shape, required: true, only: None, doc }
}

const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { name, shape, required: false, only: None, doc }
}

const fn toml(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { name, shape, required: false, only: Some(Dialect::Toml), doc }
}

const fn json(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { name, shape, required: false, only: Some(Dialect::Json), doc }
}

const fn form(name: &'static str, header: &'static str, parent: Option<&'static Form>, fields: &'static [Field]) -> Form {
    Form { name, header, parent, fields }
}

const CODE: Shape = Like("a country code", "^([A-Z][A-Z0-9]{1,5}|x-[a-z0-9-]+)$");
const LANG: Shape = Like("a language tag", "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$");
const URL: Shape = Like("an address", "^https?://\\S+$");
const ID: Shape = Like("an id", "^[0-9]{4}[a-z0-9-]*$");
const TAG: Shape = Like("a topic tag", "^[a-z0-9-]+$");
const KEY: Shape = Like("a key", "^.+$");
const DURATION: Shape = Like("a duration", "^([0-9]+h)?([0-9]+m)?$");

/// The whole file.
pub static FILE: Form = form("the file", "", None, &[
    required("format", Number(1, i64::MAX), "the version of the format, 1"),
    optional("file", Shape::Table(&HEAD), "about the collection"),
    optional("people", Map(&Shape::Table(&PERSON)), "people by key"),
    optional("places", Map(&Shape::Table(&PLACE)), "places by key"),
    optional("sources", Map(&Shape::Table(&SOURCE)), "sources by key"),
    optional("topics", Map(&Line), "labels of topic tags"),
    optional("countries", Map(&Shape::Table(&COUNTRY)), "names of country codes, and codes of the file’s own"),
    optional("view", List(&Shape::Table(&VIEW)), "named filters"),
    optional("event", List(&Shape::Table(&EVENT)), "the events"),
]);

/// `[file]`.
pub static HEAD: Form = form("[file]", "[file]", Some(&FILE), &[
    optional("title", Line, "the title of the collection"),
    optional("curator", Line, "who keeps it"),
    optional("licence", Line, "its licence, as an SPDX expression"),
    optional("version", Line, "its version"),
    optional("language", LANG, "the language of titles, summaries and notes"),
    optional("checked", Date, "until which day the facts were checked"),
    optional("description", Text, "what it holds"),
]);

/// An entry of `[people]`.
pub static PERSON: Form = form("a person", "[people]", None, &[
    required("name", Line, "the name in Latin letters"),
    optional("native", Line, "the name in its own script"),
    optional("country", CODE, "for which country"),
    optional("office", Line, "the office held throughout"),
    optional("offices", List(&Shape::Table(&OFFICE)), "offices with their dates"),
    optional("aka", List(&Line), "other spellings"),
]);

/// An item of `offices`.
pub static OFFICE: Form = form("an office", "", None, &[
    required("office", Line, "the office"),
    optional("from", Date, "since when"),
    optional("to", Date, "until when"),
    optional("country", CODE, "for which country, where it is not the person’s"),
]);

/// An entry of `[places]`, or a place written out.
pub static PLACE: Form = form("a place", "[places]", None, &[
    json("key", Line, "the key in the registry it came from"),
    required("name", Line, "the name in Latin letters"),
    optional("native", Line, "the name in its own script"),
    optional("country", CODE, "the state it lies in"),
    optional("aka", List(&Line), "other names"),
]);

/// An entry of `[sources]`, or a source written out.
pub static SOURCE: Form = form("a source", "[sources]", None, &[
    json("key", Line, "the key in the registry it came from"),
    optional("title", Line, "the title of the document or page"),
    optional("publisher", Line, "who published it"),
    optional("url", URL, "where it is found, http or https"),
    optional("date", Date, "when it was published"),
    optional("lang", LANG, "its language"),
    optional("archive", URL, "where a copy is kept, http or https"),
]);

/// An entry of `[countries]`.
pub static COUNTRY: Form = form("a country", "[countries]", None, &[
    optional("name", Line, "the name"),
    optional("short", Line, "a name of at most 12 columns"),
]);

/// `[[view]]`.
pub static VIEW: Form = form("a view", "[[view]]", Some(&FILE), &[
    required("name", Line, "the name in menus and on the command line"),
    required("query", Line, "what it shows, in the query language"),
]);

/// `[[event]]`, or a line of JSON.
pub static EVENT: Form = form("an event", "[[event]]", None, &[
    required("id", ID, "its name, the year first"),
    required("date", Date, "when it took place or is to"),
    json("earliest", Any, "the first possible day; not read"),
    json("latest", Any, "the last possible day; not read"),
    optional("date_text", Line, "words in place of the date as computed"),
    optional("local", List(&Shape::Table(&LOCAL)), "the same instant on the clocks of several places"),
    optional("duration", DURATION, "its length: 30m, 2h, 1h30m"),
    required("kind", Word(Kind::WORDS), "the sort of contact"),
    optional("visit", Word(Visit::WORDS), "the protocol category of a visit"),
    optional("status", Word(Status::WORDS), "how far it has come; occurred unless given"),
    optional("level", Word(Level::WORDS), "the rank of those who met; leaders unless given"),
    optional("confidence", Word(Confidence::WORDS), "how well it is documented; confirmed unless given"),
    optional("weight", Number(1, 3), "1 minor, 2 normal, 3 landmark; 2 unless given"),
    optional("featured", Flag, "whether it stands in the attract loop"),
    json("lang", LANG, "the language of title, summary and note; en unless given"),
    required("title", Line, "what it was, in one line"),
    optional("summary", Text, "what happened"),
    optional("note", Text, "doubts and details"),
    optional("place", Either(&KEY, &PLACE), "where: a key of [places] or a table"),
    optional("venue", Line, "the building or room"),
    optional("margins_of", Line, "the gathering beside which it was held"),
    optional("participants", List(&Either(&KEY, &PARTICIPANT)), "people: keys of [people], key:role, or tables"),
    optional("countries", List(&CODE), "parties without named people"),
    optional("about", List(&CODE), "countries discussed but not present"),
    optional("initiator", CODE, "who asked for it"),
    optional("topics", List(&Either(&TAG, &TOPIC)), "what was discussed"),
    toml("topic", List(&Shape::Table(&TOPIC)), "what was discussed, as [[event.topic]]"),
    optional("outcomes", List(&Shape::Table(&OUTCOME)), "what came of it"),
    toml("quote", List(&Shape::Table(&QUOTE)), "words said or written, as [[event.quote]]"),
    json("quotes", List(&Shape::Table(&QUOTE)), "words said or written"),
    optional("sources", List(&Either(&KEY, &SOURCE)), "where it is documented: keys of [sources] or tables"),
    optional("related", List(&Shape::Table(&RELATED)), "relations to other events, written one way"),
    optional("tags", List(&Line), "free words"),
    optional("text", Map(&Shape::Table(&TRANSLATION)), "title, summary and note by language"),
]);

/// An item of `local`.
pub static LOCAL: Form = form("a local time", "", None, &[
    required("place", Either(&KEY, &PLACE), "where the clock stood"),
    required("at", Date, "what it showed"),
]);

/// An item of `participants` as a table, and a speaker.
pub static PARTICIPANT: Form = form("a participant", "", None, &[
    json("key", Line, "the key in the registry it came from"),
    toml("person", KEY, "a key of [people]"),
    optional("name", Line, "the name, of someone who is not in [people]"),
    optional("native", Line, "the name in its own script"),
    json("aka", List(&Line), "other spellings"),
    optional("country", CODE, "for which country"),
    optional("office", Line, "in which office on that day"),
    optional("role", Word(Role::WORDS), "in which role"),
]);

/// `[[event.topic]]`, or an item of `topics` as a table.
pub static TOPIC: Form = form("a topic", "[[event.topic]]", Some(&EVENT), &[
    required("tag", TAG, "the subject"),
    optional("note", Text, "more about it"),
    optional("accounts", List(&CODE), "whose own account mentions it"),
    optional("stance", Map(&Line), "what each side’s account says of it, by country code"),
]);

/// An item of `outcomes`.
pub static OUTCOME: Form = form("an outcome", "[[event.outcomes]]", Some(&EVENT), &[
    required("type", Word(OutcomeKind::WORDS), "the sort of outcome"),
    required("text", Line, "what it was, in words"),
    optional("url", URL, "where its text is found"),
]);

/// `[[event.quote]]`.
pub static QUOTE: Form = form("a quote", "[[event.quote]]", Some(&EVENT), &[
    optional("by", Either(&KEY, &PARTICIPANT), "whose words: a key of [people], key:role, or a table"),
    required("type", Word(QuoteKind::WORDS), "where the words come from"),
    optional("lang", LANG, "the language they were said in; en unless given"),
    optional("text", Text, "the words in that language"),
    optional("translation", Map(&Text), "translations by language"),
    optional("at", Date, "when they were said"),
    optional("where", Line, "where they were said"),
    optional("source", Either(&KEY, &SOURCE), "where they are documented"),
]);

/// An item of `related`.
pub static RELATED: Form = form("a relation", "[[event.related]]", Some(&EVENT), &[
    required("type", Word(RelationKind::WORDS), "the sort of relation"),
    required("event", ID, "the id of the other event"),
]);

/// An entry of `text`, by language.
pub static TRANSLATION: Form = form("a translation", "[event.text.LANG]", None, &[
    optional("title", Line, "what it was, in one line"),
    optional("summary", Text, "what happened"),
    optional("note", Text, "doubts and details"),
]);
