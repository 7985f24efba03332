//! What a cache holds, for how long, and what it does where it cannot be trusted.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::path::Path;

use gouji_store::{Cache, Key, PartColumn, ReportPart, Stamp, StoreError, cache_of};

const PART: ReportPart<'_> = ReportPart {
    figures: b"figures",
    shown: b"shown",
    prose: b"prose",
    rest: b"rest",
};

fn key(number: u8) -> Key {
    [number; 32]
}

/// A run that uses some keys and adds one.
fn run(path: &Path, used: &[u8], added: Option<u8>) -> Vec<bool> {
    let cache = Cache::open(path).unwrap();
    let found = used.iter().map(|number| {
        let record = cache.record(&key(*number));
        record.is_some_and(|record| record.head == [*number])
    });
    let found = found.collect();
    if let Some(number) = added {
        cache.put(&key(number), &[number], &[PART, PART]).unwrap();
    }
    cache.finish().unwrap();
    found
}

#[test]
fn what_is_used_stays_and_the_rest_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let path = cache_of(&folder.path().join("a.db"));
    assert!(path.ends_with("a.db-cache"));
    run(&path, &[], Some(1));
    run(&path, &[], Some(2));
    for _ in 0..20 {
        assert_eq!(run(&path, &[1], None), [true]);
    }
    assert_eq!(run(&path, &[1, 2, 3], None), [true, false, false]);
    // Its one file is all there is.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn what_was_read_stays_when_what_it_came_to_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db-cache");
    let cache = Cache::open(&path).unwrap();
    let (read, checked) = ((&key(1), &[1][..]), (&key(2), &[2][..]));
    let first = cache.put_both(read, checked, &[PART, PART]).unwrap();
    assert_eq!(cache.record(&key(1)).unwrap().first_part, first);
    assert_eq!(cache.record(&key(2)).unwrap().first_part, first);
    cache.finish().unwrap();
    assert_eq!(run(&path, &[1, 2], None), [true, true]);
    // Other rules: only what was read is asked for.
    for _ in 0..20 {
        assert_eq!(run(&path, &[1], None), [true]);
    }
    assert_eq!(run(&path, &[2], None), [false]);
    let cache = Cache::open(&path).unwrap();
    let part = |column| cache.part(first + 1, column).unwrap();
    assert_eq!(part(PartColumn::Figures), b"figures");
    assert_eq!(part(PartColumn::Rest), b"rest");
}

#[test]
fn values_of_any_length_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db-cache");
    let head = |number: u8, length: usize| -> Vec<u8> {
        let bytes = (0..length).map(|at| (at % 251) as u8 ^ number);
        bytes.collect()
    };
    let lengths = [0, 1, 32_767, 32_768, 100_000, 3_000_000];
    let cache = Cache::open(&path).unwrap();
    for (number, length) in (0..).zip(lengths) {
        cache
            .put(&key(number), &head(number, length), &[PART])
            .unwrap();
    }
    cache.finish().unwrap();
    let cache = Cache::open(&path).unwrap();
    for (number, length) in (0..).zip(lengths) {
        let record = cache.record(&key(number)).unwrap();
        assert!(record.head == head(number, length), "{length}");
    }
}

#[test]
fn what_is_forgotten_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::open(&folder.path().join("a.db-cache")).unwrap();
    cache.put(&key(1), b"one", &[]).unwrap();
    cache.put(&key(2), b"two", &[]).unwrap();
    cache.forget(&key(1)).unwrap();
    cache.forget(&key(3)).unwrap();
    assert!(cache.record(&key(1)).is_none());
    assert_eq!(cache.record(&key(2)).unwrap().head, b"two");
}

#[test]
fn what_was_written_before_a_run_broke_off_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db-cache");
    let cache = Cache::open(&path).unwrap();
    let first = cache.put(&key(1), b"one", &[PART]).unwrap();
    cache.commit().unwrap();
    cache.put(&key(2), b"two", &[]).unwrap();
    assert_eq!(cache.part(first, PartColumn::Prose).unwrap(), b"prose");
    // Broken off: what was not committed is not there.
    cache.close();
    assert!(cache.record(&key(1)).is_none());
    assert!(cache.put(&key(1), b"", &[]).is_err());
    assert_eq!(run(&path, &[1], None), [false]);
    let cache = Cache::open(&path).unwrap();
    assert_eq!(cache.record(&key(1)).unwrap().head, b"one");
    assert!(cache.record(&key(2)).is_none());
}

#[test]
fn a_file_is_known_by_all_that_the_system_says_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db-cache");
    let cache = Cache::open(&path).unwrap();
    let stamp = Stamp {
        parts: [1, 2, 3, 4, 5],
    };
    cache.note(b"reports/a", &stamp, &key(9)).unwrap();
    assert_eq!(cache.digest(b"reports/a", &stamp), Some(key(9)));
    assert_eq!(cache.digest(b"reports/b", &stamp), None);
    // Several at once, and some of which nothing is known.
    let more = [(&b"reports/c"[..], &stamp, &key(7))];
    cache.note_all(more.into_iter()).unwrap();
    let asked = [&b"reports/c"[..], b"reports/b", b"reports/a"].map(|path| Some((path, &stamp)));
    let found = cache.digests(asked.into_iter().chain([None]));
    assert_eq!(found, [Some(key(7)), None, Some(key(9)), None]);
    for part in 0..5 {
        let mut other = stamp;
        other.parts[part] += 1;
        assert_eq!(cache.digest(b"reports/a", &other), None, "{part}");
    }
}

#[test]
fn one_run_has_it_and_what_is_none_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db-cache");
    let cache = Cache::open(&path).unwrap();
    assert!(matches!(Cache::open(&path), Err(StoreError::InUse)));
    cache.put(&key(1), &[1], &[]).unwrap();
    cache.finish().unwrap();
    assert_eq!(run(&path, &[1], None), [true]);
    std::fs::write(&path, "no database").unwrap();
    assert_eq!(run(&path, &[1], Some(1)), [false]);
    assert_eq!(run(&path, &[1], None), [true]);
    // A folder in its place cannot be made anything of.
    let taken = folder.path().join("taken");
    std::fs::create_dir(&taken).unwrap();
    assert!(Cache::open(&taken).is_err());
}

#[test]
fn one_with_a_damaged_table_is_made_anew() {
    for table in ["files", "records", "keys"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db-cache");
        let cache = Cache::open(&path).unwrap();
        let stamp = Stamp { parts: [1; 5] };
        cache.put(&key(1), &[1], &[]).unwrap();
        cache.note(b"reports/a", &stamp, &key(1)).unwrap();
        cache.finish().unwrap();
        let connection = rusqlite::Connection::open(&path).unwrap();
        let sql = "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema WHERE name = ?";
        let place = |row: &rusqlite::Row<'_>| {
            Ok((
                row.get::<_, u32>(0)? as usize,
                row.get::<_, u32>(1)? as usize,
            ))
        };
        let (page, size) = connection.query_row(sql, [table], place).unwrap();
        drop(connection);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[(page - 1) * size..page * size].fill(0xff);
        std::fs::write(&path, bytes).unwrap();
        // Whether it is seen when it is opened or written to, the next run has another.
        let cache = Cache::open(&path).unwrap();
        let _ = cache.put(&key(2), &[2], &[]);
        let _ = cache.finish();
        assert_eq!(run(&path, &[1], Some(1)), [false], "{table}");
        assert_eq!(run(&path, &[1], None), [true], "{table}");
    }
}
