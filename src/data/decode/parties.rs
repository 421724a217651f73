//! People and places of an event, as they were on its day.

use super::countries::{As, At};
use super::{Decoder, gather, mark, office_day, word};
use crate::data::known::{KnownPerson, Office};
use crate::data::scribe::Scribe;
use crate::data::states::{Days, Label};
use crate::diag::shape::check_word;
use crate::diag::source::quoted;
use crate::diag::{Code, Node, Span, Table};
use crate::model::{Country, Participant, Person, PersonIx, PlaceIx, Role};

impl Decoder<'_> {
    /// Reads participants and all parties: the participants' countries in order of appearance, then the listed ones.
    pub(super) fn parties(
        &mut self,
        table: &Table<'_>,
        event: &Node<'_>,
        days: Days,
        scribe: &mut Scribe<'_, '_>,
    ) -> (Box<[Participant]>, Box<[Country]>) {
        let participants = gather(table.list("participants").iter(), |node| {
            self.participant(node, days, scribe)
        });
        let listed = self.countries(table.list("countries"), days, As::Party, scribe);
        if table.list("participants").is_empty() && table.list("countries").is_empty() {
            scribe.report(
                Code::NoParty,
                event.span,
                "an event without parties",
                "name people in `participants` or countries in `countries`",
            );
        }
        let mut countries = Vec::with_capacity(participants.len() + listed.len());
        let theirs = participants
            .iter()
            .filter_map(|participant| participant.country);
        for country in theirs.chain(listed.iter().copied()) {
            if !countries.contains(&country) {
                countries.push(country);
            }
        }
        (participants, countries.into())
    }

    /// Reads a person: `"key"`, `"key:role"` or a table.
    pub(super) fn participant(
        &mut self,
        node: &Node<'_>,
        days: Days,
        scribe: &mut Scribe<'_, '_>,
    ) -> Option<Participant> {
        let Some(table) = node.table() else {
            let (key, role) = split_role(node.text()?);
            if let Some(role) = role {
                check_word(role, "role", Role::WORDS, node.span, scribe.reporter);
            }
            let role = role.and_then(Role::from_word).unwrap_or(Role::Participant);
            let known = self.person(key, node.span, scribe)?;
            let known = self.known(known, At::party(node.span, days), false, scribe);
            return Some(Participant { role, ..known });
        };
        let role = word!(table, "role", Role).unwrap_or(Role::Participant);
        let office = match self.words.known(table.text("office").unwrap_or_default()) {
            Some(known) => Some(known),
            None => scribe
                .line(table, "office")
                .map(|office| self.words.share(office)),
        };
        let label = self.registry.label(table, "country", scribe);
        let country =
            label.and_then(|label| self.country(&label, At::party(node.span, days), scribe));
        let mut participant = match table.get("person") {
            Some(key) => {
                let known = self.person(key.text()?, key.span, scribe)?;
                let person = self.registry.people.items.get(known.at())?;
                if country.is_some() {
                    // What is said here overrides the registry.
                    let office = office
                        .clone()
                        .or_else(|| held(person, days).map(|held| held.office.clone()));
                    Participant {
                        person: known,
                        country,
                        office,
                        role,
                    }
                } else {
                    let known =
                        self.known(known, At::party(key.span, days), office.is_some(), scribe);
                    Participant { role, ..known }
                }
            }
            None => Participant {
                person: self.unknown(table, node.span, scribe)?,
                country,
                office: None,
                role,
            },
        };
        participant.office = office.or(participant.office);
        Some(participant)
    }

    /// Finds a person of the registry.
    fn person(&mut self, key: &str, span: Span, scribe: &mut Scribe<'_, '_>) -> Option<PersonIx> {
        let people = &self.registry.people;
        if let Some(at) = people.find(key) {
            mark(&mut self.used.people, at as usize);
            return Some(PersonIx(at));
        }
        let hint = match scribe.reporter.suggest(key, people.keys()) {
            Some(near) => format!("did you mean {}?", quoted(near)),
            None => "add it to [people], or write { name = \"…\", country = \"…\" } here".into(),
        };
        scribe.report(
            Code::UnknownEntry,
            span,
            format!("{} is not in [people]", quoted(key)),
            hint,
        );
        None
    }

    /// Looks up what a person of the registry was on a day; `office_given` says that the office need not be known.
    fn known(
        &mut self,
        person: PersonIx,
        at: At,
        office_given: bool,
        scribe: &mut Scribe<'_, '_>,
    ) -> Participant {
        let role = Role::Participant;
        let Some(known) = self.registry.people.items.get(person.at()) else {
            return Participant {
                person,
                country: None,
                office: None,
                role,
            };
        };
        let held = held(known, at.days);
        if held.is_none() && !office_given && !known.offices.is_empty() {
            scribe.report(
                Code::OutOfOffice,
                at.span,
                format!("{} held none of the listed offices on that day", quoted(&known.person.name)),
                "correct the dates of the offices, or give the office here: { person = \"…\", office = \"…\" }",
            );
        }
        let label = held
            .and_then(|office| office.country.as_ref())
            .or(known.country.as_ref());
        Participant {
            person,
            country: label.and_then(|label| self.country(label, at, scribe)),
            office: held.map(|held| held.office.clone()),
            role,
        }
    }

    /// Takes in a person who is written out.
    fn unknown(
        &mut self,
        table: &Table<'_>,
        span: Span,
        scribe: &mut Scribe<'_, '_>,
    ) -> Option<PersonIx> {
        if table.get("name").is_none() {
            scribe.report(
                Code::MissingKey,
                span,
                "a person without `person` or `name`",
                "write { person = KEY } for someone in [people], else { name = \"…\" }",
            );
        }
        let name = scribe.required(table, "name")?;
        let person = Person {
            key: scribe.line(table, "key"),
            name,
            native: scribe.line(table, "native"),
            aka: scribe.lines(table, "aka"),
        };
        let people = &self.registry.people;
        let known = people.find_same(person.key.as_deref(), |known| known.person == person);
        if let Some(at) = known {
            mark(&mut self.used.people, at as usize);
        }
        Some(PersonIx(
            known.unwrap_or_else(|| self.pool.people.intern(person)),
        ))
    }

    /// Reads a place: a key or a table.
    pub(super) fn place(
        &mut self,
        table: &Table<'_>,
        key: &str,
        days: Days,
        scribe: &mut Scribe<'_, '_>,
    ) -> Option<PlaceIx> {
        let node = table.get(key)?;
        let (known, at) = if let Some(table) = node.table() {
            let known = self.registry.place(table, table.text("key"), scribe)?;
            let at = self
                .registry
                .places
                .find_same(table.text("key"), |other| *other == known);
            if let Some(at) = at {
                mark(&mut self.used.places, at as usize);
            }
            (known, at)
        } else {
            let key = node.text()?;
            let places = &self.registry.places;
            let Some(at) = places.find(key) else {
                let hint = match scribe.reporter.suggest(key, places.keys()) {
                    Some(near) => format!("did you mean {}?", quoted(near)),
                    None => {
                        "add it to [places], or write { name = \"…\", country = \"…\" } here".into()
                    }
                };
                scribe.report(
                    Code::UnknownEntry,
                    node.span,
                    format!("{} is not in [places]", quoted(key)),
                    hint,
                );
                return None;
            };
            mark(&mut self.used.places, at as usize);
            (places.items.get(at as usize)?.clone(), Some(at))
        };
        let label = known.country.as_ref();
        let country = label.and_then(|label| {
            let at = At {
                span: node.span,
                days,
                named_as: As::Subject,
            };
            self.country(label, at, scribe)
        });
        if let (Some(at), None | Some(Label::One(_))) = (at, label) {
            return Some(PlaceIx(at));
        }
        let mut place = known.place;
        place.country = country;
        Some(PlaceIx(self.pool.places.intern(place)))
    }
}

/// Splits `key:role`.
fn split_role(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once(':') {
        Some((key, role)) => (key, Some(role)),
        None => (text, None),
    }
}

/// Returns the office held on the day, else one held on some of the days; the first listed of several.
fn held(person: &KnownPerson, days: Days) -> Option<&Office> {
    let day = office_day(days);
    let on = |days| person.offices.iter().find(move |office| office.held(days));
    on((day, day)).or_else(|| on(days))
}
