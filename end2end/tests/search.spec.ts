// Is everything found from anywhere?
import { expect, test } from "../harness/test.ts";
import { desktops, row, rows } from "../harness/fleet.ts";
import { open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import { expectGoodScreen } from "../harness/screens.ts";

const BAR = "Search people, computers, ids, addresses";

test("the bar finds a desktop by its id, and the fleet further", async ({ page }) => {
  await signIn(page, "Viewer");
  const [wanted] = await desktops(page, "sort=-user&size=25", 1);
  await open(page, "/");
  const search = page.getByRole("searchbox", { name: BAR });
  await search.fill(wanted!.id);
  await search.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/search\\?q=${wanted!.id}$`));
  const found = page.getByRole("main");
  await expect(found.getByRole("heading", { name: "WorkSpaces" })).toBeVisible();
  await expectGoodScreen(page);
  await found.getByRole("link", { name: /^All WorkSpaces that contain/ }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, wanted!.user)).toBeVisible();
  await page.goBack();
  await found.getByRole("link", { name: wanted!.id, exact: true }).click();
  await expect(page.getByRole("heading", { name: wanted!.user, level: 1 })).toBeVisible();
});

test("what begins with nothing says so, and pages are found too", async ({ page }) => {
  await signIn(page, "Viewer");
  await open(page, "/search?q=zzzzzz");
  await expect(page.getByText("Nothing that you may see begins with “zzzzzz”.")).toBeVisible();
  await open(page, "/search?q=csv");
  await expect(page.getByRole("main").getByRole("link", { name: "WorkSpaces from a CSV" })).toBeVisible();
});

test("someone else's desktop is not found", async ({ page }) => {
  await signIn(page, "Viewer");
  const [other] = await desktops(page, "region=us-east-1", 1);
  await signIn(page, "Help desk");
  await open(page, `/search?q=${other!.id}`);
  await expect(page.getByText("Nothing that you may see begins with")).toBeVisible();
});

test.describe("the palette", { tag: "@scripts" }, () => {
  test.beforeEach(async ({ page }) => signIn(page, "Operator"));

  test("is opened by a key, walked by arrows, and leads by Enter", async ({ page }) => {
    const [wanted] = await desktops(page, "sort=-user&size=25", 1);
    await page.keyboard.press("/");
    const field = page.getByRole("combobox", { name: "Search everything" });
    await expect(field).toBeFocused();
    await expect(page.getByRole("option", { name: "Jobs" })).toBeVisible();
    await field.pressSequentially(wanted!.id);
    const hit = page.getByRole("option", { name: new RegExp(`^${wanted!.id}`) });
    await expect(hit).toHaveAttribute("aria-selected", "true");
    await expect(field).toHaveAttribute("aria-activedescendant", (await hit.getAttribute("id"))!);
    await expectGoodScreen(page);
    await page.keyboard.press("ArrowDown");
    await expect(hit).toHaveAttribute("aria-selected", "false");
    await expect(page.getByRole("option", { name: /^All WorkSpaces that contain/ })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowUp");
    await expect(hit).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: wanted!.user, level: 1 })).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

  test("opens while one types, with Ctrl and K, and Esc closes it", async ({ page }) => {
    await open(page, "/fleet?view=all");
    const filter = page.getByRole("textbox", { name: "Add a filter" });
    await filter.focus();
    await page.keyboard.press("Control+k");
    const dialog = page.getByRole("dialog", { name: "Search" });
    await expect(dialog).toBeVisible();
    await page.getByRole("combobox", { name: "Search everything" }).pressSequentially("job");
    await expect(page.getByRole("option", { name: "Jobs" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(filter).toBeFocused();
  });

  test("the last text wins", async ({ page }) => {
    // Each answer is late, the first more than the others.
    let wait = 600;
    await page.route("**/api/search?*", async (route) => {
      const late = wait;
      wait = 50;
      await new Promise((done) => setTimeout(done, late));
      await route.continue();
    });
    await page.keyboard.press("/");
    const field = page.getByRole("combobox", { name: "Search everything" });
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/api/search?")) asked.push(new URL(request.url()).searchParams.get("text") ?? "");
    });
    await field.pressSequentially("corp.ex");
    await expect(page.getByRole("option", { name: /^corp\.example\.com/ }).first()).toBeVisible();
    expect(asked[0]).toBe("c");
    expect(asked.at(-1)).toBe("corp.ex");
    expect(asked.length).toBeLessThan("corp.ex".length);
  });
});
