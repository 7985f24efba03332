import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Context } from "../src/commands";
import { page, tables } from "../src/tables";
import { FAULTY, GOUJI, SKIP } from "./gouji";
import { changed, closed, panels, shown, window } from "./vscode";

const context = (path = GOUJI ?? ""): Context => ({
  settings: { path, language: "zh", rules: [] },
  server: undefined,
});

function open() {
  const document = {
    languageId: "markdown",
    fileName: "/nowhere/年报.md",
    uri: { scheme: "untitled", fsPath: "" },
    text: FAULTY,
    getText: () => document.text,
  };
  window.activeTextEditor = { document };
  return document;
}

/** Waits until something holds, for the program runs beside. */
async function until(holds: () => boolean): Promise<void> {
  for (let left = 600; !holds(); left -= 1) {
    assert.ok(left > 0, "it did not come about in a minute");
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

beforeEach(() => {
  shown.length = 0;
  panels.length = 0;
  window.activeTextEditor = undefined;
});

test("the page has the tables, the findings marked in them, and no script", { skip: SKIP }, async () => {
  const html = await page(context().settings, FAULTY, "年报.md");
  assert.match(html, /<td class="[^"]*error/);
  assert.match(html, /<p class="path">年报\.md/);
  assert.match(html, /--vscode-editor-background[^<]*<\/style>\s*<\/head>/);
  assert.match(html, /default-src 'none'/);
  assert.doesNotMatch(html, /<script/);
});

test("a text that is no report says so instead of an empty page", { skip: SKIP }, async () => {
  const html = await page(context().settings, "no report", "a.md").catch((error: Error) => error.message);
  assert.match(html, /没有找到年度报告/);
});

test("the view follows its document and ends with it", { skip: SKIP }, async () => {
  const document = open();
  await tables(context());
  const panel = panels[0];
  assert.ok(panel);
  assert.match(panel.title, /年报\.md$/);
  assert.equal(panel.options.enableScripts, false);
  assert.match(panel.webview.html, /<td class="[^"]*error/);
  document.text = FAULTY.replace("| 21 | 1 | 0 | 0 | 0 | 0 | 22 |", "| 12 | 1 | 0 | 0 | 0 | 0 | 13 |");
  assert.notEqual(document.text, FAULTY);
  changed.fire({ document });
  await until(() => !/<td class="[^"]*error/.test(panel.webview.html));
  closed.fire(document);
  assert.ok(panel.disposed);
  assert.equal(changed.listeners.size + closed.listeners.size, 0);
});

test("without the program there is no view, and a message", async () => {
  open();
  await tables(context("/no/such/gouji"));
  assert.equal(shown[0]?.kind, "error");
  assert.match(`${shown[0]?.what}`, /ENOENT/);
  assert.ok(panels[0]?.disposed);
});
