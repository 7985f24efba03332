//! The tokens of RTF: groups, control words, and bytes of text.

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word` with the number behind it, if any.
    Word(&'b str, Option<i32>),
    /// `\~` and the like.
    Symbol(u8),
    /// A byte of text, written as it is or as `\'hh`.
    Byte(u8),
}

/// Cuts bytes into tokens. Binary data after `\bin` is skipped.
pub(super) struct Lexer<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Lexer<'b> {
    /// A lexer at the start of a file.
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'b [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| wanted(**byte)).count();
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn control(&mut self) -> Option<Token<'b>> {
        let first = self.peek()?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(match first {
                b'\'' => Token::Byte(self.hex()),
                b'\r' | b'\n' => Token::Word("par", None),
                other => Token::Symbol(other),
            });
        }
        let name = self.take_while(|byte| byte.is_ascii_alphabetic());
        let name = std::str::from_utf8(name).unwrap_or_default();
        let sign = usize::from(self.peek() == Some(b'-'));
        let from = self.at;
        self.at += sign;
        let digits = self.take_while(|byte| byte.is_ascii_digit()).len();
        if digits == 0 {
            self.at = from;
        }
        let number = self.bytes.get(from..self.at).unwrap_or_default();
        let number = std::str::from_utf8(number)
            .ok()
            .and_then(|n| n.parse().ok());
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        if name == "bin" {
            let length = number.and_then(|length: i32| usize::try_from(length).ok());
            self.at = self.at.saturating_add(length.unwrap_or(0));
        }
        Some(Token::Word(name, number))
    }

    fn hex(&mut self) -> u8 {
        let mut value = 0;
        for _ in 0..2 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else { break };
            value = value * 16 + digit as u8;
            self.at += 1;
        }
        value
    }
}

impl<'b> Iterator for Lexer<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => return self.control(),
                b'\r' | b'\n' | 0 => continue,
                other => Token::Byte(other),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_tokens() {
        let found: Vec<Token<'_>> =
            Lexer::new(b"{\\b1 x\\'d5\\u-20 ?\\~\r\n\\bin3 {{{}\\").collect();
        let expected = [
            Token::Open,
            Token::Word("b", Some(1)),
            Token::Byte(b'x'),
            Token::Byte(0xd5),
            Token::Word("u", Some(-20)),
            Token::Byte(b'?'),
            Token::Symbol(b'~'),
            Token::Word("bin", Some(3)),
            Token::Close,
        ];
        assert_eq!(found, expected);
    }
}
