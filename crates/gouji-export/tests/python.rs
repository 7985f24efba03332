//! What is exported is read by DuckDB, pandas and pyarrow. `GOUJI_PYTHON` names a Python that has them;
//! without it the one on the path is tried, and where that lacks them the test says "skipped".

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failing test may stop at once and say what was skipped"
)]

mod sandbox;

use std::process::Command;

const QUESTIONS: &str = r#"
import sys
from decimal import Decimal
import duckdb, pandas, pyarrow, pyarrow.dataset
root = sys.argv[1]

# DuckDB: tables by year are one table, the year is a column, decimals are exact.
for name in ["reports", "cells", "findings", "units", "suspects"]:
    duckdb.sql(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{root}/{name}/**/*.parquet', hive_partitioning = true)")
ask = lambda sql: duckdb.sql(sql).fetchall()
assert ask("SELECT count(*) FROM cells") == [(16,)]
assert ask("SELECT year, count(*) FROM reports GROUP BY year ORDER BY year") == [(0, 1), (2023, 1), (2024, 1)]
assert ask("SELECT sum(decimal) FROM cells WHERE year = 2024 AND \"row\" = 'one'") == [(Decimal("19.5"),)]
assert ask("SELECT decimal FROM cells WHERE value LIKE '-123%'") == [(Decimal("-12345678901234567890.123456789"),)]
assert ask("SELECT count(*) FROM cells WHERE value IS NOT NULL AND decimal IS NULL") == [(2,)]
assert ask("SELECT r.path, c.text FROM cells c JOIN reports r USING (report) WHERE c.state = 'less-than' ORDER BY ALL") == [("b.html", "<1"), ("c.html", "<1")]
assert ask("SELECT f.rule, u.name, s.suggested FROM suspects s JOIN findings f USING (finding) JOIN units u USING (unit)") == [("applicants-total", "青石县水务局", "13")]
assert ask("SELECT year FROM findings WHERE report IS NULL") == [(2022,)]

# pandas: few texts are categories, what is not there is missing.
cells = pandas.read_parquet(f"{root}/cells", dtype_backend="pyarrow")
assert len(cells) == 16, len(cells)
plain = pandas.read_parquet(f"{root}/cells/year=2024")
assert str(plain["table_id"].dtype) == "category", plain.dtypes
assert list(plain["decimal"].dropna())[:2] == [Decimal("12.5"), Decimal("7")]
assert plain["text"].iloc[9] == "见附件，\u202e'\"\U0001f600"
findings = pandas.read_parquet(f"{root}/findings")
assert sorted(findings["finding"]) == [1, 2, 4]

# pyarrow: a data set, of which one year is read alone.
cells = pyarrow.dataset.dataset(f"{root}/cells", partitioning="hive")
assert cells.to_table(filter=pyarrow.dataset.field("year") == 2024).num_rows == 10
kinds = {field.name: str(field.type) for field in cells.schema}
assert kinds["decimal"] == "decimal128(38, 10)" and kinds["number"] == "int64", kinds
print("read by DuckDB", duckdb.__version__, "pandas", pandas.__version__, "pyarrow", pyarrow.__version__)
"#;

#[test]
fn duckdb_pandas_and_pyarrow_read_it() {
    let named = std::env::var_os("GOUJI_PYTHON");
    let python = named.clone().unwrap_or_else(|| "python3".into());
    let has = Command::new(&python)
        .args(["-c", "import duckdb, pandas, pyarrow"])
        .output();
    let has = has.is_ok_and(|output| output.status.success());
    if !has && named.is_none() {
        println!(
            "skipped: python3 has no duckdb, pandas and pyarrow; GOUJI_PYTHON names one that has"
        );
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    gouji_export::write(&sandbox::audit(), "1", folder.path()).unwrap();
    let output = Command::new(&python)
        .args(["-c", QUESTIONS])
        .arg(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    println!("{}", String::from_utf8_lossy(&output.stdout));
}
