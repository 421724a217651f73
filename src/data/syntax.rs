//! Faults of notation: the parser's words, and the way out.

use crate::diag::source::Dialect;
use crate::diag::table::Fault;
use crate::diag::{Code, Reporter};

/// How the parser's messages begin, and what helps.
const HINTS: &[(&str, &str)] = &[
    ("string values must be quoted", "put the value in double quotes: \"…\"; a date too, unless it is a whole day"),
    ("missing value", "write a value after the `=`, text in double quotes"),
    ("key with no value", "write `key = value`, text in double quotes"),
    ("missing assignment", "write `key = value`"),
    ("extra `=`", "put a value that holds `=` in double quotes"),
    ("missing opening quote", "put straight quotes around the text; within it write \\\""),
    ("invalid basic string", "close the text with the quote it began with; text of several lines stands in \"\"\" … \"\"\""),
    ("invalid multi-line", "close the text with the three quotes it began with"),
    ("invalid literal string", "close the text with the quote it began with; text that holds ' stands in double quotes"),
    ("missing escaped value", "write a backslash as \\\\"),
    ("too few unicode value digits", "write a backslash as \\\\"),
    ("missing comma between array", "part the items of a list with commas"),
    ("missing comma between key-value", "part the keys of a table in braces with commas"),
    ("unclosed array table", "close the header with ]]"),
    ("unclosed table", "close the header with ]"),
    ("unclosed array", "close the list with ]"),
    ("unclosed inline table", "close the table with }, on the same line"),
    ("invalid inline table", "write { key = value, … } on one line"),
    ("duplicate key", "a key stands once in a table; an event begins with [[event]]"),
    ("cannot extend value", "a key has a value or a table below it, not both"),
    ("unexpected leading zero", "write numbers without leading zeros"),
    ("invalid unquoted key", "keys are made of letters, digits, - and _; others stand in double quotes"),
    ("unexpected key or value", "one `key = value` a line; within a text write a quote as \\\""),
    ("unexpected content", "nothing but a comment follows a value or a header on its line; within a text write a quote as \\\""),
    ("carriage return", "save the file with line ends of Unix or Windows"),
    ("unexpected `=` in array", "close the list with ] before the next key"),
    ("invalid boolean", "write true or false, without quotes"),
    ("invalid date", "only days that exist go without quotes; other dates stand in them: date = \"2025-11\""),
    ("invalid time", "dates with other times than TOML's stand in double quotes"),
    ("invalid float", "put the value in double quotes; dates are written 2025-11-24"),
    ("invalid integer", "write a whole number in digits, or put the value in double quotes"),
    ("value is out of range", "a month has the days it has; other dates stand in double quotes"),
];

/// Reports what the parser met.
pub fn report_faults(faults: &[Fault], reporter: &mut Reporter<'_>) {
    for Fault { span, message } in faults {
        let message = message.split(", expected ").next().unwrap_or_default();
        let hint = match reporter.source().dialect() {
            Dialect::Json => "a line is one JSON object; text and keys stand in double quotes",
            Dialect::Toml => HINTS
                .iter()
                .find(|(start, _)| message.starts_with(start))
                .map_or("see the notation of TOML 1.0", |(_, hint)| hint),
        };
        reporter.report(Code::Syntax, *span, message, hint);
    }
}
