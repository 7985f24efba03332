//! What paths lead to: files to read, and paths that name none.

use std::path::{Path, PathBuf};

use gouji_archive::JOINT;
use gouji_model::Bilingual;

/// A file to check, or a path that names none.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    /// A file that was named, or that a pattern leads to.
    File(PathBuf),
    /// A file met in a folder, with the number of the argument that names the folder. What is no
    /// report there is passed over.
    Met(PathBuf, usize),
    /// A member of an archive or mail, or several in a folder there.
    Member(PathBuf, String),
    /// Standard input.
    Standard,
    /// Nothing to read there, and why.
    Nothing(String, Bilingual),
}

/// Deepest folder read.
pub(super) const DEEPEST: usize = 64;

impl Input {
    /// The number of the argument that names the folder it was met in.
    pub(crate) const fn argument(&self) -> Option<usize> {
        match self {
            Self::Met(_, argument) => Some(*argument),
            _ => None,
        }
    }

    /// The path it is shown by, standard input by a name.
    pub(crate) fn shown(&self, standard: &str) -> String {
        match self {
            Self::File(path) | Self::Met(path, _) => path.to_string_lossy().into_owned(),
            Self::Member(file, member) => format!("{}{JOINT}{member}", file.display()),
            Self::Standard => standard.to_owned(),
            Self::Nothing(path, _) => path.clone(),
        }
    }

    /// The file it is, which may be changed.
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) | Self::Met(path, _) => Some(path),
            Self::Member(..) | Self::Standard | Self::Nothing(..) => None,
        }
    }

    /// The file on disk that it is or lies in.
    pub(crate) fn on_disk(&self) -> Option<&Path> {
        match self {
            Self::Member(path, _) => Some(path),
            _ => self.file(),
        }
    }
}

pub(super) fn nothing(path: &str, why: Bilingual) -> Input {
    Input::Nothing(path.to_owned(), why)
}

/// A link that leads nowhere, a pipe: something that stands where a file was meant to be.
pub(super) fn no_file(path: &Path) -> Input {
    let why = match path.is_symlink() && !path.exists() {
        true => Bilingual::new("链接指向的文件不存在", "the link leads to no file"),
        false => Bilingual::new(
            "不是普通文件，未读取",
            "not a regular file, it was not read",
        ),
    };
    nothing(&path.to_string_lossy(), why)
}

pub(super) fn failed(path: &str, error: &(dyn std::error::Error + 'static)) -> Input {
    let reason = match error.downcast_ref::<std::io::Error>() {
        Some(error) => crate::system::describe(error),
        None => Bilingual::new(error.to_string(), error.to_string()),
    };
    let why = Bilingual::new(
        format!("无法读取：{}", reason.zh),
        format!("cannot be read: {}", reason.en),
    );
    nothing(path, why)
}

pub(super) fn too_deep() -> Bilingual {
    Bilingual::new(
        format!("文件夹超过 {DEEPEST} 层，里面的文件未读取，请直接指定这个文件夹"),
        format!(
            "more than {DEEPEST} folders deep, nothing in it was read; name this folder itself"
        ),
    )
}
