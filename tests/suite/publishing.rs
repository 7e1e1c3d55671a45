//! Publishing, seen from outside: what a folder holds before and after.
//!
//! Takes temporary folders and small trees, checks every promise that publishing makes.
//! It must not know how publishing does it; only the names of its staging folders.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use chapterhouse::publish::disk::{PublishError, Published, Publisher, check_destination, check_not_above};
use chapterhouse::publish::file_store::{Entry, EntryKind, FileStore, Stamp, Stamps};
use chapterhouse::publish::local_disk::Disk;
use chapterhouse::publish::output_tree::{FileTaker, OutputFile, OutputTree};
use tempfile::TempDir;

type Outcome = Result<(), Box<dyn Error>>;

fn tree(files: &[(&str, &str)]) -> OutputTree {
    let mut tree = OutputTree::new();
    for (path, text) in files {
        tree.insert(*path, OutputFile::new(text.as_bytes().to_vec()));
    }
    tree.seal()
}

fn old_tree() -> OutputTree {
    tree(&[
        ("index.html", "old start"),
        ("chapter/one/index.html", "old one"),
        ("chapter/two/index.html", "the same"),
        ("gone/index.html", "will go"),
    ])
}

fn new_tree() -> OutputTree {
    tree(&[
        ("index.html", "new start"),
        ("chapter/one/index.html", "new one"),
        ("chapter/two/index.html", "the same"),
        ("chapter/three/index.html", "three"),
    ])
}

/// A place for one output folder, with the folder in it not yet made.
///
/// In memory where the system has such a folder: these tests ask for thousands of flushes, which a disk takes seriously.
fn place() -> io::Result<(TempDir, PathBuf)> {
    let memory = Path::new("/dev/shm");
    let parent = if memory.is_dir() { tempfile::tempdir_in(memory)? } else { tempfile::tempdir()? };
    let site = parent.path().join("site");
    Ok((parent, site))
}

fn publish(site: &Path, tree: &OutputTree) -> Result<Published, PublishError> {
    Publisher::new(site.to_owned()).publish(tree)
}

/// Publishes with every file but the manifest written ahead.
fn publish_ahead(publisher: &mut Publisher, tree: &OutputTree) -> Result<Published, PublishError> {
    let ahead = publisher.ahead();
    ahead.begin();
    let tree = hand_over(tree, &ahead);
    publisher.publish_ahead(&tree, ahead)
}

/// The tree as whoever makes it has it when its files were taken.
fn hand_over(tree: &OutputTree, taker: &dyn FileTaker) -> OutputTree {
    let mut left = OutputTree::new();
    for (path, file) in tree.iter().filter(|(path, _)| *path != "SHA256SUMS") {
        left.insert(path, taker.take(path, file.bytes().to_vec()));
    }
    left.seal()
}

/// Everything below a folder by path: the bytes of files, the targets of links.
fn contents(root: &Path) -> io::Result<BTreeMap<PathBuf, String>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let below = path.strip_prefix(root).map_err(io::Error::other)?.to_owned();
            let metadata = fs::symlink_metadata(&path)?;
            let text = if metadata.is_dir() {
                folders.push(path);
                "a folder".to_owned()
            } else if metadata.is_symlink() {
                format!("a link to {}", fs::read_link(&path)?.display())
            } else {
                format!("a file: {}", String::from_utf8_lossy(&fs::read(&path)?))
            };
            found.insert(below, text);
        }
    }
    Ok(found)
}

/// What a folder holds if it holds this tree and nothing else.
fn contents_of(tree: &OutputTree) -> BTreeMap<PathBuf, String> {
    let mut expected = BTreeMap::new();
    for (path, file) in tree {
        let path = PathBuf::from(path);
        for folder in path.ancestors().skip(1).filter(|folder| *folder != Path::new("")) {
            expected.insert(folder.to_owned(), "a folder".to_owned());
        }
        let text = format!("a file: {}", String::from_utf8_lossy(file.bytes()));
        expected.insert(path, text);
    }
    expected
}

/// What lies beside the output folder, which should be nothing.
fn left_overs(site: &Path) -> io::Result<Vec<PathBuf>> {
    let parent = site.parent().ok_or(io::ErrorKind::NotFound)?;
    let mut found = Vec::new();
    for entry in fs::read_dir(parent)? {
        let path = entry?.path();
        if path != site {
            found.push(path);
        }
    }
    Ok(found)
}

/// Number and time of modification of a file: the same only if it was not written again.
fn identity(path: &Path) -> io::Result<(u64, i64, i64)> {
    let metadata = fs::symlink_metadata(path)?;
    Ok((metadata.ino(), metadata.mtime(), metadata.mtime_nsec()))
}

#[test]
fn an_output_folder_holds_exactly_the_tree() -> Outcome {
    let (_parent, site) = place()?;
    let first = publish(&site, &old_tree())?;
    assert_eq!((first.written, first.unchanged, first.removed), (5, 0, 0));
    assert_eq!(contents(&site)?, contents_of(&old_tree()));
    let second = publish(&site, &new_tree())?;
    assert_eq!((second.written, second.unchanged, second.removed), (4, 1, 1));
    assert_eq!(contents(&site)?, contents_of(&new_tree()));
    assert_eq!(left_overs(&site)?, Vec::<PathBuf>::new());
    Ok(())
}

#[test]
fn folders_above_are_made_and_unmade() -> Outcome {
    let (parent, _) = place()?;
    let site = parent.path().join("a/b/site");
    publish(&site, &old_tree())?;
    assert_eq!(contents(&site)?, contents_of(&old_tree()));
    let site = parent.path().join("c/d/site");
    let clash = tree(&[("a", ""), ("a/b", "")]);
    assert!(matches!(publish(&site, &clash), Err(PublishError::PathClash { path }) if path == "a"));
    assert!(!parent.path().join("c").exists());
    Ok(())
}

#[test]
fn sha256sum_verifies_the_manifest() -> Outcome {
    let (_parent, site) = place()?;
    let odd = tree(&[
        ("plain.txt", "plain"),
        ("with space/ü.txt", "space"),
        ("new\nline.txt", "line"),
        ("return\r.txt", "return"),
    ]);
    publish(&site, &odd)?;
    let text = fs::read_to_string(site.join("SHA256SUMS"))?;
    let mut sorted: Vec<_> = odd.iter().map(|(path, _)| path).collect();
    sorted.retain(|path| *path != "SHA256SUMS");
    // The first line says whose list it is.
    assert_eq!(text.lines().count(), sorted.len() + 1);
    let check =
        Command::new("sha256sum").args(["--check", "--strict", "--quiet", "SHA256SUMS"]).current_dir(&site).output()?;
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
    // And it is read back: the oddly named files are known as ours and go again.
    publish(&site, &old_tree())?;
    assert_eq!(contents(&site)?, contents_of(&old_tree()));
    Ok(())
}

#[test]
fn unchanged_files_are_the_same_files() -> Outcome {
    let (_parent, site) = place()?;
    publish(&site, &old_tree())?;
    let kept = site.join("chapter/two/index.html");
    let past = std::time::SystemTime::now() - Duration::from_secs(10_000);
    File::open(&kept)?.set_modified(past)?;
    let (before, changed) = (identity(&kept)?, identity(&site.join("index.html"))?);
    publish(&site, &new_tree())?;
    assert_eq!(identity(&kept)?, before);
    assert_ne!(identity(&site.join("index.html"))?, changed);
    assert_eq!(fs::metadata(&kept)?.nlink(), 1, "the earlier site is gone");
    Ok(())
}

#[test]
fn publishing_the_same_touches_nothing() -> Outcome {
    let (_parent, site) = place()?;
    publish(&site, &old_tree())?;
    let folders = [site.clone(), site.join("chapter/one"), site.join("index.html")];
    let parent = site.parent().ok_or("no parent")?.to_owned();
    let look = || -> io::Result<Vec<_>> { folders.iter().map(|path| identity(path)).collect() };
    let (before, beside) = (look()?, identity(&parent)?);
    let again = publish(&site, &old_tree())?;
    assert_eq!((again.written, again.unchanged, again.removed), (0, 5, 0));
    assert_eq!((look()?, identity(&parent)?), (before, beside));
    Ok(())
}

#[test]
fn bytes_are_compared_and_the_manifest_is_not_trusted() -> Outcome {
    let (_parent, site) = place()?;
    publish(&site, &old_tree())?;
    fs::write(site.join("index.html"), "bad start")?;
    let again = publish(&site, &old_tree())?;
    assert_eq!((again.written, again.unchanged), (1, 4));
    assert_eq!(contents(&site)?, contents_of(&old_tree()));
    Ok(())
}

#[test]
fn files_are_written_while_others_are_made() -> Outcome {
    let (_parent, site) = place()?;
    let publish_ahead = |tree: &OutputTree| publish_ahead(&mut Publisher::new(site.clone()), tree);
    let first = publish_ahead(&old_tree())?;
    assert_eq!((first.written, first.unchanged, first.removed), (5, 0, 0));
    assert_eq!(contents(&site)?, contents_of(&old_tree()));
    let kept = identity(&site.join("chapter/two/index.html"))?;
    let second = publish_ahead(&new_tree())?;
    assert_eq!((second.written, second.unchanged, second.removed), (4, 1, 1));
    assert_eq!(contents(&site)?, contents_of(&new_tree()));
    assert_eq!(identity(&site.join("chapter/two/index.html"))?, kept);
    let look = || -> io::Result<_> { Ok((identity(&site)?, identity(&site.join("index.html"))?)) };
    let before = look()?;
    let again = publish_ahead(&new_tree())?;
    assert_eq!((again.written, again.unchanged, again.removed), (0, 5, 0));
    assert_eq!(look()?, before, "the same touches nothing");
    assert_eq!(left_overs(&site)?, Vec::<PathBuf>::new());
    Ok(())
}

#[test]
fn bytes_that_were_handed_on_are_nowhere_else() -> Outcome {
    let (_parent, site) = place()?;
    let mut publisher = Publisher::new(site.clone());
    let ahead = publisher.ahead();
    ahead.begin();
    let file = ahead.take("page.html", b"text".to_vec());
    assert_eq!((file.bytes(), file.length()), (&b""[..], 4));
    assert_eq!(file.sha256(), OutputFile::new(b"text".to_vec()).sha256());
    assert!(!site.exists(), "nothing is published yet");
    let mut tree = OutputTree::new();
    tree.insert("page.html", file);
    publisher.publish_ahead(&tree.seal(), ahead)?;
    assert_eq!(fs::read_to_string(site.join("page.html"))?, "text");
    Ok(())
}

#[test]
fn what_was_written_ahead_and_never_published_is_gone() -> Outcome {
    let (parent, _) = place()?;
    let site = parent.path().join("a/b/site");
    let ahead = Publisher::new(site).ahead();
    ahead.begin();
    hand_over(&new_tree(), &ahead);
    assert!(contents(parent.path())?.len() > 5, "files are written ahead");
    drop(ahead);
    assert_eq!(contents(parent.path())?, BTreeMap::new());
    Ok(())
}

#[test]
fn faults_are_told_of_files_that_were_written_ahead() -> Outcome {
    let (_parent, site) = place()?;
    let publish_in = |site: &Path, tree: &OutputTree| publish_ahead(&mut Publisher::new(site.to_owned()), tree);
    let publish_ahead = |tree: &OutputTree| publish_in(&site, tree);
    let clash = tree(&[("a", ""), ("a/b", "")]);
    assert!(matches!(publish_ahead(&clash), Err(PublishError::PathClash { path }) if path == "a"));
    let clash = tree(&[("a/b", ""), ("a/b/c/d", "")]);
    assert!(matches!(publish_ahead(&clash), Err(PublishError::PathClash { path }) if path == "a/b"));
    let outside = tree(&[("../outside.html", "")]);
    assert!(matches!(publish_ahead(&outside), Err(PublishError::UnsafePath { .. })));
    assert!(!site.exists());
    let below = site.join("c/d");
    let clash = tree(&[("a", ""), ("a/b", "")]);
    let outcome = publish_in(&below, &clash);
    assert!(matches!(outcome, Err(PublishError::PathClash { .. })));
    assert!(!site.exists(), "folders above are unmade");
    fs::create_dir_all(&site)?;
    fs::write(site.join("index.html"), "mine")?;
    assert!(matches!(publish_ahead(&new_tree()), Err(PublishError::ForeignFile { .. })));
    assert_eq!(fs::read_to_string(site.join("index.html"))?, "mine");
    assert_eq!(left_overs(&site)?, Vec::<PathBuf>::new());
    Ok(())
}

#[test]
fn another_build_may_publish_while_files_are_made() -> Outcome {
    let (_parent, site) = place()?;
    publish(&site, &old_tree())?;
    let mut publisher = Publisher::new(site.clone());
    let ahead = publisher.ahead();
    ahead.begin();
    let mine = hand_over(&new_tree(), &ahead);
    // It removes the earlier site, of which a file was to stay; its own holds the same bytes there.
    publish(&site, &tree(&[("index.html", "another"), ("chapter/two/index.html", "the same"), ("more.html", "")]))?;
    let counts = publisher.publish_ahead(&mine, ahead)?;
    assert_eq!((counts.written, counts.unchanged, counts.removed), (4, 1, 1));
    assert_eq!(contents(&site)?, contents_of(&new_tree()));
    // Where it does not, nothing is published, and it is said.
    for others in [tree(&[("index.html", "another")]), tree(&[("chapter/two/index.html", "another")])] {
        publish(&site, &new_tree())?;
        let ahead = publisher.ahead();
        ahead.begin();
        let mine = hand_over(&old_tree(), &ahead);
        publish(&site, &others)?;
        let outcome = publisher.publish_ahead(&mine, ahead);
        assert!(matches!(outcome, Err(PublishError::ChangedMeanwhile { .. })), "{outcome:?}");
        assert_eq!(contents(&site)?, contents_of(&others));
    }
    drop(publisher);
    assert_eq!(left_overs(&site)?, Vec::<PathBuf>::new());
    Ok(())
}

/// Puts files of somebody else into a site and gives what must be found there later.
fn add_foreign(site: &Path, outside: &Path) -> io::Result<BTreeMap<PathBuf, String>> {
    let before = contents(site)?;
    fs::create_dir_all(site.join(".well-known/deep"))?;
    fs::write(site.join(".well-known/deep/proof"), "proof")?;
    fs::write(site.join("CNAME"), "example.org")?;
    fs::write(site.join("chapter/one/note.txt"), "note")?;
    fs::write(site.join("gone/kept.txt"), "kept")?;
    fs::create_dir_all(site.join("empty/within"))?;
    symlink(outside, site.join("to-outside"))?;
    symlink("nowhere", site.join("dangling"))?;
    fs::set_permissions(site.join(".well-known"), fs::Permissions::from_mode(0o750))?;
    let mut added = contents(site)?;
    added.retain(|path, _| !before.contains_key(path));
    Ok(added)
}

#[test]
fn files_of_others_survive() -> Outcome {
    let (parent, _) = place()?;
    let (site, outside) = (parent.path().join("in/site"), parent.path().join("outside"));
    fs::create_dir_all(&outside)?;
    fs::write(outside.join("file"), "outside")?;
    publish(&site, &old_tree())?;
    let foreign = add_foreign(&site, &outside)?;
    let before = identity(&site.join("CNAME"))?;
    for next in [new_tree(), old_tree(), new_tree()] {
        publish(&site, &next)?;
        let mut expected = contents_of(&next);
        expected.extend(foreign.clone());
        expected.insert("gone".into(), "a folder".to_owned());
        assert_eq!(contents(&site)?, expected);
    }
    assert_eq!(identity(&site.join("CNAME"))?, before);
    let mode = fs::metadata(site.join(".well-known"))?.permissions().mode();
    assert_eq!(mode & 0o777, 0o750);
    assert_eq!(contents(&outside)?.len(), 1);
    assert_eq!(left_overs(&site)?, Vec::<PathBuf>::new());
    Ok(())
}

#[test]
fn without_a_manifest_everything_belongs_to_others() -> Outcome {
    let (_parent, site) = place()?;
    fs::create_dir_all(site.join("chapter/two"))?;
    fs::write(site.join("chapter/two/other.html"), "other")?;
    fs::write(site.join("chapter/two/index.html"), "the same")?;
    let published = publish(&site, &old_tree())?;
    assert_eq!((published.unchanged, published.removed), (1, 0));
    assert_eq!(fs::read_to_string(site.join("chapter/two/other.html"))?, "other");
    Ok(())
}

#[test]
fn a_manifest_cannot_name_what_is_not_ours() -> Outcome {
    let (parent, site) = place()?;
    publish(&site, &old_tree())?;
    let outside = parent.path().join("outside");
    fs::write(&outside, "outside")?;
    fs::write(site.join("back\\slash"), "kept")?;
    let mut text = fs::read_to_string(site.join("SHA256SUMS"))?;
    for path in [outside.display().to_string(), "../outside".to_owned()] {
        text = format!("{text}{}  {path}\n", "0".repeat(64));
    }
    text = format!("{text}\\{}  back\\\\slash\n", "0".repeat(64));
    fs::write(site.join("SHA256SUMS"), text)?;
    publish(&site, &new_tree())?;
    assert_eq!(fs::read_to_string(&outside)?, "outside");
    assert_eq!(fs::read_to_string(site.join("back\\slash"))?, "kept");
    assert!(!site.join("gone").exists());
    Ok(())
}

#[test]
fn what_stands_in_the_way_is_named_and_kept() -> Outcome {
    type Obstacle = fn(&Path) -> io::Result<()>;
    let obstacles: [(&str, Obstacle); 7] = [
        ("chapter/three/index.html", |site| {
            fs::create_dir_all(site.join("chapter/three"))?;
            fs::write(site.join("chapter/three/index.html"), "mine")
        }),
        ("chapter/three", |site| fs::write(site.join("chapter/three"), "mine")),
        ("chapter/three", |site| symlink("/", site.join("chapter/three"))),
        ("chapter/three/index.html/mine", |site| {
            fs::create_dir_all(site.join("chapter/three/index.html"))?;
            fs::write(site.join("chapter/three/index.html/mine"), "mine")
        }),
        ("chapter/three/index.html", |site| fs::create_dir_all(site.join("chapter/three/index.html"))),
        ("index.html", |site| {
            fs::remove_file(site.join("index.html"))?;
            symlink("/etc/hostname", site.join("index.html"))
        }),
        ("SHA256SUMS", |site| fs::write(site.join("SHA256SUMS"), "my own notes")),
    ];
    for (path, put) in obstacles {
        let (_parent, site) = place()?;
        // Both for a process that starts and for one that has published before.
        let mut publisher = Publisher::new(site.clone());
        publisher.publish(&old_tree())?;
        put(&site)?;
        if path == "SHA256SUMS" {
            // Without the manifest everything stands in the way; leave only the one.
            fs::remove_file(site.join("index.html"))?;
            fs::remove_file(site.join("chapter/one/index.html"))?;
            publisher = Publisher::new(site.clone());
        }
        let before = contents(&site)?;
        for _ in 0..2 {
            match publisher.publish(&new_tree()) {
                Err(PublishError::ForeignFile { path: named, .. }) => {
                    assert_eq!(named, fs::canonicalize(&site)?.join(path));
                }
                other => return Err(format!("{path}: {other:?}").into()),
            }
            assert_eq!(contents(&site)?, before);
            assert_eq!(left_overs(&site)?, Vec::<PathBuf>::new());
        }
    }
    Ok(())
}

#[test]
fn symbolic_links_are_never_written_through() -> Outcome {
    let (parent, _) = place()?;
    let (site, outside) = (parent.path().join("in/site"), parent.path().join("outside"));
    publish(&site, &old_tree())?;
    publish(&outside, &old_tree())?;
    let before = contents(&outside)?;
    fs::remove_dir_all(site.join("chapter"))?;
    symlink(outside.join("chapter"), site.join("chapter"))?;
    assert!(publish(&site, &new_tree()).is_err());
    publish(&site, &tree(&[("index.html", "only")]))?;
    assert_eq!(contents(&outside)?, before);
    assert!(fs::symlink_metadata(site.join("chapter"))?.is_symlink());
    Ok(())
}

#[test]
fn unsafe_paths_are_refused() -> Outcome {
    let (_parent, site) = place()?;
    for path in ["", "/a", "a//b", "a/", "./a", "../a", "a/../b", "a\\b", "a\0"] {
        let outcome = publish(&site, &tree(&[(path, "")]));
        let refused = matches!(&outcome, Err(PublishError::UnsafePath { path: named, .. }) if named == path);
        assert!(refused, "{path:?}: {outcome:?}");
    }
    let mut open = old_tree();
    open.insert("late", OutputFile::new(Vec::new()));
    assert!(matches!(publish(&site, &open), Err(PublishError::NotSealed)));
    assert!(!site.exists());
    Ok(())
}

#[test]
fn places_where_a_site_may_not_be() -> Outcome {
    let (parent, _) = place()?;
    let root = parent.path();
    let source = root.join("book/source");
    fs::create_dir_all(&source)?;
    fs::write(root.join("file"), "")?;
    symlink(root.join("book"), root.join("link"))?;
    let refused = |path: &str| check_destination(&root.join(path), &[&source]).is_err();
    for path in ["book", "book/source", "book/source/site", "link/source/x", "", "file", "link"] {
        assert!(refused(path), "{path}");
    }
    assert!(refused("book/site/../source"), "a missing folder before `..`");
    assert!(refused("/"));
    assert!(refused("../../../../../../../../.."));
    for path in ["book/site", "site", "book/source-site", "link/site", "file-site/deep"] {
        check_destination(&root.join(path), &[&source]).map_err(|error| format!("{path}: {error}"))?;
    }
    assert!(check_not_above(&root.join("book"), &[&source]).is_err());
    check_not_above(&source.join("site"), &[&source])?;
    for path in ["file", "link"] {
        assert!(publish(&root.join(path), &old_tree()).is_err(), "{path}");
    }
    assert_eq!(fs::read_to_string(root.join("file"))?, "");
    Ok(())
}

#[test]
fn modes_are_the_usual_ones() -> Outcome {
    let (parent, site) = place()?;
    let (folder, file) = (parent.path().join("folder"), parent.path().join("file"));
    fs::create_dir(&folder)?;
    fs::write(&file, "")?;
    let mode = |path: &Path| fs::metadata(path).map(|found| found.permissions().mode() & 0o777);
    let mut publisher = Publisher::new(site.clone());
    for tree in [old_tree(), new_tree(), old_tree()] {
        publisher.publish(&tree)?;
        for path in ["", "chapter", "chapter/one"] {
            assert_eq!(mode(&site.join(path))?, mode(&folder)? & 0o755);
        }
        assert_eq!(mode(&site.join("index.html"))?, mode(&file)? & 0o644);
    }
    Ok(())
}

#[test]
fn one_process_publishes_again_and_again() -> Outcome {
    let (parent, _) = place()?;
    let (site, outside) = (parent.path().join("in/site"), parent.path().join("outside"));
    let mut publisher = Publisher::new(site.clone());
    publisher.publish(&old_tree())?;
    let foreign = add_foreign(&site, &outside)?;
    let flat = tree(&[("chapter/four", "a file where a folder may be"), ("index.html", "flat")]);
    let deep = tree(&[("chapter/four/a/b/c.html", "deep"), ("empty/within/now.html", "full")]);
    let trees = [old_tree(), new_tree(), flat, deep, tree(&[])];
    let mut seed = 7_u64;
    for round in 0..60 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let at = usize::try_from(seed >> 33)? % trees.len();
        let next = trees.get(at).ok_or("no such tree")?;
        publisher.publish(next)?;
        let mut expected = contents_of(next);
        expected.extend(foreign.clone());
        for folder in ["chapter", "chapter/one", "gone"] {
            expected.insert(folder.into(), "a folder".to_owned());
        }
        let mut found = contents(&site)?;
        // A folder that was empty and has held a file of ours goes with that file.
        for folder in ["empty", "empty/within"] {
            expected.remove(Path::new(folder));
            found.remove(Path::new(folder));
        }
        assert_eq!(found, expected, "in round {round}");
    }
    drop(publisher);
    assert_eq!(left_overs(&site)?, Vec::<PathBuf>::new());
    Ok(())
}

#[test]
fn an_unchanged_page_stays_the_same_file_while_watching() -> Outcome {
    let (_parent, site) = place()?;
    let mut publisher = Publisher::new(site.clone());
    let page = |text| tree(&[("index.html", text), ("chapter/two/index.html", "the same")]);
    publisher.publish(&page("1"))?;
    let kept = identity(&site.join("chapter/two/index.html"))?;
    for text in ["2", "3", "4"] {
        publisher.publish(&page(text))?;
        assert_eq!(identity(&site.join("chapter/two/index.html"))?, kept);
        assert_eq!(fs::read_to_string(site.join("index.html"))?, text);
    }
    // The page is the same as last time, but not as in the spare.
    let before = identity(&site.join("index.html"))?;
    let mut next = page("4");
    next.insert("more.html", OutputFile::new(Vec::new()));
    publisher.publish(&next.seal())?;
    assert_eq!(identity(&site.join("index.html"))?, before);
    Ok(())
}

#[test]
fn files_put_there_while_watching_survive() -> Outcome {
    let (_parent, site) = place()?;
    let mut publisher = Publisher::new(site.clone());
    for tree in [old_tree(), new_tree(), old_tree()] {
        publisher.publish(&tree)?;
    }
    thread::sleep(Duration::from_millis(20));
    fs::write(site.join("chapter/one/mine.txt"), "mine")?;
    for tree in [new_tree(), old_tree(), new_tree()] {
        publisher.publish(&tree)?;
        assert_eq!(fs::read_to_string(site.join("chapter/one/mine.txt"))?, "mine");
    }
    // Another process publishes in between.
    publish(&site, &old_tree())?;
    publisher.publish(&new_tree())?;
    let mut expected = contents_of(&new_tree());
    expected.insert("chapter/one/mine.txt".into(), "a file: mine".to_owned());
    assert_eq!(contents(&site)?, expected);
    // Somebody removes the spare.
    for path in left_overs(&site)? {
        fs::remove_dir_all(path)?;
    }
    publisher.publish(&old_tree())?;
    fs::remove_dir_all(&site)?;
    publisher.publish(&old_tree())?;
    assert_eq!(contents(&site)?, contents_of(&old_tree()));
    drop(publisher);
    assert_eq!(left_overs(&site)?, Vec::<PathBuf>::new());
    Ok(())
}

#[test]
fn only_left_overs_of_dead_builds_are_swept() -> Outcome {
    let (_parent, site) = place()?;
    let mut watching = Publisher::new(site.clone());
    watching.publish(&old_tree())?;
    watching.publish(&new_tree())?;
    let spare = left_overs(&site)?;
    assert_eq!(spare.len(), 1, "a living build keeps its spare");
    let beside = |name: &str| site.with_file_name(name);
    let dead = beside(".site.chapterhouse-new-0123456789abcdef");
    fs::create_dir_all(dead.join("site/deep"))?;
    fs::write(dead.join("site/deep/file"), "half")?;
    fs::write(dead.join("chapterhouse-staging"), "")?;
    let mut kept = spare;
    for name in [
        ".site.chapterhouse-new-0123456789abcdeg",
        ".site.chapterhouse-new-0123456789abcdef0",
        ".other.chapterhouse-new-0123456789abcdef",
    ] {
        fs::create_dir(beside(name))?;
        fs::write(beside(name).join("chapterhouse-staging"), "")?;
        kept.push(beside(name));
    }
    let unmarked = beside(".site.chapterhouse-new-aaaaaaaaaaaaaaaa");
    fs::create_dir(&unmarked)?;
    fs::write(unmarked.join("file"), "somebody's")?;
    let link = beside(".site.chapterhouse-new-bbbbbbbbbbbbbbbb");
    symlink(&unmarked, &link)?;
    kept.extend([unmarked, link]);
    publish(&site, &old_tree())?;
    let mut left = left_overs(&site)?;
    left.sort();
    kept.sort();
    assert_eq!(left, kept);
    Ok(())
}

#[test]
fn a_second_build_waits_for_the_first() -> Outcome {
    let (parent, site) = place()?;
    publish(&site, &old_tree())?;
    let lock = File::open(parent.path())?;
    lock.lock()?;
    let mut impatient = Publisher::new(site.clone()).waiting_at_most(Duration::from_millis(50));
    let outcome = impatient.publish(&new_tree());
    assert!(matches!(outcome, Err(PublishError::Locked { .. })), "{outcome:?}");
    assert_eq!(contents(&site)?, contents_of(&old_tree()));
    let waiting = thread::spawn({
        let site = site.clone();
        move || (publish(&site, &new_tree()).is_ok(), Instant::now())
    });
    thread::sleep(Duration::from_millis(100));
    let freed = Instant::now();
    drop(lock);
    let (published, done) = waiting.join().map_err(|_| "the waiting build died")?;
    assert!(published && done > freed);
    assert_eq!(contents(&site)?, contents_of(&new_tree()));
    let builds: Vec<_> = [old_tree(), new_tree(), old_tree(), new_tree()]
        .into_iter()
        .map(|tree| {
            let site = site.clone();
            thread::spawn(move || (0..20).all(|_| publish(&site, &tree).is_ok()))
        })
        .collect();
    for build in builds {
        assert!(build.join().map_err(|_| "a build died")?);
    }
    assert_eq!(left_overs(&site)?, Vec::<PathBuf>::new());
    Ok(())
}

/// The real disk, except that one operation fails and some may not be supported.
#[derive(Default)]
struct Faulty {
    disk: Disk,
    fails_at: AtomicUsize,
    done: AtomicUsize,
    /// The operations that are not supported, by name.
    cannot: &'static [&'static str],
}

impl Faulty {
    fn step(&self, operation: &str) -> io::Result<()> {
        let count = self.done.fetch_add(1, Ordering::SeqCst) + 1;
        if count == self.fails_at.load(Ordering::SeqCst) {
            return Err(io::Error::other("made to fail"));
        }
        if self.cannot.contains(&operation) {
            return Err(io::ErrorKind::Unsupported.into());
        }
        Ok(())
    }

    /// Lets the nth operation from now on fail; none if `nth` is 0.
    fn arm(&self, nth: usize) {
        self.done.store(0, Ordering::SeqCst);
        self.fails_at.store(nth, Ordering::SeqCst);
    }

    fn has_failed(&self) -> bool {
        self.done.load(Ordering::SeqCst) >= self.fails_at.load(Ordering::SeqCst)
    }
}

/// Every operation is counted, then passed on to the disk.
macro_rules! counted {
    ($(fn $name:ident($($argument:ident: $kind:ty),*) -> $output:ty;)*) => {
        impl FileStore for Faulty {
            $(fn $name(&self, $($argument: $kind),*) -> io::Result<$output> {
                self.step(stringify!($name))?;
                self.disk.$name($($argument),*)
            })*

            fn try_lock(&self, path: &Path) -> io::Result<Option<File>> {
                self.step(if path.is_dir() { "lock_folder" } else { "lock_file" })?;
                self.disk.try_lock(path)
            }
        }
    };
}

counted! {
    fn kind(path: &Path) -> Option<EntryKind>;
    fn stamp(path: &Path) -> Stamp;
    fn still_stamped(root: &Path, folders: &Stamps) -> bool;
    fn list(folder: &Path) -> (Stamp, Vec<Entry>);
    fn read(path: &Path) -> Vec<u8>;
    fn holds(path: &Path, bytes: &[u8]) -> bool;
    fn create_folder(path: &Path) -> ();
    fn write_file(path: &Path, bytes: &[u8]) -> ();
    fn hard_link(from: &Path, to: &Path) -> ();
    fn copy(from: &Path, to: &Path) -> ();
    fn copy_symlink(from: &Path, to: &Path) -> ();
    fn copy_mode(from: &Path, to: &Path) -> ();
    fn rename(from: &Path, to: &Path) -> ();
    fn exchange(one: &Path, other: &Path) -> ();
    fn remove_file(path: &Path) -> ();
    fn remove_folder(path: &Path) -> ();
    fn remove_tree(path: &Path) -> ();
    fn sync(path: &Path) -> ();
    fn sync_file_system(path: &Path) -> ();
}

/// Lets every operation of a publication fail in turn, after `earlier` publications of
/// the same process.
fn fail_everywhere(make: fn() -> Faulty, earlier: &[OutputTree], exists: bool) -> Outcome {
    fail_everywhere_in(make, earlier, exists, |publisher| publisher.publish(&new_tree()))
}

fn fail_everywhere_in(
    make: fn() -> Faulty,
    earlier: &[OutputTree],
    exists: bool,
    publish_new: fn(&mut Publisher) -> Result<Published, PublishError>,
) -> Outcome {
    for nth in 1.. {
        let (parent, _) = place()?;
        let (site, outside) = (parent.path().join("in/site"), parent.path().join("outside"));
        fs::create_dir_all(parent.path().join("in"))?;
        let mut foreign = BTreeMap::new();
        if exists {
            publish(&site, &old_tree())?;
            foreign = add_foreign(&site, &outside)?;
        }
        let store = Arc::new(make());
        let mut publisher = Publisher::with_store(site.clone(), store.clone());
        for tree in earlier {
            publisher.publish(tree)?;
        }
        let before = if site.exists() { contents(&site)? } else { BTreeMap::new() };
        store.arm(nth);
        let outcome = publish_new(&mut publisher);
        let failed = store.has_failed();
        if outcome.is_err() {
            assert!(failed, "{outcome:?}");
            let now = if site.exists() { contents(&site)? } else { BTreeMap::new() };
            assert_eq!(now, before, "operation {nth} failed: {outcome:?}");
            assert_eq!(left_overs(&site)?, Vec::<PathBuf>::new(), "{nth}: {outcome:?}");
            store.arm(0);
            publisher.publish(&new_tree())?;
        }
        let mut expected = contents_of(&new_tree());
        expected.extend(foreign);
        if exists {
            expected.insert("gone".into(), "a folder".to_owned());
        }
        assert_eq!(contents(&site)?, expected, "operation {nth} failed");
        drop(publisher);
        assert_eq!(left_overs(&site)?, Vec::<PathBuf>::new(), "operation {nth} failed");
        if !failed && !store.has_failed() {
            assert!(nth > 10, "only {nth} operations were counted");
            return Ok(());
        }
    }
    Ok(())
}

#[test]
fn a_first_publication_fails_without_a_trace() -> Outcome {
    fail_everywhere(Faulty::default, &[], false)
}

#[test]
fn a_publication_over_an_earlier_site_fails_without_a_trace() -> Outcome {
    fail_everywhere(Faulty::default, &[], true)
}

#[test]
fn a_publication_by_way_of_the_spare_fails_without_a_trace() -> Outcome {
    fail_everywhere(Faulty::default, &[new_tree(), old_tree()], true)?;
    fail_everywhere(Faulty::default, &[old_tree()], false)
}

#[test]
fn a_poor_file_system_fails_without_a_trace() -> Outcome {
    let poor = || Faulty { cannot: &["exchange", "hard_link", "lock_folder", "sync_file_system"], ..Faulty::default() };
    fail_everywhere(poor, &[], true)?;
    fail_everywhere(poor, &[], false)?;
    fail_everywhere(poor, &[new_tree(), old_tree()], true)
}

#[test]
fn a_publication_with_files_written_ahead_fails_without_a_trace() -> Outcome {
    let ahead = |publisher: &mut Publisher| publish_ahead(publisher, &new_tree());
    fail_everywhere_in(Faulty::default, &[], false, ahead)?;
    fail_everywhere_in(Faulty::default, &[], true, ahead)?;
    let poor = || Faulty { cannot: &["exchange", "hard_link", "lock_folder", "sync_file_system"], ..Faulty::default() };
    fail_everywhere_in(poor, &[], true, ahead)?;
    fail_everywhere_in(poor, &[], false, ahead)
}

#[test]
fn what_cannot_be_written_ahead_is_written_with_the_rest() -> Outcome {
    for nth in 1..=8 {
        let (_parent, site) = place()?;
        let store = Arc::new(Faulty::default());
        let mut publisher = Publisher::with_store(site.clone(), store.clone());
        let ahead = publisher.ahead();
        ahead.begin();
        store.arm(nth);
        let tree = hand_over(&new_tree(), &ahead);
        // Four folders and four files.
        assert!(store.has_failed(), "only {nth} operations were counted");
        publisher.publish_ahead(&tree, ahead)?;
        assert_eq!(contents(&site)?, contents_of(&new_tree()), "operation {nth} failed");
    }
    Ok(())
}

#[test]
fn a_copy_keeps_the_time_of_modification() -> Outcome {
    let (_parent, site) = place()?;
    publish(&site, &old_tree())?;
    let kept = site.join("chapter/two/index.html");
    let past = std::time::SystemTime::now() - Duration::from_secs(10_000);
    File::open(&kept)?.set_modified(past)?;
    let before = fs::metadata(&kept)?.modified()?;
    let store = Faulty { cannot: &["hard_link"], ..Faulty::default() };
    Publisher::with_store(site, Arc::new(store)).publish(&new_tree())?;
    assert_eq!(fs::metadata(&kept)?.modified()?, before);
    Ok(())
}

#[test]
fn a_site_set_aside_by_a_dead_build_is_put_back() -> Outcome {
    let (_parent, site) = place()?;
    publish(&site, &old_tree())?;
    fs::write(site.join("CNAME"), "example.org")?;
    let dead = site.with_file_name(".site.chapterhouse-new-0123456789abcdef");
    fs::create_dir(&dead)?;
    fs::write(dead.join("chapterhouse-staging"), "")?;
    fs::rename(&site, dead.join("old"))?;
    publish(&site, &new_tree())?;
    assert_eq!(fs::read_to_string(site.join("CNAME"))?, "example.org");
    assert_eq!(left_overs(&site)?, Vec::<PathBuf>::new());
    Ok(())
}

const VICTIM: &str = "PUBLISHING_TEST_VICTIM";

/// Two sites large enough for a kill to meet every stage of publishing one over the other.
fn large_tree(generation: &str) -> OutputTree {
    let mut tree = OutputTree::new();
    for number in 0..400 {
        let text = match number % 3 {
            0 => format!("{number}"),
            _ => format!("{generation} {number} ").repeat(200),
        };
        let path = match number % 5 {
            0 => format!("only-{generation}/{number}/index.html"),
            _ => format!("chapter/{number}/index.html"),
        };
        tree.insert(path, OutputFile::new(text.into_bytes()));
    }
    tree.seal()
}

/// Not a test of its own: what `a_killed_build_leaves_one_whole_site` starts and kills.
#[test]
fn victim() -> Outcome {
    let Some(site) = std::env::var_os(VICTIM).map(PathBuf::from) else {
        return Ok(());
    };
    let trees = [large_tree("old"), large_tree("new")];
    // Half of the time by way of the spare, half of the time as one-shot builds.
    loop {
        let mut publisher = Publisher::new(site.clone());
        for tree in trees.iter().chain(&trees) {
            publisher.publish(tree)?;
        }
        drop(publisher);
        for tree in &trees {
            publish(&site, tree)?;
        }
    }
}

#[test]
fn a_killed_build_leaves_one_whole_site() -> Outcome {
    let (_parent, site) = place()?;
    let wholes = [large_tree("old"), large_tree("new")].map(|tree| contents_of(&tree));
    publish(&site, &large_tree("old"))?;
    let mut seed = 1_u64;
    let mut found_left_overs = 0;
    for round in 0..20 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let mut victim = Command::new(std::env::current_exe()?)
            .args(["--exact", "publishing::victim"])
            .env(VICTIM, &site)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        thread::sleep(Duration::from_micros(20_000 + (seed >> 33) % 150_000));
        victim.kill()?;
        victim.wait()?;
        let now = contents(&site)?;
        assert!(wholes.contains(&now), "round {round}: neither old nor new");
        found_left_overs += left_overs(&site)?.len();
        let next = large_tree(if Some(&now) == wholes.first() { "new" } else { "old" });
        publish(&site, &next)?;
        assert_eq!(contents(&site)?, contents_of(&next));
        assert_eq!(left_overs(&site)?, Vec::<PathBuf>::new(), "round {round}");
    }
    assert!(found_left_overs > 0, "no build was killed while it was publishing");
    Ok(())
}
