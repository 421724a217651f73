//! Of two countries: who called, wrote or went to whom.

use crate::app::Action;
use crate::model::Country;
use crate::query::{Choice, Facet, Mode, Query, Value};
use crate::text::thousands;
use crate::view::cx::Cx;
use crate::view::pen::Pen;
use crate::view::theme::Role;

/// The events that go from the first to the second of two countries, and the other way round.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ways {
    pair: [Country; 2],
    counts: [usize; 2],
}

impl Ways {
    /// Counts both ways; none where a choice is not one of two countries.
    pub(super) fn of(query: &Query, choice: &Choice<Value>, cx: &Cx<'_>) -> Option<Self> {
        let pair = pair(choice)?;
        let counts = [Mode::Directed, Mode::Reversed].map(|mode| {
            let choice = Choice {
                mode,
                ..choice.clone()
            };
            let query = query.with_picked(Facet::Country, &choice);
            cx.session.found(&query).count()
        });
        Some(Self { pair, counts })
    }

    /// Paints how many events go which way; the way that is chosen stands out.
    pub(super) fn paint(self, pen: &mut Pen<'_>, y: u16, mode: Mode, cx: &Cx<'_>) {
        let [one, other] = self.pair;
        let [there, back] = self.counts;
        let mut x = 4;
        for (way, count, from, to) in [
            (Mode::Directed, there, one, other),
            (Mode::Reversed, back, other, one),
        ] {
            let role = if mode == way { Role::Strong } else { Role::Dim };
            let words = format!("{}  {}", words(from, to, cx), thousands(count));
            let room = pen.width().saturating_sub(x + 1);
            x = pen.clipped(x, y, room, &words, cx.style(role)) + 4;
        }
    }
}

/// Returns the key for how the countries combine and how they do: "= together", "= US → CN".
pub(super) fn mode(choice: &Choice<Value>, cx: &Cx<'_>) -> String {
    let words = match (choice.mode.of(choice.members.len()), pair(choice)) {
        (Mode::Directed, Some([from, to])) | (Mode::Reversed, Some([to, from])) => {
            words(from, to, cx)
        }
        (Mode::AnyOf, _) => "any of".to_owned(),
        (Mode::Only, _) => "only".to_owned(),
        _ => "together".to_owned(),
    };
    format!("{} {words}", cx.key(Action::NextMode))
}

fn pair(choice: &Choice<Value>) -> Option<[Country; 2]> {
    match &*choice.members {
        [one, other] => Some([one.country()?, other.country()?]),
        _ => None,
    }
}

/// "US → CN".
fn words(from: Country, to: Country, cx: &Cx<'_>) -> String {
    let countries = cx.session.timeline.countries();
    let (from, to) = (countries.code(from), countries.code(to));
    format!("{from} {} {to}", cx.glyphs.to)
}
