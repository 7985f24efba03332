// One report: its tables as the form prints them, the cells marked, its findings beside them.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Counts } from "../data/audit";
import { SEVERITIES } from "../data/filter";
import type { Detail, Told } from "../data/index";
import { words } from "../words";
import { go, useLink, useShown } from "./context";
import { CountsLine, Severity } from "./counts";
import { Passages } from "./passages";
import { Tables } from "./report-tables";

export function OpenReport() {
  const { audit, view, found } = useShown();
  const link = useLink();
  const report = audit.reportAt(view.report);
  const [detail, setDetail] = useState<Detail | undefined>();
  const [why, setWhy] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    let isWanted = true;
    if (report === undefined) return;
    audit.detail(report).then(
      (opened) => isWanted && setDetail(opened),
      (error: unknown) => isWanted && setWhy(String(error)),
    );
    return () => {
      isWanted = false;
    };
  }, [report]);
  const chosen = report === undefined ? undefined : (audit.findingAt(report, view.finding) ?? firstOf(audit.first[report]!, audit.first[report + 1]!));
  const at = chosen === undefined ? -1 : found.indexOf(chosen);
  const address = (finding: number | undefined): string | undefined =>
    finding === undefined ? undefined : link({ report: audit.key(audit.owner[finding]!), finding: audit.findingKey(finding) });
  const [previous, next] = [address(at > 0 ? found[at - 1] : undefined), address(at >= 0 ? found[at + 1] : undefined)];
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
      const to = { n: next, p: previous }[event.key];
      if (to) go(to);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [next, previous]);
  useEffect(() => {
    // The card within its own list first: the cell has the last word on where the page stands.
    document.querySelector("li.chosen")?.scrollIntoView({ block: "nearest" });
    document.querySelector("td.chosen")?.scrollIntoView({ block: "center", inline: "center" });
  }, [detail, chosen]);

  if (report === undefined) return <p role="alert">{words.gone}</p>;
  const { reports, units, regions, layouts, findings } = audit.index;
  const unit = reports.unit[report]!;
  const layout = reports.layout[report];
  const counts: Counts = [0, 0, 0];
  for (let finding = audit.first[report]!; finding < audit.first[report + 1]!; finding += 1) counts[findings.severity[finding]! as 0] += 1;
  const about = [regions[units.region[unit]!], reports.path[report] ?? words.noFile, layout === null || layout === undefined ? "" : layouts[layout]!.title];
  return (
    <article class="report">
      <div class="whose">
      <nav class="walk" aria-label={words.pages.findings}>
        <a href={link({ page: view.page === "overview" ? "findings" : view.page })}>‹ {words.back}</a>
        {at >= 0 && <span class="quiet">{words.of(at + 1, found.length)}</span>}
        {previous && <a href={previous}>{words.previous}</a>}
        {next && <a href={next}>{words.next}</a>}
      </nav>
      <h2 ref={heading} tabIndex={-1}>
        {units.name[unit]} {reports.year[report] || ""}
      </h2>
      <CountsLine counts={counts} />
      </div>
      <p class="path">{about.filter(Boolean).join(" · ")}</p>
      {why && <p role="alert">{why}</p>}
      {!detail && !why && <p role="status">{words.loading}</p>}
      {detail && (
        <div class="columns">
          <div class="tables">
            {layout !== null && layout !== undefined && (
              <Tables layout={layouts[layout]!} detail={detail} severities={findings.severity} first={audit.first[report]!} chosen={chosen === undefined ? -1 : chosen - audit.first[report]!} />
            )}
          </div>
          <Cards detail={detail} report={report} chosen={chosen} />
        </div>
      )}
    </article>
  );
}

function firstOf(from: number, to: number): number | undefined {
  return from < to ? from : undefined;
}

function Cards({ detail, report, chosen }: { detail: Detail; report: number; chosen: number | undefined }) {
  const { audit } = useShown();
  const first = audit.first[report]!;
  return (
    <div class="cards">
      {detail.findings.length === 0 && detail.blocked.length === 0 && <p>{words.fine}</p>}
      <ol class="findings">
        {detail.findings.map((told, at) => (
          <Card key={at} told={told} finding={first + at} isChosen={chosen === first + at} />
        ))}
      </ol>
      {detail.blocked.length > 0 && (
        <>
          <h3>{words.notChecked}</h3>
          <ul class="findings">
            {detail.blocked.map(([what, why], at) => (
              <li key={at} class="blocked">
                <b>{what}</b> {why}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Card({ told, finding, isChosen }: { told: Told; finding: number; isChosen: boolean }) {
  const { audit } = useShown();
  const link = useLink();
  const { findings, rules } = audit.index;
  const rule = findings.rule[finding]!;
  const [place, write] = [findings.places[findings.place[finding]!]!, findings.writes[findings.write[finding]!]!];
  const severity = findings.severity[finding]!;
  const state = words.states[findings.state[finding]! as 0];
  const own = link({ report: audit.key(audit.owner[finding]!), finding: audit.findingKey(finding) });
  return (
    <li class={`${SEVERITIES[severity]}${isChosen ? " chosen" : ""}`} aria-current={isChosen ? "true" : undefined}>
      <Severity severity={severity} /> <a href={own}>{rules.title[rule]}</a> <span class="quiet">{rules.name[rule]}</span>
      {state && <b class="state">{told.days === undefined ? state : `${state} · ${words.days(told.days)}`}</b>}
      {place && <p>{place}</p>}
      <p class="message">{told.message}</p>
      {write && (
        <p class="suspect">
          {words.should} {write}
        </p>
      )}
      {told.elsewhere.length > 0 && (
        <div class="scroll" tabIndex={0} role="group" aria-label={words.elsewhere}>
          <table>
            <caption>{words.elsewhere}</caption>
            <tbody>
              {told.elsewhere.map(([whose, where, text, path], at) => (
                <tr key={at}>
                  <th scope="row">{audit.reportAt(path) === undefined ? whose : <a href={link({ report: path })}>{whose}</a>}</th>
                  <td class="text">{where}</td>
                  <td class="text">{text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {told.passages && <Passages passages={told.passages} />}
      <details>
        <summary>{words.grounds}</summary>
        {[rules.help[rule], rules.authority[rule]].filter(Boolean).map((text) => (
          <p key={text}>{text}</p>
        ))}
      </details>
      <p class="spot">{[told.spot, told.identity].filter(Boolean).join(" · ")}</p>
    </li>
  );
}
