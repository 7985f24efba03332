//! What paths lead to: files to read, and paths that name none.

use std::path::PathBuf;

use gouji_model::Bilingual;

use crate::passed::Passed;

/// A file to check, or a path that names none.
#[derive(Debug)]
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

/// What paths lead to.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// What is to be read.
    pub inputs: Vec<Input>,
    /// What is not.
    pub passed: Vec<Passed>,
}

impl Input {
    /// The number of the argument that names the folder it was met in.
    pub(crate) const fn argument(&self) -> Option<usize> {
        match self {
            Self::Met(_, argument) => Some(*argument),
            _ => None,
        }
    }
}

pub(super) fn nothing(path: &str, why: Bilingual) -> Input {
    Input::Nothing(path.to_owned(), why)
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
