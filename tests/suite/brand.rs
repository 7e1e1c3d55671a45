//! What a site chooses for its looks reaches its pages, and the colours that choices are held against are the theme's own.

use std::fs;

use chapterhouse::check::brand::{DARK, LIGHT, Scheme};
use chapterhouse::data::colours::Colour;

use crate::base_manual::Manual;
use crate::built_site::sample_root;

/// A property in the first or the dark block of the sheet of styles.
fn in_sheet(sheet: &str, dark: bool, property: &str) -> Option<Colour> {
    let block = if dark { "@media screen and (prefers-color-scheme: dark)" } else { ":root" };
    let block = sheet.split_once(block).unwrap().1;
    let line = block.lines().take_while(|line| *line != "}").find_map(|line| line.trim().strip_prefix(property));
    Colour::read(line?.trim_start_matches(':').trim().trim_end_matches(';'))
}

#[test]
fn colours_are_checked_against_those_of_the_theme() {
    let sheet = fs::read_to_string(sample_root().join("themes/default/static/css/site.css")).unwrap();
    let check = |scheme: &Scheme, dark: bool| {
        for (token, text) in scheme.tokens {
            let property = token.named().property;
            // What the dark block leaves alone stays as it is on a light page.
            let found = in_sheet(&sheet, dark, property).or_else(|| in_sheet(&sheet, false, property));
            assert_eq!(found, Colour::read(text), "{property}, {}", scheme.name);
        }
        for (property, text) in [("--paper", scheme.paper), ("--wash", scheme.wash)] {
            assert_eq!(in_sheet(&sheet, dark, property), Colour::read(text), "{property}, {}", scheme.name);
        }
    };
    check(&LIGHT, false);
    check(&DARK, true);
}

#[test]
fn a_brand_is_on_every_page() {
    let manual = Manual::sound();
    manual.write(
        "site.toml",
        "[site]\ntitle = \"Procedures\"\n\n[checks]\nedition-not-recorded = \"off\"\n\n[brand]\nlogo = \"content/brand/mark.svg\"\nlogo_alt = \"Brackenshire\"\n\n\
         [brand.phase]\nname = \"Beta\"\ntext = \"This manual is new.\"\nlink = \"Say what you think\"\n\
         url = \"mailto:policy@brackenshire.example\"\n\n[brand.links]\n\"Privacy\" = \"https://brackenshire.example/privacy\"\n\n\
         [brand.colours]\nband = \"#003366\"\n",
    );
    manual.write("content/brand/mark.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9v9z\"/></svg>\n");
    let built = manual.build();
    let site = built.output.unwrap_or_else(|| panic!("{:?}", built.lines));
    let text = |path: &str| String::from_utf8(site.get(path).unwrap().bytes().to_vec()).unwrap();
    for page in ["index.html", "amendments/index.html"] {
        let html = text(page);
        for piece in ["brand/mark.svg\" alt=\"Brackenshire\"", ">Beta</strong> This manual is new.", ">Privacy</a>"] {
            assert!(html.contains(piece), "{page} has no {piece}");
        }
        assert!(html.contains("<a href=\"mailto:policy@brackenshire.example\">Say what you think</a>"), "{page}");
    }
    let sheet = text("theme/css/site.css");
    assert!(
        sheet.ends_with("@media screen and (prefers-color-scheme: light) { :root { --band: #003366; } }\n"),
        "{sheet}"
    );
}
