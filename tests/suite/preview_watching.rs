//! A preview follows what happens to the author's files, in whatever way it happens, and loses neither a change nor the page.

use std::fs;
use std::process::Command;
use std::sync::Mutex;

use chapterhouse::preview::change::Change;
use chapterhouse::preview::session::{Session, SessionSettings};
use chapterhouse::preview::view::View;
use jiff::civil::date;

use crate::base_manual::{Manual, SOUND};
use crate::served_manual::Served;

const CHAPTER: &str = "content/01-part/01-chapter.md";
const PAGE: &str = "/chapter/chapter/";

fn chapter(words: &str) -> String {
    format!("{SOUND}---\n\n{words}\n")
}

fn current(served: &Served) -> bool {
    served.state("/")["current"].as_bool().unwrap()
}

#[test]
fn every_way_to_save_a_file_is_seen() {
    for means in ["native", "poll"] {
        let manual = Manual::with_chapter("Before.");
        let served = Served::start(manual.root(), &["--watcher", means]);
        served.wait_for(PAGE, "Before.");
        manual.write(CHAPTER, chapter("Written in place."));
        served.wait_for(PAGE, "Written in place.");
        // As most editors do: beside it, then in its place.
        manual.write("content/01-part/.01-chapter.md.swp", chapter("Put in its place."));
        fs::rename(manual.path("content/01-part/.01-chapter.md.swp"), manual.path(CHAPTER)).unwrap();
        served.wait_for(PAGE, "Put in its place.");
        // As others do: the old one away first, then a new one.
        fs::rename(manual.path(CHAPTER), manual.path("content/01-part/01-chapter.md~")).unwrap();
        manual.write(CHAPTER, chapter("Written anew."));
        served.wait_for(PAGE, "Written anew.");
        fs::remove_file(manual.path(CHAPTER)).unwrap();
        served.wait("the chapter is gone", || served.get(PAGE).status == 404);
        // A folder with chapters in it comes at once.
        manual.write("beside/index.md", "---\ntitle: The second part\n---\n");
        manual.write("beside/deep/01-moved.md", chapter("Moved in."));
        fs::rename(manual.path("beside"), manual.path("content/02-more")).unwrap();
        served.wait_for("/chapter/moved/", "Moved in.");
        manual.write("content/02-more/deep/01-moved.md", chapter("And changed there."));
        served.wait_for("/chapter/moved/", "And changed there.");
        fs::remove_dir_all(manual.path("content/02-more")).unwrap();
        served.wait("the part is gone", || served.get("/chapter/moved/").status == 404);
        let (status, said) = served.interrupt();
        assert!(status.success() && said.ends_with("stopped\n"), "{status} {said}");
    }
}

#[test]
fn a_thousand_files_at_once_are_few_rebuilds() {
    let manual = Manual::sound();
    let served = Served::start(manual.root(), &[]);
    let before = served.state("/")["number"].as_u64().unwrap();
    for number in 0..1_000 {
        let path = format!("content/{0:02}-part-{0}/{number:04}-c{number}.md", 2 + number / 100);
        manual.write(&path, chapter(&format!("Chapter {number} of many.")));
    }
    for number in [0, 500, 999] {
        served.wait_for(&format!("/chapter/c{number}/"), &format!("Chapter {number} of many."));
    }
    let rebuilt = served.state("/")["number"].as_u64().unwrap() - before;
    assert!(rebuilt <= 40, "{rebuilt} rebuilds");
    for number in 0..1_000 {
        fs::remove_file(manual.path(&format!("content/{0:02}-part-{0}/{number:04}-c{number}.md", 2 + number / 100)))
            .unwrap();
    }
    served.wait("they are gone", || {
        served.get("/chapter/c999/").status == 404 && served.get("/chapter/c0/").status == 404
    });
}

#[test]
fn an_error_costs_no_page_and_is_told_once() {
    let manual = Manual::with_chapter("Good text.");
    let served = Served::start(manual.root(), &[]);
    let settings = fs::read_to_string(manual.path("site.toml")).unwrap();
    let contacts = fs::read_to_string(manual.path("content/registers/contacts.yml")).unwrap();
    let good = chapter("Good text.");
    let faults: &[(&str, &str, &str, &str)] = &[
        (CHAPTER, "---\ntitle: [open\n---\n", &good, "front-matter-syntax"),
        (CHAPTER, "", &good, "missing-key"),
        ("site.toml", "[site\n", &settings, "config-syntax"),
        ("content/registers/contacts.yml", "duty-team: {name: [\n", &contacts, "front-matter-syntax"),
        ("themes/default/templates/partials/scope.html", "{% if %}", "", "template-error"),
    ];
    for (path, wrong, right, code) in faults {
        manual.write(path, wrong);
        served.wait(&format!("the error in {path}"), || !current(&served));
        let state = served.state(PAGE);
        let all = [&state["notices"]["here"], &state["notices"]["elsewhere"]];
        let notices: Vec<_> = all.into_iter().flat_map(|list| list.as_array().unwrap()).collect();
        let is_it = |notice: &&&serde_json::Value| notice["file"] == *path && notice["code"] == *code;
        let notice = notices.iter().find(is_it).unwrap_or_else(|| panic!("{path}: {state:#}"));
        let edit = notice["edit"].as_str().unwrap();
        assert!(edit.starts_with("vscode://file/") && edit.contains(path), "{edit}");
        assert!(served.get(PAGE).text().contains("Good text."), "{path}");
        assert_eq!(served.get(PAGE).status, 200);
        manual.write(path, right);
        served.wait(&format!("{path} mended"), || current(&served));
    }
    let said = served.said();
    assert_eq!(said.matches("error[template-error]").count(), 1, "{said}");
    assert!(said.contains("mended") && said.contains("not built, the last pages stay"), "{said}");
}

#[test]
fn a_manual_that_never_was_sound_shows_what_is_wrong_everywhere() {
    let manual = Manual::with_chapter("Text.");
    manual.write(CHAPTER, "---\ntitel: <b>Wrong</b>\n---\n\nText.\n");
    let served = Served::start(manual.root(), &[]);
    for path in ["/", PAGE, "/nowhere/", "/~now/", "/theme/css/site.css"] {
        let answered = served.get(path);
        assert_eq!(answered.status, 503, "{path}");
        let text = answered.text();
        assert!(
            text.contains("There is no page to show yet") && text.contains("01-chapter.md:2:1: error[unknown-key]"),
            "{text}"
        );
        assert!(text.contains("/~preview/preview.js") && !text.contains("<b>"), "{text}");
    }
    manual.write(CHAPTER, chapter("Text."));
    served.wait_for(PAGE, "Text.");
    assert_eq!(served.get("/nowhere/").status, 404);
}

#[test]
fn a_folder_that_goes_is_waited_for() {
    for means in ["native", "poll"] {
        let manual = Manual::with_chapter("Before.");
        let apart = tempfile::tempdir().unwrap();
        let root = apart.path().join("manual");
        fs::rename(manual.root(), &root).unwrap();
        let served = Served::start(&root, &["--watcher", means]);
        let away = apart.path().join("elsewhere");
        fs::rename(&root, &away).unwrap();
        served.wait("the folder is missed", || served.said().contains("folder is gone"));
        served.wait("the trouble is told", || served.state("/")["trouble"].is_string());
        assert!(served.get(PAGE).text().contains("Before."));
        // What happens in the folder under its new name is no affair of the preview.
        fs::write(away.join(CHAPTER), chapter("Elsewhere.")).unwrap();
        Command::new("cp").arg("-r").arg(&away).arg(&root).status().unwrap();
        fs::write(root.join(CHAPTER), chapter("After.")).unwrap();
        served.wait_for(PAGE, "After.");
        served.wait("it is said", || served.said().contains("there again") && current(&served));
        // Another folder in the place of the first, at once.
        fs::rename(&root, apart.path().join("third")).unwrap();
        fs::rename(&away, &root).unwrap();
        served.wait_for(PAGE, "Elsewhere.");
        fs::write(root.join(CHAPTER), chapter("At the end.")).unwrap();
        served.wait_for(PAGE, "At the end.");
        // The content alone goes and comes.
        fs::rename(root.join("content"), apart.path().join("content")).unwrap();
        served.wait("nothing to build", || !current(&served));
        fs::rename(apart.path().join("content"), root.join("content")).unwrap();
        served.wait("it is back", || current(&served));
        fs::write(root.join(CHAPTER), chapter("Really at the end.")).unwrap();
        served.wait_for(PAGE, "Really at the end.");
    }
}

#[test]
fn what_is_no_part_of_the_manual_makes_no_rebuild() {
    let manual = Manual::with_chapter("Text.");
    let served = Served::start(manual.root(), &[]);
    served.wait_for(PAGE, "Text.");
    let number = served.state("/")["number"].as_u64().unwrap();
    for path in [
        "public/index.html",
        ".chapterhouse/x",
        "content/01-part/.x.swp",
        "content/x.md~",
        "content/.git/index",
        "notes.txt",
    ] {
        manual.write(path, "x");
    }
    // A file that is saved without a change is none either.
    manual.write(CHAPTER, chapter("Text."));
    manual.write("content/01-part/02-sound.md", chapter("The next change."));
    served.wait_for("/chapter/sound/", "The next change.");
    assert_eq!(served.state("/")["number"].as_u64().unwrap(), number + 1, "{}", served.said());
}

#[test]
fn a_taken_port_is_told_with_who_has_it() {
    let manual = Manual::sound();
    let served = Served::start(manual.root(), &[]);
    let output = manual.run(&["serve", "--port", &served.port.to_string()]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(&format!("port {} is taken", served.port)) && said.contains("--port"), "{said}");
    if cfg!(target_os = "linux") {
        assert!(said.contains(&format!("by chapterhouse (process {})", served.process())), "{said}");
    }
    let output = manual.run(&["serve", "--host", "nowhere.invalid"]);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_day_may_turn_either_way() {
    static TODAY: Mutex<jiff::civil::Date> = Mutex::new(date(2026, 11, 15));
    let manual = Manual::with_chapter("Text.");
    manual.write(CHAPTER, format!("{SOUND}expires_on: 2026-11-20\n---\n\nText.\n"));
    let session = Session::open(SessionSettings {
        root: manual.root().to_owned(),
        now: Box::new(std::time::SystemTime::now),
        today: Box::new(|_| *TODAY.lock().unwrap()),
        outside: Box::new(Vec::new),
    });
    let home = |session: &Session| {
        let file = session.current().file(View::WHOLE, "chapter/chapter/index.html").unwrap();
        String::from_utf8(file.unwrap().bytes().to_vec()).unwrap()
    };
    assert!(session.refresh(&Change::Everything).differs);
    let before = home(&session);
    assert!(!session.refresh(&Change::Everything).differs);
    *TODAY.lock().unwrap() = date(2026, 11, 21);
    assert!(session.today() != session.current().today);
    assert!(session.refresh(&Change::Everything).differs);
    assert_ne!(home(&session), before);
    *TODAY.lock().unwrap() = date(2026, 11, 15);
    assert!(session.refresh(&Change::Everything).differs);
    assert_eq!(home(&session), before);
}
