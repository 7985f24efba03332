//! Old and new files are whole, whatever happens.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::replace;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
    let mut names: Vec<String> = entries.map(|entry| name(entry.unwrap())).collect();
    names.sort();
    names
}

fn file(folder: &Path, bytes: &[u8]) -> PathBuf {
    let file = folder.join("report.md");
    fs::write(&file, bytes).unwrap();
    file
}

#[test]
fn a_reader_sees_the_old_or_the_new_file_and_never_a_part() {
    let folder = tempfile::tempdir().unwrap();
    let versions = [vec![b'a'; 1 << 20], vec![b'b'; 1 << 20]];
    let file = file(folder.path(), &versions[0]);
    let done = AtomicBool::new(false);
    let seen = std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = 0;
            while !done.load(Ordering::Relaxed) || seen == 0 {
                assert!(versions.contains(&fs::read(&file).unwrap()));
                seen += 1;
            }
            seen
        });
        for turn in 1..12 {
            replace(&file, &versions[turn % 2]).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    assert!(seen > 0);
    // Every version that was replaced is kept, and nothing temporary is left.
    assert_eq!(names(folder.path()).len(), 12);
    for (turn, name) in ["report.md.bak", "report.md.bak1", "report.md.bak2"]
        .into_iter()
        .enumerate()
    {
        let kept = fs::read(folder.path().join(name)).unwrap();
        assert!(kept == versions[turn % 2], "{name}");
    }
}

#[test]
fn a_backup_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let file = file(folder.path(), b"old");
    fs::write(folder.path().join("report.md.bak"), "precious").unwrap();
    let backup = replace(&file, b"new").unwrap();
    assert!(backup.ends_with("report.md.bak1"));
    assert_eq!(fs::read(&backup).unwrap(), b"old");
    assert_eq!(fs::read(&file).unwrap(), b"new");
    let precious = fs::read(folder.path().join("report.md.bak")).unwrap();
    assert_eq!(precious, b"precious");
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_the_backup_has_them_too() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let file = file(folder.path(), b"old");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let backup = replace(&file, b"new").unwrap();
    for path in [&file, &backup] {
        let mode = fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_the_file_that_changes() {
    let folder = tempfile::tempdir().unwrap();
    let file = file(folder.path(), b"old");
    let links = tempfile::tempdir().unwrap();
    let link = links.path().join("link.md");
    std::os::unix::fs::symlink(&file, &link).unwrap();
    replace(&link, b"new").unwrap();
    assert!(link.is_symlink());
    assert_eq!(fs::read(&file).unwrap(), b"new");
    assert_eq!(names(links.path()), ["link.md"]);
}

#[test]
fn what_cannot_be_written_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let file = file(folder.path(), b"old");
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    replace(&file, b"new").unwrap_err();
    assert_eq!(fs::read(&file).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["report.md"]);
}
