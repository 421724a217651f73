//! Values that are countries: alone, together, exactly, from one to another.

use super::reader::{Atom, Reader};
use crate::model::Country;
use crate::model::country::Found;
use crate::query::error::QueryError;
use crate::query::filter::CountryItem;
use crate::text::SafeText;

/// How many words a name may have that lacks its quotation marks.
const WORDS: usize = 6;

impl Reader<'_> {
    /// Reads values parted by commas; `directed` ones may say from which country to which.
    pub(super) fn country_items(&mut self, directed: bool) -> Result<Vec<CountryItem>, QueryError> {
        let exactly = self.equals()?;
        let mut items = Vec::new();
        loop {
            items.push(self.country_item(exactly, directed)?);
            if !self.goes_on_alike()? {
                return Ok(items);
            }
        }
    }

    fn country_item(&mut self, exactly: bool, directed: bool) -> Result<CountryItem, QueryError> {
        let first = self.country()?;
        if self.peek() == Some('>') {
            return self.directed(first, exactly, directed);
        }
        let mut members = vec![first];
        loop {
            let plus = self.at;
            if !self.eat('+') {
                break;
            }
            if self.ends_term() || self.peek() == Some(',') {
                return self.error(
                    plus..plus + 1,
                    "nothing follows the plus",
                    "write another country, or leave the plus out",
                );
            }
            let country = self.country()?;
            if self.peek() == Some('>') {
                return self.more_than_one();
            }
            if !members.contains(&country) {
                members.push(country);
            }
        }
        Ok(if exactly {
            CountryItem::Exactly(members)
        } else {
            CountryItem::All(members)
        })
    }

    /// Reads the arrow and the country to which it points.
    fn directed(
        &mut self,
        from: Country,
        exactly: bool,
        allowed: bool,
    ) -> Result<CountryItem, QueryError> {
        let arrow = self.at..self.at + 1;
        if !allowed {
            return self.error(
                arrow,
                "only `country:` goes from one to another",
                "write a plus for both of them: about:US+CN",
            );
        }
        if exactly {
            return self.error(
                arrow,
                "`=` and `>` do not go together",
                "write US>CN for from the one to the other, =US+CN for these and no other",
            );
        }
        self.at = arrow.end;
        let to = self.country()?;
        if matches!(self.peek(), Some('+' | '>')) {
            return self.more_than_one();
        }
        Ok(CountryItem::Directed(from, to))
    }

    fn more_than_one<T>(&self) -> Result<T, QueryError> {
        self.error(
            self.at..self.at + 1,
            "`>` takes one country on each side",
            "write two terms: country:US>CN country:RU",
        )
    }

    fn country(&mut self) -> Result<Country, QueryError> {
        let atom = self.atom(&['+', '>'])?;
        let name = SafeText::message(&atom.text, 40);
        let (message, hint) = match self.countries.find(&atom.text, None) {
            Found::One(country) => return Ok(country),
            Found::Several(all) => {
                let codes = all.iter().map(|&country| self.countries.code(country));
                let codes = codes.collect::<Vec<_>>().join(", ");
                let message = format!("several states are called `{name}`");
                (message, format!("write one of {codes}"))
            }
            Found::Unknown(near) => {
                let near = near.map(|near| format!("did you mean {near}?"));
                let message = format!("no country is called `{name}`");
                let hint = near.unwrap_or_else(|| "write a code such as US, or a name".to_owned());
                (message, hint)
            }
        };
        let hint = self.with_next_words(&atom).unwrap_or(hint);
        self.error(atom.span, message, hint)
    }

    /// Returns the hint for a name of several words that lacks its quotation marks.
    fn with_next_words(&self, atom: &Atom) -> Option<String> {
        let text = self.text.get(atom.span.start..)?;
        let words: Vec<&str> = text.split_whitespace().take(WORDS).collect();
        (2..=words.len()).rev().find_map(|count| {
            let name = words.get(..count)?.join(" ");
            let is_name =
                !name.contains('"') && matches!(self.countries.find(&name, None), Found::One(_));
            is_name
                .then(|| format!("a name of several words stands in quotation marks: \"{name}\""))
        })
    }
}
