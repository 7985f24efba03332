//! What the system says when it refuses something, in the reader's language.

use std::io::{Error, ErrorKind};

use gouji_model::Bilingual;

/// Why the system refused: its own words where they are not known.
pub(crate) fn describe(error: &Error) -> Bilingual {
    match known(error) {
        Some((zh, "")) => Bilingual::new(zh, error.to_string()),
        Some((zh, en)) => Bilingual::new(zh, en),
        None => Bilingual::new(error.to_string(), error.to_string()),
    }
}

/// The words for an error that people meet; no English where the system's own will do.
fn known(error: &Error) -> Option<(&'static str, &'static str)> {
    if let Some(code) = error.raw_os_error()
        && let Some(words) = by_code(code)
    {
        return Some(words);
    }
    let zh = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已有同名文件",
        ErrorKind::StorageFull => "磁盘满",
        ErrorKind::QuotaExceeded => "超出磁盘配额",
        ErrorKind::ReadOnlyFilesystem => "所在的磁盘只读",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            return Some((IN_USE.0, IN_USE.1));
        }
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::NotADirectory => "路径中有一段不是文件夹",
        ErrorKind::DirectoryNotEmpty => "文件夹不是空的",
        ErrorKind::FileTooLarge => "文件过大",
        ErrorKind::InvalidFilename => "文件名过长，或含有不允许的字符",
        ErrorKind::TooManyLinks => "链接过多",
        ErrorKind::TimedOut => "等待超时（网络文件夹可能已断开）",
        ErrorKind::StaleNetworkFileHandle | ErrorKind::HostUnreachable => "网络文件夹已断开",
        ErrorKind::UnexpectedEof => "文件不完整",
        ErrorKind::OutOfMemory => "内存不足",
        ErrorKind::BrokenPipe => "接收输出的程序已退出",
        _ => return None,
    };
    Some((zh, ""))
}

/// What a file that another program holds is called.
const IN_USE: (&str, &str) = (
    "文件正被其他程序占用，请先关闭打开它的程序",
    "the file is in use by another program, close it there first",
);

/// Errors that the library has no kind for.
#[cfg(windows)]
const fn by_code(code: i32) -> Option<(&'static str, &'static str)> {
    match code {
        // Sharing and lock violations: Word and Excel hold what they have open.
        32 | 33 => Some(IN_USE),
        _ => None,
    }
}

/// Errors that the library has no kind for.
#[cfg(not(windows))]
const fn by_code(code: i32) -> Option<(&'static str, &'static str)> {
    match code {
        5 => Some(("读写出错，磁盘或网络文件夹可能有问题", "")),
        6 => Some(("没有这个设备", "")),
        23 | 24 => Some(("同时打开的文件过多", "")),
        26 => Some(IN_USE),
        // Linux: too many links on the way.
        40 => Some(("链接绕成了圈", "")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use super::describe;

    #[test]
    fn the_system_speaks_the_readers_language() {
        assert_eq!(describe(&ErrorKind::PermissionDenied.into()).zh, "没有权限");
        assert_eq!(describe(&ErrorKind::StorageFull.into()).zh, "磁盘满");
        let busy = describe(&ErrorKind::ResourceBusy.into());
        assert!(busy.zh.contains("文件正被其他程序占用"), "{busy:?}");
        assert!(busy.en.contains("in use by another program"), "{busy:?}");
        let own = Error::other("whatever it is");
        assert_eq!(describe(&own).zh, "whatever it is");
        let missing = std::fs::read("no such file").map_err(|error| describe(&error));
        let missing = missing.err().map(|reason| (reason.zh, reason.en));
        let (zh, en) = missing.unwrap_or_default();
        assert_eq!(zh, "没有这个文件或文件夹");
        assert!(!en.is_empty() && en.is_ascii(), "{en}");
    }
}
