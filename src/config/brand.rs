//! Takes the table `[brand]` of `site.toml`, gives what makes a manual its publisher's own without a theme of its own: a logo,
//! some colours, links at the foot, and how finished it is. Knows no page; whether the colours can be read, a check says.

use crate::data::colours::Colour;
use crate::data::fields::Fields;
use crate::data::node::Node;
use crate::diagnostics::codes;
use crate::diagnostics::place::Place;

/// What makes a manual its publisher's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brand {
    /// The logo.
    pub logo: Option<Logo>,
    /// How finished the manual is, if it says so.
    pub phase: Option<Phase>,
    /// Links at the foot of every page: their titles and their addresses, in the author's order.
    pub links: Vec<(String, String)>,
    /// The colours that the site chose, for a light and for a dark page.
    pub light: Palette,
    /// The same for a dark page.
    pub dark: Palette,
}

/// A picture beside the manual's title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The file, relative to the site's root.
    pub file: String,
    /// Where the settings name it.
    pub place: Place,
    /// What it says to who does not see it; empty where the title says it already.
    pub alternative: String,
}

/// A line under the head of every page: "Beta", what that means, and where to say what one thinks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its word: "Beta".
    pub name: String,
    /// What it means for readers, or empty.
    pub text: String,
    /// The words of the link, or empty.
    pub link: String,
    /// Where it leads.
    pub url: String,
}

/// Colours by what they are of.
pub type Palette = Vec<(Token, Colour, Place)>;

/// What a site may colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Token {
    /// The head of every page.
    Band,
    /// The text on it.
    BandText,
    /// Numbers, rules, buttons.
    Accent,
    /// Links.
    Link,
    /// Links that were followed.
    Visited,
    /// The ground of a time limit.
    Limit,
    /// The text on it.
    LimitText,
}

/// A token with its key in `site.toml`, its property in the theme's sheet of styles, and what it is called in a message.
pub struct Named {
    /// The token.
    pub token: Token,
    /// Its key.
    pub key: &'static str,
    /// Its property.
    pub property: &'static str,
    /// Its name.
    pub name: &'static str,
}

/// All tokens.
pub const TOKENS: [Named; 7] = [
    Named { token: Token::Band, key: "band", property: "--band", name: "head of the page" },
    Named { token: Token::BandText, key: "band_text", property: "--on-band", name: "text on the head of the page" },
    Named { token: Token::Accent, key: "accent", property: "--pine", name: "accent" },
    Named { token: Token::Link, key: "link", property: "--link", name: "link" },
    Named { token: Token::Visited, key: "visited", property: "--visited", name: "visited link" },
    Named { token: Token::Limit, key: "limit", property: "--limit", name: "ground of a time limit" },
    Named { token: Token::LimitText, key: "limit_text", property: "--on-limit", name: "text of a time limit" },
];

impl Token {
    /// Its names.
    pub fn named(self) -> &'static Named {
        let [first, ..] = &TOKENS;
        TOKENS.iter().find(|named| named.token == self).unwrap_or(first)
    }
}

/// Reads `[brand]`.
pub(super) fn read_brand(mut brand: Fields<'_>) -> Brand {
    let file = brand.text("logo");
    let alternative = brand.text("logo_alt").unwrap_or_default();
    let place = brand.reading().place_of(&brand.path_of("logo"));
    let mut settings = Brand { logo: file.map(|file| Logo { file, place, alternative }), ..Brand::default() };
    if let Some(phase) = brand.group("phase") {
        settings.phase = read_phase(phase);
    }
    if let Some(links) = brand.group("links") {
        settings.links = read_links(&links);
    }
    if let Some(colours) = brand.group("colours") {
        settings.light = read_palette(colours);
    }
    if let Some(colours) = brand.group("dark") {
        settings.dark = read_palette(colours);
    }
    brand.finish();
    settings
}

fn read_phase(mut phase: Fields<'_>) -> Option<Phase> {
    let name = phase.required_text("name", "it is the word that readers see, such as \"Beta\"");
    let text = phase.text("text").unwrap_or_default();
    let link = phase.text("link").unwrap_or_default();
    let url = phase.text("url").unwrap_or_default();
    let path = phase.path_of("url");
    let url = if url.is_empty() || is_address(&url) {
        url
    } else {
        refuse_address(&phase, &path, &url);
        String::new()
    };
    phase.finish();
    Some(Phase { name: name?, text, link, url })
}

/// Links are the author's own words with their addresses.
fn read_links(links: &Fields<'_>) -> Vec<(String, String)> {
    let mut read = Vec::new();
    for (title, node, path) in links.entries() {
        match node {
            Node::Text(address) if is_address(address) => read.push((title.to_owned(), address.clone())),
            Node::Text(address) => refuse_address(links, &path, address),
            other => {
                let message = format!("the link \"{title}\" is {}", other.kind());
                let help = "write its address: \"Privacy\" = \"https://www.example.org/privacy\"".to_owned();
                links.reading().fault(&codes::BAD_SETTING, &path, message, Some(help));
            }
        }
    }
    read
}

/// Whether an address may stand on every page: the web, or something to write to or to ring.
fn is_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|address| matches!(address.scheme(), "https" | "http" | "mailto" | "tel"))
}

fn refuse_address(fields: &Fields<'_>, path: &[crate::data::node::Step], address: &str) {
    let help = "begin it with https://, mailto: or tel:".to_owned();
    fields.reading().fault(&codes::BAD_SETTING, path, format!("\"{address}\" is not a whole address"), Some(help));
}

fn read_palette(mut colours: Fields<'_>) -> Palette {
    let mut palette = Vec::new();
    for named in &TOKENS {
        let Some(text) = colours.text(named.key) else { continue };
        let path = colours.path_of(named.key);
        if let Some(colour) = Colour::read(&text) {
            palette.push((named.token, colour, colours.reading().place_of(&path)));
        } else {
            let help = "write it as six hexadecimal digits, as in \"#0e3d35\"".to_owned();
            let message = format!("`{}` cannot be \"{text}\"", named.key);
            colours.reading().fault(&codes::BAD_SETTING, &path, message, Some(help));
        }
    }
    colours.finish();
    palette
}
