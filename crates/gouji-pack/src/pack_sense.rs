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
