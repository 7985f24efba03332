// A stand-in for the editor: it records what it is asked to show. Bundled in place of `vscode`.

interface Shown {
  kind: "warning" | "error" | "document" | "command" | "edit";
  what: unknown;
}

export const shown: Shown[] = [];

function show(kind: Shown["kind"], what: unknown): Promise<undefined> {
  shown.push({ kind, what });
  return Promise.resolve(undefined);
}

export const window = {
  activeTextEditor: undefined as { document: object } | undefined,
  showWarningMessage: (text: string) => show("warning", text),
  showErrorMessage: (text: string) => show("error", text),
  showTextDocument: (document: unknown) => show("document", document),
};

export const commands = {
  executeCommand: (name: string) => show("command", name),
};

export const workspace = {
  openTextDocument: (options: unknown) => Promise.resolve(options),
  applyEdit: async (edit: unknown) => {
    await show("edit", edit);
    return true;
  },
};
