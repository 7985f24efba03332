//! What earlier runs came to with a file, so that what is the same is not checked again.
//!
//! A file is known by its bytes: what the system says of size and times only spares reading it. All else
//! that its result depends on goes into its keys. What was read of it rests on this program, on the forms, and for
//! some files on what must add up in them; what it came to rests on that, on the rules, the settings and how it is
//! shown. Under other rules, settings or formats what was read is held against them, and the file is not read again.

pub(super) mod between;
mod keys;
mod pack_files;
mod read;
mod record;
mod stamp;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use gouji_format::limits;
use gouji_lint::noting_proof;
use gouji_model::{Bilingual, Language};
use gouji_store::{Cache, Key, StoreError, cache_of};

use crate::check::{Checker, Content, Verdict, digest_of, read};
use crate::files::Input;
use crate::input::size_of;
use crate::output::complain;

use keys::FileKeys;
pub(super) use keys::{Keys, can_mask, chained, of_parts};
use read::{PackedRead, ReadRecord};
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
    /// Whether what must add up in the forms had a say in how it was read.
    is_proved: bool,
    /// The file as it was looked at, where that is not noted yet.
    seen: Option<(Watched, Key)>,
    /// How much of it was known.
    pub known: HowKnown,
    /// The key under which the next run knows it; none where it holds for this run alone.
    pub key: Option<Key>,
}

/// How much of a file was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HowKnown {
    /// What it came to.
    Checked,
    /// What was read of it.
    Read,
    /// Nothing.
    Not,
}

/// What the next run is to know of a file.
struct Fresh {
    key: Key,
    packed: Packed,
    read: FreshRead,
}

/// What the next run is to know of what was read of a file.
enum FreshRead {
    /// What lies there already, from the number of its first report on.
    There(i64),
    /// This, under a key.
    New(Key, PackedRead),
}

/// A file that is looked for.
#[derive(Clone, Copy)]
struct Wanted<'w> {
    checker: &'w Checker<'w>,
    path: &'w str,
    keys: FileKeys,
}

/// What was found of a file.
struct Found {
    verdict: Verdict,
    key: Key,
    is_proved: bool,
    /// What is new of it, where it was held against other rules.
    fresh: Option<Fresh>,
}

impl Came {
    /// Takes what was found of a file.
    fn take(&mut self, found: Found) -> Verdict {
        if found.fresh.is_some() {
            self.known = HowKnown::Read;
        }
        self.key = Some(found.key);
        self.is_proved = found.is_proved;
        self.fresh = found.fresh;
        found.verdict
    }
}

impl From<Verdict> for Came {
    fn from(verdict: Verdict) -> Self {
        Self {
            verdict,
            fresh: None,
            is_proved: false,
            seen: None,
            known: HowKnown::Not,
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

    /// What an input comes to: as it is known, else as what is known of it is checked, else as it is read.
    pub(super) fn check(&self, checker: &Checker<'_>, keys: &Keys, input: &Input) -> Came {
        let path = checker.shown(input);
        let wanted = |digest: &Key| {
            Some(Wanted {
                checker,
                path: &path,
                keys: keys.of(checker, input, &path, digest)?,
            })
        };
        let mut came = Came::from(Verdict::default());
        came.known = HowKnown::Checked;
        let verdict = checker.guarding(&path, || {
            let watched = Watched::of(input);
            let noted = watched.as_ref().and_then(|own| own.digest(&self.cache));
            let noted = noted.and_then(|digest| wanted(&digest));
            if let Some(found) = noted.and_then(|wanted| self.checked(wanted)) {
                return Ok(came.take(found));
            }
            let size = watched
                .as_ref()
                .map_or_else(|| size_of(input), Watched::size);
            let mut claim = checker.memory.claim(size.min(limits::FILE));
            if let Some(found) = noted.and_then(|wanted| self.rechecked(wanted)) {
                return Ok(came.take(found));
            }
            let (bytes, is_settled) =
                bytes_of(input, watched.as_ref()).inspect_err(|_| came.known = HowKnown::Not)?;
            let hash = digest_of(&bytes);
            // What was written while it was read is another file by the next look at it.
            came.seen = watched.filter(|_| is_settled).zip(Some(hash));
            let own = wanted(&hash);
            let found = own.and_then(|own| self.checked(own).or_else(|| self.rechecked(own)));
            if let Some(found) = found {
                return Ok(came.take(found));
            }
            came.known = HowKnown::Not;
            let content = Content {
                bytes: &bytes,
                digest: Some(&hash),
            };
            let work = || checker.bytes(content, input, &path, &mut claim);
            let (checked, is_proved) = noting_proof(work);
            came.is_proved = is_proved;
            let verdict = checked.unwrap_or_else(|why| checker.refused(&path, &why));
            came.fresh = own.and_then(|own| Self::fresh(&verdict, own, is_proved));
            Ok(verdict)
        });
        if verdict.is_passing {
            (came.fresh, came.key) = (None, None);
        }
        came.key = came.key.or(came.fresh.as_ref().map(|fresh| fresh.key));
        came.verdict = verdict;
        came
    }

    /// What the next run is to know of a file that was read.
    fn fresh(verdict: &Verdict, own: Wanted<'_>, is_proved: bool) -> Option<Fresh> {
        let Wanted { path, keys, .. } = own;
        let packed = Packed::of(verdict, path)?;
        let key = if is_proved { keys.proved() } else { keys.read };
        Some(Fresh {
            key: keys.checked,
            packed,
            read: FreshRead::New(key, PackedRead::of(verdict, path)?),
        })
    }

    /// The keys under which inputs are known as they are now; nothing where one cannot be read, or more than its
    /// bytes has a say in what it comes to.
    pub(super) fn keys(&self, inputs: &[(&Checker<'_>, &Keys, Input)]) -> Option<Vec<Key>> {
        let watched = inputs.iter().map(|(.., input)| Watched::of(input));
        let watched: Vec<Watched> = watched.collect::<Option<_>>()?;
        let noted = self.cache.digests(watched.iter().map(Watched::as_noted));
        let (mut all, mut settled) = (Vec::with_capacity(inputs.len()), Vec::new());
        for (((checker, keys, input), watched), noted) in inputs.iter().zip(&watched).zip(noted) {
            let digest = match noted {
                Some(digest) => digest,
                None => {
                    let (digest, is_settled) = read_digest(checker, watched)?;
                    settled.extend(is_settled.then_some((watched, digest)));
                    digest
                }
            };
            let own = keys.of(checker, input, &checker.shown(input), &digest)?;
            all.push(own.checked);
        }
        if !settled.is_empty() && !self.is_stuck.load(Ordering::Relaxed) {
            let settled = settled.iter().map(|(watched, digest)| (*watched, digest));
            self.note(stamp::note_all(&self.cache, settled));
        }
        Some(all)
    }

    /// What a file came to, where that is known.
    fn checked(&self, wanted: Wanted<'_>) -> Option<Found> {
        let Wanted {
            checker,
            path,
            keys,
        } = wanted;
        let record = self.cache.record(&keys.checked)?;
        let (read, is_proved) = self.read_record(&keys)?;
        let unpacked = record::unpacked(&self.cache, (&record, read), checker, path);
        if unpacked.is_none() {
            self.cache.distrust();
        }
        let verdict = unpacked?;
        let mut findings = verdict.gathered.iter().flat_map(|one| &one.findings);
        let is_accepted = findings.any(|row| checker.settings.may_accept(&row.identity));
        (!is_accepted).then_some(Found {
            verdict,
            key: keys.checked,
            is_proved,
            fresh: None,
        })
    }

    /// What was read of a file, where that is known, held against the rules.
    fn rechecked(&self, wanted: Wanted<'_>) -> Option<Found> {
        let Wanted {
            checker,
            path,
            keys,
        } = wanted;
        let (read, is_proved) = self.read_record(&keys)?;
        let first_part = read.first_part;
        let verdict = read.checked(&self.cache, checker, path)?;
        let packed = Packed::of(&verdict, path)?;
        Some(Found {
            verdict,
            key: keys.checked,
            is_proved,
            fresh: Some(Fresh {
                key: keys.checked,
                packed,
                read: FreshRead::There(first_part),
            }),
        })
    }

    /// What was read of a file, and whether what must add up in the forms had a say in it.
    fn read_record(&self, keys: &FileKeys) -> Option<(ReadRecord, bool)> {
        let found = |key: Key| ReadRecord::of(&self.cache.record(&key)?);
        let read = found(keys.read).map(|read| (read, false));
        read.or_else(|| Some((found(keys.proved())?, true)))
    }

    /// Notes what is new, and says in the verdict where it lies.
    pub(super) fn take(&self, came: Came) -> Verdict {
        let Came {
            mut verdict,
            fresh,
            seen,
            is_proved,
            ..
        } = came;
        for gathered in &mut verdict.gathered {
            gathered.is_proved = is_proved;
        }
        if self.is_stuck.load(Ordering::Relaxed) {
            return verdict;
        }
        if let Some((watched, digest)) = seen {
            self.note(watched.note(&self.cache, &digest));
        }
        let put = fresh.and_then(|fresh| self.put_fresh(&fresh, &verdict));
        if let Some((read, shown)) = put {
            for ((read, shown), gathered) in (read..).zip(shown..).zip(&mut verdict.gathered) {
                gathered.read_at = Some(read);
                gathered.shown_at = Some(shown);
            }
        }
        verdict
    }

    /// Notes what is new of a verdict; returns the numbers of the first part of what was read, and of how it is shown.
    fn put_fresh(&self, fresh: &Fresh, verdict: &Verdict) -> Option<(i64, i64)> {
        let packed = &fresh.packed;
        let there = match &fresh.read {
            FreshRead::There(first) => Some(*first),
            FreshRead::New(key, _) => self.cache.record(key).map(|there| there.first_part),
        };
        if let (None, FreshRead::New(key, read)) = (there, &fresh.read) {
            let mut parts = read.parts(verdict);
            for (part, shown) in parts.iter_mut().zip(packed.parts()) {
                part.shown = shown.shown;
            }
            let put = self
                .cache
                .put_both((key, read.head()), (&fresh.key, packed.head()), &parts);
            return self.note(put).map(|first| (first, first));
        }
        // What a file came to rests on what was read of it, and is noted behind it.
        let shown = self.note(self.cache.put(&fresh.key, packed.head(), &packed.parts()))?;
        Some((there?, shown))
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

    /// The same once all files are read, with less of it in memory from then on.
    pub(super) fn all_read(&self) {
        self.note(self.cache.lessen());
    }

    /// Ends a run that went through.
    pub(super) fn finish(&self) {
        if self.is_repeated.load(Ordering::Relaxed) {
            self.settle();
            self.cache.close();
        } else if self.is_stuck.load(Ordering::Relaxed) {
            self.cache.close();
        } else {
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

/// The digest of a file that is not noted, or may have changed since, and whether it may be noted.
fn read_digest(checker: &Checker<'_>, watched: &Watched) -> Option<(Key, bool)> {
    let _claim = checker.memory.claim(watched.size().min(limits::FILE));
    let (bytes, is_settled) = watched.read().ok()?;
    Some((digest_of(&bytes), is_settled))
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
