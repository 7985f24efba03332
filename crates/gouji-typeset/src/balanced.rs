//! Random reports in the built-in forms in which every relation holds.
//!
//! The same seed gives the same report on every machine. Most cells are zero, as in real reports.

use std::collections::BTreeMap;

use gouji_model::{CellId, Form};

/// Numbers that look random and are the same for the same seed (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice that fall as this seed says.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`; zero where the bound is.
    pub const fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        if bound == 0 { 0 } else { mixed % bound }
    }

    /// A count: zero three times out of five, else below `scale`.
    const fn count(&mut self, scale: u64) -> u64 {
        if self.below(5) < 3 {
            0
        } else {
            self.below(scale)
        }
    }
}

/// The figures of a report by cell.
pub type Figures = BTreeMap<CellId, u64>;

/// A random report in one of the built-in forms in which everything adds up.
#[must_use]
pub fn balanced(form: &Form, dice: &mut Dice) -> Figures {
    let scale = [10, 300, 20_000][dice.below(3) as usize];
    let mut filler = Filler {
        form,
        figures: Figures::new(),
    };
    filler.requests(dice, scale);
    filler.review(dice, scale);
    filler.proactive(dice, scale);
    filler.figures
}

struct Filler<'f> {
    form: &'f Form,
    figures: Figures,
}

impl Filler<'_> {
    fn set(&mut self, table: &str, row: &str, column: &str, figure: u64) {
        if let Some(cell) = self.form.cell_at(table, row, column) {
            self.figures.insert(cell, figure);
        }
    }

    fn rows(&self, table: &str) -> Vec<String> {
        let blocks = self.form.tables.iter().filter(|t| t.id == table);
        let rows = blocks.flat_map(|t| &t.blocks).flat_map(|block| &block.rows);
        rows.filter(|row| !row.group)
            .map(|row| row.id.clone())
            .collect()
    }

    fn requests(&mut self, dice: &mut Dice, scale: u64) {
        let rows = self.rows("requests");
        let mut totals: BTreeMap<String, u64> = BTreeMap::new();
        let applicants = [
            "natural_person",
            "legal.commercial",
            "legal.research",
            "legal.public_welfare",
            "legal.legal_services",
            "legal.other",
        ];
        for column in applicants {
            let mut column_figures: BTreeMap<&str, u64> = BTreeMap::new();
            let items = rows.iter().filter(|id| id.starts_with("results."));
            for id in items.filter(|id| *id != "results.total") {
                column_figures.insert(id, dice.count(scale));
            }
            let handled: u64 = column_figures.values().sum();
            let forward = dice.count(scale);
            let carried = dice.below(handled + forward + 1);
            column_figures.insert("results.total", handled);
            column_figures.insert("carried_forward", forward);
            column_figures.insert("carried_over", carried);
            column_figures.insert("new", handled + forward - carried);
            for (row, figure) in column_figures {
                *totals.entry(row.to_owned()).or_default() += figure;
                self.set("requests", row, column, figure);
            }
        }
        for (row, figure) in totals {
            self.set("requests", &row, "total", figure);
        }
    }

    fn review(&mut self, dice: &mut Dice, scale: u64) {
        for row in self.rows("review") {
            let mut total = 0;
            for column in ["upheld", "corrected", "other", "pending"] {
                let figure = dice.count(scale);
                total += figure;
                self.set("review", &row, column, figure);
            }
            self.set("review", &row, "total", total);
        }
    }

    fn proactive(&mut self, dice: &mut Dice, scale: u64) {
        for row in self.rows("proactive") {
            let (small, large) = (dice.count(scale), dice.count(scale));
            for (column, figure) in [
                ("issued", small),
                ("repealed", large),
                ("in_force", small + large + 1),
                ("made", small),
                ("published", large),
                ("total_public", small + large),
                ("previous", small + 1),
                ("change", large),
                ("decisions", large),
                ("items", small),
                ("amount", small * 17),
            ] {
                self.set("proactive", &row, column, figure);
            }
        }
    }
}
