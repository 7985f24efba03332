// Running the `gouji` program outside of the language server.

import { spawn } from "node:child_process";

/** How a run of the program ended. */
export interface Ended {
  /** The exit status, or null where a signal ended it. */
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Milliseconds after which a run is given up. */
const PATIENCE = 60_000;

/**
 * Runs the program, without a shell, and hands it `input`. Rejects with the error of the system
 * where it cannot be started: `code` is "ENOENT" where it is not found.
 */
export function run(path: string, args: string[], input = "", cwd?: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { cwd, windowsHide: true });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (piece) => stdout.push(piece));
    child.stderr.on("data", (piece) => stderr.push(piece));
    // A program that ends without reading its input is told apart by its status.
    child.stdin.on("error", () => undefined);
    // The `timeout` of spawn outlives a program that was not found, and keeps the editor's process.
    const patience = setTimeout(() => child.kill(), PATIENCE);
    child.on("error", (error) => {
      clearTimeout(patience);
      reject(error);
    });
    child.on("close", (status) => {
      clearTimeout(patience);
      resolve({
        status,
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8"),
      });
    });
    child.stdin.end(input);
  });
}

/** Why a program cannot be used, or undefined where it can. */
export async function unusable(path: string): Promise<"notFound" | { reason: string } | undefined> {
  try {
    const { status, stdout } = await run(path, ["--version"]);
    const answers = status === 0 && stdout.startsWith("gouji");
    return answers ? undefined : { reason: `\`--version\`: ${status}` };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? "notFound" : { reason: message };
  }
}
