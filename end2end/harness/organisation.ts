// A console that an organisation signs in to, and its identity provider: two processes that go by one clock.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { BINARY, within } from "./world.ts";

const PROVIDER = fileURLToPath(new URL("provider.mjs", import.meta.url));
const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 10_000;
const SECRET = "the secret of this client alone";
/** A minute, after which the console asks the provider again, passes in six seconds. */
const SPEED = 10;

/** Who there is at the provider, by subject. */
export type Staff = Record<string, { name: string; groups: string[] }>;

export type Organisation = {
  /** Where people reach the console, without a slash at the end. */
  url: string;
  /** Where the provider is. */
  issuer: string;
  /** Says who there is and what they hold from now on. */
  employ: (staff: Staff) => Promise<void>;
  /** Everything that the console has printed so far. */
  log: () => string;
  stop: () => Promise<void>;
};

/** Starts both; gives them back when they answer. */
export async function startOrganisation(): Promise<Organisation> {
  const folder = await mkdtemp(path.join(tmpdir(), "deskwarden-organisation-"));
  const port = await freePort();
  // Another site than the provider's, as it is in life: cookies of one are not sent to the other.
  const url = `http://localhost:${port}`;
  const clock = `${SPEED}@${Date.now()}`;
  const running: Running[] = [];
  const stop = async () => {
    const ends = await Promise.all(running.map((one) => one.stop()));
    await rm(folder, { recursive: true, force: true });
    if (ends.some((end) => end !== "ended")) throw new Error(`a process did not stop when asked:\n${running.map((one) => one.log()).join("\n")}`);
  };
  try {
    const provider = new Running(process.execPath, [PROVIDER, clock, url, SECRET]);
    running.push(provider);
    const issuer = await provider.says(/^provider ready on (\S+)$/m);
    const config = path.join(folder, "deskwarden.toml");
    await writeFile(config, written(port, url, issuer, path.join(folder, "data")));
    const console = new Running(BINARY, ["serve", "--config", config, "--hasten", clock]);
    running.push(console);
    await console.says(/^deskwarden ready on (\S+)$/m);
    const employ = async (staff: Staff) => {
      const told = await fetch(`${issuer}/control`, { method: "POST", body: JSON.stringify(staff) });
      if (!told.ok) throw new Error(`the provider answered ${told.status}`);
    };
    return { url, issuer, employ, log: () => console.log(), stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

/** A console whose AWS does not answer: who may come in is no matter of AWS's. */
function written(port: number, url: string, issuer: string, data: string): string {
  return `
listen = "127.0.0.1:${port}"
console_url = "${url}"
data = ${JSON.stringify(data)}
endpoint = "http://127.0.0.1:9"

[auth]
mode = "oidc"

[auth.oidc]
issuer = "${issuer}"
client_id = "desks"
client_secret = "${SECRET}"
scopes = ["openid", "profile", "groups"]
refresh_minutes = 1

[[auth.role_bindings]]
group = "desk-owners"
role = "owner"

[[auth.role_bindings]]
group = "desk-viewers"
role = "viewer"

[[account]]
id = "111122223333"
regions = ["eu-west-1"]
`;
}

class Running {
  private printed = "";
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private readonly abandon: () => void;

  constructor(program: string, args: string[]) {
    const credentials = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "none", AWS_EC2_METADATA_DISABLED: "true" };
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...credentials } });
    this.child = child;
    this.ended = new Promise((resolve) => {
      child.once("error", (error) => ((this.printed += `${program}: ${error.message}`), resolve()));
      child.once("close", () => resolve());
    });
    const read = (chunk: Buffer) => (this.printed += chunk.toString());
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    // A worker that is killed gets no time to stop what it started.
    this.abandon = () => child.kill("SIGKILL");
    process.once("exit", this.abandon);
  }

  log(): string {
    return this.printed;
  }

  /** Waits until it has printed this; gives what stands in the brackets. */
  async says(line: RegExp): Promise<string> {
    const said = new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = this.printed.match(line)?.[1];
        if (found) resolve(found);
      };
      this.child.stdout?.on("data", look);
      this.child.stderr?.on("data", look);
      void this.ended.then(() => reject(new Error(`it ended:\n${this.printed}`)));
    });
    const found = await within(READY_WITHIN_MS, said);
    if (found === undefined) throw new Error(`it was not ready in time:\n${this.printed}`);
    return found;
  }

  async stop(): Promise<"ended" | "killed"> {
    this.child.kill("SIGTERM");
    const end = await within(STOPPED_WITHIN_MS, this.ended.then(() => "ended" as const));
    if (end === undefined) this.abandon();
    process.off("exit", this.abandon);
    return end ?? "killed";
  }
}

/** A port that nobody listens on: the provider has to know where the console will be. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((closed) => server.close(() => closed()));
  return port;
}
