// Does a person find the desktops they look for?
import { expect, test } from "../harness/test.ts";
import { desktops, row, rows, users } from "../harness/fleet.ts";
import { open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

// What is counted here must not be changed by what another file does: a world that only this file has.
test.use({ estate: { fleet: 300, seed: 8 } });

test.beforeEach(async ({ page }) => signIn(page, "Viewer"));

test("a desktop is found by its person and by its id", async ({ page }) => {
  const [wanted] = await desktops(page, "sort=-user&size=25", 1);
  const search = page.getByRole("searchbox", { name: "Search people, computers, ids, addresses" });
  const further = page.getByRole("link", { name: /^All WorkSpaces that contain/ });
  await search.fill(wanted!.user);
  await search.press("Enter");
  await further.click();
  await expect(page).toHaveURL(new RegExp(`/fleet\\?q=${wanted!.user}`));
  await expect(row(page, wanted!.user).first()).toBeVisible();

  await open(page, "/");
  await search.fill(wanted!.id);
  await search.press("Enter");
  await further.click();
  await expect(rows(page)).toHaveCount(1);
  await row(page, wanted!.user).getByRole("link", { name: wanted!.user }).click();
  await expect(page.getByRole("heading", { name: wanted!.user, level: 1 })).toBeVisible();
});

test("a facet chooses, and its token lets go", async ({ page }) => {
  await open(page, "/fleet");
  const facets = page.getByRole("navigation", { name: "Filters by count" });
  const error = facets.getByRole("link", { name: /^Error \d/ });
  const count = (await error.innerText()).match(/\d+/)![0];
  await error.click();
  await expect(page).toHaveURL(/\/fleet\?state=ERROR$/);
  await expect(rows(page)).toHaveCount(Number(count));
  await expect(page.getByRole("heading", { name: `Fleet (${count} of 300)` })).toBeVisible();
  await expect(rows(page).filter({ hasText: "Error" })).toHaveCount(Number(count));
  await page.getByRole("link", { name: "Remove the filter State = Error" }).click();
  await expect(page).toHaveURL(/\/fleet\?view=all$/);
  await expect(page.getByRole("heading", { name: /^Fleet \(300\)/ })).toBeVisible();
});

test("a filter is typed", async ({ page }) => {
  await open(page, "/fleet");
  const add = page.getByRole("textbox", { name: "Add a filter" });
  await add.fill("state = error");
  await add.press("Enter");
  await expect(page.getByRole("link", { name: "Remove the filter State = Error" })).toBeVisible();
  await add.fill("last active > 30 d");
  await add.press("Enter");
  await expect(page.getByRole("link", { name: /^Remove the filter Last active > 30/ })).toBeVisible();
  await expect(page.getByRole("link", { name: "Remove the filter State = Error" })).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).first().click();
  await expect(page.getByRole("link", { name: /^Remove the filter/ })).toHaveCount(0);
});

test("a filter that is none stays to be mended", async ({ page }) => {
  await open(page, "/fleet");
  const add = page.getByRole("textbox", { name: "Add a filter" });
  await add.fill("colour = red");
  await add.press("Enter");
  await expect(page.getByText("There is no filter “colour”.")).toBeVisible();
});

test("an unknown filter in the address is not used, and said; the others hold", async ({ page }) => {
  await open(page, "/fleet?colour=red&state=ERROR&size=7");
  await expect(page.getByText("Part of the address is not used")).toBeVisible();
  await expect(page.getByText("There is no filter “colour”.")).toBeVisible();
  await expect(page.getByText("“7” is not a page size: 25, 50, 100 and 200 are.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Remove the filter State = Error" })).toBeVisible();
  await expect(rows(page).filter({ hasText: "Error" })).toHaveCount(await rows(page).count());
});

test("a tag is filtered by", async ({ page }) => {
  await open(page, "/fleet?tag:cost-center=4100&size=25");
  // Tags are read after the desktops themselves.
  await expect(async () => {
    await page.reload();
    expect(await rows(page).count()).toBeGreaterThan(0);
  }).toPass();
  await expect(rows(page).filter({ hasText: "cost-center=4100" })).toHaveCount(await rows(page).count());
});

test("a column orders, and a second time the other way", async ({ page }) => {
  await open(page, "/fleet?size=200");
  const head = page.getByRole("columnheader", { name: "User" });
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  const upwards = await users(page);
  expect(upwards).toEqual([...upwards].sort());
  await head.getByRole("link").click();
  await expect(page).toHaveURL(/sort=-user/);
  await expect(head).toHaveAttribute("aria-sort", "descending");
  const downwards = await users(page);
  expect(downwards).toEqual([...downwards].sort().reverse());
  await page.getByRole("columnheader", { name: "Computer" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "Computer" })).toHaveAttribute("aria-sort", "ascending");
});

test("pages are turned, on and back", async ({ page }) => {
  await open(page, "/fleet?size=25");
  const pager = page.getByRole("navigation", { name: "Pages" });
  await expect(rows(page)).toHaveCount(25);
  const first = await users(page);
  await expect(pager.getByRole("link", { name: "Previous" })).toHaveCount(0);
  await pager.getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(row(page, first[0]!)).toHaveCount(0);
  await expect(rows(page)).toHaveCount(25);
  const second = await users(page);
  expect(first.at(-1)! <= second[0]!).toBe(true);
  await pager.getByRole("link", { name: "Previous" }).click();
  await expect(row(page, first[0]!).first()).toBeVisible();
  expect(await users(page)).toEqual(first);
  await page.getByRole("link", { name: "100", exact: true }).click();
  await expect(rows(page)).toHaveCount(100);
});

test("a number on the overview leads to what it counts", async ({ page }) => {
  await open(page, "/");
  const counts = page.getByRole("table", { name: "WorkSpaces by account, region and state" });
  const line = counts.getByRole("row", { name: /research us-west-2/ });
  const number = line.getByRole("link").first();
  const count = await number.innerText();
  await number.click();
  await expect(page.getByRole("heading", { name: `Fleet (${count} of 300)` })).toBeVisible();
});
