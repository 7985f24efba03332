//! Files and folders that a `pack.toml` names and that are not there.

use gouji_model::Bilingual;

use super::Mistake;
use crate::suggestion::advice;

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

/// A kind of `[narrative]` that reads figures, in a pack without a vocabulary.
pub(crate) fn no_vocabulary(kind: &str) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("narrative.{kind} 要用词表读文字里的数，规则包没有词表，它什么也不会查"),
            format!(
                "`narrative.{kind}` reads figures with the words of a vocabulary, which the pack does not have: it would find nothing"
            ),
        ),
        help: Bilingual::new(
            "在 pack.toml 旁边写 vocabulary.toml，至少要有哪些键见 `gouji pack schema --of vocabulary`；只找词的用 [narrative.words]",
            "write a vocabulary.toml beside pack.toml, `gouji pack schema --of vocabulary` says with which keys; what only looks for words is `[narrative.words]`",
        ),
    }
}

/// A section whose figures a rule looks at and whose prose is not read.
pub(crate) fn not_read(id: &str, read: &[&str]) -> Mistake {
    let all = Bilingual::new(
        format!(
            "词表的 sections 写的是 {}；把它加进去，或者改用其中之一",
            read.join("、")
        ),
        format!(
            "`sections` of the vocabulary has {}; add it there, or name one of them",
            read.join(", ")
        ),
    );
    Mistake {
        message: Bilingual::new(
            format!("词表没有说要读部分“{id}”的文字"),
            format!("the vocabulary does not say that the prose of `{id}` is read"),
        ),
        help: advice(id, read.iter().copied(), all),
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
