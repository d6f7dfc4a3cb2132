// A console that an organisation signs in to, its identity provider, and what stands in between.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { apache } from "./apache.ts";
import { freePort, Running } from "./running.ts";
import { test } from "./test.ts";
import { BINARY } from "./world.ts";

const PROVIDER = fileURLToPath(new URL("provider.mjs", import.meta.url));
const SECRET = "the secret of this client alone";
const PROXY_SECRET = "the secret of this proxy alone";

/** Who there is at the provider, by subject. */
export type Staff = Record<string, { name: string; groups: string[] }>;

export type Organisation = {
  /** Where people reach the console, without a slash at the end. */
  url: string;
  /** Where the provider is. */
  issuer: string;
  /** Says who there is and what they hold from now on. */
  employ: (staff: Staff) => Promise<void>;
  /** Everything that its processes have printed so far. */
  log: () => string;
  stop: () => Promise<void>;
};

/** What the console is told of how people come in. */
type Way = { port: number; url: string; auth: string; more: string[] };

/**
 * A console that people enter by the provider itself. A minute, after which the console asks the provider again, passes in six
 * seconds: both go by one clock.
 */
export async function startOrganisation(): Promise<Organisation> {
  const port = await freePort();
  // Another site than the provider's, as it is in life: cookies of one are not sent to the other.
  const url = `http://localhost:${port}`;
  const clock = `10@${Date.now()}`;
  return started(clock, [url], async (issuer) => ({ port, url, auth: byProvider(issuer), more: ["--hasten", clock] }));
}

/** A console behind Apache, which signs people in at the provider and says in headers who they are. */
export async function startBehindApache(): Promise<Organisation & { careless: string; direct: string; secret: string }> {
  const port = await freePort();
  const direct = `http://127.0.0.1:${port}`;
  const { url, careless, start } = await apache(direct, SECRET, PROXY_SECRET);
  const way = async (issuer: string, folder: string, running: Running[]) => {
    running.push(await start(folder, issuer));
    return { port, url, auth: byHeaders(), more: [] };
  };
  return { ...(await started(`1@${Date.now()}`, [url, careless], way)), careless, direct, secret: PROXY_SECRET };
}

/** The tests of a file whose pages are those of an organisation, which all of them share, and not of the sample estate. */
export function testWithin<O extends Organisation>(start: () => Promise<O>) {
  return test.extend<object, { organisation: O }>({
    organisation: [
      async ({}, use) => {
        const organisation = await start();
        await use(organisation);
        await organisation.stop();
      },
      { scope: "worker", timeout: 180_000 },
    ],
    baseURL: async ({ organisation }, use) => use(organisation.url),
    worldLog: async ({ organisation }, use, info) => {
      const before = organisation.log().length;
      await use();
      if (info.status !== info.expectedStatus) {
        await info.attach("organisation.log", { body: organisation.log().slice(before), contentType: "text/plain" });
      }
    },
  });
}

/** Starts the provider for clients at these addresses, then whatever the way needs, then the console. */
async function started(
  clock: string,
  homes: string[],
  lead: (issuer: string, folder: string, running: Running[]) => Promise<Way>,
): Promise<Organisation> {
  const folder = await mkdtemp(path.join(tmpdir(), "deskwarden-organisation-"));
  const running: Running[] = [];
  const stop = async () => {
    const ends = await Promise.all(running.map((one) => one.stop()));
    await rm(folder, { recursive: true, force: true });
    if (ends.some((end) => end !== "ended")) throw new Error(`a process did not stop when asked:\n${running.map((one) => one.log()).join("\n")}`);
  };
  try {
    const provider = new Running(process.execPath, [PROVIDER, clock, SECRET, ...homes]);
    running.push(provider);
    const issuer = await provider.says(/^provider ready on (\S+)$/m);
    const { port, url, auth, more } = await lead(issuer, folder, running);
    const config = path.join(folder, "deskwarden.toml");
    await writeFile(config, written(port, url, auth, path.join(folder, "data")));
    const console = new Running(BINARY, ["serve", "--config", config, ...more]);
    running.push(console);
    await console.says(/^deskwarden ready on (\S+)$/m);
    const employ = async (staff: Staff) => {
      const told = await fetch(`${issuer}/control`, { method: "POST", body: JSON.stringify(staff) });
      if (!told.ok) throw new Error(`the provider answered ${told.status}`);
    };
    return { url, issuer, employ, log: () => running.map((one) => one.log()).join("\n"), stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

/** A console whose AWS does not answer: who may come in is no matter of AWS's. */
function written(port: number, url: string, auth: string, data: string): string {
  return `
listen = "127.0.0.1:${port}"
console_url = "${url}"
data = ${JSON.stringify(data)}
endpoint = "http://127.0.0.1:9"
${auth}
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

function byProvider(issuer: string): string {
  return `
[auth]
mode = "oidc"

[auth.oidc]
issuer = "${issuer}"
client_id = "desks"
client_secret = "${SECRET}"
scopes = ["openid", "profile", "groups"]
refresh_minutes = 1
`;
}

function byHeaders(): string {
  return `
[auth]
mode = "proxy_header"

[auth.proxy_header]
trusted_proxies = ["127.0.0.1"]
secret = "${PROXY_SECRET}"
`;
}
