// Columns of findings, by year or by run, drawn as SVG: it takes the page's colours, prints sharply, and a
// column that leads somewhere is a link that the keyboard reaches.
import { scaleBand, scaleLinear } from "d3-scale";
import { stack } from "d3-shape";
import type { Counts } from "../data/audit";
import { SEVERITIES, total } from "../data/filter";
import { words } from "../words";

const WIDTH = 640;
const HEIGHT = 210;
const EDGE = { left: 48, right: 8, top: 20, bottom: 26 };
const ORDER = [2, 1, 0] as const;

export interface Column {
  name: string;
  counts: Counts;
  address?: string;
}

const said = ({ name, counts }: Column): string => `${name}：${ORDER.map((at) => `${words.severities[at]} ${counts[at]}`).join("，")}`;

export function Columns({ title, columns }: { title: string; columns: Column[] }) {
  if (columns.length < 2) return null;
  const across = scaleBand<number>().domain(columns.keys()).range([EDGE.left, WIDTH - EDGE.right]).padding(0.25);
  const most = Math.max(1, ...columns.map((column) => total(column.counts)));
  const up = scaleLinear().domain([0, most]).nice(4).range([HEIGHT - EDGE.bottom, EDGE.top]);
  const layers = stack<Column, 0 | 1 | 2>()
    .keys(ORDER)
    .value((column, severity) => column.counts[severity])(columns);
  const width = across.bandwidth();
  const drawn = (column: Column, at: number) => (
    <>
      <title>{said(column)}</title>
      <rect class="hit" x={across(at)} width={width} y={EDGE.top} height={HEIGHT - EDGE.top - EDGE.bottom} />
      {layers.map((layer) => {
        const [from, to] = [up(layer[at]![0]), up(layer[at]![1])];
        return <rect key={layer.key} class={SEVERITIES[layer.key]} x={across(at)} width={width} y={to} height={from - to} />;
      })}
      <text x={across(at)! + width / 2} y={HEIGHT - 8} text-anchor="middle">
        {column.name}
      </text>
      <text x={across(at)! + width / 2} y={up(total(column.counts)) - 5} text-anchor="middle">
        {total(column.counts)}
      </text>
    </>
  );
  return (
    <figure class="chart">
      <figcaption>
        <h2>{title}</h2>
        <span class="legend" aria-hidden="true">
          {ORDER.map((severity) => (
            <span key={severity} class={SEVERITIES[severity]}>
              {words.severities[severity]}
            </span>
          ))}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={title}>
        {up.ticks(4).filter(Number.isInteger).map((tick) => (
          <g key={tick} class="tick" aria-hidden="true">
            <line x1={EDGE.left} x2={WIDTH - EDGE.right} y1={up(tick)} y2={up(tick)} />
            <text x={EDGE.left - 6} y={up(tick)} dy="0.32em" text-anchor="end">
              {tick}
            </text>
          </g>
        ))}
        {columns.map((column, at) =>
          column.address ? (
            <a key={at} href={column.address}>
              {drawn(column, at)}
            </a>
          ) : (
            <g key={at} role="img" aria-label={said(column)}>
              {drawn(column, at)}
            </g>
          ),
        )}
      </svg>
    </figure>
  );
}
