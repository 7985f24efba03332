//! Fields open in a text: a code that is not shown, and behind it the result that is.

use gouji_document::PICTURE;

use crate::equation;

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
    /// Its result is being read, from a place on; what is shown where there is none.
    Result(Option<(usize, String)>),
}

impl Fields {
    /// A field begins; of a list to choose from, with what is chosen.
    pub(crate) fn begin(&mut self, chosen: Option<String>) {
        if self.0.len() < MOST {
            self.0.push(Field::Code(String::new(), chosen));
        }
    }

    /// The code of the innermost field ends, its result begins, at a place of the running text.
    pub(crate) fn separate(&mut self, at: usize) {
        let Some(field) = self.0.last_mut() else {
            return;
        };
        let shown = match std::mem::replace(field, Field::Result(None)) {
            // A list shows what is chosen of it, though its result be empty.
            Field::Code(code, chosen) => chosen
                .or_else(|| equation::shown(&code))
                .or_else(|| not_calculated(&code)),
            Field::Result(_) => None,
        };
        *field = Field::Result(shown.map(|shown| (at, shown)));
    }

    /// What is chosen of the list that the innermost field is.
    pub(crate) fn choose(&mut self, choice: String) {
        if let Some(Field::Code(_, chosen)) = self.0.last_mut() {
            *chosen = Some(choice);
        }
    }

    /// The innermost field ends, at a place of the running text; says what it shows where only its code says so.
    pub(crate) fn end(&mut self, at: usize) -> Option<String> {
        let field = self.0.pop()?;
        match field {
            Field::Result(Some((from, shown))) if from == at && !self.in_code() => Some(shown),
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
        self.0.retain(|field| matches!(field, Field::Result(_)));
    }
}

/// Whether a field is a list to choose from.
fn is_list(code: &str) -> bool {
    code.trim().starts_with("FORMDROPDOWN")
}

/// What is shown in place of a field without a result, where what it would show is not known: it never passes for
/// blank.
pub(crate) fn not_calculated(code: &str) -> Option<String> {
    if is_list(code) {
        return Some(PICTURE.to_string());
    }
    if code.trim_start().starts_with("EQ") && code.contains(|c: char| c.is_ascii_digit()) {
        // An equation that is not understood shows its figures in places that matter.
        return Some(char::REPLACEMENT_CHARACTER.to_string());
    }
    if let Some(formula) = code.trim().strip_prefix('=') {
        return Some(format!("={}", formula.trim()));
    }
    let shows = |name: &str| !SHOWING_NOTHING.contains(&name.to_ascii_uppercase().as_str());
    let name = code.split_whitespace().next()?;
    shows(name).then(|| PICTURE.to_string())
}

/// Fields that may show nothing: marks for indexes, forms not filled in, links, and numbers of pages, which
/// programs put there when they print.
const SHOWING_NOTHING: [&str; 37] = [
    "ADVANCE",
    "ASK",
    "AUTONUM",
    "AUTONUMLGL",
    "AUTONUMOUT",
    "BIBLIOGRAPHY",
    "CITATION",
    "COMMENTS",
    "CONTROL",
    "EMBED",
    "EQ",
    "FORMCHECKBOX",
    "FORMTEXT",
    "GOTOBUTTON",
    "HYPERLINK",
    "INCLUDEPICTURE",
    "INDEX",
    "LISTNUM",
    "MACROBUTTON",
    "NEXT",
    "NEXTIF",
    "NOTEREF",
    "NUMPAGES",
    "PAGE",
    "PAGEREF",
    "PRINT",
    "PRIVATE",
    "RD",
    "SECTIONPAGES",
    "SET",
    "SHAPE",
    "SKIPIF",
    "TA",
    "TC",
    "TOA",
    "TOC",
    "XE",
];
