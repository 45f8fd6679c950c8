// Starts the desk that the tests look at: bin/parley with the sample case in a ledger of its own.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { writeTiles } from "./tiles";

export const root = path.resolve(import.meta.dirname, "../../..");
const parley = path.join(root, "bin/parley");
const sample = path.join(root, "sample/pak-afg-2025");

/** The password of the administrator of the desk that demands sign-in. */
export const password = "four plain words here";

export default async function start(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), "parley-desk-"));
  const file = path.join(folder, "ledger.db");
  const ledger = `sqlite:${file}`;
  const run = (...args: string[]): void => void execFileSync(parley, args, { stdio: ["ignore", "ignore", "inherit"] });
  run("ingest", "--ledger", ledger, "--jsonl", path.join(sample, "reports.jsonl"));
  run("case", "new", "--ledger", ledger, path.join(sample, "case.yaml"));
  const tiles = path.join(folder, "ground.pmtiles");
  writeTiles(tiles);
  const decided = path.join(folder, "decided.db");
  copyFileSync(file, decided);
  const plain = await serve("--ledger", ledger);
  const tiled = await serve("--ledger", ledger, "--pmtiles", tiles);
  const review = await serve("--ledger", `sqlite:${decided}`);
  const signedIn = path.join(folder, "signed-in.db");
  copyFileSync(file, signedIn);
  execFileSync(parley, ["account", "add", "chief", "--admin", "--ledger", `sqlite:${signedIn}`], { input: `${password}\n${password}\n`, stdio: ["pipe", "ignore", "inherit"] });
  const guarded = await serve("--ledger", `sqlite:${signedIn}`, "--sign-in");
  process.env["DESK_GUARDED"] = guarded.address;
  process.env["DESK_REVIEW"] = review.address;
  process.env["DESK"] = plain.address;
  process.env["DESK_TILED"] = tiled.address;
  return async () => {
    for (const { server } of [plain, tiled, review, guarded]) server.kill("SIGINT");
    await Promise.all([plain, tiled, review, guarded].map(({ ended }) => ended));
    rmSync(folder, { recursive: true });
  };
}

interface Served {
  server: ChildProcess;
  address: string;
  ended: Promise<void>;
}

/** Serves at a free port and waits for the line that says which. */
async function serve(...args: string[]): Promise<Served> {
  const server = spawn(parley, ["serve", "--addr", "127.0.0.1:0", "--patience", "0", ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((done) => server.once("exit", () => done()));
  for await (const line of createInterface({ input: server.stdout! })) {
    const said = /http:\/\/[\d.]+:\d+/.exec(line);
    if (said) return { server, address: said[0], ended };
  }
  throw new Error("parley serve ended before it said where it serves");
}
