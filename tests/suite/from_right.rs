//! A manual in a language that is written from right to left: nothing runs out of a page, and what has a side has the other one.
//!
//! Writes a small manual in Arabic, builds it and has `tests/browser/from-right.mjs` look at its pages. It must not know how a
//! page is laid out.

use crate::browser::{browser_tests, look_at};
use crate::built_manual::write_files;
use crate::built_site::build_to;

const SETTINGS: &str = "[site]\ntitle = \"دليل إجراءات خدمات الأطفال\"\nlanguage = \"ar\"\nbase_url = \"https://right.example/\"\n\n\
    [checks]\nedition-not-recorded = \"off\"\nunknown-language = \"off\"\n";

const CONTACTS: &str = "duty-team:\n  name: فريق المناوبة\n  telephone: \"01632 960110\"\n";

const VISITS: &str = "---\nid: visits\ntitle: الزيارات المنزلية\nversion: \"2.0\"\neffective_from: 2026-05-06\nowner: duty-team\nreview_in: 12 months\n\
    amendments:\n  - {date: 2026-05-06, type: major, note: تغيّر الحد الزمني., reread: full}\n---\n\n\
    ## قبل الزيارة {#before}\n\n> [!STEPS في يوم عمل واحد]\n> 1. اتصل بالعائلة.\n> 2. زر الطفل في بيته.\n\n> [!MUST]\n> يجب أن ترى الطفل وحده.\n\n\
    Table: المهل\n\n| الخطوة | المهلة |\n|---|---|\n| الزيارة الأولى | 5 أيام |\n\n- [ ] رأيت الطفل\n\n## After the visit {#after}\n\nاكتب ما رأيت (section 47) وأخبر [](contact:duty-team).\n";

#[test]
fn a_manual_from_right_to_left_is_laid_out_so() {
    let Some(tests) = browser_tests() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (manual, site) = (folder.path().join("manual"), folder.path().join("site"));
    let before = VISITS.replace("2026-05-06", "2024-05-06").replace("2.0", "1.0");
    write_files(
        &manual,
        [
            ("site.toml", SETTINGS),
            ("content/index.md", "---\ntitle: الصفحة الأولى\n---\n\nابحث عن الإجراء.\n"),
            ("content/registers/contacts.yml", CONTACTS),
            ("content/1-first/index.md", "---\ntitle: الاتصال الأول\n---\n"),
            ("content/1-first/1-visits.md", VISITS),
            ("content/1-first/1-visits@2024-05-06.md", before.as_str()),
        ],
    );
    build_to(&manual, &site);
    look_at(&tests.join("from-right.mjs"), [&site]);
}
