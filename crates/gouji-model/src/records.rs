//! How the records of a data file are cells of a form, as a pack says it: what `gouji-records` reads by.
//!
//! XML elements, members of JSON objects and fields of CSV lines are all elements here: a name, what
//! stands in it, and elements inside. The elements of a JSON list, and lines of CSV, are elements that repeat.

/// How the data files of one kind are known, and where their figures stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataSource {
    /// The format.
    pub format: DataFormat,
    /// The outermost element, of XML.
    pub root: Option<Step>,
    /// Names that the outermost object of JSON, or the first line of CSV, must have.
    pub has: Vec<String>,
    /// What prefixes in paths stand for: a URI, in which `*` stands for anything.
    pub namespaces: Vec<(String, Vec<String>)>,
    /// Where organization, year, title and other facts stand.
    pub facts: Vec<(Fact, Path)>,
    /// What rows are about.
    pub keys: Vec<KeySource>,
    /// The figures.
    pub records: Vec<RecordSource>,
    /// Elements whose figures are no one's concern.
    pub ignored: Vec<Path>,
}

/// A format of data files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DataFormat {
    /// XML.
    #[default]
    Xml,
    /// JSON.
    Json,
    /// Values separated by commas, with a line of names first.
    Csv,
}

/// What a data file says of the report as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Whose report it is.
    Organization,
    /// The year reported on.
    Year,
    /// The title.
    Title,
}

/// One element on the way to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// The prefix of its namespace; none where any will do.
    pub prefix: Option<String>,
    /// Its names without a prefix: editions of a format may differ.
    pub names: Vec<String>,
}

/// The way to an element or an attribute, from the outermost element or from a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    /// The elements.
    pub steps: Vec<Step>,
    /// The attribute of the last of them, by its name without a prefix.
    pub attribute: Option<String>,
}

/// Elements that rows are about, such as the components of an agency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeySource {
    /// The open rows that they are the keys of.
    pub of: Option<String>,
    /// The row of the form that it is, where it is no open one: the total of all.
    pub row: Option<String>,
    /// Where they stand.
    pub at: Path,
    /// What records refer to them by.
    pub id: Option<Path>,
    /// Where the key stands; the first that says anything.
    pub key: Vec<Path>,
    /// What the report calls them.
    pub label: Option<Path>,
}

/// Records with figures of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordSource {
    /// The table.
    pub table: String,
    /// The element in which they stand; where it is not there, the table is missing.
    pub section: Path,
    /// Where they stand, from there.
    pub at: Path,
    /// What links refer to them by.
    pub id: Option<Path>,
    /// Which row they fill.
    pub row: RowSource,
    /// Columns, each with where its figure stands.
    pub columns: Vec<(String, Path)>,
    /// Figures whose column a code says.
    pub codes: Vec<CodeSource>,
    /// Elements in it that have columns by their number, or rows of their own.
    pub lists: Vec<ListSource>,
    /// What must stand in a record for it to be one of these.
    pub only: Vec<(Path, String)>,
}

/// Which row a record fills.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSource {
    /// Always this row of the form.
    pub row: Option<String>,
    /// The row whose key, or whose element's id, stands here; from the link where there is one. Of
    /// several, each gives a part of the key.
    pub by: Vec<Path>,
    /// The open rows meant, where no element lists their keys or a key has several parts.
    pub of: Option<String>,
    /// The table meant where the last part of the key is a total, whose rows have the other parts.
    pub total_table: Option<String>,
    /// Texts by which `by` means a row of the form and no open one.
    pub totals: Vec<(String, String)>,
    /// The element that links records to rows, and where it names the record.
    pub link: Option<(Path, Path)>,
}

/// Figures whose column a code says: elements in a record, each with a code and a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeSource {
    /// Where they stand in the record.
    pub at: Path,
    /// Where the code stands in each.
    pub code: Path,
    /// Where the figure stands in each.
    pub value: Path,
    /// The column of each code.
    pub columns: Vec<(String, String)>,
}

/// Elements in a record of which each has columns of its own, `days.1` and `days.2`, or a row of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListSource {
    /// Where they stand in the record.
    pub at: Path,
    /// Columns, with `{n}` in place of the number, and where the figure stands in each element.
    pub columns: Vec<(String, Path)>,
    /// The table of which they fill rows of their own, if they do: the key is that of the record's row, and
    /// theirs behind it; below a row of the form, the open rows are called as it is.
    pub table: Option<String>,
    /// Where their part of the key stands; without it, it is their number.
    pub key: Option<Path>,
}

impl Path {
    /// A path as files have it: `Organization/nc:Name`, `OrganizationReference/@ref`; a dot is the
    /// element itself. Nothing where it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut path = Self::default();
        if text == "." {
            return Some(path);
        }
        let mut parts = text.split('/').peekable();
        while let Some(part) = parts.next() {
            match part.strip_prefix('@') {
                Some(name) if parts.peek().is_none() && is_name(name) => {
                    path.attribute = Some(name.to_owned());
                }
                Some(_) => return None,
                None => path.steps.push(Step::parse(part)?),
            }
        }
        Some(path)
    }

    /// This way and another from its end.
    #[must_use]
    pub fn join(&self, rest: &Self) -> Self {
        let steps = self.steps.iter().chain(&rest.steps);
        Self {
            steps: steps.cloned().collect(),
            attribute: rest.attribute.clone(),
        }
    }
}

impl Step {
    /// A name with or without a prefix, or several with `|` between them; nothing where it is none. Names of
    /// JSON and CSV may have any other characters but `/`, `@` and a colon.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (prefix, name) = match text.split_once(':') {
            Some((prefix, name)) => (Some(prefix), name),
            None => (None, text),
        };
        let names = name.split('|');
        (prefix.is_none_or(is_name) && names.clone().all(is_name)).then(|| Self {
            prefix: prefix.map(str::to_owned),
            names: names.map(str::to_owned).collect(),
        })
    }
}

fn is_name(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(['/', '@', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_elements_and_perhaps_an_attribute() {
        let path = Path::parse("nc:Organization/Name|Title/@ref").unwrap_or_default();
        let names: Vec<&[String]> = path.steps.iter().map(|step| &*step.names).collect();
        assert_eq!(names, [&["Organization"][..], &["Name", "Title"]]);
        assert_eq!(path.steps[0].prefix.as_deref(), Some("nc"));
        assert_eq!(path.attribute.as_deref(), Some("ref"));
        assert_eq!(Path::parse("."), Some(Path::default()));
        for wrong in ["", "/a", "a//b", "@a/b", "a/@", "a:b:c", ":a"] {
            assert_eq!(Path::parse(wrong), None, "{wrong}");
        }
    }
}
