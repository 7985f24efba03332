//! Files and folders that a `pack.toml` names and that are not there.

use gouji_model::Bilingual;

use super::Mistake;

/// A vocabulary that is named, looked for at a path, and not there.
pub(crate) fn vocabulary_missing(path: &str) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("没有词表文件 {path}"),
            format!("there is no vocabulary {path}"),
        ),
        help: Bilingual::new(
            "路径从 pack.toml 所在的文件夹写起；没有词表的规则包不写 vocabulary",
            "the path begins at the folder of pack.toml; a pack without a vocabulary leaves `vocabulary` out",
        ),
    }
}

/// A folder of rules that a pack takes in, looked for at a path, and without a file.
pub(crate) fn include_missing(path: &str) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("文件夹 {path} 不存在，或者里面没有规则"),
            format!("there is no folder {path}, or no rule in it"),
        ),
        help: Bilingual::new(
            "路径从 pack.toml 所在的文件夹写起，例如 ../both/rules；少了它的规则，报告会当作没有问题",
            "the path begins at the folder of pack.toml, as in `../both/rules`; without its rules reports would pass",
        ),
    }
}
