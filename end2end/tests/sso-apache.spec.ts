// Does a console behind Apache take nobody's word but Apache's? By the sample that we hand out, with a real provider.
import { type APIResponse } from "@playwright/test";
import { startBehindApache, testWithin } from "../harness/organisation.ts";
import { hydrated } from "../harness/page.ts";
import { expect } from "../harness/test.ts";

const test = testWithin(startBehindApache);

const GUESS = "a guess of sixteen letters";
/** What somebody says of themselves who would like to be an owner. */
const CLAIMS = { "X-Remote-User": "root", "X-Remote-Name": "Root", "X-Remote-Groups": "desk-owners" };
/** The same in spellings that some take for the same. */
const SPELLINGS: Record<string, string>[] = [
  { X_Remote_User: "root", X_Remote_Groups: "desk-owners" },
  { "X.Remote.User": "root", "X.Remote.Groups": "desk-owners" },
  { Connection: "X-Remote-User, X-Remote-Groups" },
];

// scripts/e2e installs it, or says what is needed: nobody leaves these out without saying so.
test.skip(!!process.env["WITHOUT_APACHE"], "WITHOUT_APACHE is set");

test.beforeEach(async ({ organisation }) => {
  await organisation.employ({ vera: { name: "Vera", groups: ["staff", "desk-viewers"] } });
});

test("whom Apache has signed in is in, with the roles of their groups, and its pages are live", async ({ page }) => {
  await page.goto("/account");
  await page.getByRole("link", { name: "Vera" }).click();
  await hydrated(page);
  await expect(page.getByRole("row", { name: "See this" })).toContainText("Viewer");
  await expect(page.getByRole("row", { name: "Change settings" })).toContainText("No");
});

test("what somebody claims of themselves reaches nothing, whatever Apache lets through", async ({ page, organisation }) => {
  await page.goto("/account");
  await page.getByRole("link", { name: "Vera" }).click();
  await expect(page.getByRole("row", { name: "See this" })).toContainText("Viewer");
  // The other Apache gives the browser a session of its own instead, with which nothing more comes from this one.
  await hydrated(page);
  // Of people, an owner alone may know.
  const asked = async (base: string, headers: Record<string, string>): Promise<APIResponse> =>
    page.request.get(`${base}/people`, { headers: { accept: "text/html", ...headers }, maxRedirects: 0 });
  for (const claims of [{}, CLAIMS, { ...CLAIMS, "X-Proxy-Secret": GUESS }]) {
    const answer = await asked(organisation.url, claims);
    expect(answer.status(), JSON.stringify(claims)).toBe(403);
    expect(await answer.text()).toContain("You may not change settings (Viewer).");
  }
  for (const claims of SPELLINGS) expect((await asked(organisation.url, claims)).status(), JSON.stringify(claims)).toBe(401);
  // No header says who it is, not even of whom Apache itself has signed in. (Cookies know no ports: this is a sign-in of its own.)
  await page.goto(organisation.careless);
  await expect(page.getByText("does not say who you are")).toBeVisible();
  for (const base of [organisation.careless, organisation.direct]) {
    for (const claims of [CLAIMS, { ...CLAIMS, "X-Proxy-Secret": GUESS }]) {
      const answer = await asked(base, { ...claims, host: new URL(organisation.url).host });
      expect(answer.status(), `${base} ${JSON.stringify(claims)}`).toBe(401);
    }
  }
  // Whoever knows the secret and asks from the proxy's address is the proxy: nothing else was in the way.
  const proxy = await asked(organisation.direct, { ...CLAIMS, "X-Proxy-Secret": organisation.secret, host: new URL(organisation.url).host });
  expect(proxy.status()).toBe(200);
});

test("a form survives the end of the session at Apache", { tag: "@scripts" }, async ({ page, organisation }) => {
  await organisation.employ({ olga: { name: "Olga", groups: ["desk-owners"] } });
  await page.goto("/ip-groups/new");
  await page.getByRole("link", { name: "Olga" }).click();
  await hydrated(page);
  await page.getByLabel("Account and region").selectOption({ index: 1 });
  await page.getByLabel("Name").fill("the office");
  await page.getByLabel("People may connect from").fill("10.0.0.0/8 the office");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByRole("alert")).toContainText("your session there may be over: open the console in another tab");
  const elsewhere = await page.context().newPage();
  await elsewhere.goto(organisation.url);
  await elsewhere.getByRole("link", { name: "Olga" }).click();
  await expect(elsewhere.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByRole("button", { name: "Create 1 IP access control group" })).toBeVisible();
  await expect(page.getByText("10.0.0.0/8 the office")).toBeVisible();
});
