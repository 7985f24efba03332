// The tables of a report as they are printed, each cell marked as the single report's page marks it.
import { SEVERITIES } from "../data/filter";
import type { Block, Detail, Layout } from "../data/index";
import { words } from "../words";

interface Mark {
  look: string;
  suggested: string | null;
  weight: number;
  isChosen: boolean;
}

/** The mark of each cell: what is likely wrong before what a relation rests on, the chosen finding before others. */
function marksOf(detail: Detail, severities: number[], first: number, chosen: number): Map<number, Mark> {
  const marks = new Map<number, Mark>();
  detail.findings.forEach((told, at) => {
    const severity = SEVERITIES[severities[first + at]!]!;
    const alone = told.marks.length === 1;
    let isFirst = at === chosen;
    for (const [cell, suggested, isSuspect] of told.marks) {
      const look = isSuspect ? `${severity} suspected` : alone ? severity : "part";
      const weight = (at === chosen ? 4 : 0) + (isSuspect ? 2 : alone ? 1 : 0);
      const known = marks.get(cell);
      if (known && known.weight >= weight) continue;
      marks.set(cell, { look, suggested, weight, isChosen: isFirst });
      isFirst = false;
    }
  });
  return marks;
}

interface TablesProps {
  layout: Layout;
  detail: Detail;
  severities: number[];
  first: number;
  chosen: number;
}

export function Tables({ layout, detail, severities, first, chosen }: TablesProps) {
  const marks = marksOf(detail, severities, first, chosen);
  const of = { detail, marks };
  return (
    <>
      {layout.tables.map((table, at) => (
        <section key={at}>
          <h3>{table.title}</h3>
          {table.blocks.map((block, number) => (
            <div key={number} class="scroll" tabIndex={0} role="group" aria-label={block.caption || table.title}>
              {block.across ? <Across block={block} of={of} /> : <Down block={block} of={of} />}
            </div>
          ))}
        </section>
      ))}
    </>
  );
}

interface Of {
  detail: Detail;
  marks: Map<number, Mark>;
}

const isThere = ({ detail }: Of, cell: number | null | undefined): boolean =>
  cell !== null && cell !== undefined && typeof detail.cells[cell] === "string";

function Down({ block, of }: { block: Block; of: Of }) {
  const columns = block.columns.map((_, at) => at).filter((at) => block.rows.some((row) => row.cells[at] !== null && isThere(of, row.cells[at])));
  return (
    <table>
      {block.caption && <caption>{block.caption}</caption>}
      <thead>
        <tr>
          <td class="no" />
          {columns.map((at) => (
            <th key={at} scope="col">
              {block.columns[at]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {block.rows.map((row, index) => (
          <tr key={index}>
            <th scope="row">{row.label}</th>
            {columns.map((at) => (
              <Cell key={at} cell={row.cells[at]} of={of} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A block whose rows are printed side by side. */
function Across({ block, of }: { block: Block; of: Of }) {
  const rows = block.rows.filter((row) => row.cells.some((cell) => isThere(of, cell)));
  return (
    <table>
      {block.caption && <caption>{block.caption}</caption>}
      <thead>
        <tr>
          {rows.map((row, index) => (
            <th key={index} scope="colgroup" colSpan={block.columns.length}>
              {row.label}
            </th>
          ))}
        </tr>
        <tr>
          {rows.map((_, index) =>
            block.columns.map((label, at) => (
              <th key={`${index} ${at}`} scope="col">
                {label}
              </th>
            )),
          )}
        </tr>
      </thead>
      <tbody>
        <tr>
          {rows.map((row, index) => row.cells.map((cell, at) => <Cell key={`${index} ${at}`} cell={cell} of={of} />))}
        </tr>
      </tbody>
    </table>
  );
}

function Cell({ cell, of }: { cell: number | null | undefined; of: Of }) {
  const text = cell === null || cell === undefined ? undefined : of.detail.cells[cell];
  const mark = cell === null || cell === undefined ? undefined : of.marks.get(cell);
  if (typeof text !== "string" && !mark) return <td class="no" />;
  if (!mark) return <td>{text}</td>;
  const isSuspect = mark.look.endsWith("suspected");
  return (
    <td class={`${mark.look}${mark.isChosen ? " chosen" : ""}`}>
      {text || "□"}
      {isSuspect && <span class="unseen">（{words.suspect}）</span>}
      {mark.suggested !== null && <ins>{mark.suggested}</ins>}
    </td>
  );
}
