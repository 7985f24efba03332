// The findings of the filter, gravest first; each opens its report.
import { words } from "../words";
import { useLink, useShown } from "./context";
import { Severity } from "./counts";
import { type Column, LongTable } from "./table";

export function Findings() {
  const { audit, found, reports } = useShown();
  const link = useLink();
  const { findings, rules, units, regions, reports: columns } = audit.index;
  const text = (names: string[], column: number[]) => (a: number, b: number) => {
    const [one, other] = [names[column[a]!]!, names[column[b]!]!];
    return one < other ? -1 : one > other ? 1 : 0;
  };
  const hasStates = findings.state.some((state) => state > 0);
  const shown: Column[] = [
    {
      id: "unit",
      title: words.unit,
      compare: (a, b) => audit.rankOfNames()[audit.unitOf(a)]! - audit.rankOfNames()[audit.unitOf(b)]!,
      show: (finding) => units.name[audit.unitOf(finding)],
    },
    { id: "year", title: words.year, compare: (a, b) => audit.yearOf(a) - audit.yearOf(b), show: (finding) => audit.yearOf(finding) || "" },
    {
      id: "severity",
      title: words.severity,
      down: true,
      compare: (a, b) => findings.severity[a]! - findings.severity[b]!,
      show: (finding) => <Severity severity={findings.severity[finding]!} />,
    },
    { id: "rule", title: words.rule, compare: text(rules.title, findings.rule), show: (finding) => rules.title[findings.rule[finding]!] },
    { id: "place", title: words.place, compare: text(findings.places, findings.place), show: (finding) => findings.places[findings.place[finding]!] },
    { id: "write", title: words.write, show: (finding) => findings.writes[findings.write[finding]!] },
    {
      id: "region",
      title: words.region,
      compare: (a, b) => units.region[audit.unitOf(a)]! - units.region[audit.unitOf(b)]!,
      show: (finding) => regions[units.region[audit.unitOf(finding)]!],
      wide: true,
    },
  ];
  if (hasStates) {
    shown.splice(3, 0, { id: "state", title: words.state, compare: (a, b) => findings.state[a]! - findings.state[b]!, show: (finding) => words.states[findings.state[finding]! as 0] });
  }
  const address = (finding: number): string =>
    link({ page: "findings", report: audit.key(audit.owner[finding]!), finding: audit.findingKey(finding) });
  return (
    <>
      <h2>
        {words.pages.findings} <span class="quiet">{words.showing(found.length)}</span>
      </h2>
      {found.length === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <LongTable label={words.pages.findings} columns={shown} rows={found} address={address} />
      )}
      {found.length === 0 && reports.length > 0 && reports.length <= 50 && (
        <ul>
          {reports.map((report) => (
            <li key={report}>
              <a href={link({ page: "findings", report: audit.key(report) })}>
                {units.name[columns.unit[report]!]} {columns.year[report] || ""} {columns.path[report] ?? words.noFile}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
