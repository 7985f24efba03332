//! Why an archive or one of its members gives nothing, in both languages.

use gouji_model::Bilingual;
use thiserror::Error;

/// Why an archive or a member of it gives nothing.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum ArchiveError {
    /// Bytes that do not fit together.
    #[error("damaged or incomplete")]
    Damaged,
    /// A member behind a password.
    #[error("protected by a password")]
    Encrypted,
    /// A member packed by a method that is not read.
    #[error("packed by a method that is not read")]
    Method,
    /// More bytes than any report has.
    #[error("too large when unpacked")]
    TooLarge,
    /// More members than are read.
    #[error("too many members")]
    TooManyMembers,
    /// Members of which another has the name: only the last of them is read.
    #[error("several members of one name")]
    SameName,
    /// More members in the directory of an archive than it says there are.
    #[error("more members than the archive says it has")]
    Uncounted,
    /// Another archive before the one whose members were read.
    #[error("two archives joined in one file")]
    Joined,
    /// Archives inside archives, too many levels of them.
    #[error("archives nested too deeply")]
    TooDeep,
}

impl ArchiveError {
    /// What happened and what to do about it, for users.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let (zh, en) = match self {
            Self::Damaged => (
                "压缩包或邮件已损坏或不完整，请重新获取，或解压后再检查",
                "the archive or mail is damaged or incomplete; fetch it again, or unpack it and check what is inside",
            ),
            Self::Encrypted => (
                "有密码保护，请先解压",
                "protected by a password; unpack it first",
            ),
            Self::Method => (
                "压缩方法不支持，请先解压，或用普通 ZIP 重新压缩",
                "packed by a method that is not read; unpack it first, or pack it again as plain ZIP",
            ),
            Self::TooLarge => (
                "解压后过大，未读取；确需检查请先解压",
                "too large when unpacked, it was not read; unpack it first if it is meant",
            ),
            Self::TooManyMembers => (
                "压缩包里文件过多，其余未读取，请分开检查",
                "too many files in the archive, the rest was not read; check them in parts",
            ),
            Self::SameName => (
                "压缩包里有几个文件都叫这个名字，只读取了最后一个，请先解压，分别检查",
                "several files in the archive have this name, and only the last of them was read; unpack it and check each",
            ),
            Self::Uncounted => (
                "压缩包里的文件多于它声明的数量，多出的未读取，请先解压，再检查里面的文件",
                "there are more files in the archive than it says, and those were not read; unpack it and check what is inside",
            ),
            Self::Joined => (
                "文件里是首尾相接的两个压缩包，只读取了后一个，请分开后再检查",
                "two archives joined in one file, and only the last of them was read; take them apart and check each",
            ),
            Self::TooDeep => (
                "压缩包层层嵌套过深，未读取，请先解压",
                "archives nested too deeply, it was not read; unpack it first",
            ),
        };
        Bilingual::new(zh, en)
    }
}
