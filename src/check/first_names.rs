//! What tells the name of a person from that of a team, a role or a building.
//!
//! Takes a name, an id or an e-mail address, gives the person in it. It would rather miss a person than take a team for
//! one: a first name must be in the list below, which leaves out names that are ordinary words or that buildings bear, and
//! no word may be one that only an organisation has.

/// Forms of address before a surname.
const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "cllr", "councillor"];

/// Words that stand in the names of roles, teams, bodies, buildings and streets.
const NOT_PERSONS: &str = "\
    academy administrator adviser advisor agency assistant association avenue board bridge building campus care \
    center centre chair chapel charity child children childrens church clinic close club college commissioner \
    committee community coordinator cottage council court day department desk director drive duty families family \
    farm forum foundation fund garden gardens group hall head health helpline hill home homes hospice hospital house \
    hub infirmary institute lane lead library line lodge manager mill network nurse nursery office officer panel \
    park partnership place practice project projects registrar review reviews road room school secretary service \
    services social society square street suite support surgery team teams trust union unit university ward way wing \
    worker workers youth";

/// First names that are hardly anything else.
const FIRST_NAMES: &str = "\
    aaron abdul abigail adam adrian ahmed aidan aisha alan alastair alison alistair amanda amina amit amy andrea \
    andrew andy angela anita anna anne annette anthony antonia asif barbara barry becky belinda benjamin bernadette \
    beth bethany beverley brenda brian bridget bruce callum catherine cathy ceri charlie cheryl chloe chris \
    christina christine christopher claire claudia clive colin connor craig daniel danielle darren dave david debbie \
    deborah deepak denise derek diane dominic donald donna dorothy duncan dylan edward eileen elaine eleanor \
    elizabeth ellen emily emma eric erin fatima fiona frances gareth gary gavin gemma geoff geoffrey gerald gillian \
    gordon graham greg hannah harriet harry hayley helen henry howard hussain ian ibrahim imran isabel jacqueline \
    jake james jamie jane janet janice jason jayne jean jennifer jenny jeremy jessica joan joanna joanne joe john \
    jonathan joseph joshua judith julia julian julie karen kate katherine kathleen kathryn katie keith kelly kenneth \
    kerry kevin khalid kieran kim kirsty laura lauren leanne lesley leslie liam linda lisa lorraine louise lucy lynn \
    malcolm mandy margaret maria marie martin matthew maureen megan melanie melissa michael michelle mike mohammad \
    mohammed muhammad natalie natasha neil nicholas nick nicola nigel nikki oliver olivia omar pamela patricia \
    patrick paul paula pauline peter phil philip philippa priya rachael rachel rajesh rebecca rhys richard robert \
    roger ronald rosemary ruth ryan samantha samuel sandra sanjay sara sarah scott sean shabana sharon shaun sheila \
    shirley simon siobhan sophie stacey stephanie stephen steve steven stuart susan suzanne tariq teresa terry \
    theresa thomas timothy tina tom tony tracey tracy trevor valerie vanessa vikram vivienne wayne wendy william \
    yasmin yusuf yvonne zainab zoe";

/// The person that a contact's name names: "Jane Smith", "Mrs Smith", "Duty manager (Jane Smith)".
pub fn person_in(name: &str) -> Option<&str> {
    let ends = |c: char| matches!(c, '(' | ')' | ',' | ':' | ';' | '/' | '–' | '—' | '|');
    name.split(ends).flat_map(|piece| piece.split(" - ")).map(str::trim).find(|piece| is_person(piece))
}

/// The person whose name an id is made of: `jane-smith`.
pub fn person_of_id(id: &str) -> Option<String> {
    let words: Vec<&str> = id.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect();
    words_of_person(&words)
}

/// The person whose name an e-mail address begins with: `jane.smith@council.example`.
pub fn person_of_address(address: &str) -> Option<String> {
    let name = address.split_once('@')?.0.trim_end_matches(|c: char| c.is_ascii_digit());
    let words: Vec<&str> = name.split(['.', '_', '-']).collect();
    words_of_person(&words)
}

fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    // "Dr Gray's Hospital", "Jane's place".
    let of_something = |word: &&str| word.ends_with("'s") || word.ends_with("’s") || is_no_person(word);
    if words.len() < 2 || words.len() > 4 || words.iter().any(of_something) {
        return false;
    }
    let titled = TITLES.contains(&first.trim_end_matches('.').to_lowercase().as_str());
    let known = is_in(FIRST_NAMES, &first.to_lowercase());
    let name_like = |word: &&str| word.starts_with(char::is_uppercase) && word.chars().all(is_name_letter);
    let surname = last.chars().count() > 1 && !last.chars().all(char::is_uppercase);
    (titled || known && words.len() <= 3) && surname && words.iter().all(name_like)
}

fn is_name_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.')
}

fn words_of_person(words: &[&str]) -> Option<String> {
    let [first, rest @ ..] = words else { return None };
    let last = rest.last()?;
    let letters = words.iter().all(|word| !word.is_empty() && word.chars().all(char::is_alphabetic));
    let person = is_in(FIRST_NAMES, &first.to_lowercase())
        && rest.len() <= 2
        && last.chars().count() > 1
        && !rest.iter().any(|word| is_no_person(word));
    (letters && person).then(|| {
        let capital = |word: &&str| {
            let mut letters = word.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
        };
        words.iter().map(capital).collect::<Vec<_>>().join(" ")
    })
}

fn is_in(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

fn is_no_person(word: &str) -> bool {
    let word: String = word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    is_in(NOT_PERSONS, &word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_found() {
        for (name, person) in [
            ("Jane Smith", "Jane Smith"),
            ("Mrs Smith", "Mrs Smith"),
            ("Dr. A. Patel", "Dr. A. Patel"),
            ("Duty manager (Jane O'Neill)", "Jane O'Neill"),
            ("Sarah Ann Jones-Bell, duty manager", "Sarah Ann Jones-Bell"),
            ("LADO - Mohammed Ali", "Mohammed Ali"),
        ] {
            assert_eq!(person_in(name), Some(person), "{name}");
        }
        assert_eq!(person_of_id("jane-smith").as_deref(), Some("Jane Smith"));
        assert_eq!(person_of_address("jane.smith2@council.example").as_deref(), Some("Jane Smith"));
    }

    #[test]
    fn teams_roles_and_buildings_are_no_persons() {
        for name in [
            "Duty Team",
            "Clare House",
            "Duty team",
            "Head of Care Services",
            "Director of Practice",
            "Emergency Team",
            "Dr Gray's Hospital",
            "Jane Scarth House",
            "Thomas Coram Foundation",
            "Designated Officer (LADO)",
            "Assessment Manager",
            "Grace Baptist Church",
            "Victoria Road",
            "Florence Nightingale Ward",
            "Family Time",
            "Barton Moss",
            "Children's Services",
            "James Paget Hospital",
            "Martin House",
            "Kelly IT",
            "Public Health England",
            "Miss",
            "Jane",
            "Dr on call",
            "John Smith Court",
            "Police 101",
            "St Mary's",
            "Paul Hamlyn Trust",
        ] {
            assert_eq!(person_in(name), None, "{name}");
        }
        for id in ["duty-team", "clare-house", "jane-house", "head-of-care", "policy", "martin-house", "emma-4"] {
            assert_eq!(person_of_id(id), None, "{id}");
        }
        for address in
            ["duty.team@x.example", "e.learning@x.example", "clare.house@x.example", "jane@x.example", "karen.desk@x"]
        {
            assert_eq!(person_of_address(address), None, "{address}");
        }
    }
}
