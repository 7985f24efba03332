//! Rules that lie in the folder of a pack, where nothing reads them.

use gouji_model::Bilingual;

use crate::file_places::FilePlaces;
use crate::remark::{Code, Remark};

/// The remark on such a file.
pub(crate) fn remark(file: &str, spots: &FilePlaces<'_>) -> Remark {
    let message = Bilingual::new(
        format!("没有读这个规则文件：规则包只读 rules 文件夹里的规则（{file}）"),
        format!("this rule is not read: a pack reads those in its folder `rules` ({file})"),
    );
    let help = Bilingual::new(
        "移到规则包的 rules 文件夹里，或把它所在的文件夹写进 pack.toml 的 includes",
        "move it into the folder `rules` of the pack, or name its folder in `includes` of pack.toml",
    );
    Remark {
        spots: vec![spots.of(file, &["name"])],
        ..Remark::new(Code::UnreadFile, message, help)
    }
}
