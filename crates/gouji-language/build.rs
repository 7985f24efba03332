//! Makes constants of `languages/*.toml`: a module for each table, a constant for each key. Lists of
//! several languages are put together, in the order of the files. Nothing is left to do at a start.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A constant: its module, its name, the comment above it, and what it holds.
struct Entry {
    module: String,
    name: String,
    doc: String,
    words: Words,
}

/// What a key of the files says.
#[derive(Clone)]
enum Words {
    /// `"年度"`: single characters.
    Characters(String),
    /// `["件", "条"]`
    List(Vec<String>),
    /// `{ "万元" = 4 }`: words with numbers.
    Numbered(Vec<(String, String)>),
    /// `{ "資訊" = "信息" }`: words with others.
    Paired(Vec<(String, String)>),
}

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let folder = manifest.join("../../languages");
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    files.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "toml")
    });
    files.sort();
    let mut entries: Vec<Entry> = Vec::new();
    for file in files {
        println!("cargo:rerun-if-changed={}", file.display());
        read(&file, &mut entries)
            .map_err(|fault| io::Error::other(format!("{}: {fault}", file.display())))?;
    }
    fs::write(out.join("words.rs"), modules(&entries))
}

fn read(path: &Path, entries: &mut Vec<Entry>) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let file = DeTable::parse(&text).map_err(|error| error.to_string())?;
    for (module, table) in file.get_ref() {
        let DeValue::Table(table) = table.get_ref() else {
            return Err(format!("{} is no table", module.get_ref()));
        };
        for (name, value) in table {
            let entry = Entry {
                module: module.get_ref().to_string(),
                name: name.get_ref().to_string(),
                doc: comment(&text, name.span().start),
                words: words(value)
                    .ok_or_else(|| format!("{} is no list of words", name.get_ref()))?,
            };
            if entry.doc.is_empty() {
                return Err(format!("{} has no comment above it", entry.name));
            }
            add(entries, entry)?;
        }
    }
    Ok(())
}

/// Adds the words of a further language to those of the others.
fn add(entries: &mut Vec<Entry>, entry: Entry) -> Result<(), String> {
    let same = |known: &&mut Entry| known.module == entry.module && known.name == entry.name;
    let Some(known) = entries.iter_mut().find(same) else {
        entries.push(entry);
        return Ok(());
    };
    match (&mut known.words, entry.words) {
        (Words::Characters(known), Words::Characters(more)) => known.push_str(&more),
        (Words::List(known), Words::List(more)) => known.extend(more),
        (Words::Numbered(known), Words::Numbered(more))
        | (Words::Paired(known), Words::Paired(more)) => known.extend(more),
        _ => return Err(format!("{} is of another kind elsewhere", known.name)),
    }
    Ok(())
}

/// The comment right above the line of a place.
fn comment(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let before = before.get(..line).unwrap_or_default();
    let lines = before.lines().rev();
    let mut lines: Vec<&str> = lines.map_while(|line| line.strip_prefix('#')).collect();
    lines.reverse();
    lines.join("\n")
}

fn words(value: &Spanned<DeValue<'_>>) -> Option<Words> {
    Some(match value.get_ref() {
        DeValue::String(characters) => Words::Characters(characters.to_string()),
        DeValue::Array(items) => {
            let texts = items.iter().map(|item| item.get_ref().as_str());
            Words::List(
                texts
                    .map(|text| text.map(str::to_owned))
                    .collect::<Option<_>>()?,
            )
        }
        DeValue::Table(table) => {
            let mut members: Vec<_> = table.iter().collect();
            members.sort_by_key(|(name, _)| name.span().start);
            let texts = |of: fn(&DeValue<'_>) -> Option<String>| {
                let pairs = members.iter();
                let pairs = pairs
                    .map(|(name, value)| Some((name.get_ref().to_string(), of(value.get_ref())?)));
                pairs.collect::<Option<Vec<_>>>()
            };
            let number = |value: &DeValue<'_>| Some(value.as_integer()?.as_str().to_owned());
            let text = |value: &DeValue<'_>| value.as_str().map(str::to_owned);
            match texts(number) {
                Some(numbered) => Words::Numbered(numbered),
                None => Words::Paired(texts(text)?),
            }
        }
        _ => return None,
    })
}

fn modules(entries: &[Entry]) -> String {
    let mut names: Vec<&str> = entries.iter().map(|entry| entry.module.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let mut code = String::new();
    for name in names {
        let own: Vec<&Entry> = entries
            .iter()
            .filter(|entry| entry.module == name)
            .collect();
        let _ = writeln!(
            code,
            "/// Words of {}.\npub mod {name} {{",
            name.replace('_', " ")
        );
        own.iter().for_each(|entry| constant(&mut code, entry));
        code.push_str("}\n");
    }
    code
}

/// A constant, and of single characters a question.
fn constant(code: &mut String, entry: &Entry) {
    for line in entry.doc.lines() {
        let _ = writeln!(code, "    ///{line}");
    }
    let name = entry.name.to_uppercase();
    let _ = match &entry.words {
        Words::List(words) => writeln!(code, "    pub const {name}: &[&str] = &{words:?};"),
        Words::Paired(pairs) => {
            writeln!(code, "    pub const {name}: &[(&str, &str)] = &{pairs:?};")
        }
        Words::Numbered(pairs) => {
            let is_below = pairs.iter().any(|(_, number)| number.starts_with('-'));
            let kind = if is_below { "i32" } else { "u8" };
            let pairs: Vec<String> = pairs
                .iter()
                .map(|(word, number)| format!("({word:?}, {number})"))
                .collect();
            writeln!(
                code,
                "    pub const {name}: &[(&str, {kind})] = &[{}];",
                pairs.join(", ")
            )
        }
        Words::Characters(characters) => {
            let mut signs: Vec<String> = Vec::new();
            for sign in characters.chars().map(|c| format!("{c:?}")) {
                // Files may say a character twice; code may not.
                if !signs.contains(&sign) {
                    signs.push(sign);
                }
            }
            let mut all = characters.chars();
            let (kind, whole) = match (all.next(), all.next()) {
                (Some(one), None) => ("char", format!("{one:?}")),
                _ => ("&str", format!("{characters:?}")),
            };
            writeln!(
                code,
                "    pub const {name}: {kind} = {whole};\n    /// Whether a character is [`{name}`], or one of it.\n    #[inline]\n    #[must_use]\n    pub const fn {}(c: char) -> bool {{\n        matches!(c, {})\n    }}",
                entry.name,
                signs.join(" | ")
            )
        }
    };
}
