//! The prose of a report as bytes: as it lies in the cache, and in the file of a run.

use gouji_audit::SectionText;
use gouji_model::Report;

/// The sections of a report, with their ids, one behind the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prose(Vec<u8>);

/// A section: id, title, text.
type Section<'s> = (&'s [u8], &'s [u8], &'s [u8]);

impl Prose {
    /// That of a report.
    pub(super) fn of(report: &Report) -> Self {
        let sections = report.sections.iter();
        let parts = sections.map(|one| (one.id.as_str(), one.title.as_str(), one.text.as_str()));
        let parts: Vec<(&str, &str, &str)> = parts.collect();
        let room = parts.iter();
        let room = room.map(|(id, title, text)| id.len() + title.len() + text.len() + 16);
        let bytes = Vec::with_capacity(room.sum::<usize>() + 1);
        // Nothing fails to be written to memory.
        Self(postcard::to_extend(&parts, bytes).unwrap_or_default())
    }

    /// What lay somewhere.
    pub(crate) const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// It as bytes; none where it is not here.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// All sections behind their ids; nothing where the bytes hold none.
    pub(crate) fn sections(&self) -> Option<Vec<(String, SectionText)>> {
        let sections = self.parts()?.into_iter();
        let section = |(id, title, text)| Some((text_of(id)?, section(title, text)?));
        sections.map(section).collect()
    }

    /// A section, where it is among them; nothing where the bytes hold no sections. No other is copied, or even
    /// looked at.
    pub(crate) fn section(&self, id: &str) -> Option<Option<SectionText>> {
        let mut sections = self.parts()?.into_iter();
        match sections.find(|(own, ..)| *own == id.as_bytes()) {
            Some((_, title, text)) => section(title, text).map(Some),
            None => Some(None),
        }
    }

    /// A text lies as its bytes do.
    fn parts(&self) -> Option<Vec<Section<'_>>> {
        postcard::from_bytes(&self.0).ok()
    }
}

fn section(title: &[u8], text: &[u8]) -> Option<SectionText> {
    Some(SectionText {
        title: text_of(title)?,
        text: text_of(text)?,
    })
}

fn text_of(bytes: &[u8]) -> Option<String> {
    Some(simdutf8::basic::from_utf8(bytes).ok()?.to_owned())
}

#[cfg(test)]
mod tests {
    use gouji_model::{FormId, Section};

    use super::*;

    #[test]
    fn sections_come_back_all_of_them_and_one() {
        let mut report = Report::empty(FormId("test/1".to_owned()), 0);
        let texts = [
            ("overview", "一、总体情况", "已公开。\n𠮷林"),
            ("fees", "", ""),
        ];
        report.sections = texts
            .map(|(id, title, text)| Section {
                id: id.to_owned(),
                title: title.to_owned(),
                place: None,
                text: text.to_owned(),
                passages: Vec::new(),
            })
            .into();
        let prose = Prose::of(&report);
        let again = Prose::from_bytes(prose.as_bytes().to_vec());
        let expected = report.sections.iter().map(|one| {
            let (title, text) = (one.title.clone(), one.text.clone());
            (one.id.clone(), SectionText { title, text })
        });
        let expected: Vec<(String, SectionText)> = expected.collect();
        assert_eq!(again.sections().as_ref(), Some(&expected));
        for (id, section) in expected {
            assert_eq!(again.section(&id), Some(Some(section)));
        }
        assert_eq!(again.section("nowhere"), Some(None));
        let (_, cut) = prose.as_bytes().split_last().unwrap();
        assert_eq!(Prose::from_bytes(cut[..1].to_vec()).sections(), None);
        assert_eq!(Prose::default().section("overview"), None);
    }
}
