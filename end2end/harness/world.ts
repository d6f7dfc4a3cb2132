// One console with its simulated estate, on free ports, in a folder of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { request, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** The console, as it was built. */
export const BINARY = process.env["BINARY"] ?? fileURLToPath(new URL("../../target/release/deskwarden", import.meta.url));
/** How long a process may take to begin and to end: bounds for one that hangs. */
export const READY_WITHIN_MS = 120_000;
export const STOPPED_WITHIN_MS = 30_000;

/** What a world is made from; the same numbers make the same estate. */
export type WorldOptions = {
  fleet: number;
  seed: number;
  /** Whether to begin while the first sweep still runs. */
  early?: boolean;
  /** Jobs of more WorkSpaces than this wait for a second person; without it none does. */
  secondAbove?: number;
};

export type World = {
  /** Where the console answers, without a slash at the end. */
  url: string;
  /** Where its simulator answers. */
  simulator: string;
  /** Everything the process has printed so far. */
  log: () => string;
  /** Asks the simulator's control door; the verbs are in simulator/README.md. */
  control: (verb: string, body?: unknown) => Promise<unknown>;
  /** Stops the process and forgets its folder. Fails when it did not stop in order. */
  stop: () => Promise<void>;
};

/** Starts a world and returns when both of its addresses have been printed and its estate has been read. */
export async function startWorld({ fleet, seed, early, secondAbove }: WorldOptions): Promise<World> {
  const data = await mkdtemp(path.join(tmpdir(), "deskwarden-world-"));
  // Nobody has the patience for a real pause between sweeps.
  const numbers = {
    "--port": 0,
    "--simulator-port": 0,
    "--fleet": fleet,
    "--seed": seed,
    "--sweep-seconds": 3,
    ...(secondAbove === undefined ? {} : { "--second-above": secondAbove }),
  };
  // Nobody comes or goes but whom a test moves: a desktop that starts for its person would be another test's surprise.
  const args = ["demo", "--control", "--still", ...Object.entries(numbers).flatMap(([name, value]) => [name, String(value)]), "--data", data];
  const child = spawn(BINARY, args, { stdio: ["ignore", "pipe", "pipe"] });

  // A worker that is killed gets no time to stop its world.
  const abandon = () => child.kill("SIGKILL");
  process.once("exit", abandon);

  let log = "";
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`could not be started: ${error.message}`));
    child.once("close", (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with ${code}`));
  });
  const ready = new Promise<void>((resolve) => {
    const read = (chunk: Buffer) => {
      log += chunk.toString();
      if (address(log, "deskwarden") && address(log, "simulator")) resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
  });

  const stop = async () => {
    child.kill("SIGTERM");
    const end = await within(STOPPED_WITHIN_MS, ended);
    if (end === undefined) abandon();
    process.off("exit", abandon);
    await rm(data, { recursive: true, force: true });
    if (end !== "ended with 0") throw new Error(`the world ${end ?? "did not stop when asked"}:\n${log}`);
  };

  const usable = ready.then(() => (early ? undefined : firstSweep(address(log, "deskwarden")!)));
  const wrong = await within(READY_WITHIN_MS, Promise.race([usable, ended]), "was not ready in time");
  if (wrong !== undefined) {
    abandon();
    await rm(data, { recursive: true, force: true });
    throw new Error(`${BINARY} ${args.join(" ")} ${wrong}:\n${log}`);
  }

  const simulator = address(log, "simulator")!;
  return {
    url: address(log, "deskwarden")!,
    simulator,
    log: () => log,
    control: (verb, body = {}) => control(simulator, verb, body),
    stop,
  };
}

function address(log: string, name: string): string | undefined {
  return log.match(new RegExp(`^${name} ready on (http://[^\\s/]+)/?\\s*$`, "m"))?.[1];
}

/** Waits until every account and region has been read once; a test looks at an estate, not at half of one. */
async function firstSweep(url: string): Promise<void> {
  const identity = new URLSearchParams({ identity: "viewer" });
  const entered = await fetch(`${url}/sign-in`, { method: "POST", body: identity, headers: { origin: url }, redirect: "manual" });
  const cookie = entered.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
  for (;;) {
    const answer = await fetch(`${url}/api/frame/scopes`, { headers: { cookie } });
    const { scopes } = (await answer.json()) as { scopes: { as_of: number | null }[] };
    if (scopes.length > 0 && scopes.every(({ as_of }) => as_of !== null)) return;
    await pause(100);
  }
}

// Not by `fetch`: it says that it is a browser, and the control door refuses browsers.
async function control(simulator: string, verb: string, body: unknown): Promise<unknown> {
  const sent = request(`${simulator}/_control/${verb}`, { method: "POST", headers: { "content-type": "application/json" } });
  sent.end(JSON.stringify(body));
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`/_control/${verb} answered ${response.statusCode}: ${answer}`);
  return JSON.parse(answer);
}

/** The promise's value, or `late` when it takes longer. */
export async function within<T, L = undefined>(ms: number, promise: Promise<T>, late?: L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<L>((resolve) => {
    timer = setTimeout(() => resolve(late as L), ms);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
