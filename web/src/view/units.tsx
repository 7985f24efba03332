// All units: how much was found in each.
import { useMemo } from "preact/hooks";
import type { Counts } from "../data/audit";
import { countBy, total } from "../data/filter";
import { words } from "../words";
import { useLink, useShown } from "./context";
import { type Column, LongTable } from "./table";

export function Units() {
  const { audit, found, reports } = useShown();
  const link = useLink();
  const { units, regions, levels, reports: columns } = audit.index;
  const { rows, counts, blocked, handed } = useMemo(() => {
    const counts = countBy(audit, found, (finding) => audit.unitOf(finding));
    const blocked = new Map<number, number>();
    const handed = new Map<number, number>();
    for (const report of reports) {
      const unit = columns.unit[report]!;
      blocked.set(unit, (blocked.get(unit) ?? 0) + columns.blocked[report]!);
      handed.set(unit, (handed.get(unit) ?? 0) + (columns.path[report] === null ? 0 : 1));
    }
    const own = (unit: number): Counts => counts.get(unit) ?? [0, 0, 0];
    const rows = [...handed.keys()].sort((a, b) => own(b)[2] - own(a)[2] || total(own(b)) - total(own(a)) || a - b);
    return { rows, counts, blocked, handed };
  }, [audit, found, reports]);
  const count = (unit: number, severity: 0 | 1 | 2): number => counts.get(unit)?.[severity] ?? 0;
  const severity = (at: 0 | 1 | 2, id: string): Column => ({
    id,
    title: words.severities[at],
    number: true,
    down: true,
    compare: (a, b) => count(a, at) - count(b, at),
    show: (unit) => count(unit, at),
  });
  const shown: Column[] = [
    {
      id: "unit",
      title: words.unit,
      compare: (a, b) => audit.rankOfNames()[a]! - audit.rankOfNames()[b]!,
      show: (unit) => units.name[unit],
    },
    {
      id: "region",
      title: words.region,
      compare: (a, b) => (regions[units.region[a]!]! < regions[units.region[b]!]! ? -1 : 1),
      show: (unit) => regions[units.region[unit]!],
      wide: true,
    },
    {
      id: "level",
      title: words.level,
      compare: (a, b) => units.level[a]! - units.level[b]!,
      show: (unit) => levels.name[units.level[unit]!],
      wide: true,
    },
    { id: "reports", title: words.reports, number: true, compare: (a, b) => handed.get(a)! - handed.get(b)!, show: (unit) => handed.get(unit), wide: true },
    severity(2, "error"),
    severity(1, "warning"),
    severity(0, "info"),
    { id: "blocked", title: words.blocked, number: true, down: true, compare: (a, b) => blocked.get(a)! - blocked.get(b)!, show: (unit) => blocked.get(unit) },
  ];
  return (
    <>
      <h2>
        {words.units} <span class="quiet">{words.showing(rows.length)}</span>
      </h2>
      <LongTable label={words.units} columns={shown} rows={rows} address={(unit) => link({ page: "findings", unit: units.name[unit]! })} />
    </>
  );
}
