//! Takes the table `[preview]` of `site.toml`, gives how the preview opens an author's editor. Knows no editor.

use crate::data::fields::Fields;
use crate::diagnostics::codes;

/// Opens Visual Studio Code.
pub(super) const DEFAULT_EDITOR: &str = "vscode://file{file}:{line}:{column}";

/// Schemes that never open an editor, and may do something else.
const REFUSED: &[&str] = &["javascript", "data", "vbscript", "blob", "file"];

/// Reads `[preview]`.
pub(super) fn read_preview(mut preview: Fields<'_>) -> String {
    let editor = preview.text("editor");
    if let Some(editor) = editor.as_ref().filter(|editor| !opens_a_file(editor)) {
        let help = Some(format!("write an address that your editor answers, as in \"{DEFAULT_EDITOR}\""));
        let message = format!("\"{editor}\" is no address with {{file}} in it");
        preview.reading().fault(&codes::BAD_SETTING, &preview.path_of("editor"), message, help);
    }
    preview.finish();
    editor.filter(|editor| opens_a_file(editor)).unwrap_or_else(|| DEFAULT_EDITOR.to_owned())
}

fn opens_a_file(editor: &str) -> bool {
    let Some((scheme, rest)) = editor.split_once(':') else { return false };
    let plain = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    let refused = REFUSED.iter().any(|other| scheme.eq_ignore_ascii_case(other));
    plain && !refused && rest.contains("{file}") && editor.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_is_an_address_with_a_file() {
        for good in [DEFAULT_EDITOR, "idea://open?file={file}&line={line}", "subl://open?url=file://{file}&line={line}"]
        {
            assert!(opens_a_file(good), "{good}");
        }
        for bad in [
            "code {file}",
            "{file}",
            "vscode://file",
            "JavaScript:alert('{file}')",
            "data:,{file}",
            "1a:{file}",
            "x: {file}",
        ] {
            assert!(!opens_a_file(bad), "{bad}");
        }
    }
}
