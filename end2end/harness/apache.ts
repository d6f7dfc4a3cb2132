// Debian's Apache with mod_auth_openidc in front of a console, by the sample that we hand out.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, Running } from "./running.ts";

const SAMPLE = fileURLToPath(new URL("../../deploy/apache/deskwarden.conf", import.meta.url));
const MODULES = "/usr/lib/apache2/modules";
const NAMES = ["mpm_event", "authn_core", "authz_core", "authz_user", "setenvif", "headers", "proxy", "proxy_http", "auth_openidc"];

export type Apache = {
  /** Where it listens by the sample, without a slash at the end. */
  url: string;
  /** Where it listens by a sample whose author forgot to set any header. */
  careless: string;
  start: (folder: string, issuer: string) => Promise<Running>;
};

/** Finds its addresses: what stands behind it, and who signs people in, have to know them before it starts. */
export async function apache(upstream: string, clientSecret: string, proxySecret: string): Promise<Apache> {
  const [port, other] = [await freePort(), await freePort()];
  const [url, careless] = [`http://localhost:${port}`, `http://localhost:${other}`];
  const start = async (folder: string, issuer: string) => {
    const secrets = path.join(folder, "secrets");
    await mkdir(secrets);
    await writeFile(path.join(secrets, "deskwarden-proxy.conf"), `RequestHeader set X-Proxy-Secret "${proxySecret}"\n`);
    const oidc = `OIDCClientSecret "${clientSecret}"\nOIDCCryptoPassphrase "for this test alone"\nOIDCPKCEMethod S256\n`;
    await writeFile(path.join(secrets, "deskwarden-oidc.conf"), oidc);
    const sample = await readFile(SAMPLE, "utf8");
    // What a test cannot have: certificates, port 443, and the names of an example.
    const host = (at: string, from: string) =>
      from
        .replace(/^ *SSL.*\n/gm, "")
        .replace("*:443", at.replace("http://localhost", "127.0.0.1"))
        .replace("https://idp.example.org", issuer)
        .replaceAll("https://desks.example.org", at)
        .replace("ServerName desks.example.org", `ServerName ${at}`)
        .replace(/^( *OIDCClientID *).*$/m, "$1desks")
        .replaceAll("/etc/apache2/secrets", secrets)
        .replaceAll("http://127.0.0.1:3000", upstream);
    const forgot = sample
      .replace(/^ *RequestHeader.*\n/gm, "")
      .replace(/^.*deskwarden-proxy\.conf\n/m, `RequestHeader set Host "localhost:${port}"\n`);
    const config = path.join(folder, "httpd.conf");
    const general = [
      `ServerRoot "${folder}"`,
      "ServerName localhost",
      `PidFile "${folder}/httpd.pid"`,
      "ErrorLog /dev/stderr",
      "User www-data",
      "Group www-data",
      `Listen 127.0.0.1:${port}`,
      `Listen 127.0.0.1:${other}`,
      ...NAMES.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`),
    ];
    await writeFile(config, [...general, host(url, sample), host(careless, forgot)].join("\n"));
    // It opens its log by name, which a socket, as node gives it, does not allow; a pipe does.
    const running = new Running("bash", ["-c", 'exec apache2 -f "$0" -DFOREGROUND 2> >(cat)', config]);
    await running.says(/(resuming normal operations)/);
    return running;
  };
  return { url, careless, start };
}
