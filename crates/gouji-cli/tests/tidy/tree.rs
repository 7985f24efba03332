//! One file as its tokens tell: its child modules, what it defines, what it imports, what it names.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Token, tokens};

/// One name that a `use` brings in.
pub(crate) struct Import {
    /// The path as it is written.
    pub path: Vec<String>,
    /// Whether it hands the name on to others.
    pub is_public: bool,
}

/// What a file says of itself.
#[derive(Default)]
pub(crate) struct File {
    /// Its modules that are files of their own.
    pub children: BTreeSet<String>,
    /// The names of its items.
    pub items: BTreeSet<String>,
    /// What each imported name stands for.
    pub imports: BTreeMap<String, Import>,
    /// The modules whose names all are imported.
    pub globs: Vec<Vec<String>>,
    /// The paths that its code names, words alone too.
    pub named: BTreeSet<Vec<String>>,
}

const KEYWORDS: [&str; 9] = [
    "fn",
    "struct",
    "enum",
    "trait",
    "type",
    "const",
    "static",
    "union",
    "macro_rules",
];

impl File {
    /// Reads a file.
    pub fn read(text: &str) -> Self {
        let tokens = tokens(text);
        let mut file = Self::default();
        let mut at = 0;
        while at < tokens.len() {
            at += match tokens[at].as_str() {
                "use" => file.import(&tokens, at),
                "mod" if tokens.get(at + 2).is_some_and(|next| next == ";") => {
                    file.children.insert(tokens[at + 1].clone());
                    3
                }
                word if KEYWORDS.contains(&word) => {
                    let name = tokens[at + 1..].iter().find(|token| *token != "!");
                    file.items.extend(name.cloned());
                    1
                }
                _ => file.name(&tokens[at..]),
            };
        }
        file
    }

    /// A `use` and how many tokens it has.
    fn import(&mut self, tokens: &[Token], at: usize) -> usize {
        // `impl Trait + use<'a>` says what is captured.
        if tokens.get(at + 1).is_some_and(|next| next == "<") {
            return 1;
        }
        let is_public = at > 0 && matches!(tokens[at - 1].as_str(), "pub" | ")");
        let length = tokens[at..]
            .iter()
            .take_while(|token| *token != ";")
            .count();
        self.import_tree(&tokens[at + 1..at + length], &[], is_public);
        length
    }

    /// What one tree of a `use` brings in, below what stands before it.
    fn import_tree(&mut self, tree: &[Token], before: &[String], is_public: bool) {
        let mut path = before.to_vec();
        let mut at = 0;
        while let Some(token) = tree.get(at) {
            match token.as_str() {
                "::" => {}
                "*" => return self.globs.push(path),
                "{" => {
                    for part in parts(&tree[at + 1..]) {
                        self.import_tree(part, &path, is_public);
                    }
                    return;
                }
                "as" => break,
                "self" if !path.is_empty() => {}
                word => path.push(word.to_owned()),
            }
            at += 1;
        }
        let renamed = tree.get(at + 1).filter(|_| at < tree.len());
        if let Some(name) = renamed.or(path.last()).cloned() {
            // Many may be called `_`: the path tells them apart.
            let name = if name == "_" { path.join("::") } else { name };
            self.imports.insert(name, Import { path, is_public });
        }
    }

    /// A path or a word in the code, and how many tokens it has.
    fn name(&mut self, tokens: &[Token]) -> usize {
        let word = |at: usize| {
            let token = tokens.get(at)?;
            token
                .starts_with(|c: char| c.is_alphabetic() || c == '_')
                .then(|| token.clone())
        };
        let Some(first) = word(0) else { return 1 };
        let (mut path, mut at) = (vec![first], 1);
        while tokens.get(at).is_some_and(|token| token == "::") {
            let Some(next) = word(at + 1) else { break };
            path.push(next);
            at += 2;
        }
        self.named.insert(path);
        at
    }
}

/// The parts of a group, between its commas.
fn parts(tokens: &[Token]) -> Vec<&[Token]> {
    let (mut found, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, token) in tokens.iter().enumerate() {
        match token.as_str() {
            "{" => depth += 1,
            "}" if depth > 0 => depth -= 1,
            "," | "}" if depth == 0 => {
                if from < at {
                    found.push(&tokens[from..at]);
                }
                from = at + 1;
                if token == "}" {
                    break;
                }
            }
            _ => {}
        }
    }
    found
}
