//! `gouji check --open`: the page, shown in the browser.
//!
//! The page is one more output of the check. Where nobody says where to, it goes into a new folder
//! that only its owner can read, and stays there for the browser.

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

use gouji_model::{Bilingual, Language};

use crate::arguments::{Check, Format, ToFile};
use crate::output;
use crate::project::Failure;

/// What the page is called in a folder of its own.
const NAME: &str = "gouji.html";

/// The page of a run.
pub(crate) struct Page {
    path: PathBuf,
    /// When it was written last, before this run.
    written: Option<SystemTime>,
    /// Whether the browser has it.
    is_open: bool,
}

impl Page {
    /// The page that the options ask for, which becomes one of their outputs.
    ///
    /// # Errors
    /// When there is no room for it.
    pub(crate) fn of(options: &mut Check) -> Result<Self, Failure> {
        let mut outputs = options.outputs.iter();
        let named = outputs.find(|output| output.format(options.format) == Some(Format::Html));
        let path = match named {
            Some(output) => output.path.clone(),
            None => own_folder()?.join(NAME),
        };
        if named.is_none() {
            options.outputs.push(ToFile {
                format: Some(Format::Html),
                path: path.clone(),
            });
        }
        Ok(Self {
            written: written(&path),
            path,
            is_open: false,
        })
    }

    /// Opens it, once it is written; a second time it only says where it is.
    pub(crate) fn open(&mut self, quiet: bool, language: Language) {
        let now = written(&self.path);
        if now.is_none() || now == self.written {
            return;
        }
        self.written = now;
        let shown = self.path.display();
        if self.is_open {
            return;
        }
        let outcome = match browse(&self.path) {
            Ok(()) if quiet => return,
            Ok(()) => Bilingual::new(format!("网页：{shown}"), format!("the page: {shown}")),
            Err(error) => Bilingual::new(
                format!("浏览器没有打开（{error}），请自己打开：{shown}"),
                format!("the browser did not open ({error}); open it yourself: {shown}"),
            ),
        };
        self.is_open = true;
        output::complain(outcome.get(language));
    }
}

fn written(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}

fn own_folder() -> Result<PathBuf, Failure> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("gouji-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    let folder = builder.tempdir();
    folder.map(tempfile::TempDir::keep).map_err(|error| {
        let shown = std::env::temp_dir().display().to_string();
        let why = Bilingual::new(
            format!("无法建立放网页的文件夹：{error}"),
            format!("no folder for the page can be made: {error}"),
        );
        Failure::File(shown, why)
    })
}

/// Opens a file in the browser that `$BROWSER` names, else in the system's own. No shell reads the
/// path.
fn browse(page: &Path) -> io::Result<()> {
    let page = std::path::absolute(page)?;
    #[cfg(unix)]
    if named::browse(&page) {
        return Ok(());
    }
    open::that_detached(page)
}

#[cfg(unix)]
mod named {
    //! `$BROWSER`: commands between colons, of which the first that starts is taken; `%s` stands
    //! for what to open.

    use std::ffi::{OsStr, OsString};
    use std::os::unix::process::CommandExt as _;
    use std::path::Path;
    use std::process::{Command, Stdio};

    pub(super) fn browse(page: &Path) -> bool {
        let named = std::env::var("BROWSER").unwrap_or_default();
        let mut commands = named.split(':').map(|command| words(command, page));
        commands.any(|words| starts(&words))
    }

    fn words(command: &str, page: &Path) -> Vec<OsString> {
        let mut is_named = false;
        let mut words: Vec<OsString> = Vec::new();
        for word in command.split_whitespace() {
            let mut own = OsString::new();
            for (number, part) in word.split("%s").enumerate() {
                if number > 0 {
                    own.push(page);
                    is_named = true;
                }
                own.push(part);
            }
            words.push(own);
        }
        if !is_named && !words.is_empty() {
            words.push(page.into());
        }
        words
    }

    fn starts(words: &[OsString]) -> bool {
        let Some((program, rest)) = words.split_first() else {
            return false;
        };
        let mut command = Command::new(program);
        command
            .args(rest.iter().map(OsStr::new))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Ctrl-C here is not meant for the browser.
            .process_group(0);
        command.spawn().is_ok()
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_page_stands_where_it_is_asked_for_or_last() {
            let page = Path::new("/a b/$(x).html");
            for (command, expected) in [
                ("firefox", &["firefox", "/a b/$(x).html"][..]),
                ("w --app=%s -n", &["w", "--app=/a b/$(x).html", "-n"][..]),
                ("", &[][..]),
            ] {
                assert_eq!(words(command, page), expected, "{command}");
            }
        }
    }
}
