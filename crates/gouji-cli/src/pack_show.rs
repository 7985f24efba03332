//! `gouji pack show` and `gouji pack schema`: a pack as its author wrote it, to begin another from,
//! and the schema made of its form.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use gouji_model::{Bilingual, Language};
use gouji_pack::{Packs, Survey, advice, schema_of_file, schema_text};
use gouji_rule::Pack;

use crate::arguments::{PackSchema, PackShow};
use crate::output;
use crate::project::Failure;
use crate::status::COULD_NOT;

/// Prints a pack, or writes it into a folder.
pub(crate) fn show(
    options: &PackShow,
    folders: &[PathBuf],
    language: Language,
) -> Result<ExitCode, Failure> {
    let survey = used(folders)?;
    let Some(pack) = pack_of(&survey.packs, &options.form, language) else {
        return Ok(ExitCode::from(COULD_NOT));
    };
    let files = Files {
        survey: &survey,
        pack,
    };
    match &options.into {
        Some(folder) => into(&files, folder, language),
        None => {
            output::print(&files.listed(options.with_rules));
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Prints the JSON Schema of a form's canonical report, or of a kind of file.
pub(crate) fn schema(
    options: &PackSchema,
    folders: &[PathBuf],
    language: Language,
) -> Result<ExitCode, Failure> {
    if let Some(kind) = options.of {
        output::print(&schema_of_file(kind.into(), language));
        return Ok(ExitCode::SUCCESS);
    }
    let survey = used(folders)?;
    let form = options.form.as_deref().unwrap_or_default();
    let Some(pack) = pack_of(&survey.packs, form, language) else {
        return Ok(ExitCode::from(COULD_NOT));
    };
    output::print(&schema_text(pack, language));
    Ok(ExitCode::SUCCESS)
}

/// All packs and their files, if nothing is wrong with them.
fn used(folders: &[PathBuf]) -> Result<Survey, Failure> {
    let mut survey = Packs::survey(folders);
    match survey.faults.is_empty() {
        true => Ok(survey),
        false => Err(survey.faults.swap_remove(0).into()),
    }
}

fn pack_of<'p>(packs: &'p Packs, form: &str, language: Language) -> Option<&'p Pack> {
    let mut all = packs.packs().iter().map(|pack| &**pack);
    let found = all.find(|pack| pack.form.id.0 == form);
    if found.is_none() {
        let known: Vec<&str> = packs
            .packs()
            .iter()
            .map(|pack| pack.form.id.0.as_str())
            .collect();
        let all = Bilingual::new(
            format!("有：{}", known.join("、")),
            format!("there are {}", known.join(", ")),
        );
        let advice = advice(form, known, all);
        let message = Bilingual::new(
            format!("没有叫 {form} 的表格。{}", advice.zh),
            format!("no form is called `{form}`: {}", advice.en),
        );
        output::complain(message.get(language));
    }
    found
}

/// Where the rules lie that every pack has.
const OF_EVERY_PACK: &str = "structure/";

/// What the words of a language are called in the folder of a pack.
const WORDS: &str = "words.toml";

/// The files of a pack.
struct Files<'p> {
    survey: &'p Survey,
    pack: &'p Pack,
}

impl Files<'_> {
    fn text(&self, path: &str) -> &str {
        let file = self.survey.files.iter().find(|file| file.path == path);
        file.map_or("", |file| &file.text)
    }

    /// A file of the pack's own folder, whether it has one or not.
    fn path(&self, name: &str) -> String {
        let origin = &self.pack.origin;
        let folder = origin.strip_suffix("pack.toml").unwrap_or_default();
        format!("{folder}{name}")
    }

    fn form(&self) -> String {
        self.path("form.toml")
    }

    /// The words of its language, where it brings them.
    fn words(&self) -> Option<String> {
        let text = self.text(&self.pack.origin);
        let lines = text.lines().take_while(|line| !line.starts_with('['));
        let named =
            lines.filter_map(|line| line.strip_prefix("words")?.trim_start().strip_prefix('='));
        let named = named
            .last()
            .map(|named| named.trim().trim_matches(['"', '\'']));
        let folder = self.path("");
        let path = named.map_or_else(
            || self.path(WORDS),
            |named| gouji_pack::relative_path(&folder, named),
        );
        self.has(&path).then_some(path)
    }

    fn has(&self, path: &str) -> bool {
        self.survey.files.iter().any(|file| file.path == path)
    }

    /// Files of its folder that it may have or not: what its reports are in data files, and what their JSON must
    /// have.
    fn others(&self) -> impl Iterator<Item = (&'static str, String)> {
        let others = ["source.toml", "schema.json"].into_iter();
        let others = others.map(|name| (name, self.path(name)));
        others.filter(|(_, path)| self.has(path))
    }

    /// The texts one behind the other, each under the name of its file.
    fn listed(&self, with_rules: bool) -> String {
        let mut paths = vec![self.pack.origin.clone(), self.form()];
        paths.extend(self.pack.vocabulary_origin.clone());
        paths.extend(self.words());
        if with_rules {
            paths.extend(self.others().map(|(_, path)| path));
            paths.extend(self.pack.rules().iter().map(|rule| rule.origin.clone()));
        }
        let mut listed = String::new();
        for path in paths {
            listed.push_str(&format!("# ==== {path} ====\n\n{}\n", self.text(&path)));
        }
        listed
    }

    /// `pack.toml` of a pack that has all its files in its own folder.
    fn alone(&self) -> String {
        let mut alone = String::new();
        for line in self.text(&self.pack.origin).lines() {
            let key = line.split('=').next().unwrap_or_default().trim();
            match key {
                "includes" | "words" => continue,
                "vocabulary" => alone.push_str("vocabulary = \"vocabulary.toml\""),
                _ => alone.push_str(line),
            }
            alone.push('\n');
        }
        alone
    }
}

/// Writes a pack of its own into a folder that is not there yet or empty, and reads it again.
fn into(files: &Files<'_>, folder: &Path, language: Language) -> Result<ExitCode, Failure> {
    if let Err(why) = written(files, folder) {
        return Err(Failure::File(folder.to_string_lossy().into_owned(), why));
    }
    used(&[folder.to_owned()])?;
    let shown = folder.display();
    let message = Bilingual::new(
        format!(
            "已写入 {shown}。改 pack.toml 里的 id 和 form.toml，然后运行 gouji pack check {shown}\n"
        ),
        format!(
            "written to {shown}. Change the id in pack.toml, and form.toml, then run gouji pack check {shown}\n"
        ),
    );
    output::print(message.get(language));
    Ok(ExitCode::SUCCESS)
}

fn written(files: &Files<'_>, folder: &Path) -> Result<(), Bilingual> {
    let failed = |error: io::Error| Bilingual::new(format!("写不了：{error}"), error.to_string());
    let mut there = fs::read_dir(folder).into_iter().flatten();
    if there.next().is_some() {
        return Err(Bilingual::new(
            "这个文件夹里已有文件，换一个新的",
            "there are files in this folder; name a new one",
        ));
    }
    let rules = folder.join("rules");
    fs::create_dir_all(&rules).map_err(failed)?;
    let write = |path: PathBuf, text: &str| fs::write(path, text).map_err(failed);
    write(folder.join("pack.toml"), &files.alone())?;
    write(folder.join("form.toml"), files.text(&files.form()))?;
    if let Some(path) = &files.pack.vocabulary_origin {
        write(folder.join("vocabulary.toml"), files.text(path))?;
    }
    if let Some(path) = files.words() {
        write(folder.join(WORDS), files.text(&path))?;
    }
    for (name, path) in files.others() {
        write(folder.join(name), files.text(&path))?;
    }
    // The rules that every pack has come to it anyway.
    let own = files.pack.rules().iter();
    for rule in own.filter(|rule| !rule.origin.starts_with(OF_EVERY_PACK)) {
        write(
            rules.join(format!("{}.toml", rule.name)),
            files.text(&rule.origin),
        )?;
    }
    Ok(())
}
