//! Days, months, lengths of time, numbers and enumerations in the words of a language.

use jiff::Span;
use jiff::civil::Date;

use super::words::Words;

impl Words {
    /// "4 November 2026".
    pub fn date(&self, day: Date) -> String {
        let (of_month, year) = (u64::from(day.day().unsigned_abs()), u64::from(day.year().unsigned_abs()));
        self.tell("date", &[("day", of_month.into()), ("month", self.month_name(day).into()), ("year", year.into())])
    }

    /// "November 2026".
    pub fn month_and_year(&self, day: Date) -> String {
        let year = u64::from(day.year().unsigned_abs());
        self.tell("month_and_year", &[("month", self.month_name(day).into()), ("year", year.into())])
    }

    /// "November".
    pub fn month_name(&self, day: Date) -> &str {
        const MONTHS: [&str; 12] = [
            "month_1", "month_2", "month_3", "month_4", "month_5", "month_6", "month_7", "month_8", "month_9",
            "month_10", "month_11", "month_12",
        ];
        let place = usize::from(day.month().unsigned_abs()).saturating_sub(1);
        MONTHS.get(place).map_or("", |key| self.say(key))
    }

    /// A length of time: "90 days", "1 month". Of several units the largest comes first.
    pub fn duration(&self, length: Span) -> String {
        let units = [
            (u64::from(length.get_years().unsigned_abs()), "years"),
            (u64::from(length.get_months().unsigned_abs()), "months"),
            (u64::from(length.get_weeks().unsigned_abs()), "weeks"),
            (u64::from(length.get_days().unsigned_abs()), "days"),
            (u64::from(length.get_hours().unsigned_abs()), "hours_counted"),
        ];
        let said = units.iter().filter(|(number, _)| *number != 0);
        let said: Vec<String> = said.map(|(number, unit)| self.tell(unit, &[("n", (*number).into())])).collect();
        said.join(", ")
    }

    /// "a, b and c".
    pub fn list(&self, names: &[impl AsRef<str>]) -> String {
        let Some((last, before)) = names.split_last() else { return String::new() };
        let before: Vec<&str> = before.iter().map(AsRef::as_ref).collect();
        if before.is_empty() {
            return last.as_ref().to_owned();
        }
        self.tell("list_end", &[("before", before.join(", ").into()), ("last", last.as_ref().into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;

    fn welsh() -> Words {
        Words::builtin("cy")
    }

    #[test]
    fn days_and_lengths_of_time_in_two_languages() {
        let (english, welsh, day) = (Words::builtin("en-GB"), welsh(), date(2026, 5, 4));
        assert_eq!(english.date(day), "4 May 2026");
        assert_eq!(welsh.date(day), "4 Mai 2026");
        assert_eq!(english.month_and_year(day), "May 2026");
        let years: Vec<String> = (1..=8).map(|years: i64| welsh.duration(years.years())).collect();
        assert_eq!(
            years,
            ["1 flwyddyn", "2 flynedd", "3 blynedd", "4 blynedd", "5 mlynedd", "6 blynedd", "7 mlynedd", "8 mlynedd"]
        );
        assert_eq!(english.duration(1.month().days(2)), "1 month, 2 days");
        assert_eq!(english.list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(english.list(&["a"]), "a");
    }
}
