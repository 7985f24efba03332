// What is shown stands in the address, so that every view is a link: `#unit=…&rule=…`.
import { FILTERS, type Filter } from "./data/filter";

export const PAGES = ["overview", "map", "units", "findings", "unread"] as const;
export type Page = (typeof PAGES)[number];

export interface View extends Filter {
  page: Page;
  /** The report that is open, and which of its findings. */
  report: string;
  finding: string;
}

const NOTHING: View = {
  page: "overview",
  unit: "",
  rule: "",
  region: "",
  level: "",
  year: "",
  severity: "",
  state: "",
  report: "",
  finding: "",
};

/** The view that an address names; a unit or a rule alone means its findings. */
export function viewOf(hash: string): View {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const view = { ...NOTHING };
  for (const name of [...FILTERS, "report", "finding"] as const) view[name] = words.get(name) ?? "";
  const page = PAGES.find((one) => one === words.get("page"));
  view.page = page ?? (FILTERS.some((name) => view[name] !== "") ? "findings" : "overview");
  return view;
}

/** The address of a view with some of it changed. A change of page or filter closes the report. */
export function link(view: View, change: Partial<View>): string {
  const next = { ...view, report: "", finding: "", ...change };
  const words = new URLSearchParams();
  for (const name of [...FILTERS, "report", "finding"] as const) if (next[name] !== "") words.set(name, next[name]);
  const implied = FILTERS.some((name) => next[name] !== "") ? "findings" : "overview";
  if (next.page !== implied) words.set("page", next.page);
  return `#${words.toString().replaceAll("+", "%20")}`;
}
