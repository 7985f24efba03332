// A table of any number of rows: only those in sight are in the document, all of them are sorted. Columns
// sort by their heads, rows are walked by arrows and opened by Enter.
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { words } from "../words";
import { useShown } from "./context";
import { useVirtual } from "./virtual";

/** Most rows that are printed. */
export const PRINTED = 3000;
const HEIGHT = 34;

export interface Column {
  id: string;
  title: string;
  /** How two rows compare; where it lacks, the column does not sort. */
  compare?: (one: number, other: number) => number;
  /** Whether the greatest comes first when it is first sorted by. */
  down?: boolean;
  /** Whether it is left out on narrow screens. */
  wide?: boolean;
  number?: boolean;
  show: (row: number) => ComponentChildren;
}

export interface TableProps {
  label: string;
  columns: Column[];
  /** The rows in the order in which they stand unless one sorts. */
  rows: number[];
  /** Where the first column of a row leads, if anywhere. */
  address?: (row: number) => string;
}

export function LongTable({ label, columns, rows, address }: TableProps) {
  const { printing } = useShown();
  const scroll = useRef<HTMLDivElement>(null);
  const [sort, setSort] = useState<{ id: string; down: boolean } | undefined>();
  const sorted = useMemo(() => {
    const compare = columns.find((column) => column.id === sort?.id)?.compare;
    if (!compare || !sort) return rows;
    const way = sort.down ? -1 : 1;
    return [...rows].sort((a, b) => way * compare(a, b));
  }, [rows, sort]);
  const virtual = useVirtual(sorted.length, scroll, HEIGHT);
  const [focus, setFocus] = useState<number | undefined>();
  useEffect(() => {
    if (focus === undefined) return;
    scroll.current?.querySelector<HTMLElement>(`[data-index="${focus}"] a`)?.focus({ preventScroll: true });
  });
  useEffect(() => virtual.scrollToOffset(0), [rows, sort]);
  const items = virtual.getVirtualItems();
  const shown = printing ? sorted.slice(0, PRINTED).map((_, index) => index) : items.map((item) => item.index);
  const above = printing ? 0 : (items[0]?.start ?? 0);
  const below = printing ? 0 : Math.max(0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0));
  const move = (event: KeyboardEvent) => {
    const at = Number((event.target as HTMLElement).closest<HTMLElement>("[data-index]")?.dataset["index"]);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 15, PageUp: at - 15, Home: 0, End: sorted.length - 1 }[event.key];
    if (Number.isNaN(at) || to === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(sorted.length - 1, to));
    virtual.scrollToIndex(next);
    setFocus(next);
  };
  const order = (column: Column) => (sort?.id !== column.id ? undefined : sort.down ? "descending" : "ascending");
  return (
    <>
      <div class="scroll long" ref={scroll} tabIndex={0} role="region" aria-label={label}>
        <table aria-rowcount={sorted.length + 1} onKeyDown={move}>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => (
                <th key={column.id} scope="col" class={look(column)} aria-sort={order(column)}>
                  {column.compare ? (
                    <button
                      type="button"
                      onClick={() => setSort({ id: column.id, down: sort?.id === column.id ? !sort.down : (column.down ?? false) })}
                    >
                      {column.title}
                    </button>
                  ) : (
                    column.title
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Space height={above} />
            {shown.map((index) => {
              const row = sorted[index]!;
              return (
                <tr key={row} data-index={index} aria-rowindex={index + 2} onFocusCapture={() => setFocus(undefined)}>
                  {columns.map((column, at) => {
                    const shown = column.show(row);
                    const whole = typeof shown === "string" ? shown : undefined;
                    return at === 0 ? (
                      <th key={column.id} scope="row" class={look(column)} title={whole}>
                        {address ? <a href={address(row)}>{shown}</a> : shown}
                      </th>
                    ) : (
                      <td key={column.id} class={look(column)} title={whole}>
                        {shown}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
            <Space height={below} />
          </tbody>
        </table>
      </div>
      {printing && sorted.length > PRINTED && <p>{words.printed(PRINTED, sorted.length)}</p>}
    </>
  );
}

function look(column: Column): string {
  return `${column.id}${column.number ? " number" : ""}${column.wide ? " wide" : ""}`;
}

/** Where rows that are not drawn would stand. */
function Space({ height }: { height: number }) {
  return height > 0 ? <tr class="space" aria-hidden="true" style={{ height: `${height}px` }} /> : null;
}
