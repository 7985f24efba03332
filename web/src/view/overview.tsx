// The overview: how much there is, by rule, unit, region, level and year.
import { useMemo, useState } from "preact/hooks";
import type { Counts } from "../data/audit";
import { countBy, total } from "../data/filter";
import type { View } from "../state";
import { words } from "../words";
import { useLink, useShown } from "./context";
import { Bar } from "./counts";
import { Columns } from "./chart";

/** Lines shown of a list before it is asked for whole. */
const FIRST = 12;

export function Overview() {
  const { audit, found, reports } = useShown();
  const { index } = audit;
  const { findings, units, rules } = index;
  const lists = useMemo(() => {
    const by = (key: (finding: number) => number) => countBy(audit, found, key);
    return {
      rules: by((finding) => findings.rule[finding]!),
      units: by((finding) => audit.unitOf(finding)),
      regions: by((finding) => units.region[audit.unitOf(finding)]!),
      levels: by((finding) => units.level[audit.unitOf(finding)]!),
      years: by((finding) => audit.yearOf(finding)),
    };
  }, [audit, found]);
  const link = useLink();
  const years = audit.years.filter((year) => reports.some((report) => index.reports.year[report] === year));
  const named = (name: string | undefined): string => name || words.unknown;
  return (
    <>
      <Tiles />
      {found.length === 0 && <p>{words.noneAtAll}</p>}
      <div class="charts">
        <Columns
          title={words.byYear}
          columns={years.map((year) => ({
            name: String(year),
            counts: lists.years.get(year) ?? [0, 0, 0],
            address: link({ year: String(year), page: "findings" }),
          }))}
        />
        <Columns
          title={words.byRun}
          columns={index.runs.map(([run, [errors, warnings, notes]]) => ({ name: `#${run}`, counts: [notes, warnings, errors] }))}
        />
      </div>
      <div class="lists">
        <List title={words.byRule} counts={lists.rules} name={(rule) => named(rules.title[rule])} to={(rule) => ({ rule: rules.name[rule]! })} />
        <List title={words.gravestUnits} counts={lists.units} name={(unit) => named(units.name[unit])} to={(unit) => ({ unit: units.name[unit]! })} />
        <List title={words.byRegion} counts={lists.regions} name={(at) => named(index.regions[at])} to={(at) => ({ region: index.regions[at]! })} />
        <List title={words.byLevel} counts={lists.levels} name={(at) => named(index.levels.name[at])} to={(at) => ({ level: index.levels.id[at]! })} />
        <List title={words.byYear} counts={lists.years} name={(year) => named(year === 0 ? "" : String(year))} to={(year) => ({ year: year === 0 ? "" : String(year) })} />
      </div>
    </>
  );
}

function Tiles() {
  const { audit, found, reports } = useShown();
  const { totals, findings } = audit.index;
  const to = useLink();
  const counts: Counts = [0, 0, 0];
  for (const finding of found) counts[findings.severity[finding]! as 0 | 1 | 2] += 1;
  const blocked = reports.reduce((sum, report) => sum + audit.index.reports.blocked[report]!, 0);
  const missing = reports.filter((report) => audit.index.reports.path[report] === null).length;
  const units = new Set(reports.map((report) => audit.index.reports.unit[report])).size;
  const tiles: [string, number, (string | undefined)?, string?][] = [
    [words.units, units, to({ page: "units" })],
    [words.reports, reports.length - missing],
    [words.severities[2], counts[2], to({ page: "findings", severity: "error" }), "error"],
    [words.severities[1], counts[1], to({ page: "findings", severity: "warning" }), "warning"],
    [words.severities[0], counts[0], to({ page: "findings", severity: "info" }), "info"],
    [words.blocked, blocked],
    [words.missing, missing],
    [words.unread, totals.unread, totals.unread > 0 ? to({ page: "unread" }) : undefined],
    [words.suppressed, totals.suppressed],
    [words.fixed, totals.fixed],
  ];
  return (
    <dl class="tiles">
      {tiles.map(([name, count, address, look]) => (
        <div key={name} class={look}>
          <dt>{name}</dt>
          <dd>{address ? <a href={address}>{count}</a> : count}</dd>
        </div>
      ))}
    </dl>
  );
}

interface ListProps {
  title: string;
  counts: Map<number, Counts>;
  name: (key: number) => string;
  to: (key: number) => Partial<View>;
}

function List({ title, counts, name, to }: ListProps) {
  const { printing } = useShown();
  const link = useLink();
  const [isWhole, setWhole] = useState(false);
  const keys = [...counts.keys()].sort((a, b) => {
    const [one, other] = [counts.get(a)!, counts.get(b)!];
    return other[2] - one[2] || total(other) - total(one) || a - b;
  });
  if (keys.length === 0) return null;
  const most = Math.max(...keys.slice(0, 2000).map((key) => total(counts.get(key)!)));
  const shown = isWhole ? keys.slice(0, 2000) : keys.slice(0, FIRST);
  return (
    <section class="list">
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">{words.severities[2]}</th>
            <th scope="col">{words.severities[1]}</th>
            <th scope="col">{words.severities[0]}</th>
            <td class="no" />
          </tr>
        </thead>
        <tbody>
          {shown.map((key) => (
            <tr key={key}>
              <th scope="row">
                <a href={link({ ...to(key), page: "findings" })}>{name(key)}</a>
              </th>
              {([2, 1, 0] as const).map((severity) => (
                <td key={severity}>{counts.get(key)![severity]}</td>
              ))}
              <td class="no">
                <Bar counts={counts.get(key)!} most={most} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {keys.length > shown.length && !printing && (
        <p>
          {isWhole ? (
            <a href={link({ page: "units" })}>{words.showAll(keys.length)}</a>
          ) : (
            <button type="button" onClick={() => setWhole(true)}>
              {words.showAll(keys.length)}
            </button>
          )}
        </p>
      )}
      {keys.length > shown.length && printing && <p>{words.printed(shown.length, keys.length)}</p>}
    </section>
  );
}
