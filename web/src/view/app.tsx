// The page: head with search and filters, one view below.
import { options } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Audit } from "../data/audit";
import { findingsOf, gravest, reportsOf } from "../data/filter";
import { Search } from "../data/search";
import { PAGES, link, viewOf } from "../state";
import { words } from "../words";
import { Chips } from "./chips";
import { Context, go } from "./context";
import { Findings } from "./findings";
import { Footer } from "./footer";
import { RegionMap } from "./map";
import { Overview } from "./overview";
import { OpenReport } from "./report";
import { SearchBox } from "./search-box";
import { Units } from "./units";
import { Unread } from "./unread";

export function App({ audit, version }: { audit: Audit; version: string }) {
  const [hash, setHash] = useState(location.hash);
  const printing = usePrinting();
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const view = useMemo(() => viewOf(hash), [hash]);
  const { unit, rule, region, level, year, severity, state } = view;
  const filter = [unit, rule, region, level, year, severity, state].join("\n");
  const reports = useMemo(() => reportsOf(audit, view), [audit, filter]);
  const found = useMemo(() => gravest(audit, findingsOf(audit, view)), [audit, filter]);
  const search = useMemo(() => new Search(audit), [audit]);
  const shown = { audit, search, view, found, reports, printing };
  useKeys(() => {
    if (view.report !== "") go(link(view, {}));
  });
  return (
    <Context.Provider value={shown}>
      <a class="skip" href="#content" onClick={(event) => (event.preventDefault(), document.getElementById("content")?.focus())}>
        {words.skip}
      </a>
      <header class="top">
        <h1>
          <a href="#">{words.title}</a>
        </h1>
        <SearchBox />
        <nav aria-label={words.title}>
          {PAGES.filter((page) => page !== "unread" || audit.index.totals.unread > 0).map((page) => (
            <a key={page} href={link(view, { page })} aria-current={page === view.page ? "page" : undefined}>
              {words.pages[page]}
            </a>
          ))}
          <button type="button" onClick={() => print()}>
            {words.print}
          </button>
        </nav>
        <Chips />
      </header>
      <main id="content" tabIndex={-1}>
        {view.report !== "" ? <OpenReport key={view.report} /> : <Page />}
      </main>
      <Footer version={version} />
    </Context.Provider>
  );

  function Page() {
    switch (view.page) {
      case "map":
        return <RegionMap />;
      case "units":
        return <Units />;
      case "findings":
        return <Findings />;
      case "unread":
        return <Unread />;
      default:
        return <Overview />;
    }
  }
}

/** Whether the page is being printed; it is drawn again before the printer looks. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const change = (to: boolean) => {
      const usual = options.debounceRendering;
      options.debounceRendering = (draw) => draw();
      setPrinting(to);
      if (usual) options.debounceRendering = usual;
      else delete options.debounceRendering;
    };
    const before = () => change(true);
    const after = () => change(false);
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  return printing;
}

/** Keys that hold everywhere but in fields: Esc leads back. */
function useKeys(back: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !(event.target instanceof HTMLInputElement)) back();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}
