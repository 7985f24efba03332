//! `--export`: Parquet files in a folder, which takes its name only when all of it is there.

use std::io;
use std::path::Path;

use gouji_audit::result::Audit;
use gouji_model::Bilingual;

use crate::project::Failure;

#[cfg(feature = "export")]
pub(super) use with::Export;
#[cfg(not(feature = "export"))]
pub(super) use without::Export;

#[cfg(feature = "export")]
mod with {
    use std::path::PathBuf;

    use super::*;
    use crate::replacing::{Draft, folder_of};
    use crate::system;
    use gouji_export::{State, state_of};

    /// An export in the making.
    pub(in super::super) struct Export {
        path: PathBuf,
        draft: Draft,
    }

    impl Export {
        /// Sees to it that the folder can be written, and is none of somebody else's.
        pub(in super::super) fn open(path: &Path) -> Result<Self, Failure> {
            let fails = |message| Failure::File(path.display().to_string(), message);
            match state_of(path).map_err(|error| fails(why(&error)))? {
                State::Foreign => return Err(fails(foreign())),
                State::Absent | State::Empty | State::Export => {}
            }
            std::fs::create_dir_all(folder_of(path)).map_err(|error| fails(why(&error)))?;
            let draft = Draft::temporary(path).map_err(|error| fails(why(&error)))?;
            Ok(Self {
                path: path.to_owned(),
                draft,
            })
        }

        /// The folder.
        pub(in super::super) fn path(&self) -> &Path {
            &self.path
        }

        /// Writes it.
        pub(in super::super) fn write(self, audit: &Audit) -> io::Result<()> {
            let written = gouji_export::write(audit, env!("CARGO_PKG_VERSION"), self.draft.path());
            written.map_err(gouji_export::ExportError::into_io)?;
            // Somebody may have put something there meanwhile.
            if state_of(&self.path)? == State::Foreign {
                return Err(io::Error::new(
                    io::ErrorKind::AlreadyExists,
                    "something else was put there meanwhile",
                ));
            }
            self.draft.settle(&self.path)
        }
    }

    fn why(error: &io::Error) -> Bilingual {
        let reason = system::describe(error);
        Bilingual::new(
            format!("无法写入：{}", reason.zh),
            format!("cannot be written: {}", reason.en),
        )
    }

    fn foreign() -> Bilingual {
        Bilingual::new(
            "这里已有别的内容，没有改动；--export 只替换空文件夹或它以前写的文件夹，请换一个",
            "something else is there and was left as it is; --export only replaces an empty folder or one that it wrote: name another",
        )
    }
}

#[cfg(not(feature = "export"))]
mod without {
    use super::*;

    /// An export: this program cannot make any.
    pub(in super::super) enum Export {}

    impl Export {
        /// Says how to get a program that can.
        pub(in super::super) fn open(path: &Path) -> Result<Self, Failure> {
            let how = "cargo install --path crates/gouji-cli --features export";
            let message = Bilingual::new(
                format!(
                    "这个 gouji 编译时没有带上 Parquet 导出（--export）；发行的版本都带，也可以自己编译：{how}"
                ),
                format!(
                    "this gouji was built without the Parquet export (--export); released ones have it, and so has one built by {how}"
                ),
            );
            Err(Failure::File(path.display().to_string(), message))
        }

        /// The folder.
        pub(in super::super) fn path(&self) -> &Path {
            match *self {}
        }

        /// Writes it.
        pub(in super::super) fn write(self, _: &Audit) -> io::Result<()> {
            match self {}
        }
    }
}
