// Is bad input refused at its field, with nothing lost and nothing sent?
import type { Page } from "@playwright/test";
import { expect, test } from "../harness/test.ts";
import { choosePlace } from "../harness/create.ts";
import { sent } from "../harness/log.ts";
import { holdPieces, hydrated, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

const PLACE = { account: "production", region: "us-east-1", directory: "sales.example.com" };

test.beforeEach(async ({ page, world }) => {
  await world.control("log/clear");
  await signIn(page, "Owner");
  await open(page, "/create");
});

test.afterEach(async ({ world }) => {
  expect(await sent(world, "CreateWorkspaces")).toEqual([]);
});

async function refused(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page).toHaveURL(/\/create\?draft=\d+$/);
  await hydrated(page);
  await expect(page.getByRole("alert")).toContainText("Nothing was planned");
}

test("each field says what is wrong, and keeps what was typed", async ({ page, javaScriptEnabled }) => {
  const typed = { people: "ann\nbob\nAnn", stop: "90", root: "100", user: "100", tags: "aws:team = sales" };
  await page.getByLabel("People", { exact: true }).fill(typed.people);
  await choosePlace(page, PLACE);
  await page.getByLabel("Running mode").selectOption("AUTO_STOP");
  await page.getByLabel("Stop after (minutes)").fill(typed.stop);
  await page.getByLabel("Root volume (GiB)").fill(typed.root);
  await page.getByLabel("User volume (GiB)").fill(typed.user);
  await page.getByLabel("Tags", { exact: true }).fill(typed.tags);
  await refused(page);
  for (const [field, value, words] of [
    ["People", typed.people, /“Ann” is there twice \(as “ann”\)/],
    ["Stop after (minutes)", typed.stop, /“90” is not a whole number of hours in minutes/],
    ["Root volume (GiB)", typed.root, /100 GiB root with 100 GiB user is not offered/],
    ["Tags", typed.tags, /tag keys that begin with aws: are Amazon's own/],
  ] as const) {
    const control = page.getByLabel(field, { exact: true });
    await expect(control).toHaveValue(value);
    await expect(control).toHaveAttribute("aria-invalid", "true");
    await expect(control).toHaveAccessibleDescription(words);
  }
  await expect(page.getByLabel("Running mode")).toHaveValue("AUTO_STOP");
  await expect(page.getByLabel("User volume (GiB)")).toHaveValue(typed.user);
  await expect(page.getByLabel("Directory", { exact: true })).not.toHaveValue("");
  await expect(page.getByLabel("Bundle", { exact: true })).not.toHaveValue("");
  if (javaScriptEnabled !== false) await expect(page.getByLabel("People", { exact: true })).toBeFocused();
});

test("a form that is mended goes on to its plan", async ({ page }) => {
  await page.getByLabel("People", { exact: true }).fill("ann");
  await choosePlace(page, PLACE);
  await page.getByLabel("Running mode").selectOption("AUTO_STOP");
  await page.getByLabel("Stop after (minutes)").fill("90");
  await refused(page);
  await page.getByLabel("Stop after (minutes)").fill("120");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByRole("heading", { name: /^Review: Create 1 WorkSpace/ })).toBeVisible();
  await expect(page.getByRole("table", { name: "Rows of this plan" })).toContainText("AutoStop 120 min");
});

test("nobody, nowhere, from nothing", async ({ page }) => {
  await refused(page);
  const wrong = [
    ["People", "Name at least one person."],
    ["Directory", "Choose the directory that the people are in."],
    ["Bundle", "Choose a bundle."],
  ] as const;
  for (const [field, words] of wrong) {
    await expect(page.getByLabel(field, { exact: true })).toHaveAccessibleDescription(new RegExp(words));
  }
});

test("names that are too long or cannot be seen", async ({ page }) => {
  await page.getByLabel("People", { exact: true }).fill(["ann", "bob\u200b", "x".repeat(64)].join("\n"));
  await choosePlace(page, PLACE);
  await refused(page);
  const people = page.getByLabel("People", { exact: true });
  await expect(people).toHaveAccessibleDescription(/has 64 characters; 63 are allowed/);
  await expect(people).toHaveAccessibleDescription(/holds the character U\+200B/);
});

// With scripts the bundles of other regions are out of reach.
test("a bundle of another region", { tag: "@no-js" }, async ({ page }) => {
  await page.getByLabel("People", { exact: true }).fill("ann");
  await choosePlace(page, PLACE);
  const elsewhere = page.getByLabel("Bundle", { exact: true }).locator('optgroup[label="research · us-west-2"] option').first();
  await page.getByLabel("Bundle", { exact: true }).selectOption(await elsewhere.getAttribute("value"));
  await refused(page);
  await expect(page.getByLabel("Bundle", { exact: true })).toHaveAccessibleDescription(/That bundle is in us-west-2/);
});

test("a tab that is closed loses nothing", { tag: "@scripts" }, async ({ page, context }) => {
  await page.getByLabel("People", { exact: true }).fill("carla");
  await page.close();
  const again = await context.newPage();
  await open(again, "/create");
  await again.getByRole("button", { name: "Bring it back" }).click();
  await expect(again.getByLabel("People", { exact: true })).toHaveValue("carla");
});

test("what is typed before the page listens is kept as well", { tag: "@scripts" }, async ({ page, context }) => {
  const come = await holdPieces(page);
  await page.goto("/create");
  await expect(page.getByText(/^Live/)).toBeVisible();
  await page.getByLabel("People", { exact: true }).fill("carla");
  await page.getByLabel("Running mode").selectOption("AUTO_STOP");
  await expect(page.locator("html[data-hydrated]")).toHaveCount(0);
  come();
  await hydrated(page);
  await expect(page.getByLabel("People", { exact: true })).toHaveValue("carla");
  await expect(page.getByLabel("Stop after (minutes)")).toBeEnabled();
  await expect(page.getByRole("button", { name: "Bring it back" })).toHaveCount(0);
  await page.close();
  const again = await context.newPage();
  await open(again, "/create");
  await again.getByRole("button", { name: "Bring it back" }).click();
  await expect(again.getByLabel("People", { exact: true })).toHaveValue("carla");
  await expect(again.getByLabel("Running mode")).toHaveValue("AUTO_STOP");
});
