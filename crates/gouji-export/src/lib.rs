//! An audit's result as Parquet files, which DuckDB, pandas, Spark and others read: `reports`, `cells`
//! (one row each), `findings` in a folder for each year, `units` and `suspects` beside them.
//!
//! What the columns are is defined by [`gouji_store::exported`], from which the store and the docs are
//! made, too. The same result gives the same bytes: nothing in the files says when they were made.

mod error;
mod mark;
mod parts;
mod rows;
mod schema;
mod values;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use gouji_audit::result::Audit;

pub use error::ExportError;
pub use mark::{MARK, State, state_of};
use parts::Part;

/// Writes an export into a folder that is there and empty. `engine` is the version of the program.
///
/// # Errors
/// Where a file cannot be written.
pub fn write(audit: &Audit, engine: &str, folder: &Path) -> Result<(), ExportError> {
    mark::write(folder, engine)?;
    for table in gouji_store::exported() {
        let base = folder.join(table.name);
        if !table.is_by_year() {
            fs::create_dir(&base)?;
            let mut part = Part::create(&base, table, engine)?;
            rows::write(audit, table.name, None, &mut part)?;
            part.finish()?;
            continue;
        }
        fs::create_dir(&base)?;
        for year in years(audit)? {
            let folder = base.join(folder_of(year));
            fs::create_dir(&folder)?;
            let mut part = Part::create(&folder, table, engine)?;
            rows::write(audit, table.name, Some(year), &mut part)?;
            part.finish()?;
        }
    }
    Ok(())
}

/// All years of reports and findings; one that is not known where there are none, so that each table
/// has a file.
fn years(audit: &Audit) -> Result<BTreeSet<Option<i32>>, ExportError> {
    let mut years = BTreeSet::new();
    for row in &audit.reports {
        years.insert(row?.year);
    }
    for row in audit.current() {
        years.insert(row?.1.year);
    }
    if years.is_empty() {
        years.insert(None);
    }
    Ok(years)
}

/// What the folder of a year is called. Of none it is that of the year 0: Hive's own name for that would be
/// null to some readers, but pandas cannot put such a folder and others together.
fn folder_of(year: Option<i32>) -> String {
    format!("year={}", year.unwrap_or(0))
}
