//! Which URI a prefix stands for where an XML element stands.

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;

use crate::RecordsError;

/// The declarations in force, with the depth of the element that has them.
#[derive(Debug, Default)]
pub(crate) struct Namespaces {
    declared: Vec<(usize, String, String)>,
}

impl Namespaces {
    /// Takes in the declarations of an element at a depth.
    pub(crate) fn open(
        &mut self,
        start: &BytesStart<'_>,
        depth: usize,
    ) -> Result<(), RecordsError> {
        if !start.attributes_raw().contains("xmlns") {
            return Ok(());
        }
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| RecordsError::Damaged(error.to_string()))?;
            let name = attribute.key.into_inner();
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) => match rest.strip_prefix(':') {
                    Some(prefix) => prefix,
                    None => continue,
                },
                None => continue,
            };
            let uri = unescape(&attribute.value).unwrap_or_default();
            self.declared
                .push((depth, prefix.to_owned(), uri.into_owned()));
        }
        Ok(())
    }

    /// Forgets the declarations of an element at a depth.
    pub(crate) fn close(&mut self, depth: usize) {
        while self
            .declared
            .last()
            .is_some_and(|(own, _, _)| *own >= depth)
        {
            self.declared.pop();
        }
    }

    /// The URI of a prefix; nothing where none is declared.
    pub(crate) fn uri(&self, prefix: &str) -> &str {
        let mut declared = self.declared.iter().rev();
        let found = declared.find(|(_, own, _)| own == prefix);
        found.map_or("", |(_, _, uri)| uri)
    }
}

/// Whether a URI is as one of some patterns says, in which `*` stands for anything.
pub(crate) fn is_like(uri: &str, patterns: &[String]) -> bool {
    patterns
        .iter()
        .any(|pattern| match pattern.split_once('*') {
            None => uri == pattern,
            Some((before, after)) => {
                uri.len() >= before.len() + after.len()
                    && uri.starts_with(before)
                    && uri.ends_with(after)
            }
        })
}
