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

/** Something one can listen to, and that tests set off. */
class Event<T> {
  readonly listeners = new Set<(told: T) => void>();
  readonly on = (listener: (told: T) => void) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };
  fire(told: T): void {
    for (const listener of [...this.listeners]) {
      listener(told);
    }
  }
}

export const changed = new Event<{ document: object }>();
export const closed = new Event<object>();

/** A view that keeps what it is to show. */
class Panel {
  readonly webview = { html: "" };
  disposed = false;
  private readonly ends = new Event<void>();
  readonly onDidDispose = this.ends.on;
  constructor(
    readonly title: string,
    readonly options: { enableScripts: boolean },
  ) {}
  dispose(): void {
    this.disposed = true;
    this.ends.fire();
  }
}

export const panels: Panel[] = [];
export const ViewColumn = { Beside: -2 };

export const window = {
  createWebviewPanel(_: string, title: string, __: object, options: { enableScripts: boolean }) {
    const panel = new Panel(title, options);
    panels.push(panel);
    return panel;
  },
  activeTextEditor: undefined as { document: object } | undefined,
  showWarningMessage: (text: string) => show("warning", text),
  showErrorMessage: (text: string) => show("error", text),
  showTextDocument: (document: unknown) => show("document", document),
};

export const commands = {
  executeCommand: (name: string) => show("command", name),
};

export const workspace = {
  onDidChangeTextDocument: changed.on,
  onDidCloseTextDocument: closed.on,
  openTextDocument: (options: unknown) => Promise.resolve(options),
  applyEdit: async (edit: unknown) => {
    await show("edit", edit);
    return true;
  },
};
