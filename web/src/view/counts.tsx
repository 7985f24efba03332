// How much was found: numbers by severity, in words and colours.
import type { Counts } from "../data/audit";
import { SEVERITIES } from "../data/filter";
import { words } from "../words";

/** The severities that there are, gravest first. */
export function CountsLine({ counts }: { counts: Counts }) {
  const there = ([2, 1, 0] as const).filter((severity) => counts[severity] > 0);
  return (
    <span class="counts">
      {there.map((severity) => (
        <span key={severity} class={SEVERITIES[severity]}>
          {words.severities[severity]} {counts[severity]}{" "}
        </span>
      ))}
    </span>
  );
}

/** A severity by its word. */
export function Severity({ severity }: { severity: number }) {
  return <b class={SEVERITIES[severity]}>{words.severities[severity]}</b>;
}

/** A bar as long as the greatest is wide, its parts by severity; what it says stands beside it. */
export function Bar({ counts, most }: { counts: Counts; most: number }) {
  const width = (count: number): string => `${(100 * count) / Math.max(1, most)}%`;
  return (
    <span class="bar" aria-hidden="true">
      {([2, 1, 0] as const).map((severity) => (
        <span key={severity} class={SEVERITIES[severity]} style={{ width: width(counts[severity]) }} />
      ))}
    </span>
  );
}
