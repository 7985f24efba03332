// The page's start: what the index holds is shown at once, the rest when it is asked for.
import { render } from "preact";
import { Audit } from "./data/audit";
import "./style.css";
import { App } from "./view/app";
import { words } from "./words";

const root = document.getElementById("app");

async function start(into: HTMLElement): Promise<void> {
  if (typeof DecompressionStream === "undefined") throw new Error(words.old);
  const audit = await Audit.open();
  into.replaceChildren();
  render(<App audit={audit} version={into.dataset["version"] ?? ""} />, into);
  performance.mark("gouji-ready");
}

if (root) {
  start(root).catch((why: unknown) => {
    const said = document.createElement("p");
    said.className = "failure";
    said.setAttribute("role", "alert");
    said.textContent = why instanceof Error ? why.message : String(why);
    root.append(said);
  });
}
