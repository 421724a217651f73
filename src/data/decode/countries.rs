//! Country codes of an event, as of its day.

use chrono::NaiveDate;

use super::{Decoder, gather};
use crate::data::scribe::Scribe;
use crate::data::states::{Days, Label, Misfit};
use crate::diag::{Code, Node, Span, Table};
use crate::model::Country;

/// As what a country is named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum As {
    /// It takes part: a state of today had better have existed.
    Party,
    /// It is where something took place or is spoken of: colonies and mandates go by today's codes.
    Subject,
}

/// Where and on which days a country is named, and as what.
#[derive(Clone, Copy)]
pub(super) struct At {
    /// Where problems with it are reported.
    pub(super) span: Span,
    /// When.
    pub(super) days: Days,
    /// As what.
    pub(super) named_as: As,
}

impl At {
    /// As a party.
    pub(super) fn party(span: Span, days: Days) -> Self {
        Self {
            span,
            days,
            named_as: As::Party,
        }
    }
}

impl Decoder<'_> {
    /// Reads a list of country codes.
    pub(super) fn countries(
        &mut self,
        list: &[Node<'_>],
        days: Days,
        named_as: As,
        scribe: &mut Scribe<'_, '_>,
    ) -> Box<[Country]> {
        gather(list.iter(), |node| {
            let at = At {
                span: node.span,
                days,
                named_as,
            };
            self.country_of(node.text()?, at, scribe)
        })
    }

    /// Reads who asked for the contact.
    pub(super) fn initiator(
        &mut self,
        table: &Table<'_>,
        days: Days,
        scribe: &mut Scribe<'_, '_>,
    ) -> Option<Country> {
        let node = table.get("initiator")?;
        self.country_of(node.text()?, At::party(node.span, days), scribe)
    }

    /// Reads a country code, as of a day.
    pub(super) fn country_of(
        &mut self,
        code: &str,
        at: At,
        scribe: &mut Scribe<'_, '_>,
    ) -> Option<Country> {
        let label = self.registry.label_of(code, at.span, scribe)?;
        self.country(&label, at, scribe)
    }

    /// Returns the country of a code on the days.
    pub(super) fn country(
        &mut self,
        label: &Label,
        at: At,
        scribe: &mut Scribe<'_, '_>,
    ) -> Option<Country> {
        let registry = self.registry;
        let states = &registry.states;
        let (country, misfit) = states.on(label, at.days);
        let table = states.table();
        let named = |state| {
            let (from, to) = table.span(state);
            format!(
                "`{}` ({}{})",
                table.code(state),
                table.name(state),
                years(from, to)
            )
        };
        let instead = |state, none: &str| match states.instead(state, at.days) {
            Some(other) => format!("write {}", named(other)),
            None => none.to_owned(),
        };
        let (code, message, hint) = match misfit {
            Some(Misfit::NotAState(state)) => (
                Code::NotAState,
                format!("{} was no state on that day", named(state)),
                instead(state, "write the code of the state of that day"),
            ),
            Some(Misfit::NotYet(state))
                if at.named_as == As::Party && !self.early.contains(&state) =>
            {
                // Once an event is enough.
                self.early.push(state);
                let hint = instead(state, "nothing need be done if today’s code is meant");
                let message = format!("{} was no state on that day", named(state));
                (Code::BeforeState, message, hint)
            }
            Some(Misfit::Several(found)) => {
                let codes: Vec<String> = found.into_iter().map(named).collect();
                let message = "the date does not tell which state this code means".into();
                (
                    Code::AmbiguousCode,
                    message,
                    format!("write one of {}", codes.join(", ")),
                )
            }
            Some(Misfit::NotYet(_)) | None => return country,
        };
        scribe.report(code, at.span, message, hint);
        country
    }
}

/// Returns the years of a state as an appendix to its name.
fn years(from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!(", {from} to {to}"),
        (Some(from), None) => format!(", since {from}"),
        (None, Some(to)) => format!(", until {to}"),
        (None, None) => String::new(),
    }
}
