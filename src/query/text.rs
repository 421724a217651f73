//! All text of a timeline, folded into one string: a search is one scan over it.

use memchr::memmem::Finder;

use super::bitmap::Bitmap;
use crate::model::{Event, Ix, PersonIx, Timeline};
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
        let shared = Shared::fold(timeline);
        let mut folded = Self {
            text: String::new(),
            starts: Vec::with_capacity(timeline.len()),
        };
        for event in timeline.events() {
            folded.starts.push(folded.text.len());
            shared.write(event, &mut folded.text);
            for text in texts(timeline, event) {
                fold_into(text, &mut folded.text);
                folded.text.push(BORDER);
            }
        }
        folded
    }

    /// Returns where the text of each event ends.
    fn ends(&self) -> impl Iterator<Item = usize> + '_ {
        let next = self.starts.iter().skip(1).copied();
        next.chain([self.text.len()])
    }

    /// Returns the events that hold a text; none for a text that folds to nothing.
    pub(super) fn find(&self, text: &str) -> Bitmap {
        let mut found = Bitmap::none(self.starts.len());
        let needle = fold(text);
        if needle.is_empty() {
            return found;
        }
        let finder = Finder::new(&needle);
        let bytes = self.text.as_bytes();
        let mut ends = self.ends().enumerate();
        let mut from = 0;
        while let Some(at) = bytes.get(from..).and_then(|rest| finder.find(rest)) {
            let hit = from + at;
            // Hits come in order, so the events are walked once; a look-up for each would cost more than the scan.
            let Some((event, end)) = ends.find(|&(_, end)| hit < end) else {
                break;
            };
            found.insert(Ix(u32::try_from(event).unwrap_or(u32::MAX)));
            // One hit is enough: the rest of the event is not looked at.
            from = end;
        }
        found
    }
}

/// The texts of what many events name, folded once, each with its border.
struct Shared {
    people: Vec<String>,
    places: Vec<String>,
    tags: Vec<String>,
}

impl Shared {
    fn fold(timeline: &Timeline) -> Self {
        let people = timeline.people().iter();
        let places = timeline.places().iter();
        let tags = timeline.tags().iter();
        Self {
            people: people
                .map(|one| bordered([&one.name].into_iter().chain(&one.native).chain(&one.aka)))
                .collect(),
            places: places
                .map(|one| bordered([&one.name].into_iter().chain(&one.native).chain(&one.aka)))
                .collect(),
            tags: tags.map(|tag| bordered([&tag.label, &tag.slug])).collect(),
        }
    }

    /// Writes the names of everyone who took part or spoke, each once, of the topics and of the place.
    fn write(&self, event: &Event, out: &mut String) {
        let speakers = event.quotes.iter().map(|quote| quote.by.person);
        let mut people: Vec<PersonIx> = event
            .participants
            .iter()
            .map(|one| one.person)
            .chain(speakers)
            .collect();
        people.sort_unstable();
        people.dedup();
        let people = people.iter().map(|one| self.people.get(one.at()));
        let places = event.place.iter().map(|one| self.places.get(one.at()));
        let topics = event.topics.iter();
        let tags = topics.map(|topic| self.tags.get(topic.tag.at()));
        for text in people.chain(places).chain(tags).flatten() {
            out.push_str(text);
        }
    }
}

fn bordered<'a>(texts: impl IntoIterator<Item = &'a SafeText>) -> String {
    let mut folded = String::new();
    for text in texts {
        fold_into(text, &mut folded);
        folded.push(BORDER);
    }
    folded
}

/// Returns every text of an event that can be found and is its own.
fn texts<'a>(timeline: &'a Timeline, event: &'a Event) -> Vec<&'a str> {
    let mut texts: Vec<&str> = Vec::with_capacity(64);
    let mut add = |text: &'a str| texts.push(text);
    let day = event.when.earliest().or(event.when.latest());
    add(&event.title);
    for text in [&event.summary, &event.note, &event.venue, &event.margins_of]
        .into_iter()
        .flatten()
    {
        add(text);
    }
    let participants = event.participants.iter();
    let offices = participants.filter_map(|one| one.office.as_deref());
    offices.for_each(&mut add);
    for quote in &event.quotes {
        let said = [quote.text.as_deref(), quote.place.as_deref()];
        let said = said.into_iter().chain([quote.by.office.as_deref()]);
        said.flatten().for_each(&mut add);
        quote.translation.iter().for_each(|(_, text)| add(text));
    }
    for topic in &event.topics {
        topic.note.as_deref().into_iter().for_each(&mut add);
        topic.stance.iter().for_each(|(_, text)| add(text));
    }
    event.outcomes.iter().for_each(|outcome| add(&outcome.text));
    let quoted = event.quotes.iter().filter_map(|quote| quote.source);
    for source in event.sources.iter().copied().chain(quoted) {
        let source = timeline.source(source);
        let words = [source.title.as_deref(), source.publisher.as_deref()];
        words.into_iter().flatten().for_each(&mut add);
    }
    event.tags.iter().for_each(|tag| add(tag));
    for (_, text) in &event.text {
        [&text.title, &text.summary, &text.note]
            .into_iter()
            .flatten()
            .for_each(|text| add(text));
    }
    for &country in event.countries.iter().chain(&event.about) {
        texts.push(timeline.countries().name_on(country, day));
    }
    texts
}
