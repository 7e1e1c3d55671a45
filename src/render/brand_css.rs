//! The colours that a site chose, as the end of the theme's sheet of styles. Takes settings, gives text; must not know whether
//! the colours can be read.

use std::fmt::Write as _;

use crate::config::brand::{Brand, Palette};

/// What follows the theme's own sheet: nothing where the site chose no colour.
pub fn brand_css(brand: &Brand) -> String {
    let mut css = String::new();
    if !brand.light.is_empty() {
        let _ = writeln!(
            css,
            "@media screen and (prefers-color-scheme: light) {{ :root {{{} }} }}",
            properties(&brand.light)
        );
    }
    if !brand.dark.is_empty() {
        let _ = writeln!(
            css,
            "@media screen and (prefers-color-scheme: dark) {{ :root {{{} }} }}",
            properties(&brand.dark)
        );
    }
    css
}

fn properties(palette: &Palette) -> String {
    let mut text = String::new();
    for (token, colour, _) in palette {
        let _ = write!(text, " {}: {};", token.named().property, colour.written());
    }
    text
}
