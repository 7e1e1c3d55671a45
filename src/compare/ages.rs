//! Ages among the words of a text: "aged 10", "15 years and six months", "21st birthday". Takes words, gives how many of
//! them are an age and what it comes to. An age is no time limit, though both are counted in years.

use super::matters::Finder;

const AGED: &[&str] = &["aged", "age", "ages"];
const PEOPLE: &[&str] = &[
    "child", "children", "person", "persons", "people", "anyone", "someone", "everyone", "those", "adult", "adults",
    "boy", "boys", "girl", "girls", "student", "students", "pupil", "pupils",
];
const REACHES: &[&str] = &["turn", "turns", "turned", "turning", "reach", "reaches", "reached", "reaching"];
const BOUNDS: &[&str] = &["under", "over", "below", "above"];
/// Words that make a length of time of the years before them.
const LENGTH_BEHIND: &[&str] = &[
    "after",
    "later",
    "ago",
    "from",
    "before",
    "since",
    "until",
    "following",
    "long",
    "experience",
    "service",
    "imprisonment",
    "prior",
];
/// Words that make a length of time of the years behind them.
const LENGTH_BEFORE: &[&str] = &["last", "past", "previous", "next", "first", "least", "exceed", "another", "than"];
const PERIODS: &[&str] = &["period", "minimum", "maximum", "term", "total", "interval", "length", "sentence"];
const ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];
/// Fewer years than this are a length of time where nothing says that they are an age.
const FEWEST: u32 = 5;
/// And so are as many as this.
const MOST: u32 = 100;

impl Finder<'_> {
    /// An age that begins at a word: how many words it has, and what it comes to.
    pub(super) fn age(&self, at: usize) -> Option<(usize, String)> {
        self.aged(at).or_else(|| self.birthday(at)).or_else(|| self.reached(at)).or_else(|| self.years_of_age(at))
    }

    /// "aged 10", "age of 16", "ages of 7 and 16 years", "aged under 5 years".
    fn aged(&self, at: usize) -> Option<(usize, String)> {
        if !AGED.contains(&self.word(at)) {
            return None;
        }
        let mut next = at + 1;
        next += usize::from(matches!(self.word(next), "of" | "between" | "from" | "about"));
        let bound = self.bound(next);
        next += usize::from(!bound.is_empty());
        let (length, value) = self.span(next)?;
        next += length;
        // Days and weeks are a length of time; the years of an age need not be said.
        let unit = self.word(next);
        if matches!(unit, "day" | "days" | "week" | "weeks" | "hour" | "hours" | "%") {
            return None;
        }
        next += usize::from(unit == "old");
        Some((next - at, format!("{bound}{value}")))
    }

    /// "21st birthday", "eighteenth birthday".
    fn birthday(&self, at: usize) -> Option<(usize, String)> {
        let word = self.word(at);
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        let place = |word: &str| ORDINALS.iter().position(|ordinal| *ordinal == word).map(|place| place + 1);
        let (length, years) = if digits.is_empty() {
            match place(word) {
                Some(years) => (1, years),
                None if word == "twenty" => (3, 20 + place(self.word(at + 2)).filter(|unit| *unit < 10)?),
                None => return None,
            }
        } else {
            (1, digits.parse().ok()?)
        };
        self.word(at + length).starts_with("birthday").then(|| (length + 1, format!("{years} birthday")))
    }

    /// "turns 18", "reaches 16"; "children under 16".
    fn reached(&self, at: usize) -> Option<(usize, String)> {
        let bound = self.bound(at);
        let reaches = REACHES.contains(&self.word(at));
        let people = !bound.is_empty() && PEOPLE.contains(&self.word(at.checked_sub(1)?));
        if !reaches && !people {
            return None;
        }
        let (length, value) = self.span(at + 1)?;
        let age = value.parse::<u32>().is_ok_and(|years| (1..MOST).contains(&years));
        let bare =
            !self.text.words.get(at + 1 + length).is_some_and(|word| !word.mark && self.is_unit(at + 1 + length));
        (age && bare).then(|| (1 + length, format!("{bound}{value}")))
    }

    /// "16 years old", "10 years of age", "15 years and six months", "over 18 years", "16-year-olds".
    fn years_of_age(&self, at: usize) -> Option<(usize, String)> {
        let bound = self.bound(at);
        let from = at + usize::from(!bound.is_empty());
        if let Some(length) = self.year_old(from) {
            let (_, value) = self.number(from)?;
            return Some((length + from - at, format!("{bound}{value}")));
        }
        let (length, value) = self.span(from)?;
        let end = from + length;
        if !matches!(self.word(end - 1), "year" | "years" | "month" | "months") {
            return None;
        }
        if self.word(end) == "old" {
            return Some((end + 1 - at, format!("{bound}{value}")));
        }
        if self.word(end) == "of" && self.word(end + 1) == "age" {
            return Some((end + 2 - at, format!("{bound}{value}")));
        }
        let first = value.split(['-', 'y']).next().and_then(|years| years.parse::<u32>().ok())?;
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let period = before == "of" && at.checked_sub(2).is_some_and(|place| PERIODS.contains(&self.word(place)));
        let length_of_time = LENGTH_BEFORE.contains(&before)
            || period
            || LENGTH_BEHIND.contains(&self.word(end))
            || self.word(end) == "of"
            || value.ends_with('m') && !value.contains('y');
        ((FEWEST..MOST).contains(&first) && !length_of_time).then(|| (end - at, format!("{bound}{value}")))
    }

    /// "16-year-old".
    fn year_old(&self, at: usize) -> Option<usize> {
        let (length, _) = self.number(at)?;
        let mut next = at + length;
        let dash = |at: usize| usize::from(self.is_dash(at));
        next += dash(next);
        if self.word(next) != "year" {
            return None;
        }
        next += 1;
        next += dash(next);
        matches!(self.word(next), "old" | "olds").then(|| next + 1 - at)
    }

    fn bound(&self, at: usize) -> &'static str {
        match BOUNDS.iter().position(|bound| *bound == self.word(at)) {
            Some(0 | 2) => "under ",
            Some(_) => "over ",
            None => "",
        }
    }

    /// "16", "16 or 17 years", "15 years and six months".
    fn span(&self, at: usize) -> Option<(usize, String)> {
        let (mut length, mut value) = self.years(at)?;
        let joins = matches!(self.word(at + length), "to" | "or" | "and") || self.is_dash(at + length);
        if let Some((more, upper)) = self.years(at + length + 1).filter(|_| joins) {
            length += 1 + more;
            value = format!("{value}-{upper}");
        }
        Some((length, value))
    }

    fn years(&self, at: usize) -> Option<(usize, String)> {
        let (mut length, value) = self.number(at)?;
        let years = value.parse::<u32>().ok()?;
        if matches!(self.word(at + length), "month" | "months") {
            return Some((length + 1, format!("{years}m")));
        }
        if !matches!(self.word(at + length), "year" | "years") {
            return Some((length, years.to_string()));
        }
        length += 1;
        let and = usize::from(self.word(at + length) == "and");
        if let Some((more, months)) = self.number(at + length + and)
            && matches!(self.word(at + length + and + more), "month" | "months")
        {
            return Some((length + and + more + 1, format!("{years}y{months}m")));
        }
        Some((length, years.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::comparison::Matter;
    use crate::compare::matters::find_matters;
    use crate::compare::text::Text;

    fn ages(text: &str) -> Vec<String> {
        let text = Text::plain(text);
        let ages = find_matters(&text).into_iter().filter(|found| found.matter == Matter::Age);
        ages.map(|found| format!("{} = {}", text.slice(found.words), found.value)).collect()
    }

    #[test]
    fn finds_ages() {
        for (text, expected) in [
            ("A child aged 10 is told.", &["aged 10 = 10"][..]),
            ("children aged 5 years", &["aged 5 years = 5"]),
            ("until their 21st birthday", &["21st birthday = 21 birthday"]),
            ("the twenty-first birthday", &["twenty-first birthday = 21 birthday"]),
            ("the eighteenth birthday", &["eighteenth birthday = 18 birthday"]),
            ("from 15 years and six months on", &["15 years and six months = 15y6m"]),
            ("It is made at 16 years.", &["16 years = 16"]),
            (
                "between the ages of seven (7) and sixteen (16) years",
                &["ages of seven (7) and sixteen (16) years = 7-16"],
            ),
            ("a 16-year-old and 3 years old", &["16-year-old = 16", "3 years old = 3"]),
            ("40 years of age or older", &["40 years of age = 40"]),
            ("children under 16 and over 18 years", &["under 16 = under 16", "over 18 years = over 18"]),
            ("when she turns 18", &["turns 18 = 18"]),
            ("under the age of 18", &["age of 18 = 18"]),
        ] {
            assert_eq!(ages(text), expected, "{text}");
        }
    }

    #[test]
    fn a_length_of_time_is_no_age() {
        for text in [
            "kept for 75 years",
            "within 6 years of it",
            "every five (5) years",
            "after 10 years",
            "for a period of seven (7) years",
            "15 years of service",
            "20 years later",
            "3 years and 6 months",
            "under 10 days",
            "a fee over 5",
            "five consecutive years",
            "reach 5 days",
            "at least 6 years",
        ] {
            assert_eq!(ages(text), [""; 0], "{text}");
        }
    }
}
