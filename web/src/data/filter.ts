// Which findings are shown, and how many there are of each kind.
import type { Audit, Counts } from "./audit";

/** What findings are narrowed down to; empty where they are not. Names, as links have them. */
export interface Filter {
  unit: string;
  rule: string;
  region: string;
  level: string;
  year: string;
  severity: string;
  state: string;
}

export const FILTERS = ["unit", "rule", "region", "level", "year", "severity", "state"] as const;
export const SEVERITIES = ["info", "warning", "error"] as const;
export const STATES = ["", "new", "still", "back"] as const;

/** The numbers that a filter's names stand for: -1 where all are meant, -2 where the name is unknown. */
function numbers(audit: Audit, filter: Filter): Record<(typeof FILTERS)[number], number> {
  const { units, rules, regions, levels } = audit.index;
  const find = (names: readonly string[], name: string): number => {
    if (name === "") return -1;
    const at = names.indexOf(name);
    return at < 0 ? -2 : at;
  };
  return {
    unit: find(units.name, filter.unit),
    rule: find(rules.name, filter.rule),
    region: find(regions, filter.region),
    level: find(levels.id, filter.level),
    year: filter.year === "" ? -1 : Number(filter.year),
    severity: find(SEVERITIES, filter.severity),
    state: find(STATES, filter.state),
  };
}

/** The reports that a filter admits by unit, region, level and year. */
export function reportsOf(audit: Audit, filter: Filter): number[] {
  const wanted = numbers(audit, filter);
  const { reports, units } = audit.index;
  const found: number[] = [];
  for (let report = 0; report < reports.unit.length; report += 1) {
    const unit = reports.unit[report]!;
    if (wanted.unit !== -1 && wanted.unit !== unit) continue;
    if (wanted.year !== -1 && wanted.year !== reports.year[report]) continue;
    if (wanted.region !== -1 && wanted.region !== units.region[unit]) continue;
    if (wanted.level !== -1 && wanted.level !== units.level[unit]) continue;
    found.push(report);
  }
  return found;
}

/** The findings that a filter admits, in the order of the reports. */
export function findingsOf(audit: Audit, filter: Filter): number[] {
  const wanted = numbers(audit, filter);
  const { findings } = audit.index;
  const found: number[] = [];
  for (const report of reportsOf(audit, filter)) {
    for (let at = audit.first[report]!; at < audit.first[report + 1]!; at += 1) {
      if (wanted.rule !== -1 && wanted.rule !== findings.rule[at]) continue;
      if (wanted.severity !== -1 && wanted.severity !== findings.severity[at]) continue;
      if (wanted.state !== -1 && wanted.state !== findings.state[at]) continue;
      found.push(at);
    }
  }
  return found;
}

/** Gravest first: by severity, then where it is known what to write, then by how much its unit has. */
export function gravest(audit: Audit, found: readonly number[]): number[] {
  const { findings } = audit.index;
  const weight = (finding: number): number => {
    const known = findings.writes[findings.write[finding]!] === "" ? 0 : 1;
    return findings.severity[finding]! * 2 + known;
  };
  const errors = (finding: number): number => audit.counts[audit.unitOf(finding)]![2];
  return [...found].sort((a, b) => weight(b) - weight(a) || errors(b) - errors(a) || a - b);
}

/** How many findings of each severity there are by a key. */
export function countBy(audit: Audit, found: readonly number[], key: (finding: number) => number): Map<number, Counts> {
  const counts = new Map<number, Counts>();
  for (const finding of found) {
    const at = key(finding);
    let own = counts.get(at);
    if (!own) counts.set(at, (own = [0, 0, 0]));
    own[audit.index.findings.severity[finding]! as 0 | 1 | 2] += 1;
  }
  return counts;
}

export const total = (counts: Counts): number => counts[0] + counts[1] + counts[2];
