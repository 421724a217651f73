//! The JSON record of an event: everything that is known of it, with its people, places and sources
//! written out. The order of the calls is the order of the keys.

use super::json::Json;
use super::selection::Selection;
use crate::model::{
    Citation, Country, Event, Participant, Person, Place, Quote, Role, Speaker, Topic, Translation,
    Visit, When,
};

/// Puts the record of an event, as one object.
pub(super) fn put(json: &mut Json, selection: &Selection<'_>, event: &Event) {
    let record = Record { selection };
    json.object_item(|json| {
        record.head(json, event);
        record.parties(json, event);
        record.contents(json, event);
    });
}

/// The registries that a record is written out from.
#[derive(Clone, Copy)]
struct Record<'a> {
    selection: &'a Selection<'a>,
}

impl Record<'_> {
    fn head(self, json: &mut Json, event: &Event) {
        json.text("id", &event.id.0);
        json.text("date", event.when.as_str());
        for (key, day) in [
            ("earliest", event.when.earliest()),
            ("latest", event.when.latest()),
        ] {
            match day {
                Some(day) => json.text(key, &day.to_string()),
                None => json.bare(key, "null"),
            }
        }
        json.maybe("date_text", event.date_text.as_deref());
        json.list("local", &event.local, |json, local| {
            json.object_item(|json| {
                let place = self.selection.timeline.place(local.place);
                json.object("place", |json| self.place(json, place));
                json.text("at", local.at.as_str());
            });
        });
        json.maybe("duration", event.duration.map(duration).as_deref());
        json.text("kind", event.kind.word());
        json.maybe("visit", event.visit.map(Visit::word));
        json.text("status", event.status.word());
        json.text("level", event.level.word());
        json.text("confidence", event.confidence.word());
        json.bare("weight", event.weight);
        if event.featured {
            json.bare("featured", true);
        }
        json.maybe("lang", event.lang.as_deref());
        json.text("title", &event.title);
        json.maybe("summary", event.summary.as_deref());
        json.maybe("note", event.note.as_deref());
    }

    fn parties(self, json: &mut Json, event: &Event) {
        if let Some(place) = event.place {
            json.object("place", |json| {
                self.place(json, self.selection.timeline.place(place));
            });
        }
        json.maybe("venue", event.venue.as_deref());
        json.maybe("margins_of", event.margins_of.as_deref());
        json.list("participants", &event.participants, |json, participant| {
            json.object_item(|json| self.participant(json, participant));
        });
        self.countries(json, "countries", &event.countries);
        self.countries(json, "about", &event.about);
        json.maybe("initiator", self.code(event.initiator));
    }

    fn contents(self, json: &mut Json, event: &Event) {
        json.list("topics", &event.topics, |json, topic| {
            json.object_item(|json| self.topic(json, topic));
        });
        json.list("outcomes", &event.outcomes, |json, outcome| {
            json.object_item(|json| {
                json.text("type", outcome.kind.word());
                json.maybe("text", Some(&outcome.text));
                json.maybe("url", outcome.url.as_deref());
            });
        });
        json.list("quotes", &event.quotes, |json, quote| {
            json.object_item(|json| self.quote(json, quote));
        });
        json.list("sources", &event.sources, |json, &source| {
            json.object_item(|json| citation(json, self.selection.timeline.source(source)));
        });
        json.list("related", &event.related, |json, related| {
            json.object_item(|json| {
                json.text("type", related.kind.word());
                json.text("event", &related.event.0);
            });
        });
        json.list("tags", &event.tags, |json, tag| json.text_item(tag));
        json.object("text", |json| {
            for (lang, text) in &event.text {
                json.object(lang, |json| translation(json, text));
            }
        });
    }

    fn place(self, json: &mut Json, place: &Place) {
        json.maybe("key", place.key.as_deref());
        json.text("name", &place.name);
        json.maybe("native", place.native.as_deref());
        json.maybe("country", self.code(place.country));
        json.list("aka", &place.aka, |json, name| json.text_item(name));
    }

    fn participant(self, json: &mut Json, participant: &Participant) {
        let person = self.selection.timeline.person(participant.person);
        names(json, person);
        json.list("aka", &person.aka, |json, name| json.text_item(name));
        json.maybe("country", self.code(participant.country));
        json.maybe("office", participant.office.as_deref());
        json.maybe("role", role(participant.role));
    }

    fn speaker(self, json: &mut Json, speaker: &Speaker) {
        names(json, self.selection.timeline.person(speaker.person));
        json.maybe("country", self.code(speaker.country));
        json.maybe("office", speaker.office.as_deref());
        json.maybe("role", role(speaker.role));
    }

    fn topic(self, json: &mut Json, topic: &Topic) {
        json.text("tag", &self.selection.timeline.tag(topic.tag).slug);
        json.maybe("note", topic.note.as_deref());
        self.countries(json, "accounts", &topic.accounts);
        json.object("stance", |json| {
            for (country, stance) in &topic.stance {
                json.text(self.selection.code(*country), stance);
            }
        });
    }

    fn quote(self, json: &mut Json, quote: &Quote) {
        json.object("by", |json| self.speaker(json, &quote.by));
        json.text("type", quote.kind.word());
        json.text("lang", &quote.lang);
        json.maybe("text", quote.text.as_deref());
        json.object("translation", |json| {
            for (lang, text) in &quote.translation {
                json.text(lang, text);
            }
        });
        json.maybe("at", quote.at.as_deref().map(When::as_str));
        json.maybe("where", quote.place.as_deref());
        if let Some(source) = quote.source {
            json.object("source", |json| {
                citation(json, self.selection.timeline.source(source));
            });
        }
    }

    fn countries(self, json: &mut Json, key: &str, countries: &[Country]) {
        json.list(key, countries, |json, &country| {
            json.text_item(self.selection.code(country));
        });
    }

    fn code(&self, country: Option<Country>) -> Option<&str> {
        country.map(|country| self.selection.code(country))
    }
}

fn names(json: &mut Json, person: &Person) {
    json.maybe("key", person.key.as_deref());
    json.text("name", &person.name);
    json.maybe("native", person.native.as_deref());
}

fn role(role: Role) -> Option<&'static str> {
    (role != Role::Participant).then(|| role.word())
}

fn citation(json: &mut Json, source: &Citation) {
    let date = source.date.as_deref().map(When::as_str);
    json.maybe("key", source.key.as_deref());
    json.maybe("title", source.title.as_deref());
    json.maybe("publisher", source.publisher.as_deref());
    json.maybe("url", source.url.as_deref());
    json.maybe("date", date);
    json.maybe("lang", source.lang.as_deref());
    json.maybe("archive", source.archive.as_deref());
}

fn translation(json: &mut Json, text: &Translation) {
    json.maybe("title", text.title.as_deref());
    json.maybe("summary", text.summary.as_deref());
    json.maybe("note", text.note.as_deref());
}

/// Returns a length of so many minutes as event files write it: `30m`, `2h`, `1h30m`.
fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h{minutes}m"),
    }
}
