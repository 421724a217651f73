//! Why a code does not stand for a country.

use std::error::Error;
use std::fmt;

use chrono::NaiveDate;

/// Why a code in an event file does not stand for a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// It is no code.
    Unknown {
        /// What was written.
        code: String,
        /// The code that was probably meant.
        nearest: Option<String>,
    },
    /// Its state was not there then.
    NotThen {
        /// What was written.
        code: String,
        /// The name of the state.
        name: String,
        /// The first and last day of the state.
        span: (Option<NaiveDate>, Option<NaiveDate>),
        /// The codes of the states that continue it and were there then.
        instead: Vec<String>,
    },
    /// Several former states bore it, at other times.
    Several {
        /// What was written.
        code: String,
        /// Their codes.
        of: Vec<String>,
    },
}

impl CodeError {
    pub(super) fn unknown(code: &str, nearest: Option<&str>) -> Self {
        Self::Unknown {
            code: code.to_owned(),
            nearest: nearest.map(str::to_owned),
        }
    }

    /// Returns the codes to write instead, the likeliest first.
    pub fn instead(&self) -> &[String] {
        match self {
            Self::Unknown { nearest, .. } => nearest.as_slice(),
            Self::NotThen { instead, .. } => instead,
            Self::Several { of, .. } => of,
        }
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { code, .. } => write!(f, "`{code}` is no country code"),
            Self::NotThen {
                code, name, span, ..
            } => {
                write!(f, "`{code}` ({name}) existed ")?;
                match *span {
                    (Some(first), Some(last)) => write!(f, "from {first} to {last}")?,
                    (None, Some(last)) => write!(f, "until {last}")?,
                    (Some(first), None) => write!(f, "from {first}")?,
                    (None, None) => f.write_str("at other times")?,
                }
                f.write_str(", not then")
            }
            Self::Several { code, .. } => write!(f, "`{code}` was the code of several states"),
        }
    }
}

impl Error for CodeError {}
