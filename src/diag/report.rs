//! Problems: collected, counted, rendered.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::json;

use super::code::{Code, Severity};
use super::source::{Place, SourceText, Span};
use crate::text::nearest;

/// Something that is wrong with a text: what, where, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule is broken.
    pub code: Code,
    /// How grave it is; the code's own, unless warnings count as errors.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// The way out, in one line.
    pub hint: String,
    /// Where.
    pub place: Place,
    /// Other places that have to do with it, and what each is.
    pub related: Vec<(Place, String)>,
}

impl Diagnostic {
    /// Makes a diagnostic of the code's own severity.
    pub fn new(
        code: Code,
        place: Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            hint: hint.into(),
            place,
            related: Vec::new(),
        }
    }

    /// Adds another place that has to do with it.
    #[must_use]
    pub fn related(mut self, place: Place, words: impl Into<String>) -> Self {
        self.related.push((place, words.into()));
        self
    }

    /// Renders one line: `path:line:column: error[E0301]: message; hint`.
    pub fn short(&self) -> String {
        let Self {
            code,
            severity,
            message,
            hint,
            place,
            ..
        } = self;
        let mut line = format!(
            "{}:{}:{}: {}[{code}]: {message}",
            place.file,
            place.line,
            place.column,
            severity.word()
        );
        if !hint.is_empty() {
            let _ = write!(line, "; {hint}");
        }
        line
    }

    /// Renders the source line with the place marked, as compilers do.
    pub fn human(&self, colour: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let id = self.code.to_string();
        let mut group = level
            .primary_title(self.message.as_str())
            .id(id.as_str())
            .element(snippet(&self.place, AnnotationKind::Primary, None));
        for (place, words) in &self.related {
            group = group.element(snippet(place, AnnotationKind::Context, Some(words)));
        }
        if !self.hint.is_empty() {
            group = group.element(Level::HELP.message(self.hint.as_str()));
        }
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer.render(&[group])
    }

    /// Renders one JSON object on one line.
    pub fn json(&self) -> String {
        let related: Vec<_> = self
            .related
            .iter()
            .map(|(place, words)| {
                json!({"file": &*place.file, "line": place.line, "column": place.column, "message": words})
            })
            .collect();
        json!({
            "code": self.code.to_string(),
            "severity": self.severity.word(),
            "file": &*self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "end_line": self.place.end_line,
            "end_column": self.place.end_column,
            "message": self.message,
            "hint": self.hint,
            "related": related,
        })
        .to_string()
    }
}

fn snippet<'a>(
    place: &'a Place,
    kind: AnnotationKind,
    words: Option<&'a String>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    Snippet::source(&*place.excerpt)
        .line_start(place.line as usize)
        .path(&*place.file)
        .annotation(
            kind.span(place.mark.clone())
                .label(words.map(String::as_str)),
        )
}

/// Problems in the order of the files: the first ones whole, of the rest the number.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    kept: Vec<Diagnostic>,
    most: usize,
    omitted: BTreeMap<Code, usize>,
    errors: usize,
    warnings: usize,
    strict: bool,
    /// From where on problems are only counted.
    full: Option<(u32, u32)>,
    /// How many words were looked at for suggestions.
    compared: usize,
}

/// The most words that are looked at for suggestions: a file of faults must not take for ever.
const COMPARED: usize = 300_000;

impl Problems {
    /// Keeps at most so many; `strict` makes errors of warnings.
    pub fn new(most: usize, strict: bool) -> Self {
        Self {
            most,
            strict,
            ..Self::default()
        }
    }

    /// Takes in one.
    pub fn push(&mut self, mut problem: Diagnostic) {
        if self.strict {
            problem.severity = Severity::Error;
        }
        self.tally(problem.severity);
        self.kept.push(problem);
        // Sorted and cut in large steps only, so that a million of them cost no million sorts.
        if self.kept.len() > self.most.saturating_mul(2).saturating_add(64) {
            self.settle();
        }
    }

    fn tally(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
    }

    /// Counts a problem that would not be kept anyway; says whether it was one.
    fn overflows(&mut self, code: Code, order: (u32, u32)) -> bool {
        let is = self.full.is_some_and(|full| order >= full);
        if is {
            self.tally(if self.strict {
                Severity::Error
            } else {
                code.severity()
            });
            *self.omitted.entry(code).or_default() += 1;
        }
        is
    }

    /// Takes in all of another collection.
    pub fn append(&mut self, other: Self) {
        let (errors, warnings) = (self.errors + other.errors, self.warnings + other.warnings);
        for problem in other.kept {
            self.push(problem);
        }
        for (code, count) in other.omitted {
            *self.omitted.entry(code).or_default() += count;
        }
        (self.errors, self.warnings) = (errors, warnings);
    }

    /// Puts those kept into the order of the files and counts the ones that are too many.
    pub fn settle(&mut self) {
        self.kept.sort_by_key(|problem| problem.place.order);
        for problem in self.kept.drain(self.most.min(self.kept.len())..) {
            *self.omitted.entry(problem.code).or_default() += 1;
        }
        if self.kept.len() == self.most {
            self.full = self.kept.last().map(|problem| problem.place.order);
        }
    }

    /// Returns those kept.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.kept.iter()
    }

    /// Returns how many of each code were not kept.
    pub fn omitted(&self) -> &BTreeMap<Code, usize> {
        &self.omitted
    }

    /// Returns the number of errors, kept or not.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Returns the number of warnings, kept or not.
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// Says whether there is none at all.
    pub fn is_empty(&self) -> bool {
        self.errors == 0 && self.warnings == 0
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Takes down what is wrong with one text.
#[derive(Debug)]
pub struct Reporter<'a> {
    source: &'a SourceText,
    problems: &'a mut Problems,
    faults: usize,
}

impl<'a> Reporter<'a> {
    /// Reports on a text into a collection.
    pub fn new(source: &'a SourceText, problems: &'a mut Problems) -> Self {
        Self {
            source,
            problems,
            faults: 0,
        }
    }

    /// Returns the text.
    pub fn source(&self) -> &'a SourceText {
        self.source
    }

    /// Reports a problem.
    pub fn report(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if self.problems.overflows(code, self.source.order(span)) {
            self.faults += usize::from(code.severity() == Severity::Error);
            return;
        }
        self.push(Diagnostic::new(
            code,
            self.source.place(span),
            message,
            hint,
        ));
    }

    /// Reports a problem made elsewhere.
    pub fn push(&mut self, problem: Diagnostic) {
        if problem.code.severity() == Severity::Error {
            self.faults += 1;
        }
        self.problems.push(problem);
    }

    /// Returns the one of many words that was probably meant; nothing more after very many problems.
    pub fn suggest<'w>(
        &mut self,
        word: &str,
        words: impl ExactSizeIterator<Item = &'w str>,
    ) -> Option<&'w str> {
        self.may_compare(words.len())
            .then(|| nearest(word, words))?
    }

    /// Says whether so many more words may be looked at for a suggestion.
    pub fn may_compare(&mut self, words: usize) -> bool {
        self.problems.compared = self.problems.compared.saturating_add(words);
        self.problems.compared <= COMPARED
    }

    /// Returns how many problems so far are errors by their code, so that what bears them must be left out.
    pub fn faults(&self) -> usize {
        self.faults
    }
}

#[cfg(test)]
mod tests;
