//! Telephone numbers as people write them.
//!
//! Takes text, gives the digits that a telephone dials, or words that say why none can be dialled. Knows no register. The
//! country that a number without `+` belongs to is given: a number is written as it is dialled there.

/// The longest number in the world, in digits (ITU-T E.164).
const LONGEST: usize = 15;
/// The numbers that are dialled as they stand in the United Kingdom: emergencies, the police, health, power cuts, banks,
/// and the beginnings of helplines, directory enquiries and the relay service.
const SHORT: &[&str] = &["999", "112", "101", "111", "119", "105", "159", "100", "155", "123"];
const SHORT_BEGINNINGS: &[&str] = &["116", "118", "1800"];

/// A telephone number that can be dialled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telephone {
    /// What is dialled: `+441632960001` (E.164), or `999`.
    pub digits: String,
    /// The extension behind it, in digits; or empty.
    pub extension: String,
}

impl Telephone {
    /// The address that dials it (RFC 3966).
    pub fn address(&self) -> String {
        let extension = if self.extension.is_empty() { String::new() } else { format!(";ext={}", self.extension) };
        format!("tel:{}{extension}", self.digits)
    }
}

/// The code of the country whose numbers a manual writes without it, by the language of its text; nothing where that
/// says no more.
pub fn home_of(language: &str) -> Option<&'static str> {
    let mut parts = language.split('-');
    match (parts.next().unwrap_or(""), parts.next()) {
        ("en", Some("GB")) | ("cy" | "gd", _) => Some("44"),
        ("en" | "ga", Some("IE")) | ("ga", None) => Some("353"),
        _ => None,
    }
}

/// Reads a telephone number.
///
/// # Errors
/// Words for an author: why it cannot be dialled.
pub fn read_telephone(text: &str, home: Option<&str>) -> Result<Telephone, String> {
    let (number, extension) = split_extension(text.trim());
    if number.chars().any(char::is_alphabetic) {
        return Err("letters stand in it".to_owned());
    }
    if let Some(sign) = number.chars().find(|c| !is_written(*c)) {
        return Err(match sign {
            '/' | ',' | ';' => "it seems to be two numbers".to_owned(),
            sign => format!("\"{sign}\" stands in it"),
        });
    }
    let plus = number.trim_start_matches(['(', ' ']).starts_with('+');
    // "+44 (0)1632": the nought in brackets is for those who dial without the country.
    let number = if plus { number.replace("(0)", "") } else { number.to_owned() };
    let mut digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Err("it has no digits".to_owned());
    }
    let abroad = plus || digits.starts_with("00");
    if abroad {
        digits = if plus { digits } else { digits.get(2..).unwrap_or("").to_owned() };
        if let Some(national) = home.and_then(|home| digits.strip_prefix(home)) {
            // "+44 01632" has one nought too many, and everybody knows what is meant.
            return national_number(national.trim_start_matches('0'), home, extension);
        }
        return match digits.len() {
            0..7 => Err(format!("{} digits are too few", digits.len())),
            7..=LONGEST => Ok(Telephone { digits: format!("+{digits}"), extension }),
            _ => Err(too_many(digits.len())),
        };
    }
    let Some(_) = home else {
        return match digits.len() {
            0..3 => Err(format!("{} digits are too few", digits.len())),
            3..=LONGEST => Ok(Telephone { digits, extension }),
            _ => Err(too_many(digits.len())),
        };
    };
    if let Some(national) = digits.strip_prefix('0') {
        return national_number(national, home, extension);
    }
    let short = SHORT.contains(&digits.as_str())
        || (digits.len() <= 6 && SHORT_BEGINNINGS.iter().any(|beginning| digits.starts_with(beginning)));
    match digits.len() {
        _ if short => Ok(Telephone { digits, extension }),
        0..9 => Err("it has no area code: nobody can ring it from a mobile".to_owned()),
        _ => Err("it does not begin with 0".to_owned()),
    }
}

fn national_number(national: &str, home: Option<&str>, extension: String) -> Result<Telephone, String> {
    // The United Kingdom has numbers of nine and ten digits behind the nought, Ireland of seven to nine.
    let (fewest, most) = if home == Some("44") { (9, 10) } else { (7, 10) };
    match national.len() {
        length if length < fewest => Err(format!("{} digits are too few", length + 1)),
        length if length > most => Err(too_many(length + 1)),
        _ => Ok(Telephone { digits: format!("+{}{national}", home.unwrap_or("")), extension }),
    }
}

fn too_many(digits: usize) -> String {
    format!("{digits} digits are too many; it may be two numbers")
}

/// Signs that people put between the digits of a number.
fn is_written(sign: char) -> bool {
    sign.is_ascii_digit()
        || sign.is_whitespace()
        || matches!(sign, '+' | '(' | ')' | '-' | '.' | '\u{2010}'..='\u{2013}')
}

/// The number, and the digits of the extension behind it.
fn split_extension(text: &str) -> (&str, String) {
    let lower = text.to_ascii_lowercase();
    for word in ["extension", "ext.", "ext", "x"] {
        let Some((at, _)) = lower.match_indices(word).next() else { continue };
        let (Some(number), Some(rest)) = (text.get(..at), text.get(at + word.len()..)) else { continue };
        let rest = rest.trim_start_matches([' ', ':', '.']);
        if !rest.is_empty() && rest.len() <= 8 && rest.bytes().all(|byte| byte.is_ascii_digit()) {
            return (number.trim_end_matches([' ', ',', '(', ';']), rest.to_owned());
        }
    }
    (text, String::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match read_telephone(text, Some("44")) {
            Ok(number) => number.address(),
            Err(why) => why,
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for text in [
            "01632 960001",
            "(01632) 960001",
            "01632-960 001",
            "+44 1632 960001",
            "+44 (0)1632 960001",
            "0044 1632 960001",
            "01632\u{a0}960\u{2013}001",
        ] {
            assert_eq!(read(text), "tel:+441632960001", "{text}");
        }
        assert_eq!(read("01632 960001 ext. 12"), "tel:+441632960001;ext=12");
        assert_eq!(read("01632 960001 x12"), "tel:+441632960001;ext=12");
        assert_eq!(read("999"), "tel:999");
        assert_eq!(read("116 000"), "tel:116000");
        assert_eq!(read("+33 1 99 00 12 34"), "tel:+33199001234");
        assert_eq!(read_telephone("5550123", None).unwrap().digits, "5550123");
    }

    #[test]
    fn what_cannot_be_dialled_says_why() {
        assert_eq!(read("0800 CHILD"), "letters stand in it");
        // Some older numbers have a digit less.
        assert_eq!(read("016977 2345"), "tel:+44169772345");
        assert_eq!(read("01632 9600"), "9 digits are too few");
        assert_eq!(read("960001"), "it has no area code: nobody can ring it from a mobile");
        assert_eq!(read("1632 960001"), "it does not begin with 0");
        assert_eq!(read("01632 960001 / 960002"), "it seems to be two numbers");
        assert_eq!(read("01632 960001 01632 960002"), "22 digits are too many; it may be two numbers");
        assert_eq!(read(""), "it has no digits");
        assert_eq!(read("tbc"), "letters stand in it");
    }

    #[test]
    fn a_language_says_where_numbers_are_at_home() {
        assert_eq!(home_of("en-GB"), Some("44"));
        assert_eq!(home_of("cy"), Some("44"));
        assert_eq!(home_of("en-IE"), Some("353"));
        assert_eq!(home_of("fr"), None);
    }
}
