//! What earlier runs came to with a file, so that what is the same is not checked again.
//!
//! A file is known by its bytes: what the system says of size and times only spares reading it. All else
//! that its result depends on goes into its key: this program, packs, settings, how it is shown.

mod keys;
mod record;
mod stamp;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use gouji_audit::bundle::digest;
use gouji_format::limits;
use gouji_model::{Bilingual, Language};
use gouji_store::{Cache, Key, StoreError, cache_of};

use crate::check::{Checker, Content, Verdict, read};
use crate::files::Input;
use crate::input::size_of;
use crate::output::complain;

pub(super) use keys::{Keys, can_mask, chained, of_parts};
use record::Packed;
pub(super) use record::unmasked;
use stamp::Watched;

/// What earlier runs came to, and what this one adds.
pub(super) struct Known {
    cache: Cache,
    path: String,
    /// Whether nothing more is written: the disk is full, or the like.
    is_stuck: AtomicBool,
    /// Whether this run was the last one again.
    is_repeated: AtomicBool,
    language: Language,
}

/// What an input came to, and what the next run is to know of it.
pub(super) struct Came {
    /// What it came to.
    pub verdict: Verdict,
    /// What is new.
    fresh: Option<Fresh>,
    /// The file as it was looked at, where that is not noted yet.
    seen: Option<(Watched, Key)>,
    /// Whether it was known.
    pub is_known: bool,
    /// The key under which the next run knows it; none where it holds for this run alone.
    pub key: Option<Key>,
}

/// What the next run is to know of a file.
struct Fresh {
    key: Key,
    packed: Packed,
}

impl From<Verdict> for Came {
    fn from(verdict: Verdict) -> Self {
        Self {
            verdict,
            fresh: None,
            seen: None,
            is_known: false,
            key: None,
        }
    }
}

impl Known {
    /// What lies beside a store.
    ///
    /// # Errors
    /// Where another run is using it. Where it cannot be used at all, that is reported and all is checked.
    pub(super) fn open(store: &Path, language: Language) -> Result<Option<Self>, StoreError> {
        let path = cache_of(store);
        match Cache::open(&path) {
            Ok(cache) => Ok(Some(Self {
                cache,
                path: path.display().to_string(),
                is_stuck: AtomicBool::new(false),
                is_repeated: AtomicBool::new(false),
                language,
            })),
            Err(StoreError::InUse) => Err(StoreError::InUse),
            Err(error) => {
                report(&path.display().to_string(), &error, language);
                Ok(None)
            }
        }
    }

    /// The cache.
    pub(super) const fn cache(&self) -> &Cache {
        &self.cache
    }

    /// What an input comes to: as it is known, else as it is checked.
    pub(super) fn check(&self, checker: &Checker<'_>, keys: &Keys, input: &Input) -> Came {
        let path = checker.shown(input);
        let mut seen = None;
        let mut fresh = None;
        let mut known = None;
        let mut is_known = true;
        let verdict = checker.guarding(&path, || {
            let watched = Watched::of(input);
            let noted = watched.as_ref().and_then(|own| own.digest(&self.cache));
            known = noted.and_then(|digest| keys.of(checker, input, &path, &digest));
            let found = known.and_then(|key| self.found(checker, &key, &path));
            if let Some(verdict) = found {
                return Ok(verdict);
            }
            known = None;
            let size = watched
                .as_ref()
                .map_or_else(|| size_of(input), Watched::size);
            let mut claim = checker.memory.claim(size.min(limits::FILE));
            let (bytes, is_settled) =
                bytes_of(input, watched.as_ref()).inspect_err(|_| is_known = false)?;
            let own = digest_of(&bytes);
            // What was written while it was read is another file by the next look at it.
            seen = watched.filter(|_| is_settled).zip(Some(own));
            let key = keys.of(checker, input, &path, &own);
            if let Some(verdict) = key.and_then(|key| self.found(checker, &key, &path)) {
                known = key;
                return Ok(verdict);
            }
            is_known = false;
            let content = Content {
                bytes: &bytes,
                digest: Some(&digest(&bytes)),
            };
            let checked = checker.bytes(content, input, &path, &mut claim);
            let verdict = checked.unwrap_or_else(|why| checker.refused(&path, &why));
            fresh = key.and_then(|key| {
                let packed = Packed::of(&verdict, &path)?;
                Some(Fresh { key, packed })
            });
            Ok(verdict)
        });
        let fresh = fresh.filter(|_| !verdict.is_passing);
        Came {
            key: known.or_else(|| fresh.as_ref().map(|fresh| fresh.key)),
            fresh,
            verdict,
            seen,
            is_known,
        }
    }

    /// The key under which an input is known as it is now; nothing where it cannot be read, or more than its
    /// bytes has a say in what it comes to.
    pub(super) fn key(&self, checker: &Checker<'_>, keys: &Keys, input: &Input) -> Option<Key> {
        let path = checker.shown(input);
        let watched = Watched::of(input)?;
        if let Some(digest) = watched.digest(&self.cache) {
            return keys.of(checker, input, &path, &digest);
        }
        let _claim = checker.memory.claim(watched.size().min(limits::FILE));
        let (bytes, is_settled) = watched.read().ok()?;
        let digest = digest_of(&bytes);
        if is_settled && !self.is_stuck.load(Ordering::Relaxed) {
            self.note(watched.note(&self.cache, &digest));
        }
        keys.of(checker, input, &path, &digest)
    }

    /// What is known under a key.
    fn found(&self, checker: &Checker<'_>, key: &Key, path: &str) -> Option<Verdict> {
        let record = self.cache.record(key)?;
        let unpacked = record::unpacked(&self.cache, &record, checker, path);
        if unpacked.is_none() {
            self.cache.distrust();
        }
        let verdict = unpacked?;
        let mut findings = verdict.gathered.iter().flat_map(|one| &one.findings);
        let is_accepted = findings.any(|row| checker.settings.may_accept(&row.identity));
        (!is_accepted).then_some(verdict)
    }

    /// Notes what is new, and says in the verdict where it lies.
    pub(super) fn take(&self, came: Came) -> Verdict {
        let Came {
            mut verdict,
            fresh,
            seen,
            ..
        } = came;
        if self.is_stuck.load(Ordering::Relaxed) {
            return verdict;
        }
        if let Some((watched, digest)) = seen {
            self.note(watched.note(&self.cache, &digest));
        }
        let put = fresh.map(|fresh| fresh.packed.put(&self.cache, &fresh.key));
        if let Some(Some(first)) = put.map(|put| self.note(put)) {
            for (number, gathered) in (first..).zip(&mut verdict.gathered) {
                gathered.cached = Some(number);
            }
        }
        verdict
    }

    /// Notes something of the whole run under a key; whether that could be done.
    pub(super) fn put(&self, key: &Key, head: &[u8]) -> bool {
        let is_stuck = self.is_stuck.load(Ordering::Relaxed);
        !is_stuck && self.note(self.cache.put(key, head, &[])).is_some()
    }

    /// Drops what is known under a key.
    pub(super) fn forget(&self, key: &Key) {
        if !self.is_stuck.load(Ordering::Relaxed) {
            self.note(self.cache.forget(key));
        }
    }

    /// Says that this run was the last one again: nothing in the cache becomes older by it.
    pub(super) fn repeated(&self) {
        self.is_repeated.store(true, Ordering::Relaxed);
    }

    /// Sees to it that what was noted is there for whoever looks.
    pub(super) fn settle(&self) {
        self.note(self.cache.commit());
    }

    /// Ends a run that went through.
    pub(super) fn finish(&self) {
        if self.is_repeated.load(Ordering::Relaxed) {
            self.settle();
            self.cache.close();
        } else if !self.is_stuck.load(Ordering::Relaxed) {
            self.note(self.cache.finish());
        }
    }

    /// Says once why nothing more is written: this run goes on all the same.
    fn note<T>(&self, written: Result<T, StoreError>) -> Option<T> {
        match written {
            Ok(done) => Some(done),
            Err(error) => {
                if !self.is_stuck.swap(true, Ordering::Relaxed) {
                    report(&self.path, &error, self.language);
                }
                None
            }
        }
    }
}

/// What tells a file from every other, by its bytes: a BLAKE3, which takes a third of the time of the SHA-256 that
/// results name.
fn digest_of(bytes: &[u8]) -> Key {
    *blake3::hash(bytes).as_bytes()
}

/// The bytes of an input, and whether its file may be known by what the system says of it.
fn bytes_of(input: &Input, watched: Option<&Watched>) -> Result<(Vec<u8>, bool), Bilingual> {
    match watched {
        Some(watched) => watched.read().map_err(|error| error.message()),
        None => Ok((read(input)?, false)),
    }
}

fn report(path: &str, error: &StoreError, language: Language) {
    let why = match error {
        StoreError::Full => Bilingual::new("磁盘已满", "the disk is full"),
        StoreError::Other(why) => Bilingual::new(
            format!("无法写入：{why}"),
            format!("cannot be written: {why}"),
        ),
        other => other.message(),
    };
    let message = Bilingual::new(
        format!("{path}: {}；本次照常检查，下次会重新检查这些文件", why.zh),
        format!(
            "{path}: {}; this run goes on, the next one checks these files again",
            why.en
        ),
    );
    complain(message.get(language));
}
