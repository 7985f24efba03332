//! Rules about whole tables and reports, and about what is seen while one is read.

use gouji_model::ObservationKind;
use gouji_rule::Check;
use toml::Spanned;

use crate::PackError;
use crate::context::Unfit;
use crate::files::File;
use crate::mistake;
use crate::outline::{choices, keys};

choices! {
    #[derive(Clone, Copy)]
    pub(super) enum TableTestName {
        "同一张表里零有几种写法" "zero is written in more than one way"
        MixedZeroStyles = "mixed-zero-styles",
    }
}

keys! {
    pub(super) struct TableEntry {
        "找哪种写法" "which way of writing to look for"
        pub is: TableTestName,
    }
}

choices! {
    #[derive(Clone, Copy)]
    pub(super) enum ReportTestName {
        "空白表格，没有填写" "a form that nobody filled in"
        Unfilled = "unfilled",
        "没有写明是哪个单位、哪个时期的报告" "one that does not say whose it is, or of what period"
        Unnamed = "unnamed",
        "单位表里的单位没有报告" "a unit of the units file that has none"
        Missing = "missing",
        "同一机关同一年度有几份不一致的文件" "several files of one organ and year that differ"
        DifferingFiles = "differing-files",
    }
}

keys! {
    pub(super) struct ReportEntry {
        "找哪种样子" "which one to look for"
        pub is: ReportTestName,
    }
}

keys! {
    pub(super) struct ObservationEntry {
        "哪种情况" "which one"
        pub kind: Spanned<String>,
    }
}

impl TableEntry {
    /// The check it is.
    pub(super) const fn read(&self) -> Check {
        match self.is {
            TableTestName::MixedZeroStyles => Check::MixedZeroStyles,
        }
    }
}

impl ReportEntry {
    /// The check it is.
    pub(super) const fn read(&self) -> Check {
        match self.is {
            ReportTestName::Unfilled => Check::Unfilled,
            ReportTestName::Unnamed => Check::Unnamed,
            ReportTestName::Missing => Check::Missing,
            ReportTestName::DifferingFiles => Check::DifferingFiles,
        }
    }
}

impl ObservationEntry {
    /// The check it is.
    pub(super) fn read(&self, file: &File) -> Result<Check, Unfit> {
        let name = self.kind.get_ref();
        let kind = ObservationKind::from_name(name);
        kind.map(Check::Observation).ok_or_else(|| {
            let known = ObservationKind::NAMES.iter().map(|(name, _)| *name);
            let known: Vec<&str> = known.collect();
            let mistake = mistake::observation(name, &known);
            PackError::at(&file.path, &file.text, self.kind.span(), mistake).into()
        })
    }
}
