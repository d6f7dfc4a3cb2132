// Is every list, page and form of what is no WorkSpace right for every eye, hand and width?
import type { Page } from "@playwright/test";
import { expect, test } from "../harness/test.ts";
import { rows } from "../harness/fleet.ts";
import { open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import { expectGoodScreen, expectGoodTabs } from "../harness/screens.ts";

/** Opens the first of a list whose row says so, or just the first. */
async function openFirst(page: Page, list: string, table: string, says = ""): Promise<void> {
  await open(page, list);
  await rows(page, table).filter({ hasText: says }).first().getByRole("rowheader").getByRole("link").first().click();
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toBeVisible();
}

test("the lists of what is no WorkSpace, and their forms", async ({ page }) => {
  await signIn(page, "Owner");
  for (const [address, says] of [
    ["/ip-groups", "Offices"],
    ["/ip-groups/new", "People may connect from"],
    ["/aliases", "desktops.example.com"],
    ["/aliases/new", "Domain name"],
    ["/directories", "corp.example.com"],
    ["/bundles?owner=AMAZON", "Standard with Windows Server 2022"],
    ["/fleet/from-csv", "CSV"],
  ] as const) {
    await open(page, address);
    await expect(page.getByRole("main").getByText(says).first()).toBeVisible();
    await expectGoodScreen(page);
  }
});

// What each list leads to, in a place that has one of everything. Two of them stand for all without scripts.
for (const [kind, list, table, says, count, tag] of [
  ["directory", "/directories", "Directories", "production us-west-2", 11, "@scripts"],
  ["image", "/images", "Images", "", 7, []],
  ["bundle", "/bundles", "Bundles", "", 4, "@scripts"],
  ["pool", "/pools", "Pools", "call-centre", 6, []],
  ["IP access control group", "/ip-groups", "IP access control groups", "Offices", 3, "@scripts"],
  ["connection alias", "/aliases", "Where desktops.example.com leads", "", 5, "@scripts"],
] as const) {
  test(`one ${kind}, tab by tab`, { tag: [tag].flat() }, async ({ page }) => {
    await signIn(page, "Owner");
    await openFirst(page, list, table, says);
    await expectGoodTabs(page, `Parts of this ${kind}`, count);
  });
}

test("images and bundles", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/images");
  await expect(rows(page, "Images").first()).toBeVisible();
  await expectGoodScreen(page);
  await open(page, "/bundles");
  await expect(rows(page, "Bundles").first()).toBeVisible();
  await expectGoodScreen(page);
});

for (const form of ["/images/import", "/images/import-custom"]) {
  test(`the form at ${form}, refused`, async ({ page }) => {
    await signIn(page, "Owner");
    await open(page, form);
    await expectGoodScreen(page);
    await page.getByRole("button", { name: "Review" }).click();
    await expect(page.getByText("1 to 64 letters, digits").first()).toBeVisible();
    await expectGoodScreen(page);
  });
}

test("pools", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/pools");
  await expect(rows(page, "Pools").first()).toBeVisible();
  await expectGoodScreen(page);
});

test("a pool to be made, and refused", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/pools/new");
  await expectGoodScreen(page);
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("Give the pool a name.")).toBeVisible();
  await expectGoodScreen(page);
});

test("a plan that shows what differs, with its commands", async ({ page }) => {
  await signIn(page, "Owner");
  await openFirst(page, "/directories", "Directories", "production us-west-2");
  await page.getByRole("link", { name: "Access", exact: true }).click();
  const web = page.getByLabel("Web browsers");
  await web.selectOption({ label: (await web.inputValue()) === "ALLOW" ? "Deny" : "Allow" });
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.locator("ins")).toBeVisible();
  await page.getByText("Show as AWS CLI commands").click();
  await expect(page.getByText("aws workspaces modify-workspace-access-properties", { exact: false })).toBeVisible();
  await expectGoodScreen(page);
});
