//! JSON Lines, the whole record, one event a line; and the same records in one JSON object.

use std::io::{self, Write};

use super::json::Json;
use super::record;
use super::selection::Selection;
use crate::model::FileHead;
use crate::text::SafeText;

/// Writes one line an event, each a JSON object.
pub(super) fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let mut json = Json::default();
    for event in selection.iter() {
        json.clear();
        record::put(&mut json, selection, event);
        writeln!(out, "{}", json.as_str())?;
    }
    Ok(0)
}

/// Writes one object: `file`, what the files' heads say, and `events`, one record a line.
///
/// Of several files `file` holds what all of them say alike: a licence of one is not the licence of all.
pub(super) fn write_whole(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let mut json = Json::default();
    json.object_item(|json| head(json, selection.timeline.heads()));
    let head = match json.as_str() {
        "" => "{}",
        head => head,
    };
    write!(out, r#"{{"file":{head},"events":["#)?;
    for (before, event) in ["\n"]
        .into_iter()
        .chain(std::iter::repeat(",\n"))
        .zip(selection.iter())
    {
        json.clear();
        record::put(&mut json, selection, event);
        write!(out, "{before}{}", json.as_str())?;
    }
    writeln!(out, "\n]}}")?;
    Ok(0)
}

fn head(json: &mut Json, heads: &[FileHead]) {
    let text = |field: fn(&FileHead) -> &Option<SafeText>| shared(heads, field).map(|text| &**text);
    json.maybe("title", text(|head| &head.title));
    json.maybe("curator", text(|head| &head.curator));
    json.maybe("licence", text(|head| &head.licence));
    json.maybe("version", text(|head| &head.version));
    json.maybe("language", text(|head| &head.language));
    let checked = shared(heads, |head| &head.checked).map(ToString::to_string);
    json.maybe("checked", checked.as_deref());
    json.maybe("description", text(|head| &head.description));
}

/// Returns what all heads say alike.
fn shared<T: PartialEq>(heads: &[FileHead], field: fn(&FileHead) -> &Option<T>) -> Option<&T> {
    let (first, others) = heads.split_first()?;
    let value = field(first);
    others
        .iter()
        .all(|head| field(head) == value)
        .then_some(value.as_ref())
        .flatten()
}
