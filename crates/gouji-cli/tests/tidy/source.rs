//! The words, signs and texts of a Rust file, without comments and what is compiled for tests only.

/// A word or a sign.
pub(crate) type Token = String;

/// The tokens of a file: words, `::`, and every other sign alone.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = without_tests(split(text));
    tokens.retain(|token| text_of(token).is_none());
    tokens
}

/// The same with its texts and characters, which [`text_of`] tells from the others.
pub(crate) fn tokens_and_texts(text: &str) -> Vec<Token> {
    without_tests(split(text))
}

/// What stands between the quotes of a text or character.
pub(crate) fn text_of(token: &str) -> Option<&str> {
    token.strip_prefix(TEXT)
}

/// Begins the token of a text.
const TEXT: char = '"';

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn split(text: &str) -> Vec<Token> {
    let characters: Vec<char> = text.chars().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(&c) = characters.get(at) {
        let rest = &characters[at..];
        let length = match c {
            '/' if rest.get(1) == Some(&'/') => run(rest, |c| c != '\n'),
            '/' if rest.get(1) == Some(&'*') => block_comment(rest),
            '"' => note(rest, quoted(rest), &mut found),
            'r' | 'b' | 'c' if text_opens(rest) => note(rest, raw_or_bytes(rest), &mut found),
            '\'' => match character_or_lifetime(rest) {
                length if rest.get(length - 1) == Some(&'\'') => note(rest, length, &mut found),
                length => length,
            },
            c if is_word(c) => {
                let length = run(rest, is_word);
                found.push(rest[..length].iter().collect());
                length
            }
            ':' if rest.get(1) == Some(&':') => {
                found.push("::".to_owned());
                2
            }
            c => {
                if !c.is_whitespace() {
                    found.push(c.to_string());
                }
                1
            }
        };
        at += length.max(1);
    }
    found
}

/// Takes note of a text of some length.
fn note(rest: &[char], length: usize, found: &mut Vec<Token>) -> usize {
    let written = &rest[..length.min(rest.len())];
    let quotes = |c: &char| matches!(c, '"' | '\'' | '#');
    let inside: String = written.iter().filter(|c| !quotes(c)).collect();
    found.push(format!("{TEXT}{inside}"));
    length
}

fn run(rest: &[char], holds: impl Fn(char) -> bool) -> usize {
    rest.iter().take_while(|c| holds(**c)).count()
}

fn block_comment(rest: &[char]) -> usize {
    let end = rest.windows(2).position(|pair| pair == ['*', '/']);
    end.map_or(rest.len(), |end| end + 2)
}

fn quoted(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// Whether `r"`, `r#"`, `b"`, `br"` or the like stands here, and no word or raw name.
fn text_opens(rest: &[char]) -> bool {
    let letters = run(rest, |c| matches!(c, 'r' | 'b' | 'c'));
    let marks = run(&rest[letters..], |c| c == '#');
    letters <= 2 && rest.get(letters + marks) == Some(&'"')
}

fn raw_or_bytes(rest: &[char]) -> usize {
    let letters = run(rest, |c| matches!(c, 'r' | 'b' | 'c'));
    let marks = run(&rest[letters..], |c| c == '#');
    if !rest[..letters].contains(&'r') {
        return letters + quoted(&rest[letters..]);
    }
    let start = letters + marks + 1;
    let closes = |at: &usize| rest[*at] == '"' && run(&rest[at + 1..], |c| c == '#') >= marks;
    let end = (start..rest.len()).find(closes);
    end.map_or(rest.len(), |end| end + 1 + marks)
}

fn character_or_lifetime(rest: &[char]) -> usize {
    match (rest.get(1), rest.get(2)) {
        (Some('\\'), _) => 3 + run(&rest[3.min(rest.len())..], |c| c != '\'') + 1,
        (Some(_), Some('\'')) => 3,
        _ => 1 + run(&rest[1..], is_word),
    }
}

/// The tokens without the items that `#[cfg(test)]` stands before.
fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut kept, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        if tokens[at..].iter().take(MARK.len()).eq(MARK.iter()) {
            at += MARK.len();
            at += item(&tokens[at..]);
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// How many tokens the item that begins here has: to its `;`, or to the end of its braces.
fn item(tokens: &[Token]) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token.as_str() {
            "{" => depth += 1,
            "}" if depth <= 1 => return at + 1,
            "}" => depth -= 1,
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}
