//! Everything that can be wrong with a data source, with what to do about it.

use gouji_model::Bilingual;

use crate::mistake::Mistake;
use crate::suggestion::advice;

/// A text that is no way to an element.
pub(super) fn path(text: &str) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("“{text}”不是元素的路径"),
            format!("`{text}` is no way to an element"),
        ),
        help: Bilingual::new(
            "元素名之间写 /，属性写作 /@名称，记录本身写作 .，可以带命名空间前缀，例如 Owner/ns:Name/@id",
            "names of elements with / between them, an attribute as /@name, the record itself as a dot; prefixes of namespaces may stand before names, as in `Owner/ns:Name/@id`",
        ),
    }
}

/// Keys that are neither of open rows nor of one row, or of both.
pub(super) fn keys() -> Mistake {
    Mistake {
        message: Bilingual::new(
            "of 和 row 要写一个，只写一个",
            "one of `of` and `row` must be given, and not both",
        ),
        help: Bilingual::new(
            "of 写开放行的标识，row 写合计行的标识",
            "`of` names open rows, `row` the row of the form for the total",
        ),
    }
}

/// A name that the form does not have.
pub(super) fn name<'n>(
    (zh, en): (&str, &str),
    name: &str,
    known: impl Iterator<Item = &'n str>,
) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("表格没有叫“{name}”的{zh}"),
            format!("the form has no {en} called `{name}`"),
        ),
        help: advice(
            name,
            known,
            Bilingual::new("用表格文件里的标识", "use the ids of the form"),
        ),
    }
}
