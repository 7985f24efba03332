//! The whole line: any bytes end in findings or an error, and every place lies within the file.
#![no_main]

use std::sync::LazyLock;

use gouji_lint::Linter;
use gouji_model::Place;
use gouji_pack::Packs;
use libfuzzer_sys::fuzz_target;

static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::built_in().expect("tested"));
static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::new(&PACKS));

fuzz_target!(|bytes: &[u8]| {
    let Ok(opened) = LINTER.open(bytes) else {
        return;
    };
    for report in &opened.reports {
        let _ = LINTER.check(report, None);
        for cell in report.cells.iter().flatten() {
            if let Place::Text(range) = cell.place {
                let found = opened.locate(range);
                assert!(found.offset + found.length <= bytes.len() as u64);
            }
        }
    }
});
