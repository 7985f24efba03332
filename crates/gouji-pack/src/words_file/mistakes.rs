//! What is wrong with the words of a language, in both languages.

use gouji_model::{Bilingual, languages};

use crate::mistake::Mistake;

/// A sign of numbers that is none.
pub(crate) fn sign_of_numbers() -> Mistake {
    Mistake {
        message: Bilingual::new("应为一个符号", "one sign is expected"),
        help: Bilingual::new(
            "小数点写 `decimal = \",\"`，分节号写 `grouping = [\".\", \" \"]`",
            "such as `decimal = \",\"` and `grouping = [\".\", \" \"]`",
        ),
    }
}

/// Names of months that are not twelve.
pub(crate) fn twelve_months(found: usize) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("月份应有十二个名称，这里有 {found} 个"),
            format!("there are twelve months, and {found} names"),
        ),
        help: Bilingual::new(
            "一个月的几种写法用 `|` 隔开",
            "several names of one month are set apart by `|`",
        ),
    }
}

/// A name that two months have.
pub(crate) fn month_twice(name: &str) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("“{name}”写在两个月份里"),
            format!("two months are called `{name}`"),
        ),
        help: Bilingual::new("一个名称只写在一个月份里", "write each name at one month"),
    }
}

/// A sign that stands before the decimals and between groups of digits.
pub(crate) fn one_sign_for_both() -> Mistake {
    Mistake {
        message: Bilingual::new(
            "小数点和分节号是同一个符号，分不清",
            "decimals and groups of digits have one sign: nobody could tell them apart",
        ),
        help: Bilingual::new(
            "小数点不要写在 grouping 里",
            "leave the sign of decimals out of `grouping`",
        ),
    }
}

/// A unit of money that is too great.
pub(crate) fn power_of_ten(most: u8) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("应为 0 到 {most} 的整数"),
            format!("a whole number from 0 to {most} is expected"),
        ),
        help: Bilingual::new(
            "单位是本位币的 10 的几次方：千为 3，百万为 6",
            "the unit as a power of ten of the currency: 3 for thousands, 6 for millions",
        ),
    }
}

/// A file with words that is not there.
pub(crate) fn words_missing(name: &str) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("没有词表文件 {name}"),
            format!("there is no file `{name}` with the words of the language"),
        ),
        help: Bilingual::new(
            "路径相对于 pack.toml 所在的文件夹",
            "the path begins in the folder of pack.toml",
        ),
    }
}

/// What is no tag of a language.
pub(crate) fn no_tag(tag: &str) -> Mistake {
    let hyphened = tag.replace('_', "-");
    let help = match hyphened != tag && languages::is_tag(&hyphened) {
        true => Bilingual::new(
            format!("写作 `{hyphened}`，各部分之间用连字符"),
            format!("write `{hyphened}`, with hyphens between its parts"),
        ),
        false => Bilingual::new(
            "写 BCP 47 标签，例如 `de` 或 `fr-CA`",
            "write a tag by BCP 47, such as `de` or `fr-CA`",
        ),
    };
    Mistake {
        message: Bilingual::new("不是语言标签", "this is no tag of a language"),
        help,
    }
}

/// A form in another language that does not say how its reports are known.
pub(crate) fn not_known_by() -> Mistake {
    Mistake {
        message: Bilingual::new(
            "有 words.toml 的表要有 [known_by]",
            "a form with a words.toml needs [known_by]",
        ),
        help: Bilingual::new(
            "用 [known_by] 说明标题、单位和期间怎么写；没有它的表按中国的年度报告来找",
            "say in [known_by] what titles, organs and periods look like; a form without it is looked for as Chinese annual reports are printed",
        ),
    }
}

/// A language of which no words are known.
pub(crate) fn unknown_language(tag: &str) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("没有 {tag} 的词表"),
            format!("no words are known of `{tag}`"),
        ),
        help: Bilingual::new(
            "在 pack.toml 旁边放一个 words.toml，说明数字、月份和单位的写法；内置的只有中文（zh）和英文（en）",
            "put a words.toml beside pack.toml that says how numbers, months and units are written; only Chinese (zh) and English (en) are built in",
        ),
    }
}
