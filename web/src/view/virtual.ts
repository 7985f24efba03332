// Which rows of a long table are in sight.
import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useLayoutEffect, useReducer, useState } from "preact/hooks";

type Rows = Virtualizer<HTMLDivElement, HTMLTableRowElement>;

/** The rows of a table of so many rows of one height that scrolls in an element. */
export function useVirtual(count: number, scroll: RefObject<HTMLDivElement>, height: number): Rows {
  const [, redraw] = useReducer((times: number, _: void) => times + 1, 0);
  const settings = {
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 10,
    initialRect: { width: 1000, height: 800 },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => redraw(),
  };
  const [rows] = useState(() => new Virtualizer<HTMLDivElement, HTMLTableRowElement>(settings));
  rows.setOptions(settings);
  useLayoutEffect(() => rows._didMount(), []);
  useLayoutEffect(() => rows._willUpdate());
  return rows;
}
