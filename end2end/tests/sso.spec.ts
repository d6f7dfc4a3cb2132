// Does single sign-on hold with a real identity provider? By code, with groups, as they change, and out again both ways.
import type { Browser, Page } from "@playwright/test";
import { startOrganisation, testWithin, type Organisation } from "../harness/organisation.ts";
import { hydrated, open } from "../harness/page.ts";
import { expect } from "../harness/test.ts";

const test = testWithin(startOrganisation);

const ANN = { name: "Ann Dee", groups: ["desk-owners", "staff"] };

/** Goes through the provider, from the page that a stranger is led to. */
async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: "Sign in with your organisation" }).click();
  await page.getByRole("link", { name }).click();
}

function account(page: Page, name: string) {
  return page.getByLabel(`${name}: theme, density, sign out`);
}

test("whom the provider names comes to where they wanted to go, with the roles of their groups", async ({ page, organisation }) => {
  await organisation.employ({ ann: ANN });
  await open(page, "/jobs");
  await expect(page).toHaveURL(/\/sign-in\?back=%2Fjobs$/);
  await signIn(page, "Ann Dee");
  await expect(page).toHaveURL(`${organisation.url}/jobs`);
  await hydrated(page);
  await expect(account(page, "Ann Dee")).toBeVisible();
  await open(page, "/account");
  await expect(page.getByRole("row", { name: "Change settings" })).toContainText("Owner");
  // What the provider gave stays at the server: a token begins with two parts of JSON, in base64.
  const kept = JSON.stringify(await page.context().storageState()) + (await page.content());
  expect(kept).not.toMatch(/eyJ[\w-]+\.eyJ/);
});

test("who is in no group that has a role is told so and is not in", async ({ page, organisation }) => {
  await organisation.employ({ otto: { name: "Otto", groups: ["staff"] } });
  await open(page, "/jobs");
  await signIn(page, "Otto");
  await expect(page.getByRole("heading", { name: "No role" })).toBeVisible();
  await expect(page.getByText("You are known as Otto")).toBeVisible();
  await page.goto("/jobs");
  await expect(page).toHaveURL(/\/sign-in\?back=/);
});

test("who loses a group loses its role at the next refresh, and with the last one the session", async ({ page, organisation }) => {
  await organisation.employ({ ann: ANN });
  await open(page, "/account");
  await signIn(page, "Ann Dee");
  const settings = page.getByRole("row", { name: "Change settings" });
  await expect(settings).toContainText("Owner");
  await organisation.employ({ ann: { ...ANN, groups: ["desk-viewers"] } });
  await expect(async () => {
    await page.reload();
    await expect(settings).toContainText("No", { timeout: 500 });
  }).toPass();
  await expect(page.getByRole("row", { name: "See this" })).toContainText("Viewer");
  await organisation.employ({ ann: { ...ANN, groups: [] } });
  // What an open page asks for may learn it first, and end the session.
  await expect(async () => {
    await page.goto("/jobs");
    await expect(page.getByRole("heading", { name: /^(No role|Sign in to Deskwarden)$/ })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.goto("/jobs");
  await expect(page).toHaveURL(/\/sign-in\?back=/);
  await page.getByRole("link", { name: "Sign in with your organisation" }).click();
  await expect(page.getByRole("heading", { name: "No role" })).toBeVisible();
});

test("who signs out is out at the provider too", async ({ page, organisation }) => {
  await organisation.employ({ ann: ANN });
  await open(page, "/jobs");
  await signIn(page, "Ann Dee");
  await hydrated(page);
  await account(page, "Ann Dee").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign out of the organisation?" })).toBeVisible();
  await page.getByRole("button", { name: "Yes" }).click();
  await expect(page).toHaveURL(`${organisation.url}/sign-in`);
  // The provider asks again who it is.
  await page.getByRole("link", { name: "Sign in with your organisation" }).click();
  await expect(page.getByRole("heading", { name: "Who are you?" })).toBeVisible();
});

/** A browser in which Ann is signed in. */
async function another(browser: Browser, organisation: Organisation): Promise<Page> {
  const context = await browser.newContext({ baseURL: organisation.url });
  const page = await context.newPage();
  await page.goto("/jobs");
  await signIn(page, "Ann Dee");
  await expect(page).toHaveURL(`${organisation.url}/jobs`);
  return page;
}

test("who signs out at the provider is out here, in that browser alone", async ({ browser, organisation }) => {
  await organisation.employ({ ann: ANN });
  const [elsewhere, leaving] = [await another(browser, organisation), await another(browser, organisation)];
  // At the provider itself, as another application would lead there.
  await leaving.goto(`${organisation.issuer}/session/end`);
  await leaving.getByRole("button", { name: "Yes" }).click();
  await expect(leaving.getByRole("heading", { name: "Signed out of the organisation" })).toBeVisible();
  await expect(async () => {
    await leaving.goto("/jobs");
    await expect(leaving).toHaveURL(/\/sign-in\?back=/, { timeout: 500 });
  }).toPass();
  await elsewhere.goto("/jobs");
  await expect(elsewhere).toHaveURL(`${organisation.url}/jobs`);
  await elsewhere.context().close();
  await leaving.context().close();
});
