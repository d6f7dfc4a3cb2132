// Is what has no standby found, given one in another region, and counted from then on?
import { expect, test } from "../harness/test.ts";
import { confirm } from "../harness/create.ts";
import { desktopsWith, only, pageOf, row, rows, tick } from "../harness/fleet.ts";
import { sent } from "../harness/log.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import type { Page } from "@playwright/test";

// An estate of its own: what is made here stays.
test.use({ estate: { fleet: 400, seed: 21 } });

const HERE = "account=111122223333&region=eu-west-1";

/** The row of an account and region. */
function coverage(page: Page, account: string, region: string) {
  return rows(page, "Coverage by account and region").filter({ hasText: account }).filter({ hasText: region });
}

/** Chooses the directory of that name in another region. */
async function choose(page: Page, region: string, directory: string) {
  const group = page.getByLabel("Directory", { exact: true }).locator(`optgroup[label$="${region}"]`);
  const value = await group.locator("option", { hasText: directory }).first().getAttribute("value");
  await page.getByLabel("Directory", { exact: true }).selectOption(value);
}

test("every number of the page leads to as many WorkSpaces", async ({ page }) => {
  await signIn(page, "Viewer");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Resilience" }).first().click();
  await expect(page.getByRole("heading", { name: "Resilience", level: 1 })).toBeVisible();
  const here = coverage(page, "production", "eu-west-1");
  await expect(here).toContainText("%");
  const links = here.getByRole("link");
  const numbers = await links.allInnerTexts();
  const addresses = await links.evaluateAll((all) => all.map((one) => (one as unknown as { href: string }).href));
  expect(numbers.length).toBeGreaterThan(1);
  for (const [at, number] of numbers.entries()) {
    await open(page, addresses[at]!);
    await expect(page.getByText(new RegExp(`\\b${number}\\b`)).first()).toBeVisible();
    await expect(page.getByText("Part of the address is not used")).toHaveCount(0);
  }
  // Who may not create is told so at the button, and not by its absence.
  await open(page, "/resilience");
  const missing = coverage(page, "production", "eu-west-1").getByRole("button", { name: /^Create the missing/ });
  await expect(missing).toHaveAttribute("aria-disabled", "true");
});

test("the missing ones lead to the form, whose plan says what is left out and why", async ({ page, world }) => {
  await signIn(page, "Owner");
  await open(page, "/resilience");
  await coverage(page, "production", "eu-west-1").getByRole("button", { name: /^Create the missing/ }).click();
  await expect(page.getByRole("heading", { name: /^Create a standby of \d+ WorkSpaces/ })).toBeVisible();
  await expect(page.getByLabel("Directory", { exact: true }).locator('optgroup[label$="eu-west-1"]')).toHaveCount(0);

  await page.getByLabel("Tags", { exact: true }).fill("no tag");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("Choose the directory in the other region.")).toBeVisible();
  await expect(page.getByLabel("Tags", { exact: true })).toHaveValue("no tag");

  await page.getByLabel("Tags", { exact: true }).fill("for = failover");
  await choose(page, "us-east-1", "corp.example.com");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByRole("heading", { name: /^Review: Create a standby of \d+ WorkSpaces/ })).toBeVisible();
  await expect(page.getByText("Two things only AWS knows.")).toBeVisible();
  await expect(page.getByRole("table", { name: "Rows of this plan" })).toContainText("standby in us-east-1");
  expect(await sent(world, "CreateStandbyWorkspaces")).toEqual([]);
});

test("two from the fleet get theirs, and both ends show each other", async ({ page, world }) => {
  await signIn(page, "Owner");
  // Only what is encrypted takes a key.
  const chosen = await desktopsWith(page, `${HERE}&standby=none&state=STOPPED&compute=STANDARD&sort=-user`, "root_encrypted", "yes", 2);
  await open(page, only(chosen));
  await tick(page, chosen);
  await page.getByText("More", { exact: true }).click();
  await page.getByRole("button", { name: "Create standby …" }).click();
  await choose(page, "us-east-1", "sales.example.com");
  await page.getByLabel("KMS key of the volumes").fill("alias/far");
  await page.getByLabel("Data replication", { exact: true }).selectOption("Off");
  await page.getByRole("button", { name: "Review" }).click();
  await confirm(page, "Create a standby of 2 WorkSpaces");
  for (const { user, id } of chosen) {
    await comes(page, row(page, user, "Rows of this job").getByText("Done"));
    const [call] = await sent(world, "CreateStandbyWorkspaces", id, "alias/far", "NO_REPLICATION", "eu-west-1");
    expect(call).toBeDefined();
  }

  // The primary knows of it once it has been read again.
  await open(page, `${pageOf(chosen[0]!)}?tab=related`);
  const pair = page.getByRole("table", { name: "Related WorkSpaces" });
  await comes(page, pair.getByText("us-east-1"));
  await expect(pair).toContainText("Standby");
  await expect(pair).toContainText("Off");
  await pair.getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: chosen[0]!.user, level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: "Create standby …" })).toHaveAttribute("aria-disabled", "true");
  await open(page, `/fleet?${HERE}&standby=off:us-east-1`);
  await expect(row(page, chosen[0]!.user)).toBeVisible();
});
