//! The words for how much a rule matters and what it rests on.

use gouji_model::{Authority, Severity};
use gouji_rule::Confidence;

use crate::outline::choices;

choices! {
    /// How much a rule matters, as written.
    #[derive(Clone, Copy)]
    pub(super) enum SeverityName {
        "错误：违反表格或法规" "against the form or the law"
        Error = "error",
        "警告：需要人判断" "needs judgement"
        Warning = "warning",
        "提示" "a note"
        Info = "info",
    }
}

choices! {
    /// What a rule rests on, as written.
    #[derive(Clone, Copy)]
    pub(super) enum AuthorityName {
        "统一格式：表样、栏目、填写说明" "the official form: its layout, labels and notes"
        Form = "form",
        "法律法规" "a law or regulation"
        Regulation = "regulation",
        "规定格式的机关印发的文件" "a document of the office that prescribes the form"
        Notice = "notice",
        "栏目名称的含义" "what the labels mean"
        Label = "label",
        "工作惯例" "working practice"
        Practice = "practice",
        "文件能否读准" "how sure it is what the file holds"
        Reading = "reading",
        "工具对自己的文件的要求" "asked by the tool for its own files"
        Tool = "tool",
        "算术" "plain arithmetic"
        Arithmetic = "arithmetic",
    }
}

choices! {
    /// Whether a rule is settled, as written.
    #[derive(Clone, Copy, Default, PartialEq, Eq)]
    pub(super) enum StatusName {
        "已定" "settled"
        #[default] Stable = "stable",
        "试行：点名才报告" "on trial: told only where it is asked for by name"
        Preview = "preview",
    }
}

choices! {
    /// How sure it is that what a rule finds is wrong, as written.
    #[derive(Clone, Copy, Default)]
    pub(super) enum ConfidenceName {
        "有把握" "what it says is broken is broken"
        #[default] High = "high",
        "多半是" "it mostly is, since populations may differ"
        Medium = "medium",
        "值得一看" "worth a look"
        Low = "low",
    }
}

impl From<ConfidenceName> for Confidence {
    fn from(name: ConfidenceName) -> Self {
        match name {
            ConfidenceName::High => Self::High,
            ConfidenceName::Medium => Self::Medium,
            ConfidenceName::Low => Self::Low,
        }
    }
}

impl From<SeverityName> for Severity {
    fn from(name: SeverityName) -> Self {
        match name {
            SeverityName::Error => Self::Error,
            SeverityName::Warning => Self::Warning,
            SeverityName::Info => Self::Info,
        }
    }
}

impl From<AuthorityName> for Authority {
    fn from(name: AuthorityName) -> Self {
        match name {
            AuthorityName::Form => Self::Form,
            AuthorityName::Regulation => Self::Regulation,
            AuthorityName::Notice => Self::Notice,
            AuthorityName::Label => Self::Label,
            AuthorityName::Practice => Self::Practice,
            AuthorityName::Reading => Self::Reading,
            AuthorityName::Tool => Self::Tool,
            AuthorityName::Arithmetic => Self::Arithmetic,
        }
    }
}
