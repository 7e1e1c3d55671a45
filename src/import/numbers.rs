//! Takes a title or a file's name, gives the document's own number that stands before it, such as `0504.82` or
//! `0501.90-AR-07`. A number that only gives the order (`03-`), a year or a count is none.

/// The number at the start of a title, and the words behind it.
pub fn number_of_title(title: &str) -> Option<(&str, &str)> {
    let end = title.find(char::is_whitespace).unwrap_or(title.len());
    let (first, rest) = title.split_at_checked(end)?;
    let number = first.trim_end_matches([':', '.', ',', ';', '-', '–', '—']);
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—'));
    (length(number) == Some(number.len()) && is_own(number)).then_some((number, words))
}

/// The number at the start of a file's stem, and the words behind it.
pub fn number_of_stem(stem: &str) -> Option<(&str, &str)> {
    let (number, rest) = stem.split_at_checked(length(stem)?)?;
    let words = rest.trim_start_matches(['-', '_', '.', ' ']);
    (is_own(number) && (words.len() < rest.len() || rest.is_empty())).then_some((number, words))
}

/// The bare number at the start of both a title and a file's stem: only both together make it the document's own. A year
/// is none.
pub fn number_of_both<'a>(title: &str, stem: &'a str) -> Option<&'a str> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = stem.split_at_checked(digits(stem))?;
    let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let in_title = title.split_at_checked(digits(title)).is_some_and(|(first, words)| {
        first == number && words.starts_with(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '-' | '–'))
    });
    let ends = rest.is_empty() || rest.starts_with(['-', '_', ' ']);
    (number.len() >= 3 && !year && in_title && ends).then_some(number)
}

/// Whether digits are a document's own number: they hold a dot, begin with a nought and are at least three, or go on
/// with letters and another number.
fn is_own(number: &str) -> bool {
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let inner_dot = number.split('.').count() > 1 && !number.ends_with('.');
    inner_dot || (number.starts_with('0') && digits >= 3) || number.contains('-')
}

/// How many bytes a number takes: `digits(.digits)*`, one letter, then any of `-CAPITALS-digits`.
fn length(text: &str) -> Option<usize> {
    let digits = |from: usize| text.bytes().skip(from).take_while(u8::is_ascii_digit).count();
    let at = |place: usize| text.as_bytes().get(place).copied();
    let mut end = digits(0);
    if end == 0 {
        return None;
    }
    while at(end) == Some(b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    let ends = |place: usize| at(place).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    if at(end).is_some_and(|byte| byte.is_ascii_alphabetic()) && ends(end + 1) {
        end += 1;
    }
    loop {
        let letters = text.bytes().skip(end + 1).take_while(u8::is_ascii_uppercase).count();
        let number = end + 1 + letters;
        let figures = digits(number + 1);
        let letter = usize::from(at(number + 1 + figures).is_some_and(|byte| byte.is_ascii_lowercase()));
        let whole = number + 1 + figures + letter;
        if at(end) != Some(b'-') || letters < 2 || at(number) != Some(b'-') || figures == 0 || !ends(whole) {
            break;
        }
        end = whole;
    }
    ends(end).then_some(end)
}

/// A number as it is compared: two ways of writing one number, such as `0500.1` and `0500.10`, become alike. Not proof:
/// in some manuals these are two numbers.
pub fn loose_number(number: &str) -> String {
    let mut parts = number.split('-');
    let first = parts.next().unwrap_or("");
    let (whole, fraction) = first.split_once('.').unwrap_or((first, ""));
    let mut loose = format!("{}.{}", whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    for part in parts {
        loose.push('-');
        loose.push_str(part.trim_start_matches('0'));
    }
    loose.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_documents_own_number() {
        assert_eq!(number_of_stem("0504.82-Student-Sex-Offenders"), Some(("0504.82", "Student-Sex-Offenders")));
        assert_eq!(number_of_stem("0501.90-AR-07-Student-Enrollment"), Some(("0501.90-AR-07", "Student-Enrollment")));
        assert_eq!(number_of_stem("0501.90-AR-07"), Some(("0501.90-AR-07", "")));
        assert_eq!(number_of_stem("0300.03A-Evaluations"), Some(("0300.03A", "Evaluations")));
        assert_eq!(number_of_stem("0100-AR-none"), Some(("0100", "AR-none")));
        assert_eq!(number_of_stem("0602.80-K-12-Guidance"), Some(("0602.80", "K-12-Guidance")));
        assert_eq!(number_of_stem("1103-AR-01-Media"), Some(("1103-AR-01", "Media")));
        assert_eq!(number_of_title("0602.80 K-12 Guidance"), Some(("0602.80", "K-12 Guidance")));
        assert_eq!(number_of_title("3.1: Aims"), Some(("3.1", "Aims")));
        assert_eq!(number_of_title("0403.58-AR-01"), Some(("0403.58-AR-01", "")));
    }

    #[test]
    fn an_order_a_year_or_a_count_is_no_number() {
        for stem in ["03-home-visits", "2024-report", "911-calls", "2024-11-12-notes", "12", "home", "3rd.2-x"] {
            assert_eq!(number_of_stem(stem), None, "{stem}");
        }
        for title in ["2024 in review", "12 steps", "3D printing", "Aims"] {
            assert_eq!(number_of_title(title), None, "{title}");
        }
    }

    #[test]
    fn a_bare_number_counts_when_title_and_file_have_it() {
        assert_eq!(number_of_both("1101 School-Based Communications", "1101-School"), Some("1101"));
        assert_eq!(number_of_both("2024 in review", "2024-in-review"), None);
        assert_eq!(number_of_both("12 steps", "12-steps"), None);
        assert_eq!(number_of_both("School", "1101-School"), None);
    }

    #[test]
    fn likens_numbers_loosely() {
        assert_eq!(loose_number("0500.1-AR-01"), loose_number("0500.10-AR-1"));
        assert_eq!(loose_number("1103-AR-01"), loose_number("1103.00-AR-01"));
        assert_ne!(loose_number("0500.1"), loose_number("0500.01"));
    }
}
