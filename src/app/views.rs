//! The named filters of files, checked: a query is read by whoever knows the language, which who reads files does not.

use chrono::NaiveDate;

use crate::diag::{Code, Diagnostic, Place, Problems};
use crate::model::Timeline;
use crate::query::Query;
use crate::text::SafeText;

/// Adds what is wrong with the queries of a timeline's views to the problems of its files; `places` are where the
/// queries stand, in the same order.
pub fn check(timeline: &Timeline, places: &[Place], problems: &mut Problems) {
    // Whether a query can be read does not depend on the day.
    let today = NaiveDate::default();
    for (view, place) in timeline.views().iter().zip(places) {
        let query = &*view.query;
        let Err(error) = Query::parse(query, timeline.countries(), today) else {
            continue;
        };
        let name = SafeText::message(&view.name, 40);
        problems.push(Diagnostic::new(
            Code::BadQuery,
            place.part(query, error.span),
            format!("the query of the view `{name}`: {}", error.message),
            error.hint.unwrap_or_default(),
        ));
    }
    problems.settle();
}
