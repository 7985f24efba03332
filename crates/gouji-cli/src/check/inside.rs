//! Checking what is in archives and mail.

use std::panic::{AssertUnwindSafe, catch_unwind};

use gouji_archive::{ArchiveError, ArchiveKind, JOINT, Member};
use gouji_format::limits;
use gouji_lint::{Concern, Met};
use gouji_model::Bilingual;

use super::{Checker, Claim, Verdict, internal_failure};
use crate::listing::listed;
use crate::members;

impl Checker<'_> {
    /// Checks what is in an archive or mail, all of it or what a name asks for; a bad member never
    /// stops the others.
    pub(super) fn archive(
        &self,
        kind: ArchiveKind,
        bytes: &[u8],
        (path, asked): (&str, Option<&str>),
        (claim, verdict): (&mut Claim<'_>, &mut Verdict),
    ) -> Result<(), Bilingual> {
        // One member is unpacked at a time, and the archives it may stand in.
        let unpacked = limits::MEMBER.min(bytes.len() as u64 * limits::RATIO);
        let own = bytes.len() as u64 + unpacked;
        claim.resize(own);
        let mut passed_over = Vec::new();
        let walked = members::each(kind, bytes, asked, &mut |member| {
            let name = format!("{path}{JOINT}{}", member.name);
            let content = member.content.as_deref().unwrap_or_default();
            claim.resize(own + gouji_lint::weight(content));
            let checked =
                AssertUnwindSafe(|| self.member(&member, &name, asked.is_some(), verdict));
            let checked = catch_unwind(checked).unwrap_or_else(|_| {
                verdict.is_passing = true;
                Err(internal_failure())
            });
            match checked {
                Ok(true) => {}
                Ok(false) => passed_over.push(member.name),
                Err(why) => self.unread(verdict, &name, &why),
            }
            claim.resize(own);
        });
        if let Err(why) = walked {
            self.unread(verdict, path, &why.message());
        }
        if verdict.reports == 0 && verdict.failures.is_empty() {
            return Err(match asked {
                Some(_) => members::no_such(kind, bytes),
                None => members::no_report(&passed_over),
            });
        }
        if !passed_over.is_empty() {
            let why = others(&passed_over);
            verdict.remarks.push(self.failed(path, &why));
        }
        Ok(())
    }

    /// Checks a member. Whether there is nothing to say of it: `false` where it was passed over
    /// though it could have been a report.
    fn member(
        &self,
        member: &Member,
        path: &str,
        is_asked: bool,
        verdict: &mut Verdict,
    ) -> Result<bool, Bilingual> {
        let bytes = member.content.as_ref().map_err(ArchiveError::message)?;
        if !is_asked && gouji_render::is_own(bytes) {
            return Ok(false);
        }
        let met = Met {
            name: &member.name,
            is_asked,
            is_letter: member.is_letter,
        };
        match self.linter.open_among(met, bytes) {
            Ok(opened) => self.reports(&opened, path, bytes, verdict),
            Err(none) => match none.concern {
                Concern::Unread => return Err(none.why.message()),
                Concern::PassedOver => return Ok(false),
                Concern::Letter | Concern::Nothing => {}
            },
        }
        Ok(true)
    }
}

fn others(names: &[String]) -> Bilingual {
    let shown = listed(names);
    Bilingual::new(
        format!("里面不是年度报告的文件已略过：{}", shown.zh),
        format!(
            "files in it that are no annual reports were passed over: {}",
            shown.en
        ),
    )
}
