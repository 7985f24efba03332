//! Another organ's name left in a text: 向市政府办公室提出的政府信息公开申请 in the report of a
//! sub-district.

use gouji_pack::{OrganTest, Rule};

use crate::Disagreement;
use crate::claims::FARTHEST;
use crate::scope::Scope;
use crate::script::holds;
use crate::texts::Text;

/// Longest name of an organ, in characters.
const LONGEST_NAME: usize = 24;

/// The first organ, other than the report's, that requests were made to.
pub(crate) fn judge<'p>(
    scope: &Scope<'_, '_>,
    (rule, test): (&'p Rule, &OrganTest),
    text: &Text<'_>,
) -> Option<Disagreement<'p>> {
    let script = text.script;
    scope.organ()?;
    let chars = &script.chars;
    let starts = (0..chars.len()).filter_map(|at| {
        let rest = chars.get(at..)?;
        Some(at + test.to.beginning(rest).map(Vec::len).max()?)
    });
    starts.into_iter().find_map(|start| {
        let rest = script.slice(start..(start + LONGEST_NAME).min(chars.len()));
        let is_name = |c: &&char| c.is_alphabetic();
        let until = rest.iter().take_while(is_name).count();
        let made = |at: &usize| {
            let after = rest.get(*at..until).unwrap_or_default();
            test.made.beginning(after).next().is_some()
        };
        let end = start + (2..until).find(made)?;
        let name = script.slice(start..end);
        let ends = test.ends.ending(name).next().is_some();
        if !ends || test.anyone.ending(name).next().is_some() || scope.is_own(name) {
            return None;
        }
        let sentence = script.sentence(start);
        let stop = chars
            .iter()
            .skip(end)
            .take(FARTHEST)
            .position(|c| matches!(c, '。' | ';' | '\n'));
        let stop = stop.map_or((end + FARTHEST).min(chars.len()), |stop| end + stop);
        let follows = holds(script.slice(end..stop), &test.what);
        let excused = holds(script.slice(sentence..stop), &test.unless);
        let said: String = name.iter().collect();
        (follows && !excused).then(|| text.found(rule, start..end, (said, Vec::new())))
    })
}
