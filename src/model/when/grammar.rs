//! The grammar, by recursive descent over bytes.
//!
//! ```text
//! date      = single | time | interval | oneof
//! single    = [q] YYYY [q] [ "-" [q] (MM | 21..41) [q] [ "-" [q] DD [q] ] ]     q = ? ~ %
//! time      = YYYY-MM-DD "T" hh:mm[:ss] [ "Z" | (+|-)hh[:mm] ]
//! interval  = end "/" end              end = single | ".." | ""
//! oneof     = "[" item { "," item } "]"   item = single | single ".." single | ".." single | single ".."
//! ```

use std::ops::Range;

use super::refused::refuse;
use super::shape::{Digits, End, Item, Mark, Shape, Single};
use super::{Clock, DateError};

/// The most bytes of a date: longer ones are refused unread.
const LONGEST: usize = 400;

/// Reads a date.
pub(super) fn parse(text: &str) -> Result<Shape, DateError> {
    if text.len() > LONGEST {
        return Err(error(
            0..text.len(),
            "is too long for a date",
            "write one date, or one set of a few",
        ));
    }
    read(text).map_err(|error| refuse(text).unwrap_or(error))
}

/// Reads what is written in our notation.
pub(super) fn read(text: &str) -> Result<Shape, DateError> {
    let mut cursor = Cursor {
        bytes: text.as_bytes(),
        at: 0,
    };
    let shape = cursor.date()?;
    if cursor.at < text.len() {
        return Err(cursor.stuck());
    }
    check(text, &shape)?;
    Ok(shape)
}

pub(super) fn error(
    span: Range<usize>,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> DateError {
    DateError {
        span,
        message: message.into(),
        hint: hint.into(),
    }
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, text: &[u8]) -> bool {
        let found = self
            .bytes
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(text));
        if found {
            self.at += text.len();
        }
        found
    }

    fn error(&self, from: usize, message: &str, hint: &str) -> DateError {
        error(from..self.at.max(from).min(self.bytes.len()), message, hint)
    }

    /// Blames the byte at hand and what follows it.
    fn stuck(&self) -> DateError {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let space = rest.iter().any(u8::is_ascii_whitespace);
        let hint = if space {
            "leave spaces out; a clock time follows a T"
        } else {
            "write a date such as 2025-11-24, 2025-11, 2025, 2025-11-24/2025-11-25 or [2025-11-21..2025-11-30]"
        };
        let message = if rest.is_empty() {
            "the date breaks off here"
        } else {
            "is not part of a date"
        };
        error(self.at..self.bytes.len(), message, hint)
    }

    fn date(&mut self) -> Result<Shape, DateError> {
        if self.eat(b"[") {
            return self.one_of();
        }
        let start = self.end()?;
        if self.eat(b"/") {
            let end = self.end()?;
            return Ok(Shape::Interval(start, end));
        }
        match start {
            End::Known(single) if self.peek() == Some(b'T') => self.time(single),
            End::Known(single) => Ok(Shape::Single(single)),
            End::Open | End::Unknown => Err(self.stuck()),
        }
    }

    fn end(&mut self) -> Result<End, DateError> {
        if self.eat(b"..") {
            return Ok(End::Open);
        }
        if matches!(self.peek(), None | Some(b'/')) {
            return Ok(End::Unknown);
        }
        self.single().map(End::Known)
    }

    fn one_of(&mut self) -> Result<Shape, DateError> {
        let mut items = Vec::new();
        loop {
            let first = if self.peek() == Some(b'.') {
                None
            } else {
                Some(self.single()?)
            };
            let item = if self.eat(b"..") {
                let ends = matches!(self.peek(), Some(b',' | b']'));
                let last = if ends { None } else { Some(self.single()?) };
                Item::Range(first, last)
            } else {
                first.map(Item::One).ok_or_else(|| self.stuck())?
            };
            if item == Item::Range(None, None) {
                return Err(self.stuck());
            }
            items.push(item);
            if self.eat(b"]") {
                return Ok(Shape::OneOf(items));
            }
            if !self.eat(b",") {
                return Err(self.stuck());
            }
        }
    }

    fn mark(&mut self) -> Mark {
        let mark = match self.peek() {
            Some(b'?') => Mark {
                uncertain: true,
                approximate: false,
            },
            Some(b'~') => Mark {
                uncertain: false,
                approximate: true,
            },
            Some(b'%') => Mark {
                uncertain: true,
                approximate: true,
            },
            _ => return Mark::default(),
        };
        self.at += 1;
        mark
    }

    /// A mark before a component is for it alone; one after it is for it and all to the left.
    fn single(&mut self) -> Result<Single, DateError> {
        let (mut year, after) = self.component(4)?;
        year.mark = year.mark.or(after);
        let mut single = Single {
            year,
            month: None,
            day: None,
        };
        if !self.eat(b"-") {
            return Ok(single);
        }
        let from = self.at;
        let (mut month, after) = self.component(2)?;
        month.mark = month.mark.or(after);
        single.year.mark = single.year.mark.or(after);
        single.month = Some(month);
        let is_month = month.max >= 1 && month.min <= 12;
        let grouping = month.is_exact() && (21..=41).contains(&month.min);
        if !is_month && !grouping {
            return Err(self.error(from, "there is no such month", "months are 01 to 12; seasons are 21 to 24, quarters 33 to 36, halves of a year 40 and 41"));
        }
        if !self.eat(b"-") {
            return Ok(single);
        }
        let from = self.at;
        let (mut day, after) = self.component(2)?;
        day.mark = day.mark.or(after);
        single.year.mark = single.year.mark.or(after);
        if let Some(month) = &mut single.month {
            month.mark = month.mark.or(after);
        }
        single.day = Some(day);
        if grouping {
            return Err(self.error(
                from,
                "a season, quarter or half of a year has no days",
                "leave the day out",
            ));
        }
        if single.days().is_none() {
            return Err(self.error(
                from,
                "there is no such day",
                "days are 01 to 28, 29, 30 or 31, by the month",
            ));
        }
        Ok(single)
    }

    /// Reads the digits of a component and the marks around it.
    fn component(&mut self, width: usize) -> Result<(Digits, Mark), DateError> {
        let mark = self.mark();
        let from = self.at;
        let mut pattern = [b'0'; 4];
        for slot in &mut pattern[4 - width..] {
            match self.peek() {
                Some(byte) if byte.is_ascii_digit() || byte == b'X' => *slot = byte,
                _ => return Err(self.short(from, width)),
            }
            self.at += 1;
        }
        if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(self.stuck());
        }
        if width == 4 && pattern[..2].contains(&b'X') {
            return Err(self.error(
                from,
                "the century must be known",
                "write the first two digits of the year",
            ));
        }
        if pattern == *b"0000" {
            return Err(self.error(from, "counts from 01", "years, months and days begin at 1"));
        }
        let number = |any: u8| {
            pattern.iter().fold(0, |number: u16, &byte| {
                number * 10 + u16::from((if byte == b'X' { any } else { byte }).wrapping_sub(b'0'))
            })
        };
        let digits = Digits {
            min: number(b'0'),
            max: number(b'9'),
            pattern,
            mark,
        };
        Ok((digits, self.mark()))
    }

    fn short(&self, from: usize, width: usize) -> DateError {
        let digits = self.at - from;
        if digits == 0 || digits >= width {
            return self.stuck();
        }
        let (what, hint) = match width {
            4 => (
                "a year has four digits",
                "write the year with four digits, as in 0814 or 1945",
            ),
            _ => (
                "a month or day has two digits",
                "write 2025-01-02, not 2025-1-2",
            ),
        };
        error(from..self.at, what, hint)
    }

    fn time(&mut self, single: Single) -> Result<Shape, DateError> {
        let exact =
            |part: Option<Digits>| part.is_some_and(|part| part.is_exact() && !part.mark.is_any());
        if !exact(Some(single.year)) || !exact(single.month) || !exact(single.day) {
            return Err(self.error(
                0,
                "a clock time needs one certain day before it",
                "write it as 1989-05-16T10:03",
            ));
        }
        self.at += 1;
        let hour = self.number(23, "hours are 00 to 23")?;
        if !self.eat(b":") {
            return Err(self.stuck());
        }
        let minute = self.number(59, "minutes are 00 to 59")?;
        let second = if self.eat(b":") {
            self.number(59, "seconds are 00 to 59")?
        } else {
            0
        };
        let offset = self.offset()?;
        Ok(Shape::Time(
            single,
            Clock {
                hour,
                minute,
                second,
                offset,
            },
        ))
    }

    /// Reads `Z`, `+08:00`, `-05` or nothing.
    fn offset(&mut self) -> Result<Option<i16>, DateError> {
        let from = self.at;
        if self.eat(b"Z") {
            return Ok(Some(0));
        }
        let sign = match self.peek() {
            Some(b'+') => 1,
            Some(b'-') => -1,
            _ => return Ok(None),
        };
        self.at += 1;
        // Any two digits: what they may be depends on the sign and the minutes.
        let hours = self.number(99, "offsets lie between -12:00 and +14:00")?;
        let minutes = if self.eat(b":") {
            self.number(59, "minutes are 00 to 59")?
        } else {
            0
        };
        let offset = sign * (i16::from(hours) * 60 + i16::from(minutes));
        if !(-720..=840).contains(&offset) {
            return Err(self.error(
                from,
                "there is no such offset",
                "offsets lie between -12:00 and +14:00",
            ));
        }
        if offset == 0 && sign < 0 {
            return Err(self.error(
                from,
                "-00:00 says that the offset is not known",
                "write Z for Greenwich, or leave the offset out",
            ));
        }
        Ok(Some(offset))
    }

    fn number(&mut self, most: u8, hint: &str) -> Result<u8, DateError> {
        let from = self.at;
        let digits = self
            .bytes
            .get(from..from + 2)
            .filter(|digits| digits.iter().all(u8::is_ascii_digit));
        let Some(&[tens, ones]) = digits else {
            return Err(self.stuck());
        };
        self.at += 2;
        let number = (tens - b'0') * 10 + (ones - b'0');
        if number > most {
            return Err(self.error(from, "there is no such clock time", hint));
        }
        Ok(number)
    }
}

/// Checks what one part alone cannot tell: that ends are in order and that something is known.
fn check(text: &str, shape: &Shape) -> Result<(), DateError> {
    let reversed = |first: &Single, last: &Single| match (first.days(), last.days()) {
        (Some((first, _)), Some((_, last))) => first > last,
        _ => false,
    };
    let whole = 0..text.len();
    match shape {
        Shape::Interval(End::Known(first), End::Known(last)) if reversed(first, last) => {
            Err(error(
                whole,
                "the interval ends before it begins",
                "write the earlier date first",
            ))
        }
        Shape::Interval(End::Open | End::Unknown, End::Open | End::Unknown) => Err(error(
            whole,
            "neither end is known",
            "write at least one date, as in 2004/..",
        )),
        Shape::OneOf(items) => items.iter().try_for_each(|item| match item {
            Item::Range(Some(first), Some(last)) if reversed(first, last) => Err(error(
                whole.clone(),
                "a range of the set ends before it begins",
                "write the earlier date first",
            )),
            _ => Ok(()),
        }),
        _ => Ok(()),
    }
}
