//! All text of a timeline, folded into one string: a search is one scan over it.

use super::bitmap::Bitmap;
use crate::model::{Event, Ix, Timeline};
use crate::text::{SafeText, fold, fold::fold_into};

/// Parts texts from one another; no folded text holds it, so no phrase is found across two of them.
const BORDER: char = '\n';

/// The folded text of every event, one after another.
#[derive(Debug, Default)]
pub(super) struct FoldedText {
    text: String,
    /// Where the text of each event begins.
    starts: Vec<usize>,
}

impl FoldedText {
    /// Folds all text of a timeline.
    pub(super) fn build(timeline: &Timeline) -> Self {
        let mut folded = Self {
            text: String::new(),
            starts: Vec::with_capacity(timeline.len()),
        };
        for event in timeline.events() {
            folded.starts.push(folded.text.len());
            for text in texts(timeline, event) {
                fold_into(text, &mut folded.text);
                folded.text.push(BORDER);
            }
        }
        folded
    }

    /// Returns the events that hold a text; none for a text that folds to nothing.
    pub(super) fn find(&self, text: &str) -> Bitmap {
        let mut found = Bitmap::none(self.starts.len());
        let needle = fold(text);
        if needle.is_empty() {
            return found;
        }
        let mut from = 0;
        while let Some(at) = self.text.get(from..).and_then(|rest| rest.find(&needle)) {
            let event = self.starts.partition_point(|&start| start <= from + at) - 1;
            found.insert(Ix(u32::try_from(event).unwrap_or(u32::MAX)));
            // One hit is enough: the rest of the event is not looked at.
            match self.starts.get(event + 1) {
                Some(&next) => from = next,
                None => break,
            }
        }
        found
    }
}

/// Returns every text of an event that can be found.
fn texts<'a>(timeline: &'a Timeline, event: &'a Event) -> Vec<&'a str> {
    let mut texts: Vec<&str> = Vec::with_capacity(64);
    let mut add = |text: &'a SafeText| texts.push(text);
    let day = event.when.earliest().or(event.when.latest());
    add(&event.title);
    for text in [&event.summary, &event.note, &event.venue, &event.margins_of]
        .into_iter()
        .flatten()
    {
        add(text);
    }
    let people = event
        .participants
        .iter()
        .map(|one| (one.person, &one.office))
        .chain(
            event
                .quotes
                .iter()
                .map(|quote| (quote.by.person, &quote.by.office)),
        );
    for (person, office) in people {
        let person = timeline.person(person);
        add(&person.name);
        person
            .native
            .iter()
            .chain(&person.aka)
            .chain(office)
            .for_each(&mut add);
    }
    for quote in &event.quotes {
        quote.text.iter().chain(&quote.place).for_each(&mut add);
        quote.translation.iter().for_each(|(_, text)| add(text));
    }
    for topic in &event.topics {
        add(&timeline.tag(topic.tag).label);
        add(&timeline.tag(topic.tag).slug);
        topic.note.iter().for_each(&mut add);
        topic.stance.iter().for_each(|(_, text)| add(text));
    }
    event.outcomes.iter().for_each(|outcome| add(&outcome.text));
    if let Some(place) = event.place {
        let place = timeline.place(place);
        add(&place.name);
        place.native.iter().chain(&place.aka).for_each(&mut add);
    }
    let quoted = event.quotes.iter().filter_map(|quote| quote.source);
    for source in event.sources.iter().copied().chain(quoted) {
        let source = timeline.source(source);
        source
            .title
            .iter()
            .chain(&source.publisher)
            .for_each(&mut add);
    }
    event.tags.iter().for_each(&mut add);
    for (_, text) in &event.text {
        [&text.title, &text.summary, &text.note]
            .into_iter()
            .flatten()
            .for_each(&mut add);
    }
    for &country in &event.countries {
        texts.push(timeline.countries().name_on(country, day));
    }
    texts
}
