//! Comma-separated values after RFC 4180, with a heading line.
//!
//! Line ends may be CRLF or LF. A cell that spreadsheets would have run as a formula bears an apostrophe
//! before it in our own tables; it is taken off.

use serde_json::Value;

use super::readers::{ReadError, Record};

/// The columns of our own tables that are not fields by their names.
pub(super) const DEFAULTS: &[(&str, &str)] = &[
    ("place.name", "place"),
    ("place.country", "country"),
    ("participants.name", "participants[]"),
    ("countries", "countries[]"),
    ("about", "about[]"),
    ("topics.tag", "topics[]"),
    ("tags", "tags[]"),
    ("sources.url", "source_url[]"),
];

/// Reads the lines below the heading; an empty cell is no value, an empty line no record.
pub(super) fn read(text: &str) -> Result<Vec<Record>, ReadError> {
    let mut rows = rows(text.strip_prefix('\u{feff}').unwrap_or(text))?.into_iter();
    let Some((line, heading)) = rows.next() else {
        return Ok(Vec::new());
    };
    let names = names(&heading).map_err(|message| ReadError { line, message })?;
    rows.map(|(line, cells)| {
        if cells.len() > names.len() {
            let message = format!("{} cells below {} headings", cells.len(), names.len());
            return Err(ReadError { line, message });
        }
        Ok(names
            .iter()
            .cloned()
            .zip(cells)
            .filter(|(_, cell)| !cell.trim().is_empty())
            .map(|(name, cell)| (name, Value::from(unguarded(&cell))))
            .collect())
    })
    .collect()
}

/// Returns the names of the columns, a number for one without; no two are the same.
fn names(heading: &[String]) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = Vec::new();
    for (number, name) in (1..).zip(heading) {
        let name = match name.trim() {
            "" => format!("column {number}"),
            name => name.to_owned(),
        };
        if names.contains(&name) {
            return Err(format!("two columns are called “{name}”"));
        }
        names.push(name);
    }
    Ok(names)
}

/// Returns a cell without the apostrophe that keeps it from being run.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => cell,
    }
}

/// Where in a cell the text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Start,
    Bare,
    Quoted,
    Closed,
}

/// Returns the cells of every line that is not empty, with the number of the line it begins in.
fn rows(text: &str) -> Result<Vec<(usize, Vec<String>)>, ReadError> {
    let mut rows = Vec::new();
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut within = Within::Start;
    let (mut line, mut begin) = (1, 1);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let ends_line = c == '\n' || (c == '\r' && chars.peek() == Some(&'\n'));
        match (within, c) {
            (Within::Start, '"') => within = Within::Quoted,
            (Within::Quoted, '"') if chars.next_if_eq(&'"').is_some() => cell.push('"'),
            (Within::Quoted, '"') => within = Within::Closed,
            (Within::Quoted, c) => {
                line += usize::from(c == '\n');
                cell.push(c);
            }
            (_, ',') => {
                cells.push(std::mem::take(&mut cell));
                within = Within::Start;
            }
            _ if ends_line => {
                chars.next_if(|&next| c == '\r' && next == '\n');
                line += 1;
                cells.push(std::mem::take(&mut cell));
                rows.push((begin, std::mem::take(&mut cells)));
                within = Within::Start;
                begin = line;
            }
            (Within::Closed, _) => {
                let message = "text after the closing quotation mark of a cell".into();
                return Err(ReadError { line, message });
            }
            (_, c) => {
                within = Within::Bare;
                cell.push(c);
            }
        }
    }
    if within == Within::Quoted {
        let message = "a cell that begins here is not closed by a quotation mark".into();
        return Err(ReadError {
            line: begin,
            message,
        });
    }
    cells.push(cell);
    rows.push((begin, cells));
    rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cells_lines_and_quotation_marks() {
        let records = read("\u{feff}id, title\r\n1,\"a, \"\"b\"\"\nc\"\n\n2,'=x\n3").unwrap();
        let expected = serde_json::json!([
            {"id": "1", "title": "a, \"b\"\nc"}, {"id": "2", "title": "=x"}, {"id": "3"},
        ]);
        assert_eq!(serde_json::to_value(records).unwrap(), expected);
    }

    #[test]
    fn a_column_without_a_name_is_called_by_its_number() {
        let records = read("id,,\n1,,x\n").unwrap();
        let expected = serde_json::json!([{"id": "1", "column 3": "x"}]);
        assert_eq!(serde_json::to_value(records).unwrap(), expected);
    }

    #[test]
    fn faults_tell_their_line() {
        assert_eq!(read("a,b\n1,2,3\n").unwrap_err().line, 2);
        assert_eq!(read("\na,b, a\n").unwrap_err().line, 2);
        assert_eq!(read("a\n\"x\ny\"z\n").unwrap_err().line, 3);
        assert_eq!(read("a\nb\n\"x\ny").unwrap_err().line, 3);
    }

    proptest! {
        #[test]
        fn quoted_cells_read_back(cells in proptest::collection::vec("[a\"',\r\n=;é]{1,6}", 1..4)) {
            let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            for end in ["", "\r\n", "\n\n"] {
                let read = rows(&(quoted.join(",") + end)).unwrap();
                prop_assert_eq!(read, [(1, cells.clone())]);
            }
        }
    }
}
