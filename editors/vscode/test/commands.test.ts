import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type * as real from "vscode";
import { check, type Context, extract, fixAll } from "../src/commands";
import { FAULTY, GOUJI, SKIP } from "./gouji";
import { shown, window } from "./vscode";

const EDIT = { an: "edit" } as unknown as real.WorkspaceEdit;

function context(server?: Context["server"], path = "gouji"): Context {
  return { settings: { path, language: "zh", rules: [] }, server };
}

function open(languageId = "markdown", version = 1) {
  const document = { languageId, version, getText: () => FAULTY };
  window.activeTextEditor = { document };
  return document;
}

beforeEach(() => {
  shown.length = 0;
  window.activeTextEditor = undefined;
});

test("without a report every command says to open one", async () => {
  for (const command of [check, fixAll, extract]) {
    await command(context());
  }
  open("rust");
  await check(context());
  assert.equal(shown.length, 4);
  assert.ok(shown.every(({ kind, what }) => kind === "warning" && /请先打开一份报告/.test(`${what}`)));
});

test("check shows the Problems panel", async () => {
  open();
  await check(context({ fixAll: async () => undefined }));
  assert.deepEqual(shown, [{ kind: "command", what: "workbench.actions.view.problems" }]);
});

test("a server that does not run is never an empty list", async () => {
  open();
  await check(context());
  await fixAll(context());
  assert.deepEqual(shown.map(({ kind }) => kind), ["warning", "warning"]);
  assert.match(`${shown[0]?.what}`, /没有运行，文件未检查/);
});

test("fix all applies the server's edit", async () => {
  open();
  await fixAll(context({ fixAll: async () => EDIT }));
  assert.deepEqual(shown, [{ kind: "edit", what: EDIT }]);
});

test("fix all without a safe correction says so", async () => {
  open();
  await fixAll(context({ fixAll: async () => undefined }));
  assert.match(`${shown[0]?.what}`, /没有能确定的改正/);
});

test("an edit for a text that changed meanwhile is not applied", async () => {
  const document = open();
  const slow = async () => {
    document.version += 1;
    return EDIT;
  };
  await fixAll(context({ fixAll: slow }));
  assert.deepEqual(shown.map(({ kind }) => kind), ["warning"]);
});

test("extract says why it failed", async () => {
  open();
  await extract(context(undefined, "/no/such/gouji"));
  assert.equal(shown[0]?.kind, "error");
  assert.match(`${shown[0]?.what}`, /ENOENT/);
});

test("extract opens the canonical JSON", { skip: SKIP }, async () => {
  open();
  await extract(context(undefined, GOUJI));
  const opened = shown[0]?.what as { language: string; content: string };
  assert.equal(opened.language, "json");
  assert.equal(JSON.parse(opened.content).year, 2023);
});
