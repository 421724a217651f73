//! The contact graph: which countries have a lane, and the marks and the line of each event.
//!
//! A lane is three cells wide: a mark and two cells of line. The lanes of the whole collection keep their
//! numbers for the session; only the last one gives way to a filtered country that has none.

use crate::model::{Country, Event, Fold, Kind, Manner, Role, Status, Timeline};

/// Cells from one lane to the next.
pub const PITCH: u16 = 3;

/// One column of the contact graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Whose lane it is.
    pub country: Country,
    /// The digit that filters by it, from 1; a lane lent to a filtered country has none.
    pub number: Option<u8>,
    /// Whether the country is in the filter.
    pub filtered: bool,
}

/// Returns the lanes for as many as fit, `order` being the countries of the collection, busiest first.
///
/// The countries filtered by (busiest last) that have no lane take the last ones.
pub fn lanes(order: &[Country], filtered: &[Country], capacity: usize) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = (1u8..)
        .zip(order)
        .take(capacity)
        .map(|(number, &country)| Lane {
            country,
            number: (number <= 9).then_some(number),
            filtered: filtered.contains(&country),
        })
        .collect();
    let mut at = lanes.len();
    for &country in filtered {
        if lanes.iter().any(|lane| lane.country == country) {
            continue;
        }
        let lent = Lane {
            country,
            number: None,
            filtered: true,
        };
        while at > 0 && lanes[at - 1].filtered {
            at -= 1;
        }
        if at == 0 {
            break;
        }
        at -= 1;
        lanes[at] = lent;
    }
    lanes
}

/// What stands in a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The country takes no part and no line passes.
    Empty,
    /// The country takes no part, the line passes.
    Passed,
    /// It takes part.
    Party,
    /// It takes part and receives the others.
    Host,
    /// It is to take part.
    PlannedParty,
    /// It is to receive the others.
    PlannedHost,
    /// It was to take part; the event did not happen.
    Cancelled,
}

/// How the parties are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// They met.
    InPerson,
    /// They spoke from afar.
    Remote,
    /// It was written or stated.
    Written,
    /// It is a plan.
    Planned,
}

/// The contact graph of one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    /// One mark a lane.
    pub marks: Vec<Mark>,
    /// The first and the last lane that the line joins; equal where there is nothing to join.
    pub span: Option<(usize, usize)>,
    /// The style of the line.
    pub line: Line,
    /// How many parties have no lane.
    pub more: usize,
}

/// Works out the contact graph of an event over the lanes.
pub fn graph(event: &Event, timeline: &Timeline, lanes: &[Lane], fold: Fold) -> Graph {
    let lane_of = |party: Country| timeline.countries().folded(party, fold);
    let mut marks = vec![Mark::Empty; lanes.len()];
    let mut beyond: Vec<Country> = Vec::new();
    for &party in &event.countries {
        let home = lane_of(party);
        match lanes
            .iter()
            .position(|lane| lane.country == home || lane.country == party)
        {
            Some(at) => {
                let mark = mark(event.status, is_host(event, timeline, party));
                if marks[at] == Mark::Empty || matches!(mark, Mark::Host | Mark::PlannedHost) {
                    marks[at] = mark;
                }
            }
            None if beyond.contains(&home) => {}
            None => beyond.push(home),
        }
    }
    let first = marks.iter().position(|&mark| mark != Mark::Empty);
    let last = marks.iter().rposition(|&mark| mark != Mark::Empty);
    let span = first.zip(last);
    if let Some((first, last)) = span {
        for mark in &mut marks[first..last] {
            if *mark == Mark::Empty {
                *mark = Mark::Passed;
            }
        }
    }
    Graph {
        marks,
        span,
        line: line(event.status, event.kind),
        more: beyond.len(),
    }
}

const fn mark(status: Status, host: bool) -> Mark {
    match (status, host) {
        (Status::Occurred | Status::Reported, true) => Mark::Host,
        (Status::Occurred | Status::Reported, false) => Mark::Party,
        (Status::Planned | Status::Announced, true) => Mark::PlannedHost,
        (Status::Planned | Status::Announced, false) => Mark::PlannedParty,
        (Status::Postponed | Status::Cancelled, _) => Mark::Cancelled,
    }
}

const fn line(status: Status, kind: Kind) -> Line {
    match (status, kind.manner()) {
        (Status::Planned | Status::Announced | Status::Postponed | Status::Cancelled, _) => {
            Line::Planned
        }
        (_, Manner::InPerson) => Line::InPerson,
        (_, Manner::Remote) => Line::Remote,
        (_, Manner::Written) => Line::Written,
    }
}

/// Says whether a party received the others: someone of it was the host, or they met on its soil.
fn is_host(event: &Event, timeline: &Timeline, party: Country) -> bool {
    if event.kind.manner() != Manner::InPerson {
        return false;
    }
    let mut hosts = event
        .participants
        .iter()
        .filter(|one| one.role == Role::Host)
        .peekable();
    if hosts.peek().is_some() {
        return hosts.any(|one| one.country == Some(party));
    }
    event.countries.len() > 1
        && event
            .place
            .is_some_and(|place| timeline.place(place).country == Some(party))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn c(n: u16) -> Country {
        Country(n)
    }

    #[test]
    fn lanes_keep_their_numbers_and_the_last_is_lent() {
        let order = [c(1), c(2), c(3), c(4)];
        let plain = lanes(&order, &[c(2)], 3);
        assert_eq!(
            plain
                .iter()
                .map(|lane| (lane.country, lane.number, lane.filtered))
                .collect::<Vec<_>>(),
            [
                (c(1), Some(1), false),
                (c(2), Some(2), true),
                (c(3), Some(3), false)
            ]
        );
        let lent = lanes(&order, &[c(9), c(2)], 3);
        assert_eq!(
            lent.iter()
                .map(|lane| (lane.country, lane.number))
                .collect::<Vec<_>>(),
            [(c(1), Some(1)), (c(2), Some(2)), (c(9), None)]
        );
    }

    #[test]
    fn lending_never_takes_a_filtered_lane() {
        let order = [c(1), c(2), c(3)];
        let lent = lanes(&order, &[c(3), c(8), c(9), c(7)], 3);
        assert_eq!(
            lent.iter().map(|lane| lane.country).collect::<Vec<_>>(),
            [c(9), c(8), c(3)]
        );
        assert!(lanes(&order, &[c(8)], 0).is_empty());
    }

    #[test]
    fn at_most_nine_lanes_have_a_digit() {
        let order: Vec<Country> = (0..12).map(c).collect();
        let all = lanes(&order, &[], 12);
        assert_eq!(all[8].number, Some(9));
        assert_eq!(all[9].number, None);
    }
}
