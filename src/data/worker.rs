//! One thread's work: groups of events, one after the other.

use std::collections::HashSet;
use std::ops::Range;

use super::decode::Decoder;
use super::json;
use super::load::Limits;
use super::plan::{Group, PIECE, Plan, fits};
use super::rules::{Draft, Spots, check_event};
use super::scribe::Scribe;
use super::syntax::report_faults;
use crate::diag::source::Dialect;
use crate::diag::table::Fault;
use crate::diag::{Node, Problems, Reporter, SourceText, Span, Table};
use crate::model::{Event, FileHead};

/// A part of a text, and which text of the load it is.
#[derive(Clone, Copy)]
struct Text<'t> {
    source: &'t SourceText,
    number: u32,
    /// The part.
    part: &'t str,
    /// Where the part begins.
    start: usize,
}

impl<'t> Text<'t> {
    fn slice(&self, span: Span) -> &'t str {
        let local = |offset: usize| offset.saturating_sub(self.start);
        let range = local(span.range().start)..local(span.range().end);
        self.part.get(range).unwrap_or_default()
    }
}

/// One thread at work, and what it has gathered.
pub struct Worker<'a> {
    sources: &'a [SourceText],
    heads: &'a [FileHead],
    limits: &'a Limits,
    /// Decodes events.
    pub decoder: Decoder<'a>,
    /// What is wrong with them.
    pub problems: Problems,
    /// The sound events of the group at hand.
    pub events: Vec<Event>,
    /// Where they stand.
    pub spots: Vec<Spots>,
    /// How many were left out.
    pub left_out: usize,
    /// The ids of those, where they are known.
    pub lost: HashSet<Box<str>>,
    /// Whether some could not be parsed, so that what they use is not known.
    pub blind: bool,
}

impl<'a> Worker<'a> {
    /// Starts with nothing.
    pub fn new(plan: &'a Plan<'_>, no_head: &'a FileHead) -> Self {
        Self {
            sources: plan.sources,
            heads: &plan.heads,
            limits: plan.limits,
            decoder: Decoder::new(&plan.registry, no_head),
            problems: Problems::new(plan.limits.problems, plan.limits.strict),
            events: Vec::new(),
            spots: Vec::new(),
            left_out: 0,
            lost: HashSet::new(),
            blind: false,
        }
    }

    /// Decodes a group.
    pub fn group(&mut self, group: &Group) {
        let number = group.source as usize;
        let (Some(source), Some(head)) = (self.sources.get(number), self.heads.get(number)) else {
            return;
        };
        self.decoder.head = head;
        let range = group.range();
        let part = source.slice(Span::new(range.start, range.end));
        let text = Text {
            source,
            number: group.source,
            part: &part,
            start: range.start,
        };
        match source.dialect() {
            Dialect::Toml => self.toml(text, &group.events),
            Dialect::Json => group.events.iter().for_each(|line| self.json(text, line)),
        }
    }

    /// Parses events at once, or one by one where one of them has a fault.
    fn toml(&mut self, text: Text<'_>, events: &[Range<usize>]) {
        let (Some(first), Some(last)) = (events.first(), events.last()) else {
            return;
        };
        let span = Span::new(first.start, last.end);
        let one_by_one = |this: &mut Self| {
            for event in events {
                this.toml(text, std::slice::from_ref(event));
            }
        };
        let many = events.len() > 1;
        if span.range().len() > PIECE && many {
            return one_by_one(self);
        }
        if !fits(span, &mut Reporter::new(text.source, &mut self.problems)) {
            self.left_out += 1;
            return;
        }
        let (root, faults) = Table::parse(text.slice(span), &[(0, span.start)]);
        let nodes = root.list("event");
        let sound = faults.is_empty() && root.entries.len() == 1 && nodes.len() == events.len();
        if !sound && many {
            return one_by_one(self);
        }
        self.take(text, nodes, &faults);
        self.left_out += events.len().saturating_sub(nodes.len());
    }

    fn json(&mut self, text: Text<'_>, line: &Range<usize>) {
        let span = Span::new(line.start, line.end);
        if !fits(span, &mut Reporter::new(text.source, &mut self.problems)) {
            self.left_out += 1;
            return;
        }
        let fault = match json::parse(text.slice(span), span.start) {
            Ok(node) if node.table().is_some() => return self.take(text, &[node], &[]),
            Ok(node) => Fault {
                span: node.span,
                message: "a line that is no object".into(),
            },
            Err(fault) => fault,
        };
        self.take(text, &[], &[fault]);
        self.left_out += 1;
    }

    /// Decodes parsed events, unless there are faults: then they are left out.
    fn take(&mut self, text: Text<'_>, nodes: &[Node<'_>], faults: &[Fault]) {
        let mut problems = std::mem::take(&mut self.problems);
        let mut reporter = Reporter::new(text.source, &mut problems);
        report_faults(faults, &mut reporter);
        self.blind |= !faults.is_empty();
        let mut scribe = Scribe {
            reporter: &mut reporter,
            most: self.limits.field,
        };
        for node in nodes {
            if faults.is_empty() {
                self.event(node, text.number, &mut scribe);
            } else {
                self.lose(node);
            }
        }
        self.problems = problems;
    }

    fn event(&mut self, node: &Node<'_>, source: u32, scribe: &mut Scribe<'_, '_>) {
        let before = scribe.reporter.faults();
        let event = self.decoder.event(node, scribe);
        let (Some(event), Some(table)) = (event, node.table()) else {
            return self.lose(node);
        };
        let draft = Draft {
            event: &event,
            table,
            span: node.span,
            head: self.decoder.head,
            registry: self.decoder.registry,
        };
        check_event(&draft, scribe.reporter);
        if scribe.reporter.faults() > before {
            return self.lose(node);
        }
        let spots = Spots {
            source,
            header: node.span,
            id: draft.span("id"),
            date: draft.span("date"),
            related: table.list("related").iter().map(|node| node.span).collect(),
        };
        self.spots.push(spots);
        self.events.push(event);
    }

    /// Leaves an event out; its id is remembered, so that relations to it are not faults too.
    fn lose(&mut self, node: &Node<'_>) {
        self.left_out += 1;
        if let Some(id) = node.table().and_then(|table| table.text("id")) {
            self.lost.insert(id.into());
        }
    }
}
