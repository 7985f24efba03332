// The settings, and the command lines they make.

import { type Language, languageOf } from "./messages";

/** What `vscode.WorkspaceConfiguration` is used for here. */
export interface Configuration {
  get<T>(key: string): T | undefined;
}

export interface Settings {
  /** The program to run. */
  path: string;
  language: Language;
  /** Folders with more packs or rules. */
  rules: string[];
}

export function readSettings(configuration: Configuration, display: string): Settings {
  const path = configuration.get<string>("path")?.trim();
  const rules = configuration.get<unknown>("rules");
  return {
    path: path ? path : "gouji",
    language: languageOf(configuration.get<string>("lang") ?? "auto", display),
    rules: Array.isArray(rules) ? rules.filter((one) => typeof one === "string" && one !== "") : [],
  };
}

/** The arguments of a subcommand that takes `--lang` and `--rules`. */
export function commandLine(subcommand: string, settings: Settings): string[] {
  const rules = settings.rules.flatMap((folder) => ["--rules", folder]);
  return [subcommand, "--lang", settings.language, ...rules];
}
