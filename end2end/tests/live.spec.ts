// Does an open page show what happens elsewhere, without being asked again?
import type { Page } from "@playwright/test";
import { expect, test } from "../harness/test.ts";
import { desktops, pageOf, row, table, users } from "../harness/fleet.ts";
import { holdPieces, hydrated, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

test.describe("a live page", { tag: "@scripts" }, () => {
  const SMALL = "account=444455556666&region=us-west-2";

  /** A sweep of a small account and region comes every few seconds, or later on a busy machine. */
  const SWEPT = { timeout: 120_000 };

  const pill = (page: Page, words: RegExp) => page.getByRole("banner").getByRole("button", { name: words });

  test.beforeEach(async ({ page }) => signIn(page, "Operator"));

  test("a change at AWS comes to two tabs, and neither is loaded again", async ({ page, context, world }) => {
    const { account, region, id, user } = (await desktops(page, `${SMALL}&sort=-user`, 1))[0]!;
    const other = await context.newPage();
    await open(other, `/fleet/${account}/${region}/${id}`);
    for (const tab of [page, other]) {
      await expect(pill(tab, /^Live/)).toBeVisible();
      await tab.evaluate("window.stayed = true");
    }
    await world.control("edit", { account, region, workspace_id: id, patch: { State: "IMPAIRED" } });
    await expect(row(page, user).getByText("Impaired")).toBeVisible(SWEPT);
    await expect(other.getByRole("main").getByText("Impaired")).toBeVisible();
    for (const tab of [page, other]) expect(await tab.evaluate("window.stayed")).toBe(true);
  });

  test("what happens before a page's piece of the module has come is not missed", async ({ page, world }) => {
    const one = (await desktops(page, `${SMALL}&sort=-user`, 4))[3]!;
    const { account, region, id } = one;
    const come = await holdPieces(page);
    await page.goto(pageOf(one));
    await expect(pill(page, /^Live/)).toBeVisible();
    await world.control("edit", { account, region, workspace_id: id, patch: { State: "IMPAIRED" } });
    const told = async (): Promise<string> => (await page.request.get(pageOf(one))).text();
    await expect.poll(told, SWEPT).toContain("Impaired");
    await expect(page.getByRole("main").getByText("Impaired")).toHaveCount(0);
    come();
    await expect(page.getByRole("main").getByText("Impaired").first()).toBeVisible();
  });

  test("a state that this version does not know is shown as AWS spells it", async ({ page, world }) => {
    const { account, region, id, user } = (await desktops(page, `${SMALL}&sort=-user`, 2))[1]!;
    await world.control("edit", { account, region, workspace_id: id, patch: { State: "HIBERNATING" } });
    await expect(row(page, user).getByText("HIBERNATING")).toBeVisible(SWEPT);
  });

  test("rows do not move until they are told to", async ({ page, world }) => {
    const before = await desktops(page, `${SMALL}&sort=state`, 3);
    const { account, region, id, user } = before[0]!;
    const order = await users(page);
    await world.control("edit", { account, region, workspace_id: id, patch: { State: "UPDATING" } });
    await expect(row(page, user).getByText("Updating")).toBeVisible(SWEPT);
    const refresh = page.getByRole("button", { name: /changes? - refresh/ });
    await expect(refresh).toBeVisible();
    expect(await users(page)).toEqual(order);
    await refresh.click();
    await expect(table(page).getByRole("rowheader").first()).not.toHaveText(user);
    await expect(row(page, user).getByText("Updating")).toBeVisible();
    await expect(refresh).toHaveCount(0);
  });

  test("filters that somebody has opened stay open while their numbers change", async ({ page, world }) => {
    const { account, region, id } = (await desktops(page, `${SMALL}&sort=-user`, 5))[4]!;
    await open(page, "/fleet");
    const facets = page.getByRole("navigation", { name: "Filters by count" });
    await page.getByText("More filters").click();
    await world.control("edit", { account, region, workspace_id: id, patch: { State: "HIBERNATED" } });
    await expect(facets.getByRole("link", { name: /^HIBERNATED 1$/ })).toBeVisible(SWEPT);
    const unused = facets.getByRole("link", { name: /^over 30 days ago/ });
    await unused.click();
    await expect(page).toHaveURL(/last_active=over%3A30d/);
    await unused.click();
    await expect(page).not.toHaveURL(/last_active/);
    await expect(unused).toBeVisible();
  });

  test("a link keeps the focus while what is around it is drawn anew", async ({ page, world }) => {
    const { account, region, id } = (await desktops(page, `${SMALL}&sort=-user`, 6))[5]!;
    await open(page, "/");
    const counts = table(page, "WorkSpaces by account, region and state").getByRole("row", { name: /research us-west-2/ });
    const link = counts.getByRole("link").first();
    await link.focus();
    const before = await counts.innerText();
    await world.control("edit", { account, region, workspace_id: id, patch: { State: "IMPAIRED" } });
    await expect.poll(() => counts.innerText(), SWEPT).not.toBe(before);
    await expect(link).toBeFocused();
  });

  test("the stream is paused, and goes on where it was", async ({ page, world }) => {
    const { account, region, id, user } = (await desktops(page, `${SMALL}&sort=-user`, 3))[2]!;
    await pill(page, /^Live/).click();
    await expect(pill(page, /^Paused/)).toBeVisible();
    const tab = await page.context().newPage();
    await open(tab, `/fleet?id=${id}`);
    await world.control("edit", { account, region, workspace_id: id, patch: { State: "IMPAIRED" } });
    await expect(row(tab, user).getByText("Impaired")).toBeVisible(SWEPT);
    await expect(row(page, user).getByText("Impaired")).toHaveCount(0);
    await pill(page, /^Paused/).click();
    await expect(row(page, user).getByText("Impaired")).toBeVisible();
  });

  test("a session that ends elsewhere is said, and the stream goes on when there is another", async ({ page, world }) => {
    await open(page, "/fleet?size=25");
    await expect(pill(page, /^Live/)).toBeVisible();
    const from = { headers: { origin: world.url } };
    await page.request.post("/sign-out", from);
    const wayIn = page.getByRole("banner").getByRole("link", { name: "Signed out" });
    await expect(wayIn).toHaveAttribute("href", `/sign-in?back=${encodeURIComponent("/fleet?size=25")}`);
    await page.request.post("/sign-in", { ...from, form: { identity: "operator" } });
    await expect(pill(page, /^Live/)).toBeVisible({ timeout: 120_000 });
    await hydrated(page);
  });
});

test("a page without scripts says that it is not live", { tag: "@no-js" }, async ({ page }) => {
  await signIn(page, "Viewer");
  await expect(page.getByRole("button", { name: "Not live" })).toBeVisible();
});
