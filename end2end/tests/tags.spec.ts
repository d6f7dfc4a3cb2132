// Does an admin tag several resources at once, and learn what AWS would refuse before anything is sent?
import type { Page } from "@playwright/test";
import { expect, test } from "../harness/test.ts";
import { choosePlace } from "../harness/create.ts";
import { desktops, pageOf, row, rows } from "../harness/fleet.ts";
import { done } from "../harness/jobs.ts";
import { sent } from "../harness/log.ts";
import { comes, hasScripts, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import { expectGoodScreen } from "../harness/screens.ts";

// What is counted here must not be changed by what another file does: a world that only this file has.
test.use({ estate: { fleet: 300, seed: 11 } });

const JOB = "Rows of this job";

/** Makes a group by way of its form. */
async function make(page: Page, name: string): Promise<void> {
  await open(page, "/ip-groups/new");
  await page.getByLabel("Account and region").selectOption({ index: 1 });
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("People may connect from").fill("10.0.0.0/8 the office");
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Create 1 IP access control group" }).click();
  await comes(page, page.getByRole("table", { name: JOB }).getByText("Done"));
}

test("three groups are tagged by one plan and one job, and a refused form loses nothing", async ({ page, world }) => {
  await signIn(page, "Owner");
  const names = ["north", "south", "west"].map((word) => `${word} ${Date.now()}`);
  for (const name of names) await make(page, name);
  await world.control("log/clear");

  await open(page, "/ip-groups");
  const scripted = await hasScripts(page);
  for (const name of names) await page.getByRole("checkbox", { name: `Select ${name}` }).check();
  if (scripted) await expect(page.getByText("3 IP access control groups selected")).toBeVisible();
  await page.getByText("Tag the selected …").click();
  await page.getByLabel("Set these").fill("aws:team = it");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page).toHaveURL(/\/ip-groups\?draft=\d+$/);
  await expect(page.getByText("tag keys that begin with aws: are Amazon's own.")).toBeVisible();
  await expect(page.getByLabel("Set these")).toHaveValue("aws:team = it");
  for (const name of names) await expect(page.getByRole("checkbox", { name: `Select ${name}` })).toBeChecked();
  await expectGoodScreen(page);
  const fifty = Array.from({ length: 50 }, (_, at) => `key${at} = x`).join("\n");
  await page.getByLabel("Set these").fill(fifty);
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("these are 50.")).toBeVisible();
  expect(await sent(world, "CreateTags")).toEqual([]);

  await page.getByLabel("Set these").fill("floor = 7");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page).toHaveURL(/\/plans\/\d+/);
  await expect(rows(page, "Rows of this plan")).toHaveCount(3);
  await page.getByRole("complementary", { name: "Confirmation" }).getByRole("button", { name: /3 IP access control groups$/ }).click();
  await expect(page).toHaveURL(/\/jobs\/\d+$/);
  await comes(page, page.getByRole("region", { name: "Progress" }).getByText("3 of 3 done"));
  expect(await sent(world, "CreateTags", "floor")).toHaveLength(3);
  await open(page, "/ip-groups");
  await expect(rows(page, "IP access control groups").filter({ hasText: "floor = 7" })).toHaveCount(3);
});

test("with nothing ticked nothing can be reviewed", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/directories");
  await page.getByText("Tag the selected …").click();
  const review = page.getByRole("button", { name: "Review" });
  await expect(review).toBeDisabled();
  await expect(review).toHaveAccessibleDescription("Select directories first.");
  const box = rows(page, "Directories").first().getByRole("checkbox");
  await box.check();
  await expect(page.getByText("1 directory selected")).toBeVisible();
  await expect(review).toBeEnabled();
  await box.uncheck();
  await expect(page.getByText("0 directories selected")).toBeVisible();
  await expect(review).toBeDisabled();
});

test("an empty selection is refused, and what was typed stays", { tag: "@no-js" }, async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/directories");
  await page.getByText("Tag the selected …").click();
  await page.getByLabel("Set these").fill("team = it");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByRole("alert")).toContainText("Nothing is selected: choose what to tag first.");
  await expect(page.getByLabel("Set these")).toHaveValue("team = it");
});

test("a key in use adds its line once", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/create");
  const tags = page.getByLabel("Tags", { exact: true });
  const key = page.getByRole("group", { name: "Add a line with a key in use" }).getByRole("button").first();
  const word = await key.innerText();
  await tags.fill("mine = 1");
  await key.click();
  await expect(tags).toBeFocused();
  await page.keyboard.type("x");
  await expect(tags).toHaveValue(`mine = 1\n${word} = x`);
  await key.click();
  await expect(tags).toHaveValue(`mine = 1\n${word} = x`);
});

test("keys in use can be read without scripts", { tag: "@no-js" }, async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/create");
  await expect(page.getByText(/^Keys in use: \w/)).toBeVisible();
});

test("what the directory decides is told on the form for new WorkSpaces", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/directories");
  const line = rows(page, "Directories").filter({ hasText: "research.example.com" }).filter({ hasText: "us-east-1" });
  await line.getByRole("rowheader").getByRole("link").click();
  await page.getByRole("link", { name: "Streaming", exact: true }).click();
  await page.getByLabel("Global Accelerator").selectOption({ label: "Enabled" });
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("complementary", { name: "Confirmation" }).getByRole("button", { name: /1 directory$/ }).click();
  await comes(page, page.getByRole("table", { name: JOB }).getByText("Done"));

  await open(page, "/create");
  await expect(page.getByText(/^The directory decides/)).toHaveCount(0);
  await choosePlace(page, { account: "research", region: "us-east-1", directory: "research.example.com" });
  await expect(page.getByText(/^The directory decides for new WorkSpaces\. .*Global Accelerator: enabled\.$/)).toBeVisible();
  await page.getByText(/^Advanced/).click();
  await expect(page.getByLabel("Global Accelerator").locator("option").first()).toHaveText("As the directory: enabled");
});

test("a tag of a WorkSpace is set, and removed again", async ({ page, world }) => {
  await signIn(page, "Operator");
  const [one] = await desktops(page, "state=STOPPED&account=444455556666&region=eu-west-1&sort=user", 1);
  for (const [field, typed, operation] of [["Set these", "visitor = yes", "CreateTags"], ["Remove these", "visitor", "DeleteTags"]] as const) {
    await open(page, pageOf(one!));
    await page.getByRole("button", { name: /^Change/ }).click();
    const form = page.getByRole("form", { name: "Tags" });
    await form.getByLabel(field).fill(typed);
    await form.getByRole("button", { name: "Review" }).click();
    await done(page, "Tag 1 WorkSpace");
    expect(await sent(world, operation, one!.id, "visitor")).toHaveLength(1);
    await open(page, `${pageOf(one!)}?tab=tags`);
    await expect(page.getByRole("rowheader", { name: "visitor", exact: true })).toHaveCount(operation === "CreateTags" ? 1 : 0);
  }
});

test("a tag is set and removed on the page of an image", { tag: "@scripts" }, async ({ page, world }) => {
  await signIn(page, "Owner");
  await open(page, "/images");
  const mine = rows(page, "Images").filter({ hasText: "production us-west-2" }).filter({ hasText: "Developer-2026.1" });
  await mine.getByRole("rowheader").getByRole("link").click();
  await page.getByRole("navigation", { name: "Parts of this image" }).getByRole("link", { name: "Tags" }).click();
  const tags = page.url();
  await expect(page.getByRole("form", { name: "Change the tags" })).toBeVisible();
  for (const [field, typed, operation] of [["Set these", "owner = studio", "CreateTags"], ["Remove these", "owner", "DeleteTags"]] as const) {
    await open(page, tags);
    await page.getByRole("form", { name: "Change the tags" }).getByLabel(field).fill(typed);
    await page.getByRole("button", { name: "Review" }).click();
    await done(page, "Change the tags of 1 image");
    expect(await sent(world, operation, "owner")).toHaveLength(1);
    await open(page, tags);
    await expect(page.getByRole("row", { name: "owner studio" })).toHaveCount(operation === "CreateTags" ? 1 : 0);
  }
});

test("both pools are tagged at once", { tag: "@scripts" }, async ({ page, world }) => {
  await signIn(page, "Owner");
  await open(page, "/pools");
  for (const name of ["call-centre", "training"]) await page.getByRole("checkbox", { name: `Select ${name}` }).check();
  await page.getByText("Tag the selected …").click();
  await page.getByLabel("Set these").fill("season = autumn");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(rows(page, "Rows of this plan")).toHaveCount(2);
  await page.getByRole("complementary", { name: "Confirmation" }).getByRole("button", { name: "Change the tags of 2 pools" }).click();
  await comes(page, page.getByRole("region", { name: "Progress" }).getByText("2 of 2 done"));
  expect(await sent(world, "CreateTags", "season")).toHaveLength(2);
  await open(page, "/pools");
  for (const name of ["call-centre", "training"]) await expect(row(page, name, "Pools")).toContainText("season = autumn");
});
