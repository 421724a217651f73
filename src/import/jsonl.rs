//! JSON Lines: one object a line.

use serde_json::Value;

use super::readers::{ReadError, Record};

/// Reads one record a line; blank lines are passed over.
pub(super) fn read(text: &str) -> Result<Vec<Record>, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut records = Vec::new();
    for (line, text) in (1..)
        .zip(text.lines())
        .filter(|(_, text)| !text.trim().is_empty())
    {
        let fault = |message: String| ReadError { line, message };
        match serde_json::from_str(text) {
            Ok(Value::Object(record)) => records.push(record),
            Ok(_) => return Err(fault("not a JSON object".into())),
            Err(error) => return Err(fault(format!("not JSON: {error}"))),
        }
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_a_line() {
        let records = read("\u{feff}{\"a\":1}\n\n  {\"a\":2}\r\n").unwrap();
        assert_eq!(records.len(), 2);
        assert_eq!(records[1]["a"], 2);
    }

    #[test]
    fn faults_tell_their_line() {
        assert_eq!(read("{}\n\n[1]").unwrap_err().line, 3);
        let fault = read("{}\n{\"a\":").unwrap_err();
        assert_eq!(fault.line, 2);
        assert!(fault.message.starts_with("not JSON"), "{fault}");
    }
}
