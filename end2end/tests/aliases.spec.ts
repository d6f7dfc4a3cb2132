// Does an admin give people a name to connect by, and see where it leads?
import type { Page } from "@playwright/test";
import { expect, test } from "../harness/test.ts";
import { done } from "../harness/jobs.ts";
import { sent } from "../harness/log.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

test("a name is created and led to a directory", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/aliases/new");
  await page.getByLabel("Account and region").selectOption({ index: 1 });
  await page.getByLabel("Domain name").fill("desktops");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("Write a domain name of yours")).toBeVisible();
  const name = `desk-${Date.now()}.example.com`;
  await page.getByLabel("Domain name").fill(name);
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Create 1 connection alias" }).click();
  const rows = page.getByRole("table", { name: "Rows of this job" });
  await comes(page, rows.getByText("Done"));
  await rows.getByRole("link", { name }).click();
  await expect(page.getByText("It leads nowhere")).toBeVisible();
  await page.getByLabel("Directory").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Associate 1 connection alias" }).click();
  await comes(page, rows.getByText("Done"));
  await open(page, "/aliases");
  await expect(page.getByRole("table", { name: `Where ${name} leads` }).getByText("Associated with owner account")).toBeVisible();
});

/** Follows the one row of the job that is open to its alias. */
async function openAlias(page: Page, name: string, tab: string): Promise<void> {
  await page.getByRole("table", { name: "Rows of this job" }).getByRole("link", { name }).click();
  await page.getByRole("navigation", { name: /^Parts of this/ }).getByRole("link", { name: tab, exact: true }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

test("a name is led back, shared and no longer, and deleted", { tag: "@scripts" }, async ({ page, world }) => {
  await signIn(page, "Owner");
  const name = `other-${Date.now()}.example.com`;
  await open(page, "/aliases/new");
  await page.getByLabel("Account and region").selectOption({ label: "research us-east-1" });
  await page.getByLabel("Domain name").fill(name);
  await page.getByRole("button", { name: "Review" }).click();
  await done(page, "Create 1 connection alias");

  await openAlias(page, name, "Association");
  await page.getByLabel("Directory").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Review" }).click();
  await done(page, "Associate 1 connection alias");
  await openAlias(page, name, "Association");
  await page.getByRole("button", { name: "Disassociate …" }).click();
  await done(page, "Disassociate 1 connection alias");
  await openAlias(page, name, "Association");
  await expect(page.getByText("It leads nowhere")).toBeVisible();

  // No name server knows it, and none may be there to ask.
  await page.getByRole("link", { name: "DNS", exact: true }).click();
  await expect(page.getByText(/has no TXT record\.|No name server gave an answer\./)).toBeVisible();

  await page.getByRole("link", { name: "Sharing", exact: true }).click();
  await page.getByRole("form", { name: "Share" }).getByLabel("Account").fill("1111-2222-333");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("An account's number has twelve digits.")).toBeVisible();
  await page.getByRole("form", { name: "Share" }).getByLabel("Account").fill("111122223333");
  await page.getByRole("button", { name: "Review" }).click();
  await done(page, "Change who may use 1 connection alias");
  await openAlias(page, name, "Sharing");
  await expect(page.getByText("Account 111122223333")).toBeVisible();
  await page.getByRole("button", { name: "Stop sharing …" }).click();
  await done(page, "Change who may use 1 connection alias");
  await openAlias(page, name, "Sharing");
  await expect(page.getByText("No other account may associate it.")).toBeVisible();
  expect(await sent(world, "UpdateConnectionAliasPermission", "111122223333")).toHaveLength(2);

  await page.getByRole("button", { name: "Delete …" }).click();
  await page.getByLabel("Type 1 to confirm").fill("1");
  await done(page, "Delete 1 connection alias");
  await open(page, "/aliases");
  await expect(page.getByText(name)).toHaveCount(0);
});
