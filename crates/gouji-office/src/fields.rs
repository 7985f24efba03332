//! Fields open in a text: a code that is not shown, and behind it the result that is.

use gouji_document::PICTURE;

use crate::equation;
use crate::sheet::NOT_CALCULATED;

/// Most fields open inside each other.
const MOST: usize = 64;
/// Longest code kept, in bytes; equations and formulas are kept for what their code says.
const LONGEST_CODE: usize = 1_000;

/// The fields that are open, one inside the other.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<Field>);

#[derive(Debug)]
enum Field {
    /// Its code is being read; what is shown where nothing else is.
    Code(String, Option<String>),
    /// Its result is being read.
    Result,
}

impl Fields {
    /// A field begins; of a list to choose from, with what is chosen.
    pub(crate) fn begin(&mut self, chosen: Option<String>) {
        if self.0.len() < MOST {
            self.0.push(Field::Code(String::new(), chosen));
        }
    }

    /// The code of the innermost field ends, its result begins.
    pub(crate) fn separate(&mut self) {
        if let Some(field) = self.0.last_mut() {
            *field = Field::Result;
        }
    }

    /// The innermost field ends; says what it shows where only its code says so.
    pub(crate) fn end(&mut self) -> Option<String> {
        let field = self.0.pop()?;
        match field {
            Field::Code(code, chosen) if !self.in_code() => chosen
                .or_else(|| equation::shown(&code))
                .or_else(|| not_calculated(&code)),
            _ => None,
        }
    }

    /// Whether what is read now is code.
    pub(crate) fn in_code(&self) -> bool {
        let is_code = |field: &Field| matches!(field, Field::Code(..));
        self.0.iter().any(is_code)
    }

    /// Adds to the code that is being read.
    pub(crate) fn code(&mut self, text: &str) {
        if let Some(Field::Code(code, _)) = self.0.last_mut()
            && code.len() + text.len() <= LONGEST_CODE
        {
            code.push_str(text);
        }
    }

    /// A paragraph ends. A code never reaches beyond; a damaged one would swallow the rest.
    pub(crate) fn end_paragraph(&mut self) {
        self.0.retain(|field| matches!(field, Field::Result));
    }
}

/// What is shown in place of a field whose code calculates, or shows what is chosen of a list, where neither is
/// known: it never passes for blank.
pub(crate) fn not_calculated(code: &str) -> Option<String> {
    let code = code.trim();
    if code.starts_with("FORMDROPDOWN") {
        return Some(PICTURE.to_string());
    }
    let formula = code.strip_prefix('=')?;
    Some(format!("={}{NOT_CALCULATED}", formula.trim()))
}
