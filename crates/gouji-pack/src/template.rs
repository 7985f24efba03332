//! Templates of narrative rules, read from the words they are written with.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_rule::{Alternatives, Step, Template};
use rustc_hash::FxHashMap;

/// Reads a template; `figure` says whether it must have one.
pub(crate) fn parse(text: &str, figure: bool, lists: &Lists) -> Result<Template, &'static str> {
    let (before, after) = match text.split_once('#') {
        Some((before, after)) => (before, after),
        None => (text, ""),
    };
    if text.contains('#') != figure {
        return Err(if figure {
            "a template of `says` has one `#` for the figure"
        } else {
            "a template of `denies` has no `#`"
        });
    }
    let unknown = "`<name>` names a list of the vocabulary, `@-1` the year before the report's";
    let before = steps(before, lists).ok_or(unknown)?;
    let after = steps(after, lists).ok_or(unknown)?;
    let is_edge = |step: &Step| matches!(step, Step::Edge);
    if after.iter().any(is_edge) || (!figure && before.iter().any(is_edge)) {
        return Err("`^` stands before the figure");
    }
    let template = Template { before, after };
    let all = || template.before.iter().chain(&template.after);
    if !all().any(|step| matches!(step, Step::Words(_))) || text.matches('#').count() > 1 {
        return Err("a template needs words, and one figure at most");
    }
    if !figure
        && !matches!(template.before.first(), Some(Step::Words(words)) if !words.is_optional())
    {
        return Err("a template of `denies` begins with a word");
    }
    Ok(template)
}

/// The steps of a text; nothing where a name of a list is not known.
fn steps(text: &str, lists: &Lists) -> Option<Vec<Step>> {
    let step = |step| {
        Some(match step {
            "*" => Step::Gap,
            "~" => Step::Wide,
            "^" => Step::Edge,
            year if year.starts_with('@') => Step::Year(year.get(1..)?.parse().ok()?),
            words => Step::Words(lists.words(words)?),
        })
    };
    text.split_whitespace().map(step).collect()
}

/// Alternatives of templates by name, and the words of what templates were made of so far: the
/// same lists stand in hundreds of templates.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    named: BTreeMap<String, String>,
    words: RefCell<FxHashMap<String, Arc<Alternatives>>>,
}

impl Lists {
    /// Alternatives by name.
    pub(crate) fn new(named: BTreeMap<String, String>) -> Self {
        Self {
            named,
            words: RefCell::default(),
        }
    }

    /// The names of the lists.
    pub(crate) fn names(&self) -> Vec<&str> {
        self.named.keys().map(String::as_str).collect()
    }

    /// The first list that a template names and that is not there.
    pub(crate) fn unknown<'t>(&self, text: &'t str) -> Option<&'t str> {
        let after = text.split('<').skip(1);
        let mut names = after.filter_map(|rest| rest.split_once('>').map(|(name, _)| name));
        names.find(|name| !self.named.contains_key(*name))
    }

    /// The words of a step; nothing where it names an unknown list.
    fn words(&self, step: &str) -> Option<Arc<Alternatives>> {
        if let Some(words) = self.words.borrow().get(step) {
            return Some(Arc::clone(words));
        }
        let words = Arc::new(Alternatives::new(self.expanded(step)?));
        let mut known = self.words.borrow_mut();
        known.insert(step.to_owned(), Arc::clone(&words));
        Some(words)
    }

    /// A step with the alternatives in place of their names.
    fn expanded(&self, text: &str) -> Option<String> {
        let mut rest = text;
        let mut whole = String::with_capacity(text.len());
        while let Some((before, from)) = rest.split_once('<') {
            let (name, after) = from.split_once('>')?;
            whole.push_str(before);
            whole.push_str(self.named.get(name)?);
            rest = after;
        }
        whole.push_str(rest);
        Some(whole)
    }
}
