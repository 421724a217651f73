//! Kind, date, title, parties with the office held that day, summary, place, note.

use ratatui::text::{Line, Span};

use super::pane::{Row, indented, measure};
use crate::model::{self, Confidence, Country, Event, Ix, Participant, Person, Status, When};
use crate::text::{cells, pad_right, truncate};
use crate::view::cx::Cx;
use crate::view::theme::Role;

/// Returns the rows; the head is the line with the kind and the date.
pub fn rows(cx: &Cx<'_>, ix: Ix, width: u16) -> Vec<Row> {
    let event = cx.session.timeline.event(ix);
    let mut rows = kind_and_date(cx, event, width);
    rows.extend(indented(
        cx.set(&event.title, width, cx.style(Role::Strong)),
        0,
        None,
    ));
    rows.push(Row::blank());
    rows.extend(parties(cx, event, width));
    if let Some(summary) = &event.summary {
        rows.push(Row::blank());
        rows.extend(indented(
            cx.set(summary, width, cx.style(Role::Text)),
            0,
            None,
        ));
    }
    let details = details(cx, event);
    if !details.is_empty() {
        rows.push(Row::blank());
    }
    for (name, words) in details {
        rows.extend(labelled(cx, name, &words, width));
    }
    if let Some(note) = &event.note {
        rows.push(Row::blank());
        rows.extend(indented(cx.set(note, width, cx.style(Role::Dim)), 0, None));
    }
    rows
}

/// "Call · planned   Wednesday 4 February 2026"; the date goes below where the row is too narrow.
fn kind_and_date(cx: &Cx<'_>, event: &Event, width: u16) -> Vec<Row> {
    let what = what(event);
    let mut head = vec![Span::raw(" "), Span::styled(what, cx.style(Role::Strong))];
    let said = [
        (event.status != Status::Occurred).then(|| event.status.label()),
        (event.confidence != Confidence::Confirmed).then(|| event.confidence.label()),
    ];
    for words in said.into_iter().flatten() {
        let words = format!(" {} {words}", cx.glyphs.dot);
        head.push(Span::styled(words, cx.style(Role::Warning)));
    }
    let date = date(event);
    let taken: u16 = head.iter().map(|span| cells(&span.content)).sum();
    if taken + 2 + cells(&date) <= width + 1 {
        head.push(Span::raw("  "));
        head.push(Span::styled(date, cx.style(Role::Text)));
        return vec![Row::plain(Line::from(head))];
    }
    let mut rows = vec![Row::plain(Line::from(head))];
    rows.extend(indented(
        cx.set(&date, width, cx.style(Role::Text)),
        0,
        None,
    ));
    rows
}

/// Returns the kind of contact, of a visit its protocol category: "Call", "State visit".
pub fn what(event: &Event) -> String {
    let what = event
        .visit
        .map_or(event.kind.label(), |visit| visit.label());
    let mut letters = what.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Returns the date in short words: the curator's where given.
pub fn short_date(event: &Event) -> String {
    event
        .date_text
        .as_ref()
        .map_or_else(|| event.when.words_short(), ToString::to_string)
}

/// Returns the date in words: the curator's where given.
pub fn date(event: &Event) -> String {
    event
        .date_text
        .as_ref()
        .map_or_else(|| event.when.words(), ToString::to_string)
}

/// Returns the lines of the people: country, name over native name, office and role beside them; then the other parties.
pub fn parties(cx: &Cx<'_>, event: &Event, width: u16) -> Vec<Row> {
    let timeline = &cx.session.timeline;
    let names = Names::of(cx, event, width);
    let mut rows = Vec::new();
    for one in &event.participants {
        let person = timeline.person(one.person);
        let code = one
            .country
            .map_or_else(Span::default, |country| chip(cx, country));
        let mut left = vec![cx.marked(&names.first(person), cx.style(Role::Text))];
        left.extend(
            names
                .second(person)
                .map(|native| cx.marked(native, cx.style(Role::Dim))),
        );
        let office = office(one);
        let room = width.saturating_sub(CODE + names.width);
        let mut right = cx.set(&office, room.max(8), cx.style(Role::Dim));
        // An office that would be a tower beside the name goes below it.
        let below = right.len() > left.len().max(2);
        if below {
            right.clear();
        }
        for at in 0..left.len().max(right.len()) {
            let mut spans = vec![if at == 0 {
                code.clone()
            } else {
                Span::raw(" ".repeat(usize::from(CODE)))
            }];
            let line = left.get(at).cloned().unwrap_or_default();
            let gap = usize::from(names.width).saturating_sub(line.width());
            spans.extend(line.spans);
            if let Some(line) = right.get(at) {
                spans.push(Span::raw(" ".repeat(gap)));
                spans.extend(line.spans.iter().cloned());
            }
            rows.push(Row::plain(Line::from(spans)));
        }
        if below {
            let indent = usize::from(CODE) + 2;
            let lines = cx.set(&office, measure(width, indent), cx.style(Role::Dim));
            rows.extend(indented(lines, indent, None));
        }
    }
    let with_people: Vec<_> = event
        .participants
        .iter()
        .filter_map(|one| one.country)
        .collect();
    let day = event.when.earliest().or(event.when.latest());
    for &country in event
        .countries
        .iter()
        .filter(|country| !with_people.contains(country))
    {
        let mut spans = vec![chip(cx, country)];
        let words = timeline.countries().name_on(country, day);
        spans.extend(cx.marked(words, cx.style(Role::Text)).spans);
        rows.push(Row::plain(Line::from(spans)));
    }
    rows
}

/// Cells of a country's code and the space after it.
const CODE: u16 = 5;
/// The least room for an office beside a name.
const OFFICE: u16 = 14;

fn chip(cx: &Cx<'_>, country: Country) -> Span<'static> {
    let code = pad_right(cx.session.timeline.countries().code(country), CODE - 1) + " ";
    Span::styled(code, cx.country(country).patch(cx.style(Role::Strong)))
}

/// "President, host".
fn office(one: &Participant) -> String {
    let role = match one.role {
        model::Role::Participant => None,
        role => Some(role.label().to_owned()),
    };
    let office = one.office.iter().map(ToString::to_string);
    office.chain(role).collect::<Vec<_>>().join(", ")
}

/// How names are set: native names after them where there is room, else below them.
struct Names {
    width: u16,
    together: bool,
}

impl Names {
    fn of(cx: &Cx<'_>, event: &Event, width: u16) -> Self {
        let people = || {
            event
                .participants
                .iter()
                .map(|one| cx.session.timeline.person(one.person))
        };
        let room = width.saturating_sub(CODE + OFFICE + 2);
        let both = people()
            .map(|person| cells(&together(person)))
            .max()
            .unwrap_or(0);
        let apart = people()
            .flat_map(|person| [Some(&person.name), person.native.as_ref()])
            .flatten()
            .map(|name| cells(name))
            .max()
            .unwrap_or(0);
        let is_together = both <= room;
        let width = if is_together { both } else { apart.min(room) };
        Self {
            width: width + 2,
            together: is_together,
        }
    }

    fn first(&self, person: &Person) -> String {
        let name = if self.together {
            together(person)
        } else {
            person.name.to_string()
        };
        truncate(&name, self.width.saturating_sub(2)).into_owned()
    }

    fn second<'a>(&self, person: &'a Person) -> Option<&'a str> {
        person.native.as_deref().filter(|_| !self.together)
    }
}

fn together(person: &Person) -> String {
    match &person.native {
        Some(native) => format!("{} {native}", person.name),
        None => person.name.to_string(),
    }
}

/// Returns what else is known, each with its name.
fn details(cx: &Cx<'_>, event: &Event) -> Vec<(&'static str, String)> {
    let timeline = &cx.session.timeline;
    let countries = timeline.countries();
    let day = event.when.earliest().or(event.when.latest());
    let mut details = Vec::new();
    if let Some(place) = event.place {
        let place = timeline.place(place);
        let mut words: Vec<String> = event.venue.iter().map(ToString::to_string).collect();
        words.push(place.name.to_string());
        let state = place.country.map(|country| countries.name_on(country, day));
        words.extend(
            state
                .filter(|state| *state != &*place.name)
                .map(str::to_owned),
        );
        details.push(("Where", words.join(", ")));
    } else if let Some(venue) = &event.venue {
        details.push(("Where", venue.to_string()));
    }
    if let Some(gathering) = &event.margins_of {
        details.push(("Beside", gathering.to_string()));
    }
    if let Some(minutes) = event.duration {
        details.push(("Length", length(minutes)));
    }
    if !event.local.is_empty() {
        details.push(("Clocks", clocks(cx, event)));
    }
    if let Some(country) = event.initiator {
        details.push(("Asked by", countries.name_on(country, day).to_owned()));
    }
    if !event.about.is_empty() {
        let names: Vec<&str> = event
            .about
            .iter()
            .map(|&country| countries.name_on(country, day))
            .collect();
        details.push(("About", names.join(", ")));
    }
    details
}

/// "1 h 25 min".
fn length(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// "20:00 Beijing, 07:00 Washington"; the day is added where it differs from the event's.
fn clocks(cx: &Cx<'_>, event: &Event) -> String {
    let clock = |at: &When| {
        let clock = at
            .clock()
            .map(|clock| format!("{:02}:{:02}", clock.hour, clock.minute));
        let day = at
            .earliest()
            .filter(|day| Some(*day) != event.when.earliest());
        let day = day.map(|day| day.format(" on %-d %B").to_string());
        clock.unwrap_or_default() + &day.unwrap_or_default()
    };
    let words: Vec<String> = event
        .local
        .iter()
        .map(|local| {
            format!(
                "{} {}",
                clock(&local.at),
                cx.session.timeline.place(local.place).name
            )
        })
        .collect();
    words.join(", ")
}

fn labelled(cx: &Cx<'_>, name: &str, words: &str, width: u16) -> Vec<Row> {
    const INDENT: usize = 10;
    let lines = cx.set(words, measure(width, INDENT), cx.style(Role::Text));
    let mut rows = indented(lines, INDENT, None);
    if let Some(span) = rows.first_mut().and_then(|row| row.line.spans.first_mut()) {
        *span = Span::styled(
            pad_right(name, crate::text::saturate(INDENT)),
            cx.style(Role::Dim),
        );
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn lengths_are_hours_and_minutes() {
        assert_eq!(length(30), "30 min");
        assert_eq!(length(120), "2 h");
        assert_eq!(length(85), "1 h 25 min");
    }
}
