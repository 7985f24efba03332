//! Functions and predicates of cells: `min(…)`, `round(a / b, 2)`, `present(…)`.

use gouji_rule::{Order, Rounding};

use super::{Function, Node, Parser, Part, Written};
use crate::formula::FormulaError;
use crate::formula::lexer::Token;
use crate::mistake;

impl<'t> Parser<'t> {
    /// Whether this word and an opening bracket come next; both are then taken.
    fn opens(&mut self, word: &str) -> bool {
        let named = matches!(self.peek(), Some(Token::Name(found)) if found == word);
        let next = self.tokens.get(self.at + 1).map(|(token, _)| *token);
        let opens = named && next == Some(Token::Sign("("));
        self.at += if opens { 2 } else { 0 };
        opens
    }

    /// A condition that is no comparison, if one comes next.
    pub(super) fn predicate(&mut self) -> Result<Option<Node<'t>>, FormulaError> {
        if self.opens("present") {
            let part = self.named()?;
            self.expect(")")?;
            return Ok(Some(Node::Present(part)));
        }
        let orders = [
            ("ascending", Order::Ascending),
            ("descending", Order::Descending),
        ];
        for (word, order) in orders {
            if self.opens(word) {
                let part = self.cells_alone()?;
                self.expect(")")?;
                return Ok(Some(Node::Ordered(order, part)));
            }
        }
        Ok(None)
    }

    /// A function, if one comes next.
    pub(super) fn function(&mut self) -> Result<Option<Function<'t>>, FormulaError> {
        let function = if self.opens("abs") {
            Function::Abs(self.nested_sum()?)
        } else if self.opens("min") {
            Function::Least(self.arguments()?)
        } else if self.opens("max") {
            Function::Greatest(self.arguments()?)
        } else if self.opens("count") {
            Function::Count(self.cells_alone()?)
        } else if self.opens("nth") {
            let place = self.whole()?;
            self.expect(",")?;
            Function::Nth(place, self.cells_alone()?)
        } else if let Some(rounding) = self.rounding() {
            self.quotient(rounding)?
        } else {
            return Ok(None);
        };
        self.expect(")")?;
        Ok(Some(function))
    }

    fn rounding(&mut self) -> Option<Rounding> {
        let all = [
            ("round", Rounding::Nearest),
            ("round_down", Rounding::Down),
            ("round_up", Rounding::Up),
        ];
        let found = all.into_iter().find(|(word, _)| self.opens(word));
        found.map(|(_, rounding)| rounding)
    }

    fn quotient(&mut self, rounding: Rounding) -> Result<Function<'t>, FormulaError> {
        let dividend = self.nested_sum()?;
        self.expect("/")?;
        let divisor = self.nested_sum()?;
        self.expect(",")?;
        let at = self.span();
        let places = self.whole()?;
        let places = u8::try_from(places)
            .ok()
            .filter(|places| *places <= super::FINEST);
        Ok(Function::Quotient {
            dividend,
            divisor,
            places: places.ok_or_else(|| Self::error_at(at, mistake::number_too_large()))?,
            rounding,
        })
    }

    /// Sums inside functions nest as brackets do.
    fn nested_sum(&mut self) -> Result<Vec<Part<'t>>, FormulaError> {
        self.depth += 1;
        if self.depth > super::DEEPEST {
            return Err(self.error(mistake::formula_too_deep()));
        }
        let sum = self.sum()?;
        self.depth -= 1;
        Ok(sum)
    }

    fn arguments(&mut self) -> Result<Vec<Vec<Part<'t>>>, FormulaError> {
        let mut all = vec![self.nested_sum()?];
        while self.sign(",") {
            all.push(self.nested_sum()?);
        }
        Ok(all)
    }

    fn whole(&mut self) -> Result<usize, FormulaError> {
        match self.peek() {
            Some(Token::Number(number)) if number >= 0 => {
                self.at += 1;
                usize::try_from(number).map_err(|_| self.error(mistake::number_too_large()))
            }
            _ => Err(self.error(mistake::expected("整数", "a whole number"))),
        }
    }

    /// Cells, `sum(…)` around them or not.
    fn cells_alone(&mut self) -> Result<Part<'t>, FormulaError> {
        let part = self.named()?;
        match part.operand {
            Written::Cells { .. } => Ok(part),
            _ => Err(Self::error_at(part.span, mistake::cells_expected())),
        }
    }

    /// Cells or a fact.
    fn named(&mut self) -> Result<Part<'t>, FormulaError> {
        let start = self.span().start;
        let table = self.name()?;
        let operand = match self.peek() {
            Some(Token::Sign("[")) => {
                let cells = self.cells(table, false)?;
                match &cells {
                    Written::Cells { indices, .. } => {
                        let one = |names: &Vec<(bool, &str)>| matches!(names.as_slice(), [(true, name)] if !name.ends_with('*'));
                        let summed = !indices.iter().all(one);
                        self.as_cells(cells, summed)
                    }
                    _ => cells,
                }
            }
            _ => Written::Fact(table),
        };
        Ok(Part {
            coefficient: 1,
            scale: 0,
            operand,
            span: start..self.end_of_last(),
        })
    }

    /// The same cells as one, or as a set.
    fn as_cells(&self, cells: Written<'t>, set: bool) -> Written<'t> {
        match cells {
            Written::Cells { table, indices, .. } => Written::Cells {
                table,
                summed: set,
                indices,
            },
            other => other,
        }
    }
}
