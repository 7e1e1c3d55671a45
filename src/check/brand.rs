//! What a site chose for its looks: whether its colours can be told from what they stand on, and whether its logo is there.
//!
//! Nobody should need good eyes or good light to read a procedure: text needs a contrast of 4.5, and that of a time limit 7
//! (Web Content Accessibility Guidelines 2.2, 1.4.3 and 1.4.6).

use crate::config::brand::{Palette, Token};
use crate::data::colours::Colour;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::diagnostics::suggest::nearest;
use crate::model::site::Site;

/// The built-in theme's colours: the tokens, then the page and the ground of boxes. `tests/suite/brand.rs` holds them against
/// the sheet of styles.
pub struct Scheme {
    /// What a page in these colours is called.
    pub name: &'static str,
    /// What stands for a token that the site leaves alone.
    pub tokens: [(Token, &'static str); 7],
    /// The page.
    pub paper: &'static str,
    /// The ground of boxes.
    pub wash: &'static str,
}

/// On a light page.
pub const LIGHT: Scheme = Scheme {
    name: "a light page",
    tokens: [
        (Token::Band, "#0e3d35"),
        (Token::BandText, "#fff"),
        (Token::Accent, "#0f5145"),
        (Token::Link, "#0a4a86"),
        (Token::Visited, "#6a2a7c"),
        (Token::Limit, "#ffe5ad"),
        (Token::LimitText, "#2b1d00"),
    ],
    paper: "#fff",
    wash: "#f1f5f3",
};

/// On a dark page.
pub const DARK: Scheme = Scheme {
    name: "a dark page",
    tokens: [
        (Token::Band, "#0b2f29"),
        (Token::BandText, "#fff"),
        (Token::Accent, "#86d6c0"),
        (Token::Link, "#97c5ff"),
        (Token::Visited, "#d7aeec"),
        (Token::Limit, "#4a3608"),
        (Token::LimitText, "#ffe6b3"),
    ],
    paper: "#111817",
    wash: "#1b2523",
};

/// Checks the logo and the colours.
pub fn check_brand(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let brand = &site.config.brand;
    if let Some(logo) = &brand.logo
        && !site.attachments.iter().any(|attachment| *attachment.source == *logo.file)
    {
        let message = format!("there is no picture {} in this manual", logo.file);
        let near = nearest(&logo.file, site.attachments.iter().map(|attachment| attachment.source.as_ref()));
        let content = &site.config.content;
        let help = near.map_or_else(
            || format!("put the file below {content}/ and write its path, as in \"{content}/brand/logo.svg\""),
            |near| format!("did you mean \"{near}\"?"),
        );
        diagnostics.push(Diagnostic::new(&codes::BRAND_LOGO, logo.place.clone(), message).help(help));
    }
    check_palette(&LIGHT, &brand.light, diagnostics);
    // What is chosen for a light page does not count on a dark one, and the other way round.
    check_palette(&DARK, &brand.dark, diagnostics);
}

/// A colour of the site or of the theme, with its place in the settings if the site chose it.
struct Used<'a> {
    colour: Colour,
    chosen: Option<&'a Place>,
}

fn check_palette(scheme: &Scheme, palette: &Palette, diagnostics: &mut Vec<Diagnostic>) {
    let used = |token: Token| {
        let chosen = palette.iter().find(|(chosen, ..)| *chosen == token);
        let built_in =
            || scheme.tokens.iter().find(|(known, _)| *known == token).and_then(|(_, text)| Colour::read(text));
        match chosen {
            Some((_, colour, place)) => Used { colour: *colour, chosen: Some(place) },
            None => Used { colour: built_in().unwrap_or(Colour([0; 3])), chosen: None },
        }
    };
    for (text, ground, least) in [(Token::BandText, Token::Band, 4.5), (Token::LimitText, Token::Limit, 7.0)] {
        let (ink, paper) = (used(text), used(ground));
        let names = (text.named().name, ground.named().name);
        // What the site chose is what it can change; of two, the ground, which more of the page shows.
        match (paper.chosen, ink.chosen) {
            (Some(place), _) => judge(place, &names, paper.colour, ink.colour, least, scheme, diagnostics),
            (None, Some(place)) => judge(place, &names, ink.colour, paper.colour, least, scheme, diagnostics),
            (None, None) => {}
        }
    }
    for token in [Token::Accent, Token::Link, Token::Visited] {
        let found = used(token);
        let Some(place) = found.chosen else { continue };
        // The box is the harder of the two on a dark page and on a light one.
        let wash = Colour::read(scheme.wash).unwrap_or(Colour([255; 3]));
        judge(place, &(token.named().name, "ground of boxes"), found.colour, wash, 4.5, scheme, diagnostics);
    }
}

/// Says that a colour is too near to what it stands on or what stands on it, and which shade of it is not.
fn judge(
    place: &Place,
    names: &(&str, &str),
    chosen: Colour,
    other: Colour,
    least: f64,
    scheme: &Scheme,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let contrast = chosen.contrast(other);
    if contrast >= least {
        return;
    }
    // Rounded down: a contrast that misses its bound is not to be told as the bound.
    let contrast = (contrast * 10.0).floor() / 10.0;
    let (one, two) = names;
    let message =
        format!("on {}, the {one} has a contrast of {contrast}:1 to the {two}, and needs {least}:1", scheme.name);
    let help = match chosen.shade_with(least, other) {
        Some(shade) => format!("the nearest shade that has it is \"{}\"", shade.written()),
        None => "no shade of it has: choose the other colour anew too".to_owned(),
    };
    diagnostics.push(Diagnostic::new(&codes::BRAND_CONTRAST, place.clone(), message).help(help));
}
