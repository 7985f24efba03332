//! Amounts of money in the prose.

use std::num::NonZeroU32;

use gouji_model::Bilingual;
use gouji_rule::{AmountTest, Bound, Needed, Within};
use toml::Spanned;

use super::compiling::{Compiling, named, words};
use crate::context::Unfit;
use crate::outline::keys;

keys! {
    pub(super) struct AmountEntry {
        "说法的模板，`#` 是数，例如 收到|受理 * 申请 #" "templates with `#` for the figure, such as “received|accepted * requests #”"
        says: Vec<Spanned<String>>,
        "同一段前面须有其中一个词" "one of these must stand before it in its paragraph"
        after: Vec<String> = default,
        "同一句前面有其中任何一个词就不算" "none of these may stand before it in its sentence"
        unless: Vec<String> = default,
        "不超过这些单元格之和" "not more than this sum of cells"
        at_most: Option<BoundEntry>,
        "就是这些单元格之和" "the same as this sum of cells"
        equals: Option<BoundEntry>,
        "是这个数（最小单位）的倍数" "a multiple of this, in the smallest unit"
        multiple_of: Option<NonZeroU32>,
        "有这笔金额时不能为零的单元格之和" "a sum of cells that cannot be nothing where there is an amount"
        some_of: Option<NeededEntry>,
        "不超过同一段前面所说的金额" "not more than the amount said before in its paragraph"
        within: Option<WithinEntry>,
    }
}

keys! {
    struct NeededEntry {
        "怎么称呼，可以写任何语言" "what to call it, in any languages"
        name: Option<Bilingual>,
        "中文" "in Chinese"
        zh: Option<String>,
        "英文" "in English"
        en: Option<String>,
        "单元格之和，例如 `sum(table[row, column])`" "a sum of cells, such as `sum(table[row, column])`"
        sum: Spanned<String>,
        "只看低于此数的金额" "only for amounts below this"
        below: Option<NonZeroU32>,
    }
}

keys! {
    struct WithinEntry {
        "前面金额的说法" "how the greater amount is said"
        amount: Vec<Spanned<String>>,
        "件数的说法，为零则不应有金额" "how a count is said without which there is no amount"
        count: Vec<Spanned<String>>,
    }
}

keys! {
    struct BoundEntry {
        "怎么称呼，可以写任何语言" "what to call it, in any languages"
        name: Option<Bilingual>,
        "中文" "in Chinese"
        zh: Option<String>,
        "英文" "in English"
        en: Option<String>,
        "单元格之和，例如 `sum(table[row, column])`" "a sum of cells, such as `sum(table[row, column])`"
        sum: Spanned<String>,
        "表中一个单位是文字里的多少个单位" "how many units of the text one of the table is"
        times: NonZeroU32,
    }
}

impl AmountEntry {
    pub(super) fn compile(&self, compiling: &Compiling<'_>) -> Result<AmountTest, Unfit> {
        let at_most = self.at_most.as_ref();
        let equals = self.equals.as_ref();
        let some_of = self.some_of.as_ref();
        let within = self.within.as_ref();
        Ok(AmountTest {
            says: compiling.templates(&self.says)?,
            after: words(&self.after),
            unless: words(&self.unless),
            at_most: at_most.map(|entry| entry.compile(compiling)).transpose()?,
            equals: equals.map(|entry| entry.compile(compiling)).transpose()?,
            multiple_of: self.multiple_of.map(|of| i64::from(of.get())),
            some_of: some_of.map(|entry| entry.compile(compiling)).transpose()?,
            within: within.map(|entry| entry.compile(compiling)).transpose()?,
        })
    }
}

impl BoundEntry {
    fn compile(&self, compiling: &Compiling<'_>) -> Result<Bound, Unfit> {
        let name = named(self.name.as_ref(), &self.zh, &self.en);
        Ok(Bound {
            sum: compiling.sum(name, &self.sum)?,
            times: i64::from(self.times.get()),
        })
    }
}

impl NeededEntry {
    fn compile(&self, compiling: &Compiling<'_>) -> Result<Needed, Unfit> {
        let name = named(self.name.as_ref(), &self.zh, &self.en);
        Ok(Needed {
            sum: compiling.sum(name, &self.sum)?,
            below: self.below.map(|below| i64::from(below.get())),
        })
    }
}

impl WithinEntry {
    fn compile(&self, compiling: &Compiling<'_>) -> Result<Within, Unfit> {
        Ok(Within {
            amount: compiling.templates(&self.amount)?,
            count: compiling.templates(&self.count)?,
        })
    }
}
