// What every view needs: the audit, what is shown now, and where links lead.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Audit } from "../data/audit";
import type { Search } from "../data/search";
import { type View, link } from "../state";

export interface Shown {
  audit: Audit;
  search: Search;
  view: View;
  /** The findings of the view's filter, gravest first. */
  found: number[];
  /** The reports of the view's filter. */
  reports: number[];
  /** Whether the page is being printed: everything is drawn, not only what is in sight. */
  printing: boolean;
}

export const Context = createContext<Shown | undefined>(undefined);

export function useShown(): Shown {
  const shown = useContext(Context);
  if (!shown) throw new Error("a view stands outside the page");
  return shown;
}

/** Makes addresses that change a part of the view. */
export function useLink(): (change: Partial<View>) => string {
  const { view } = useShown();
  return (change) => link(view, change);
}

/** Goes to an address. */
export function go(address: string): void {
  location.hash = address;
}
