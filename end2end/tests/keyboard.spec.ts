// Can everything be done without leaving the keyboard?
import { expect, test } from "../harness/test.ts";
import { rows, table } from "../harness/fleet.ts";
import { open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

test.describe("keys", { tag: "@scripts" }, () => {
  test.beforeEach(async ({ page }) => signIn(page, "Operator"));

  test("a slash leads to the search", async ({ page }) => {
    await page.keyboard.press("/");
    await expect(page.getByRole("combobox", { name: "Search everything" })).toBeFocused();
  });

  test("a question mark opens the help, Esc closes it", async ({ page }) => {
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keyboard" });
    await expect(help).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(help).toBeHidden();
  });

  test("g and a letter lead elsewhere", async ({ page }) => {
    await page.keyboard.press("g");
    await page.keyboard.press("f");
    await expect(page).toHaveURL(/\/fleet$/);
    await page.keyboard.press("g");
    await page.keyboard.press("j");
    await expect(page).toHaveURL(/\/jobs$/);
    await page.keyboard.press("g");
    await page.keyboard.press("o");
    await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  });

  test("rows are walked, selected and opened", async ({ page }) => {
    await open(page, "/fleet?size=25");
    const links = rows(page).getByRole("rowheader").getByRole("link");
    await page.keyboard.press("j");
    await expect(links.nth(0)).toBeFocused();
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(table(page).getByRole("checkbox", { checked: true })).toHaveCount(1);
    await expect(rows(page).nth(1).getByRole("checkbox")).toBeChecked();
    await page.keyboard.press("k");
    await expect(links.nth(0)).toBeFocused();
    const user = await links.nth(0).innerText();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: user, level: 1 })).toBeVisible();
  });

  test("keys that are turned off do nothing", async ({ page }) => {
    await page.keyboard.press("?");
    await page.getByLabel("Single keys work on every page").uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    // Two keys together are no single key.
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Search everything" })).toBeFocused();
  });

  test("typing is not commanding", async ({ page }) => {
    await open(page, "/fleet?size=25");
    await page.getByRole("textbox", { name: "Add a filter" }).pressSequentially("jx?");
    await expect(page.getByRole("textbox", { name: "Add a filter" })).toHaveValue("jx?");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });
});

test("the first stop of the tab key leads past the frame", async ({ page }) => {
  await signIn(page, "Viewer");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
});
