//! Checking what is in archives and mail.

use std::panic::{AssertUnwindSafe, catch_unwind};

use gouji_archive::{ArchiveError, Member};
use gouji_format::limits;
use gouji_lint::{Met, NoReportKind};
use gouji_model::Bilingual;

use super::{Checker, Claim, Verdict, internal_failure};
use crate::listing::listed;
use crate::members::Archive;

impl Checker<'_> {
    /// Checks what is in an archive or mail, all of it or what a name asks for; a bad member never
    /// stops the others.
    pub(super) fn archive(
        &self,
        archive: Archive<'_>,
        claim: &mut Claim<'_>,
    ) -> Result<Verdict, Bilingual> {
        // One member is unpacked at a time, and the archives it may stand in.
        let size = archive.bytes.len() as u64;
        let own = size + limits::MEMBER.min(size * limits::RATIO);
        claim.resize(own);
        let mut verdict = Verdict::default();
        let mut passed_over = Vec::new();
        let walked = archive.each(&mut |member| {
            let content = member.content.as_deref().unwrap_or_default();
            claim.resize(own + gouji_lint::weight(content, self.memory.little()));
            let path = archive.shown(&member.name);
            match self.guarded_member(archive, &member, &path, &mut verdict) {
                Ok(true) => {}
                Ok(false) => passed_over.push(member.name),
                Err(why) => self.unread(&mut verdict, &path, &why),
            }
            claim.resize(own);
        });
        if let Err(why) = walked {
            self.unread(&mut verdict, archive.path, &why.message());
        }
        if verdict.reports == 0 && verdict.failures.is_empty() {
            return Err(archive.without_report(&passed_over));
        }
        if !passed_over.is_empty() {
            let why = others(&passed_over);
            verdict.remark(self.failed(archive.path, &why));
        }
        Ok(verdict)
    }

    /// Checks a member; an internal failure is why it is unread.
    fn guarded_member(
        &self,
        archive: Archive<'_>,
        member: &Member,
        path: &str,
        verdict: &mut Verdict,
    ) -> Result<bool, Bilingual> {
        let checked = AssertUnwindSafe(|| self.member(archive.met(member), member, path, verdict));
        catch_unwind(checked).unwrap_or_else(|_| {
            verdict.is_passing = true;
            Err(internal_failure())
        })
    }

    /// Checks a member. Whether there is nothing to say of it: `false` where it was passed over
    /// though it could have been a report.
    fn member(
        &self,
        met: Met<'_>,
        member: &Member,
        path: &str,
        verdict: &mut Verdict,
    ) -> Result<bool, Bilingual> {
        let bytes = member.content.as_ref().map_err(ArchiveError::message)?;
        if !met.is_asked && gouji_render::is_own(bytes) {
            return Ok(false);
        }
        match self.linter.open_among(met, bytes) {
            Ok(opened) => self.reports(&opened, path, bytes.as_slice().into(), verdict),
            Err(none) => match none.kind {
                NoReportKind::Unread => return Err(none.why.message()),
                NoReportKind::PassedOver => return Ok(false),
                NoReportKind::Letter | NoReportKind::Nothing => {}
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
