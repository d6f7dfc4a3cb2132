// An identity provider for one console, at one or more addresses: `oidc-provider`, with people who have no passwords and groups that a test changes.
//
//     node provider.mjs SPEED@MS CLIENT-SECRET CONSOLE-URL…
//
// Its clock is the console's (`--hasten`), so that both agree when a token has ended. It prints its address. A test posts to
// /control who there is and what they hold from now on.
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { generateKeyPairSync, randomUUID } from "node:crypto";

const [, , clock, secret, ...homes] = process.argv;
const [speed, since] = clock.split("@").map(Number);
const wall = Date.now;
Date.now = () => since + (wall() - since) * speed;

// It reads the clock when it is loaded, too.
const { Provider } = await import("oidc-provider");

let people = {};
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = { ...privateKey.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg: "RS256" };

const server = createServer();
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const page = (title, body) =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "desks",
      client_secret: secret,
      // The second is Apache's.
      redirect_uris: homes.flatMap((home) => [`${home}/sign-in/oidc/back`, `${home}/oidc/redirect`]),
      post_logout_redirect_uris: homes.map((home) => `${home}/sign-in`),
      grant_types: ["authorization_code", "refresh_token"],
      backchannel_logout_uri: `${homes[0]}/sign-in/oidc/logged-out`,
      backchannel_logout_session_required: true,
    },
  ],
  jwks: { keys: [key] },
  cookies: { keys: [randomUUID()] },
  claims: { openid: ["sub"], profile: ["name"], groups: ["groups"] },
  // Groups stand in the ID token, where most providers put them.
  conformIdTokenClaims: false,
  findAccount: (_, id) =>
    people[id] && { accountId: id, claims: () => ({ sub: id, name: people[id].name, groups: people[id].groups }) },
  pkce: { required: () => true },
  issueRefreshToken: () => true,
  // Its quick clock must outrun no browser of a busy machine.
  ttl: { AuthorizationCode: 3_600, Interaction: 3_600, Grant: 36_000, Session: 36_000, IdToken: 3_600, AccessToken: 3_600, RefreshToken: 36_000 },
  // Each is good for once.
  rotateRefreshToken: true,
  // Nobody is asked what the console may know of them.
  async loadExistingGrant(ctx) {
    const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid profile email groups");
    await grant.save();
    return grant;
  },
  interactions: { url: (_, { uid }) => `/who/${uid}` },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource(ctx, form) {
        ctx.body = page("Sign out", `<h1>Sign out of the organisation?</h1>${form}<button form="op.logoutForm" name="logout" value="yes">Yes</button>`);
      },
      postLogoutSuccessSource(ctx) {
        ctx.body = page("Signed out", "<h1>Signed out of the organisation</h1>");
      },
    },
  },
});

const answer = provider.callback();
server.on("request", async (request, response) => {
  const [, where, what] = new URL(request.url, issuer).pathname.split("/");
  const html = (body) => response.writeHead(200, { "content-type": "text/html" }).end(body);
  if (where === "control" && request.method === "POST") {
    people = await json(request);
    return response.writeHead(204).end();
  }
  if (where !== "who") return answer(request, response);
  const who = new URL(request.url, issuer).searchParams.get("who");
  if (who) return provider.interactionFinished(request, response, { login: { accountId: who } });
  const links = Object.entries(people).map(([id, { name }]) => `<li><a href="/who/${what}?who=${id}">${name}</a></li>`);
  html(page("Who are you?", `<h1>Who are you?</h1><ul>${links.join("")}</ul>`));
});
console.log(`provider ready on ${issuer}`);
