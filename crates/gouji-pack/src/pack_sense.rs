//! What a `pack.toml` says that can be read, and that no report can make use of.

use gouji_model::{Authority, Bilingual};

use crate::PackError;
use crate::files::{self, File, name_of};
use crate::mistake::{self, Mistake};
use crate::pack_file::PackFile;
use crate::suggestion::advice;

/// What `pack.toml` says that no report can make use of.
pub(crate) fn faults(file: &File, about: &PackFile) -> Vec<PackError> {
    let mut faults = Vec::new();
    let mut add = |span, mistake| faults.push(PackError::at(&file.path, &file.text, span, mistake));
    if !is_id(about.id.get_ref()) {
        add(about.id.span(), unfit_id());
    }
    if let (Some(since), Some(until)) = (about.since, &about.until)
        && since > *until.get_ref()
    {
        add(until.span(), no_year());
    }
    let known: Vec<String> = files::of_every_pack().iter().filter_map(name_of).collect();
    for name in &about.without {
        if !known.contains(name.get_ref()) {
            add(name.span(), no_rule_of_every_pack(name.get_ref(), &known));
        }
    }
    let authorities: Vec<&str> = Authority::ALL.iter().map(|one| one.name()).collect();
    for name in about.authorities.keys() {
        if !authorities.contains(&name.get_ref().as_str()) {
            add(
                name.span(),
                mistake::no_authority(name.get_ref(), &authorities),
            );
        }
    }
    faults
}

/// Whether an id can be named on a command line and in a path: words of letters and digits with strokes between.
fn is_id(id: &str) -> bool {
    let is_sign = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let is_word = |word: &str| word.starts_with(char::is_alphanumeric) && word.chars().all(is_sign);
    id.split('/').all(is_word)
}

fn unfit_id() -> Mistake {
    Mistake {
        message: Bilingual::new(
            "标识里有不能用的字符",
            "the id has a sign that ids do not have",
        ),
        help: Bilingual::new(
            "用字母、数字、`-`、`_`、`.`，各段之间用 `/`，例如 example-library/2024",
            "use letters, digits, `-`, `_`, `.` and `/` between words, as in `example-library/2024`",
        ),
    }
}

fn no_year() -> Mistake {
    Mistake {
        message: Bilingual::new(
            "since 比 until 晚，没有这样的年份",
            "`since` is later than `until`: it is for no year",
        ),
        help: Bilingual::new("核对两个年份", "check the two years"),
    }
}

fn no_rule_of_every_pack(name: &str, known: &[String]) -> Mistake {
    let all = Bilingual::new(
        format!("有：{}", known.join("、")),
        format!("there are {}", known.join(", ")),
    );
    Mistake {
        message: Bilingual::new(
            format!("没有叫 {name} 的结构规则"),
            format!("no rule of every pack is called `{name}`"),
        ),
        help: advice(name, known.iter().map(String::as_str), all),
    }
}
