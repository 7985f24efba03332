//! A walk through an archive and those inside it: what is wanted, how deep, under which names.

use crate::budget::Budget;
use crate::error::ArchiveError;
use crate::kind::ArchiveKind;
use crate::member::{Member, MemberPreview};

/// What joins the name of an archive and the name of a member: `reports.zip!2024/report.docx`.
pub const JOINT: char = '!';
/// Deepest archive inside an archive that is opened.
const DEEPEST: usize = 3;

/// How containers are recognized and opened. Each hands what it holds to the walk, which opens the
/// containers among it again.
#[derive(Clone, Copy)]
pub(crate) struct Containers {
    /// The container that bytes are, or none.
    pub kind_of: fn(&[u8]) -> Option<ArchiveKind>,
    /// Hands over what is in a container.
    pub members: fn(ArchiveKind, &[u8], &mut Walk<'_>) -> Result<(), ArchiveError>,
}

/// A walk through an archive and those inside it.
pub(crate) struct Walk<'w> {
    pub(crate) budget: Budget,
    containers: Containers,
    wanted: &'w dyn Fn(MemberPreview<'_>) -> bool,
    visit: &'w mut dyn FnMut(Member),
    /// The names of the archives around the members met now.
    around: Vec<String>,
}

impl<'w> Walk<'w> {
    /// A walk that has not begun.
    pub(crate) fn new(
        containers: Containers,
        wanted: &'w dyn Fn(MemberPreview<'_>) -> bool,
        visit: &'w mut dyn FnMut(Member),
    ) -> Self {
        Self {
            budget: Budget::default(),
            containers,
            wanted,
            visit,
            around: Vec::new(),
        }
    }

    /// Whether a member is wanted.
    pub(crate) fn wants(&self, name: &str, start: Option<&[u8]>) -> bool {
        (self.wanted)(MemberPreview {
            name: &self.whole_name(name),
            start,
        })
    }

    /// Takes a member: opens it where it is an archive, else hands it over.
    pub(crate) fn take(&mut self, member: Member) {
        let inner = member
            .content
            .as_deref()
            .ok()
            .and_then(self.containers.kind_of);
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
        let opened = (self.containers.members)(kind, bytes, self);
        self.around.pop();
        if let Err(why) = opened {
            self.hand_over(Member {
                content: Err(why),
                ..member
            });
        }
    }

    pub(crate) fn hand_over(&mut self, member: Member) {
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
