//! A script as readers load it: without comments, notes of types and spaces, said as shortly as can be, and with short names for what no
//! other script sees.
//!
//! Takes the text of a classic script, gives another that does the same. Knows nothing of themes. The only place that knows
//! oxc, which reads, rewrites, renames and prints as the language's own rules have it.

use oxc_allocator::Allocator;
use oxc_ast::AstBuilder;
use oxc_ast::ast::{
    AssignmentTarget, AssignmentTargetMaybeDefault, AssignmentTargetProperty, IdentifierName, PropertyKey,
};
use oxc_ast_visit::VisitMut;
use oxc_ast_visit::walk_mut::walk_assignment_target_property;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The script, shortened; nothing if it is not one that can be read. Names at its top level are other scripts' too, and stay. A property
/// gets the name that `short_name` has for it.
pub fn shorten_script(text: &str, short_name: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::cjs()).parse();
    if parsed.panicked || !parsed.errors.is_empty() {
        return None;
    }
    let mut program = parsed.program;
    Renaming { allocator: &allocator, short_name }.visit_program(&mut program);
    let options =
        MinifierOptions { mangle: Some(MangleOptions::default()), compress: Some(CompressOptions::smallest()) };
    let names = Minifier::new(options).minify(&allocator, &mut program);
    let written = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(names.scoping)
        .with_private_member_mappings(names.class_private_mappings)
        .build(&program);
    Some(written.code)
}

/// Properties get other names, wherever they are made, read or taken apart; texts that look like one stay.
struct Renaming<'a, 'n> {
    allocator: &'a Allocator,
    short_name: &'n dyn Fn(&str) -> Option<String>,
}

impl<'a> VisitMut<'a> for Renaming<'a, '_> {
    fn visit_identifier_name(&mut self, property: &mut IdentifierName<'a>) {
        if let Some(name) = (self.short_name)(property.name.as_str()) {
            property.name = self.allocator.alloc_str(&name).into();
        }
    }

    /// In `({ words } = text)` one name says both what is read and where it goes: the property gets its short name, the variable stays.
    fn visit_assignment_target_property(&mut self, property: &mut AssignmentTargetProperty<'a>) {
        if let AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(one) = property
            && let Some(name) = (self.short_name)(one.binding.name.as_str())
        {
            let build = AstBuilder::new(self.allocator);
            let span = one.span;
            let name = build.alloc_identifier_name(span, self.allocator.alloc_str(&name));
            let variable = build.alloc_identifier_reference(span, one.binding.name);
            let binding = match one.init.take() {
                Some(init) => AssignmentTargetMaybeDefault::AssignmentTargetWithDefault(
                    build.alloc_assignment_target_with_default(
                        span,
                        AssignmentTarget::AssignmentTargetIdentifier(variable),
                        init,
                    ),
                ),
                None => AssignmentTargetMaybeDefault::AssignmentTargetIdentifier(variable),
            };
            let apart = build.assignment_target_property_assignment_target_property_property(
                span,
                PropertyKey::StaticIdentifier(name),
                binding,
                false,
            );
            *property = apart;
            // Its name is short already, and no short name is one that is to be shortened.
        }
        walk_assignment_target_property(self, property);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shortened(text: &str) -> Option<String> {
        shorten_script(text, &|_| None)
    }

    #[test]
    fn what_no_other_script_sees_has_a_short_name() {
        let text = "// Says it.\n\"use strict\";\n(() => {\n  /** @type {string} */\n  const words = \"a  /* b */\";\n  \
            house.said = { words, other: `${words}  c` };\n})();\nvar seen = /[/*] +/.test(house.said.words);\n";
        let short = shortened(text).unwrap();
        let wanted = "\"use strict\";(()=>{let e=`a  /* b */`;house.said={words:e,other:`${e}  c`}})();var seen=/[/*] +/.test(house.said.words);";
        assert_eq!(short.replace("\"a  /* b */\"", "`a  /* b */`"), wanted);
    }

    #[test]
    fn what_no_line_of_the_script_uses_may_be_another_s() {
        let short =
            shortened("function say() {}\nvar seen = 1;\nif (0) never();\n(() => { const unused = 2; })();\n").unwrap();
        assert_eq!(short, "function say(){}var seen=1;");
    }

    #[test]
    fn a_property_is_renamed_wherever_it_is_taken_apart() {
        let short = |name: &str| Some(name.strip_prefix("long")?.to_lowercase());
        let read = |text: &str| shorten_script(text, &short).unwrap();
        let made = "var a = { longA: 1, longB: 2 }, longA, longB;";
        for (text, wanted) in [
            ("({ longA, longB } = a);", "({a:longA,b:longB}=a);"),
            ("({ longA = 3, longB: longA = a.longB } = a);", "({a:longA=3,b:longA=a.b}=a);"),
            ("({ c: { longA } } = a);", "({c:{a:longA}}=a);"),
        ] {
            let written = read(&format!("{made}{text}"));
            assert!(written.ends_with(wanted), "{written}");
        }
        assert_eq!(
            read("function f({ longA, longB = 1 }) { return longA + longB }"),
            "function f({a:e,b:t=1}){return e+t}"
        );
    }

    #[test]
    fn what_is_no_script_is_not_shortened() {
        assert_eq!(shortened("const = 1;"), None);
    }

    #[test]
    fn properties_get_the_names_that_are_given_for_them() {
        let name = |name: &str| (name == "words").then(|| "w".to_owned());
        let short = shorten_script(
            "f(({ words, words: [other] }) => ({ words, \"words\": a.words?.words, of: `words`, other }));",
            &name,
        );
        assert_eq!(short.unwrap(), "f(({w:e,w:[t]})=>({w:e,words:a.w?.w,of:`words`,other:t}));");
    }
}
