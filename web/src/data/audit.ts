// The audit in memory: the index with the few columns that are worked out of it, and the chunks as they
// are opened.
import { type Detail, FORMAT, type Index } from "./index";
import { unpacked } from "./unpack";

/** Most chunks that stay unpacked. */
const KEPT = 16;

/** How many findings of each severity: notes, warnings, errors. */
export type Counts = [number, number, number];

export class Audit {
  /** For each report its first finding. */
  readonly first: Int32Array;
  /** For each finding its report. */
  readonly owner: Int32Array;
  /** For each unit its findings by severity. */
  readonly counts: Counts[];
  /** For each unit how many relations could not be checked. */
  readonly blocked: Int32Array;
  /** For each unit its reports. */
  readonly reportsOf: number[][];
  /** All years, earliest first. */
  readonly years: number[];
  private readonly keys: string[];
  private readonly byKey = new Map<string, number>();
  private readonly chunks = new Map<number, Promise<Detail[]>>();
  private nameRank: Int32Array | undefined;

  constructor(readonly index: Index) {
    const { reports, units, findings } = index;
    const count = reports.unit.length;
    this.first = new Int32Array(count + 1);
    this.owner = new Int32Array(findings.rule.length);
    this.blocked = new Int32Array(units.name.length);
    this.counts = units.name.map(() => [0, 0, 0]);
    this.reportsOf = units.name.map(() => []);
    this.keys = new Array<string>(count);
    for (let report = 0; report < count; report += 1) {
      const unit = reports.unit[report]!;
      const from = this.first[report]!;
      const to = from + reports.findings[report]!;
      this.first[report + 1] = to;
      this.owner.fill(report, from, to);
      const counts = this.counts[unit]!;
      for (let finding = from; finding < to; finding += 1) counts[findings.severity[finding]! as 0 | 1 | 2] += 1;
      this.blocked[unit]! += reports.blocked[report]!;
      this.reportsOf[unit]!.push(report);
      this.name(report);
    }
    this.years = [...new Set(reports.year)].filter((year) => year > 0).sort((a, b) => a - b);
  }

  /** Reads the audit that the page carries. */
  static async open(): Promise<Audit> {
    const index = await unpacked<Index>("index");
    if (index.format !== FORMAT) throw new Error(`data of format ${index.format}, this page reads ${FORMAT}`);
    return new Audit(index);
  }

  /** By what links name a report: its file; unit and year where it has none. */
  key(report: number): string {
    return this.keys[report]!;
  }

  /** The report that a link names. */
  reportAt(key: string): number | undefined {
    return this.byKey.get(key);
  }

  /** By what links name a finding within its report. */
  findingKey(finding: number): string {
    const { findings, rules } = this.index;
    return `${rules.name[findings.rule[finding]!]} ${findings.places[findings.place[finding]!]}`;
  }

  /** The finding of a report that a link names. */
  findingAt(report: number, key: string): number | undefined {
    for (let at = this.first[report]!; at < this.first[report + 1]!; at += 1) if (this.findingKey(at) === key) return at;
    return undefined;
  }

  unitOf(finding: number): number {
    return this.index.reports.unit[this.owner[finding]!]!;
  }

  yearOf(finding: number): number {
    return this.index.reports.year[this.owner[finding]!]!;
  }

  /** The place of each unit when their names are in order. */
  rankOfNames(): Int32Array {
    if (!this.nameRank) {
      const names = this.index.units.name;
      const order = new Intl.Collator("zh").compare;
      const sorted = names.map((_, unit) => unit).sort((a, b) => order(names[a]!, names[b]!));
      this.nameRank = new Int32Array(names.length);
      sorted.forEach((unit, rank) => (this.nameRank![unit] = rank));
    }
    return this.nameRank;
  }

  /** What is shown of a report; its chunk is unpacked when it is first asked for. */
  async detail(report: number): Promise<Detail> {
    const number = Math.floor(report / this.index.chunk);
    const chunk = this.chunks.get(number) ?? unpacked<Detail[]>(`chunk-${number}`);
    this.chunks.delete(number);
    this.chunks.set(number, chunk);
    const oldest = this.chunks.keys().next().value;
    if (this.chunks.size > KEPT && oldest !== undefined) this.chunks.delete(oldest);
    const detail = (await chunk)[report % this.index.chunk];
    if (!detail) throw new Error(`chunk ${number} lacks a report`);
    return detail;
  }

  private name(report: number): void {
    const { reports, units } = this.index;
    const plain = reports.path[report] ?? `${units.name[reports.unit[report]!]} ${reports.year[report]}`;
    let key = plain;
    for (let copy = 2; this.byKey.has(key); copy += 1) key = `${plain} (${copy})`;
    this.keys[report] = key;
    this.byKey.set(key, report);
  }
}
