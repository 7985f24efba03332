// The index as `gouji-dashboard` writes it (crates/gouji-dashboard/src/columns.rs), and what a chunk holds.

export const FORMAT = 1;

export interface Layout {
  form: string;
  title: string;
  tables: { title: string; blocks: Block[] }[];
}

export interface Block {
  caption: string;
  across: boolean;
  columns: string[];
  rows: { label: string; cells: (number | null)[] }[];
}

export interface Index {
  format: number;
  chunk: number;
  totals: {
    units: number;
    reports: number;
    missing: number;
    findings: [number, number, number];
    blocked: number;
    unread: number;
    suppressed: number;
    fixed: number;
  };
  rules: { name: string[]; title: string[]; help: string[]; authority: string[] };
  regions: string[];
  levels: { id: string[]; name: string[] };
  units: { name: string[]; aliases: string[]; region: number[]; level: number[] };
  reports: {
    unit: number[];
    year: number[];
    path: (string | null)[];
    layout: (number | null)[];
    blocked: number[];
    findings: number[];
  };
  findings: {
    rule: number[];
    severity: number[];
    place: number[];
    write: number[];
    state: number[];
    places: string[];
    writes: string[];
  };
  layouts: Layout[];
  failures: { path: string[]; why: string[] };
  /** The number of each run with its errors, warnings and notes. */
  runs: [number, [number, number, number]][];
  readings: [string, string[]];
}

/** A finding in words. */
export interface Told {
  message: string;
  spot: string;
  identity: string;
  /** The cell, what should stand there, whether it is likely wrong. */
  marks: [number, string | null, 0 | 1][];
  /** Whose report, which place, what stands there, its file. */
  elsewhere: [string, string, string, string][];
  /** Whose report, its file, this report's text and the other's: parts of which every second is in both. */
  passages?: [string, string, [string[], string[]]][];
  /** For how many days it is open, where a store knows it. */
  days?: number;
}

/** What is shown of a report when it is opened. */
export interface Detail {
  cells: (string | null)[];
  findings: Told[];
  blocked: [string, string][];
}
