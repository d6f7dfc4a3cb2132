// Does a choice of the fleet that has a name come back, and is it never taken for all?
import { expect, test } from "../harness/test.ts";
import type { Page } from "@playwright/test";
import { rows } from "../harness/fleet.ts";
import { open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import { expectGoodScreen } from "../harness/screens.ts";

// What is counted here must not be changed by what another file does: a world that only this file has.
test.use({ estate: { fleet: 300, seed: 9 } });

async function keep(page: Page, name: string, address: string): Promise<void> {
  await open(page, address);
  await page.getByText("Views", { exact: true }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Keep the view" }).click();
}

async function edit(page: Page, name: string, button: string): Promise<void> {
  await page.getByText("Views", { exact: true }).click();
  await page.getByRole("listitem").filter({ has: page.getByRole("link", { name, exact: true }) }).getByText(/^Edit/).click();
  await page.getByRole("button", { name: button, exact: true }).click();
}

test("a view is kept, begun with, and says that it is not all", async ({ page }) => {
  await signIn(page, "Operator");
  await keep(page, "Broken", "/fleet?state=ERROR");
  await expect(page).toHaveURL(/\/fleet\?state=ERROR$/);
  const note = page.getByRole("paragraph").filter({ hasText: "View: Broken" });
  await expect(note).toBeVisible();
  const count = await rows(page).count();
  expect(count).toBeLessThan(300);

  await edit(page, "Broken", "Begin with it");
  await open(page, "/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Fleet" }).click();
  await expect(page).toHaveURL(/\/fleet\?state=ERROR$/);
  await expect(note).toBeVisible();
  await expect(rows(page)).toHaveCount(count);
  await expectGoodScreen(page);
  await note.getByRole("link", { name: "Show all" }).click();
  await expect(page).toHaveURL(/\/fleet\?view=all$/);
  await expect(page.getByRole("heading", { name: "Fleet (300)" })).toBeVisible();
  await expect(note).toHaveCount(0);

  // Taking the last filter away shows all, and not the view again.
  await open(page, "/fleet");
  await expect(page).toHaveURL(/\/fleet\?state=ERROR$/);
  await page.getByRole("link", { name: "Remove the filter State = Error" }).click();
  await expect(page.getByRole("heading", { name: "Fleet (300)" })).toBeVisible();

  await edit(page, "Broken", "Do not begin with it");
  await open(page, "/fleet");
  await expect(page.getByRole("heading", { name: "Fleet (300)" })).toBeVisible();
  await edit(page, "Broken", "Delete");
  await page.getByText("Views", { exact: true }).click();
  await expect(page.getByRole("link", { name: "Broken" })).toHaveCount(0);
});

test("a name that is taken stands where it was typed, with why", async ({ page }) => {
  await signIn(page, "Operator");
  await keep(page, "Mine", "/fleet?state=ERROR");
  await keep(page, "mine", "/fleet?state=STOPPED");
  await expect(page.getByText("There is a view “mine” already")).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("mine");
  await expectGoodScreen(page);
  await page.getByLabel("Name", { exact: true }).fill("Stopped");
  await page.getByRole("button", { name: "Keep the view" }).click();
  await expect(page.getByRole("paragraph").filter({ hasText: "View: Stopped" })).toBeVisible();
});

test("what an owner shares others open, and do not change", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/fleet?state=STOPPED");
  await page.getByText("Views", { exact: true }).click();
  await page.getByLabel("Name", { exact: true }).fill("Asleep");
  await page.getByLabel("Show it to everybody").check();
  await page.getByRole("button", { name: "Keep the view" }).click();
  await expect(page.getByRole("paragraph").filter({ hasText: "View: Asleep" })).toBeVisible();

  await signIn(page, "Help desk");
  await open(page, "/fleet?view=all");
  await page.getByText("Views", { exact: true }).click();
  await expect(page.getByLabel("Show it to everybody")).toBeDisabled();
  await page.getByRole("link", { name: "Asleep" }).click();
  await expect(page).toHaveURL(/\/fleet\?state=STOPPED$/);
  await expect(rows(page).filter({ hasText: "dublin.example.com" })).toHaveCount(await rows(page).count());
  await page.getByText("Views", { exact: true }).click();
  await page.getByText(/^Edit/).click();
  await expect(page.getByRole("button", { name: "Begin with it" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete" })).toHaveCount(0);
});
