//! `gouji pack new`: the files of a new pack, made from a blank form where one is given.

mod blank_form;
mod form_language;
mod grid;
mod labels;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use gouji_model::{Bilingual, Language};
use gouji_pack::Packs;

use crate::arguments::PackNew;
use crate::input::bytes_of;
use crate::output;
use crate::project::Failure;

use blank_form::BlankForm;
use form_language::FormLanguage;

/// Writes a new pack into a folder that is not there yet or empty, and reads it again.
pub(crate) fn run(options: &PackNew, language: Language) -> Result<ExitCode, Failure> {
    let failed = |path: &Path, why| Failure::File(path.to_string_lossy().into_owned(), why);
    let folder = &options.folder;
    let mut form = match &options.from {
        None => BlankForm::example(),
        Some(path) => read(path).map_err(|why| failed(path, why))?,
    };
    if let Some(tag) = &options.language {
        form.language = FormLanguage::named(tag);
    }
    let id = options.id.clone().unwrap_or_else(|| id_of(folder));
    written(folder, &id, &form).map_err(|why| failed(folder, why))?;
    let mut survey = Packs::survey(std::slice::from_ref(folder));
    if !survey.faults.is_empty() {
        return Err(survey.faults.swap_remove(0).into());
    }
    let (tables, rows, columns) = form.counts();
    let shown = folder.display().to_string();
    let of_language = form.language.remark(&shown);
    let message = Bilingual::new(
        format!(
            "已写入 {shown}：{tables} 张表，{rows} 行，{columns} 列{}。核对 {shown}/form.toml 里的名称和标识，把规则写进 {shown}/rules，然后运行 gouji pack check {shown}\n",
            of_language.zh
        ),
        format!(
            "written to {shown}: tables: {tables}, rows: {rows}, columns: {columns}{}. Look over the labels and ids in {shown}/form.toml, put rules into {shown}/rules, then run gouji pack check {shown}\n",
            of_language.en
        ),
    );
    output::print(message.get(language));
    Ok(ExitCode::SUCCESS)
}

/// The form that a file holds.
fn read(path: &Path) -> Result<BlankForm, Bilingual> {
    let bytes = bytes_of(path).map_err(|error| error.message())?;
    let document = gouji_lint::document_of(&bytes).map_err(|error| error.message())?;
    BlankForm::of(&document).ok_or_else(|| {
        Bilingual::new(
            "里面没有带栏目名称的表格",
            "there is no table with labels in it",
        )
    })
}

/// What the form is called by a folder's name.
fn id_of(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    format!(
        "{}/1",
        labels::slug(&name, '-').unwrap_or_else(|| "form".to_owned())
    )
}

fn written(folder: &Path, id: &str, form: &BlankForm) -> Result<(), Bilingual> {
    let failed =
        |error: std::io::Error| Bilingual::new(format!("写不了：{error}"), error.to_string());
    if fs::read_dir(folder).into_iter().flatten().next().is_some() {
        return Err(Bilingual::new(
            "这个文件夹里已有文件，换一个新的",
            "there are files in this folder; name a new one",
        ));
    }
    fs::create_dir_all(folder.join("rules")).map_err(failed)?;
    fs::write(folder.join("pack.toml"), form.pack(id)).map_err(failed)?;
    if let Some(words) = form.language.words() {
        fs::write(folder.join("words.toml"), words).map_err(failed)?;
    }
    fs::write(folder.join("form.toml"), form.toml()).map_err(failed)
}
