//! What is inside archives and mail: a report sent as an attachment or packed with others is
//! found without unpacking anything to disk.
//!
//! [`kind_of`] decides from the content whether bytes are an archive or a mail; [`walk`] hands
//! their members over one at a time, archives inside archives included. A package that is itself
//! a document (.docx, .xlsx, .odt, .ofd) is no archive. This crate knows neither formats nor
//! reports: who calls says from name and start of a member whether it is wanted.
//!
//! Input is hostile: declared sizes and counts are not believed, everything unpacked counts
//! against one budget, names lead nowhere on disk, and a bad member never stops the others.

mod budget;
mod directory;
mod error;
mod gzipped;
mod mail;
mod names;
mod tarred;
mod uuencoded;
mod zipped;

use budget::Budget;
pub use error::ArchiveError;

/// What joins the name of an archive and the name of a member: `reports.zip!2024/report.docx`.
pub const JOINT: char = '!';
/// Deepest archive inside an archive that is opened.
const DEEPEST: usize = 3;
/// How much of a member is unpacked to see whether it is wanted.
const GLANCE: u64 = 4096;

/// The containers that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveKind {
    /// A ZIP archive that is no document itself.
    Zip,
    /// A mail, or a web page saved as one file: .eml, .mht.
    Mail,
    /// A tar archive.
    Tar,
    /// A gzip stream of one file or of a tar archive.
    Gzip,
}

/// What is known of a member before it is unpacked.
#[derive(Clone, Copy, Debug)]
pub struct Glance<'m> {
    /// Its name for display, with those of archives around it.
    pub name: &'m str,
    /// How it begins: at least 4096 bytes where there are as many; nothing where that cannot be
    /// known.
    pub start: Option<&'m [u8]>,
}

/// Something found in an archive.
#[derive(Debug)]
pub struct Member {
    /// Its name for display, with those of archives around it: `inner.zip!report.docx`.
    pub name: String,
    /// Whether it is the text of a mail, which need not be a report.
    pub is_letter: bool,
    /// Its bytes, or why there are none.
    pub content: Result<Vec<u8>, ArchiveError>,
}

/// The container that bytes are, or none.
#[must_use]
pub fn kind_of(bytes: &[u8]) -> Option<ArchiveKind> {
    if zipped::is_archive(bytes) {
        return Some(ArchiveKind::Zip);
    }
    if tarred::is_archive(bytes) {
        return Some(ArchiveKind::Tar);
    }
    if gzipped::is_archive(bytes) {
        return Some(ArchiveKind::Gzip);
    }
    mail::is_mail(bytes).then_some(ArchiveKind::Mail)
}

/// Hands over every member that is wanted, in the order of the archive; wanted members that are
/// archives themselves are opened in turn.
///
/// # Errors
/// When the archive as a whole cannot be read, or not all of it; a bad member only has an error of
/// its own.
pub fn walk(
    kind: ArchiveKind,
    bytes: &[u8],
    wanted: &dyn Fn(Glance<'_>) -> bool,
    visit: &mut dyn FnMut(Member),
) -> Result<(), ArchiveError> {
    let mut walk = Walk {
        budget: Budget::default(),
        wanted,
        visit,
        around: Vec::new(),
    };
    walk.level(kind, bytes)
}

/// A walk through an archive and those inside it.
struct Walk<'w> {
    budget: Budget,
    wanted: &'w dyn Fn(Glance<'_>) -> bool,
    visit: &'w mut dyn FnMut(Member),
    /// The names of the archives around the members met now.
    around: Vec<String>,
}

impl Walk<'_> {
    /// Hands over what is in a container.
    fn level(&mut self, kind: ArchiveKind, bytes: &[u8]) -> Result<(), ArchiveError> {
        match kind {
            ArchiveKind::Zip => zipped::members(bytes, self),
            ArchiveKind::Mail => mail::members(bytes, self),
            ArchiveKind::Tar => tarred::members(bytes, self),
            ArchiveKind::Gzip => gzipped::members(bytes, self),
        }
    }

    /// Whether a member is wanted.
    fn wants(&self, name: &str, start: Option<&[u8]>) -> bool {
        (self.wanted)(Glance {
            name: &self.whole_name(name),
            start,
        })
    }

    /// Takes a member: opens it where it is an archive, else hands it over.
    fn take(&mut self, member: Member) {
        let inner = member.content.as_deref().ok().and_then(kind_of);
        let (Some(kind), Ok(bytes)) = (inner, &member.content) else {
            return self.hand_over(member);
        };
        if self.around.len() >= DEEPEST {
            return self.hand_over(Member {
                content: Err(ArchiveError::TooDeep),
                ..member
            });
        }
        self.around.push(member.name.clone());
        let opened = self.level(kind, bytes);
        self.around.pop();
        if let Err(why) = opened {
            self.hand_over(Member {
                content: Err(why),
                ..member
            });
        }
    }

    fn hand_over(&mut self, member: Member) {
        let name = self.whole_name(&member.name);
        (self.visit)(Member { name, ..member });
    }

    /// The name of a member with those of the archives around it.
    fn whole_name(&self, name: &str) -> String {
        let mut whole = String::new();
        for around in &self.around {
            whole.push_str(around);
            whole.push(JOINT);
        }
        whole + name
    }
}
