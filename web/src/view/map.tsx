// The map: how often each rule is broken in each region. Rules sort by a region, regions by a rule.
import { useMemo, useState } from "preact/hooks";
import { words } from "../words";
import { useLink, useShown } from "./context";

/** Regions shown before all are asked for. */
const FIRST = 40;
/** The row and the column of sums. */
const ALL = -1;
const NAME = -2;

export function RegionMap() {
  const { audit, found, reports, printing } = useShown();
  const link = useLink();
  const { findings, units, rules, regions } = audit.index;
  const [rowsBy, setRowsBy] = useState({ region: ALL, down: true });
  const [columnsBy, setColumnsBy] = useState(ALL);
  const [isShare, setShare] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const { counts, handed } = useMemo(() => {
    const counts = new Map<string, number>();
    const add = (rule: number, region: number) => {
      const key = `${rule} ${region}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    };
    for (const finding of found) {
      const [rule, region] = [findings.rule[finding]!, units.region[audit.unitOf(finding)]!];
      add(rule, region);
      add(rule, ALL);
      add(ALL, region);
      add(ALL, ALL);
    }
    const handed = new Map<number, number>([[ALL, reports.length]]);
    for (const report of reports) {
      const region = units.region[audit.index.reports.unit[report]!]!;
      handed.set(region, (handed.get(region) ?? 0) + 1);
    }
    return { counts, handed };
  }, [audit, found, reports]);

  const count = (rule: number, region: number): number => counts.get(`${rule} ${region}`) ?? 0;
  const weight = (rule: number, region: number): number => {
    return isShare ? (100 * count(rule, region)) / Math.max(1, handed.get(region) ?? 0) : count(rule, region);
  };
  const title = (rule: number): string => (rule === ALL ? words.total : (rules.title[rule] ?? ""));
  const named = (region: number): string => (region === ALL ? words.total : regions[region] || words.unknown);
  const rowOrder = rules.name.map((_, rule) => rule).filter((rule) => count(rule, ALL) > 0);
  const way = rowsBy.down ? -1 : 1;
  rowOrder.sort((a, b) =>
    rowsBy.region === NAME ? way * (title(a) < title(b) ? -1 : 1) : way * (weight(a, rowsBy.region) - weight(b, rowsBy.region)) || a - b,
  );
  const columnOrder = [...handed.keys()].filter((region) => region !== ALL);
  columnOrder.sort((a, b) => weight(columnsBy, b) - weight(columnsBy, a) || (named(a) < named(b) ? -1 : 1));
  const columns = isWhole ? columnOrder : columnOrder.slice(0, FIRST);
  const most = Math.max(1, ...rowOrder.map((rule) => Math.max(...columns.map((region) => weight(rule, region)))));
  const shown = (rule: number, region: number): string => {
    const value = weight(rule, region);
    return value === 0 ? "" : isShare ? value.toFixed(1) : String(value);
  };
  const sortRows = (region: number) => setRowsBy({ region, down: rowsBy.region === region ? !rowsBy.down : region !== NAME });
  const order = (region: number) => (rowsBy.region === region ? (rowsBy.down ? "descending" : "ascending") : undefined);
  const address = (rule: number, region: number): string =>
    link({ page: "findings", ...(rule === ALL ? {} : { rule: rules.name[rule]! }), ...(region === ALL ? {} : { region: regions[region]! }) });
  if (found.length === 0) return <p>{words.nothing}</p>;
  return (
    <>
      <h2>{words.pages.map}</h2>
      <p class="quiet">{words.mapHint}</p>
      <p class="choice">
        <button type="button" aria-pressed={!isShare} onClick={() => setShare(false)}>
          {words.counts}
        </button>
        <button type="button" aria-pressed={isShare} onClick={() => setShare(true)}>
          {words.perReports}
        </button>
      </p>
      <div class="scroll map" tabIndex={0} role="region" aria-label={words.pages.map}>
        <table>
          <thead>
            <tr>
              {[NAME, ALL, ...columns].map((region) => (
                <th key={region} scope="col" aria-sort={order(region)}>
                  <button type="button" onClick={() => sortRows(region)}>
                    {region === NAME ? words.rule : named(region)}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[ALL, ...rowOrder].map((rule) => (
              <tr key={rule} class={rule === ALL ? "all" : undefined}>
                <th scope="row">
                  {title(rule)}{" "}
                  <button type="button" aria-pressed={columnsBy === rule} onClick={() => setColumnsBy(rule)} aria-label={words.sortColumns(title(rule))} title={words.sortColumns(title(rule))}>
                    ⇥
                  </button>
                </th>
                {[ALL, ...columns].map((region) => {
                  const heat = rule === ALL || region === ALL ? 0 : weight(rule, region) / most;
                  const text = shown(rule, region);
                  return (
                    <td key={region} style={{ "--heat": `${Math.round(heat * 60)}%` }}>
                      {text && (
                        <a href={address(rule, region)} aria-label={`${title(rule)}，${named(region)}：${text}`}>
                          {text}
                        </a>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {columnOrder.length > columns.length && (
        <p>
          {words.moreRegions(columns.length, columnOrder.length)}
          {!printing && (
            <button type="button" onClick={() => setWhole(true)}>
              {words.showAll(columnOrder.length)}
            </button>
          )}
        </p>
      )}
    </>
  );
}
