//! A script as readers load it: without comments, notes of types and spaces, and with short names for what no other script sees.
//!
//! Takes the text of a classic script, gives another that does the same. Knows nothing of themes. The only place that knows
//! oxc, which reads, renames and writes as the language's own rules have it.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_mangler::Mangler;
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The script, shortened; nothing if it is not one that can be read. Names at its top level are other scripts' too, and stay.
pub fn shorten_script(text: &str) -> Option<String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::cjs()).parse();
    if parsed.panicked || !parsed.errors.is_empty() {
        return None;
    }
    let names = Mangler::new().build(&parsed.program);
    let written = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(Some(names.scoping))
        .with_private_member_mappings(Some(names.class_private_mappings))
        .build(&parsed.program);
    Some(written.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_other_script_sees_has_a_short_name() {
        let text = "// Says it.\n\"use strict\";\n(() => {\n  /** @type {string} */\n  const words = \"a  /* b */\";\n  \
            house.said = { words, other: `${words}  c` };\n})();\nvar seen = /[/*] +/.test(house.said.words);\n";
        let short = shorten_script(text).unwrap();
        let wanted = "\"use strict\";(()=>{const e=`a  /* b */`;house.said={words:e,other:`${e}  c`}})();var seen=/[/*] +/.test(house.said.words);";
        assert_eq!(short.replace("\"a  /* b */\"", "`a  /* b */`"), wanted);
    }

    #[test]
    fn what_is_no_script_is_not_shortened() {
        assert_eq!(shorten_script("const = 1;"), None);
    }
}
