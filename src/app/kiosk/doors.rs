//! The start page: which parts of the collection a visitor may begin with.

use crate::app::session::{Filter, Session};
use crate::query::Query;

/// A row of the start page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// What it says.
    pub name: String,
    /// Where it leads.
    pub lead: Lead,
    /// How many events there are behind it.
    pub count: Option<usize>,
}

/// Where a row of the start page leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// To the timeline, filtered so.
    Filter(Filter),
    /// To the choice of countries.
    Countries,
}

/// Returns the rows: everything, the files' views, the choice of a country; none where the files have no view.
///
/// `initial` is the filter of the start, which holds for all of them. A view whose query cannot be read is left out;
/// checking the files tells of it.
pub fn doors(session: &Session, initial: &Filter) -> Vec<Door> {
    let timeline = &session.timeline;
    let door = |name: &str, filter: Filter| Door {
        name: name.to_owned(),
        count: Some(session.count(&filter)),
        lead: Lead::Filter(filter),
    };
    let views: Vec<Door> = timeline
        .views()
        .iter()
        .filter_map(|view| {
            let query = Query::parse(&view.query, timeline.countries(), session.today).ok()?;
            let mut filter = initial.clone();
            filter.query.terms.extend(query.terms);
            Some(door(&view.name, filter))
        })
        .collect();
    if views.is_empty() {
        return views;
    }
    let countries = Door {
        name: "Choose a country".to_owned(),
        lead: Lead::Countries,
        count: None,
    };
    std::iter::once(door("Everything", initial.clone()))
        .chain(views)
        .chain([countries])
        .collect()
}
