//! The version after a version: 2.3 becomes 2.4, or 3.0 for a major change; 2025.1 becomes 2025.2, or 2026.1 in a new
//! year. Takes the version as written, gives the next; nothing where it does not count.

/// A first number from here on is a year.
const FIRST_YEAR: u64 = 1900;
/// And up to here.
const LAST_YEAR: u64 = 2199;

/// The next version; `year` is the year in which it takes effect. Nothing for a version that is not made of numbers.
pub fn next_version(version: &str, major: bool, year: i16) -> Option<String> {
    let version = version.trim();
    let digits = version.trim_start_matches(['v', 'V']);
    let lead = version.get(..version.len() - digits.len()).filter(|lead| lead.len() <= 1)?;
    let mut numbers = Vec::new();
    for piece in digits.split('.') {
        let plain = !piece.is_empty() && piece.len() < 10 && piece.bytes().all(|byte| byte.is_ascii_digit());
        numbers.push(plain.then(|| piece.parse::<u64>().ok())??);
    }
    let year = u64::try_from(year).unwrap_or(0);
    let first = numbers.first().copied()?;
    let dated = (FIRST_YEAR..=LAST_YEAR).contains(&first) && numbers.len() > 1;
    if dated && year > first {
        let rest = numbers.iter().skip(1).enumerate().map(|(index, _)| u64::from(index == 0));
        numbers = std::iter::once(year).chain(rest).collect();
    } else if dated || !major || numbers.len() == 1 {
        *numbers.last_mut()? += 1;
    } else {
        numbers = std::iter::once(first + 1).chain(numbers.iter().skip(1).map(|_| 0)).collect();
    }
    let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
    Some(format!("{lead}{}", numbers.join(".")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_rise_as_people_count() {
        let next = |version, major| next_version(version, major, 2026).unwrap_or_default();
        assert_eq!([next("2.3", false), next("2.3", true), next("2.9", false)], ["2.4", "3.0", "2.10"]);
        assert_eq!([next("3", true), next("v2.1", false), next("1.2.3", true)], ["4", "v2.2", "2.0.0"]);
        assert_eq!([next("2025.1", true), next("2026.1", true), next("2026.1", false)], ["2026.1", "2026.2", "2026.2"]);
        for opaque in ["", "final", "2.3-b", "2.", "November 2025", "-1", "99999999999"] {
            assert_eq!(next_version(opaque, false, 2026), None, "{opaque}");
        }
    }
}
