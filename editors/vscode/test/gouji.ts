// Where the program under test is, and the report it is tested with.

import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const ROOT = resolve(process.cwd(), "../..");
const BUILT = resolve(ROOT, "target/debug/gouji");

/** The program, or undefined where none was built. */
export const GOUJI = process.env.GOUJI_BIN ?? (existsSync(BUILT) ? BUILT : undefined);

/** What a test is skipped for, or false. */
export const SKIP = GOUJI ? false : "skipped: no gouji was built; GOUJI_BIN names one";

/** A report with one mistake that four findings tell of. */
export const FAULTY = readFileSync(resolve(ROOT, "tests/faulty.md"), "utf8");
