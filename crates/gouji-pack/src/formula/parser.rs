//! Tokens to a syntax tree whose leaves know their places.

use std::ops::Range;

use gouji_rule::{Comparison, Order, Rounding};

use super::FormulaError;
use super::lexer::{Token, tokens};
use crate::mistake::{self, Mistake};

mod calls;

/// A condition as written.
#[derive(Debug)]
pub(super) enum Node<'t> {
    Compare(Vec<Part<'t>>, Comparison, Vec<Part<'t>>),
    Present(Part<'t>),
    Ordered(Order, Part<'t>),
    Binary(Joint, Box<Node<'t>>, Box<Node<'t>>),
    Not(Box<Node<'t>>),
}

/// What joins two conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    And,
    Or,
    Implies,
    Iff,
}

/// A term as written.
#[derive(Clone, Debug)]
pub(super) struct Part<'t> {
    pub coefficient: i64,
    /// How many decimals the coefficient has.
    pub scale: u8,
    pub operand: Written<'t>,
    pub span: Range<usize>,
}

impl Part<'_> {
    /// Whether it is cells alone, without a factor and not their sum.
    pub(super) fn is_plain_cells(&self) -> bool {
        let plain = (self.coefficient, self.scale) == (1, 0);
        plain && matches!(self.operand, Written::Cells { summed: false, .. })
    }
}

/// An operand as written.
#[derive(Clone, Debug)]
pub(super) enum Written<'t> {
    Number,
    Fact(&'t str),
    Cells {
        table: &'t str,
        summed: bool,
        indices: Vec<Vec<(bool, &'t str)>>,
    },
    Call(Box<Function<'t>>),
}

/// A function as written.
#[derive(Clone, Debug)]
pub(super) enum Function<'t> {
    Abs(Vec<Part<'t>>),
    Least(Vec<Vec<Part<'t>>>),
    Greatest(Vec<Vec<Part<'t>>>),
    Count(Part<'t>),
    Nth(usize, Part<'t>),
    Quotient {
        dividend: Vec<Part<'t>>,
        divisor: Vec<Part<'t>>,
        places: u8,
        rounding: Rounding,
    },
}

/// A table that `each` names, with the rows or columns of it that are meant; all where there are none.
#[derive(Debug)]
pub(super) struct EachPlace<'t> {
    pub table: &'t str,
    pub names: Vec<(bool, &'t str)>,
}

/// What stands between two `*`.
enum Factor<'t> {
    Number(i64, u8),
    Parts(Vec<Part<'t>>),
}

/// Most decimals of a factor.
const FINEST: u8 = 6;
/// Deepest nesting of brackets and `not`.
const DEEPEST: usize = 32;

/// Parses a condition.
pub(super) fn parse(text: &str) -> Result<Node<'_>, FormulaError> {
    let mut parser = Parser {
        tokens: tokens(text)?,
        at: 0,
        end: text.len(),
        depth: 0,
    };
    let node = parser.joined(0)?;
    match parser.peek() {
        None => Ok(node),
        Some(Token::Sign(sign)) => Err(parser.error(mistake::no_second(sign))),
        Some(_) => Err(parser.error(mistake::nothing_more())),
    }
}

/// Parses what stands behind `row of` and `column of`.
pub(super) fn parse_each(text: &str) -> Result<Vec<EachPlace<'_>>, FormulaError> {
    let mut parser = Parser {
        tokens: tokens(text)?,
        at: 0,
        end: text.len(),
        depth: 0,
    };
    let mut places = Vec::new();
    loop {
        let table = parser.name()?;
        let mut names = Vec::new();
        if parser.sign("[") {
            names = parser.index()?;
            parser.expect("]")?;
        }
        places.push(EachPlace { table, names });
        if !parser.sign("+") {
            break;
        }
    }
    match parser.peek() {
        None => Ok(places),
        Some(_) => Err(parser.error(mistake::nothing_more())),
    }
}

struct Parser<'t> {
    tokens: Vec<(Token<'t>, Range<usize>)>,
    at: usize,
    end: usize,
    depth: usize,
}

/// The joints from the loosest to the tightest.
const JOINTS: [(&str, Joint); 4] = [
    ("iff", Joint::Iff),
    ("implies", Joint::Implies),
    ("or", Joint::Or),
    ("and", Joint::And),
];

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<Token<'t>> {
        self.tokens.get(self.at).map(|(token, _)| *token)
    }

    fn span(&self) -> Range<usize> {
        self.tokens
            .get(self.at)
            .map_or(self.end..self.end, |(_, span)| span.clone())
    }

    fn error(&self, mistake: Mistake) -> FormulaError {
        Self::error_at(self.span(), mistake)
    }

    const fn error_at(span: Range<usize>, mistake: Mistake) -> FormulaError {
        FormulaError::wrong(span, mistake)
    }

    fn sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Sign(found)) if found == sign);
        self.at += usize::from(found);
        found
    }

    fn word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Name(found)) if found == word);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &str) -> Result<(), FormulaError> {
        if self.sign(sign) {
            return Ok(());
        }
        let quoted = (format!("“{sign}”"), format!("`{sign}`"));
        Err(self.error(mistake::expected(&quoted.0, &quoted.1)))
    }

    fn name(&mut self) -> Result<&'t str, FormulaError> {
        match self.peek() {
            Some(Token::Name(name)) => {
                self.at += 1;
                Ok(name)
            }
            _ => Err(self.error(mistake::expected("名称", "a name"))),
        }
    }

    fn joined(&mut self, level: usize) -> Result<Node<'t>, FormulaError> {
        let Some((word, joint)) = JOINTS.get(level) else {
            return self.condition();
        };
        let mut left = self.joined(level + 1)?;
        while self.word(word) {
            let right = self.joined(level + 1)?;
            left = Node::Binary(*joint, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn condition(&mut self) -> Result<Node<'t>, FormulaError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(mistake::formula_too_deep()));
        }
        let node = self.condition_inside();
        self.depth -= 1;
        node
    }

    fn condition_inside(&mut self) -> Result<Node<'t>, FormulaError> {
        if self.word("not") {
            return Ok(Node::Not(Box::new(self.condition()?)));
        }
        if matches!(self.peek(), Some(Token::Sign("("))) && self.holds_condition() {
            self.at += 1;
            let node = self.joined(0)?;
            self.expect(")")?;
            return Ok(node);
        }
        if let Some(node) = self.predicate()? {
            return Ok(node);
        }
        let left = self.sum()?;
        let comparison = self.comparison()?;
        Ok(Node::Compare(left, comparison, self.sum()?))
    }

    fn comparison(&mut self) -> Result<Comparison, FormulaError> {
        let all = [
            Comparison::Equal,
            Comparison::Unequal,
            Comparison::LessOrEqual,
            Comparison::GreaterOrEqual,
            Comparison::Less,
            Comparison::Greater,
        ];
        all.into_iter()
            .find(|comparison| self.sign(comparison.sign()))
            .ok_or_else(|| {
                if matches!(self.peek(), Some(Token::Sign("/"))) {
                    return self.error(mistake::division());
                }
                let signs = "(==, !=, <, <=, >, >=)";
                let words = (format!("比较 {signs}"), format!("a comparison {signs}"));
                self.error(mistake::expected(&words.0, &words.1))
            })
    }

    /// Whether the bracket that opens here is around a condition, and not around a sum: it has a
    /// comparison or a word of logic in it.
    fn holds_condition(&self) -> bool {
        let mut open = 0_usize;
        for (token, _) in self.tokens.get(self.at..).unwrap_or_default() {
            match token {
                Token::Sign("(") => open += 1,
                Token::Sign(")") if open <= 1 => return false,
                Token::Sign(")") => open -= 1,
                Token::Sign("==" | "!=" | "<" | ">" | "<=" | ">=")
                | Token::Name(
                    "not" | "and" | "or" | "implies" | "iff" | "present" | "ascending"
                    | "descending",
                ) => return true,
                _ => {}
            }
        }
        false
    }

    fn sum(&mut self) -> Result<Vec<Part<'t>>, FormulaError> {
        let mut parts = vec![];
        let mut sign = if self.sign("-") { -1 } else { 1 };
        loop {
            parts.extend(self.product(sign)?);
            sign = match (self.sign("+"), self.sign("-")) {
                (true, _) => 1,
                (_, true) => -1,
                _ => return Ok(parts),
            };
        }
    }

    /// Whole numbers and at most one cell, fact or sum in brackets, with `*` between them.
    fn product(&mut self, sign: i64) -> Result<Vec<Part<'t>>, FormulaError> {
        let start = self.span().start;
        let (mut factor, mut scale, mut multiplied) = (sign, 0_u8, None);
        loop {
            let at = self.span();
            match self.factor()? {
                Factor::Number(number, decimals) => {
                    scale = scale.saturating_add(decimals);
                    let product = factor.checked_mul(number).filter(|_| scale <= FINEST);
                    factor = product.ok_or_else(|| {
                        let end = self.end_of_last();
                        Self::error_at(at.start..end, mistake::number_too_large())
                    })?;
                }
                Factor::Parts(parts) if multiplied.is_none() => multiplied = Some(parts),
                Factor::Parts(_) => {
                    let end = self.end_of_last();
                    return Err(Self::error_at(start..end, mistake::product_of_cells()));
                }
            }
            if !self.sign("*") {
                break;
            }
        }
        let span = start..self.end_of_last();
        let number = Part {
            coefficient: 1,
            scale: 0,
            operand: Written::Number,
            span: span.clone(),
        };
        let mut parts = multiplied.unwrap_or_else(|| vec![number]);
        for part in &mut parts {
            part.scale = part.scale.saturating_add(scale);
            if part.scale > FINEST {
                return Err(Self::error_at(span, mistake::number_too_large()));
            }
            part.coefficient = part
                .coefficient
                .checked_mul(factor)
                .ok_or_else(|| Self::error_at(span.clone(), mistake::number_too_large()))?;
        }
        Ok(parts)
    }

    fn factor(&mut self) -> Result<Factor<'t>, FormulaError> {
        if let Some(Token::Number(number)) = self.peek() {
            self.at += 1;
            return Ok(Factor::Number(number, 0));
        }
        if let Some(Token::Decimal(units, decimals)) = self.peek() {
            self.at += 1;
            return Ok(Factor::Number(units, decimals));
        }
        if matches!(self.peek(), Some(Token::Sign("("))) {
            return self.bracketed().map(Factor::Parts);
        }
        let start = self.span().start;
        let operand = self.operand()?;
        Ok(Factor::Parts(vec![Part {
            coefficient: 1,
            scale: 0,
            operand,
            span: start..self.end_of_last(),
        }]))
    }

    fn bracketed(&mut self) -> Result<Vec<Part<'t>>, FormulaError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(mistake::formula_too_deep()));
        }
        self.expect("(")?;
        let parts = self.sum()?;
        self.expect(")")?;
        self.depth -= 1;
        Ok(parts)
    }

    /// Where the token before this one ends.
    fn end_of_last(&self) -> usize {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or(self.end, |(_, span)| span.end)
    }

    fn operand(&mut self) -> Result<Written<'t>, FormulaError> {
        if self.word("sum") {
            self.expect("(")?;
            let table = self.name()?;
            let cells = self.cells(table, true)?;
            self.expect(")")?;
            return Ok(cells);
        }
        if let Some(function) = self.function()? {
            return Ok(Written::Call(Box::new(function)));
        }
        let name = self.name()?;
        if matches!(self.peek(), Some(Token::Sign("["))) {
            return self.cells(name, false);
        }
        Ok(Written::Fact(name))
    }

    fn cells(&mut self, table: &'t str, summed: bool) -> Result<Written<'t>, FormulaError> {
        self.expect("[")?;
        let mut indices = vec![self.index()?];
        while self.sign(",") {
            indices.push(self.index()?);
        }
        self.expect("]")?;
        Ok(Written::Cells {
            table,
            summed,
            indices,
        })
    }

    /// `a + b.* - c`: names with whether they are taken or left out; `*` is every open row, or every
    /// column.
    fn index(&mut self) -> Result<Vec<(bool, &'t str)>, FormulaError> {
        let mut names = vec![(true, self.index_name()?)];
        loop {
            let taken = match (self.sign("+"), self.sign("-")) {
                (true, _) => true,
                (_, true) => false,
                _ => return Ok(names),
            };
            names.push((taken, self.index_name()?));
        }
    }

    fn index_name(&mut self) -> Result<&'t str, FormulaError> {
        if self.sign("*") {
            return Ok("*");
        }
        self.name()
    }
}
