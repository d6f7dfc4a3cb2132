// Is what is selected, and nothing else, what would be changed?
import { expect, test } from "../harness/test.ts";
import { confirm } from "../harness/create.ts";
import { desktops, only, row, rows, table, tick } from "../harness/fleet.ts";
import { sent } from "../harness/log.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

/** Stopped ones that can be started, in an account and region of this file's own. */
const STOPPED = "state=STOPPED&mode=AUTO_STOP&account=111122223333&region=us-west-2";

test("some are started and stopped again, each time after a look at the plan", async ({ page, world }) => {
  await signIn(page, "Operator");
  const pair = await desktops(page, STOPPED, 2);
  await tick(page, pair);
  await page.getByRole("button", { name: /^Start/ }).click();
  await expect(page.getByRole("heading", { name: /^Review: Start 2 WorkSpaces/ })).toBeVisible();
  for (const { user } of pair) await expect(row(page, user, "Rows of this plan")).toContainText("Will change");
  expect(await sent(world, "StartWorkspaces", pair[0]!.id)).toEqual([]);
  await confirm(page, "Start 2 WorkSpaces");
  await comes(page, page.getByRole("region", { name: "Progress" }).getByText("2 of 2 done"));
  await expect(rows(page, "Rows of this job").filter({ hasText: "Done" })).toHaveCount(2);

  await open(page, only(pair));
  await comes(page, row(page, pair[1]!.user).getByText("Available"));
  await tick(page, pair);
  await page.getByRole("button", { name: /^Stop/ }).click();
  await expect(page.getByRole("heading", { name: /^Review: Stop 2 WorkSpaces/ })).toBeVisible();
  await confirm(page, "Stop 2 WorkSpaces");
  await comes(page, page.getByRole("region", { name: "Progress" }).getByText("2 of 2 done"));
  const calls = await sent(world, "StopWorkspaces", pair[0]!.id, pair[1]!.id);
  expect(calls.map(({ status }) => status)).toEqual([200]);
  await open(page, only(pair));
  await comes(page, row(page, pair[0]!.user).getByText("Stopped"));
});

test("all that match are planned for, and no other", async ({ page }) => {
  await signIn(page, "Operator");
  const [one] = await desktops(page, "state=ERROR", 1);
  const count = await rows(page).count();
  await tick(page, [one!]);
  await page.getByRole("radio", { name: `All ${count} that match` }).check();
  await page.getByRole("button", { name: /^Reboot/ }).click();
  await expect(page.getByRole("heading", { name: /^Review: Reboot/ })).toBeVisible();
  await expect(rows(page, "Rows of this plan")).toHaveCount(count);
  await page.getByRole("link", { name: "Leave it" }).click();
  await expect(page).toHaveURL(/\/fleet$/);
});

test("what cannot be done is off, and says why", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Operator");
  const pair = await desktops(page, STOPPED, 4);
  await tick(page, pair.slice(2));
  await expect(page.getByText(/^2 selected of \d+ on this page$/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Start 2" })).toBeEnabled();
  const stop = page.getByRole("button", { name: "Stop 0 of 2" });
  await expect(stop).toBeDisabled();
  await expect(stop).toHaveAccessibleDescription("2 are stopped");
  const terminate = page.getByRole("button", { name: /^Terminate/ });
  await expect(terminate).toBeDisabled();
  await expect(terminate).toHaveAccessibleDescription("You may not terminate WorkSpaces (Operator).");
  await terminate.click({ force: true });
  await expect(page).toHaveURL(/\/fleet\?/);
});

test("a viewer changes nothing", async ({ page }) => {
  await signIn(page, "Viewer");
  const [one] = await desktops(page, STOPPED, 1);
  await tick(page, [one!]);
  for (const action of ["Start", "Stop", "Reboot", "Terminate"]) {
    const button = page.getByRole("button", { name: new RegExp(`^${action}`) });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAccessibleDescription(/^You may not .* \(Viewer\)\.$/);
  }
  await expect(page.getByRole("link", { name: "Create WorkSpaces" })).toHaveCount(0);
});

test("another filter begins with nothing selected", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Operator");
  await open(page, "/fleet?state=STOPPED&size=25");
  await page.getByRole("checkbox", { name: "Select this page" }).check();
  await expect(page.getByText("25 selected of 25 on this page")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Stop/ })).toBeVisible();
  await page.getByRole("navigation", { name: "Filters by count" }).getByRole("link", { name: /^DCV/ }).click();
  await expect(page).toHaveURL(/protocol=WSP/);
  await expect(table(page).getByRole("checkbox", { checked: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Stop/ })).toHaveCount(0);
});

test("an empty selection never means all", { tag: "@no-js" }, async ({ page, world }) => {
  await signIn(page, "Operator");
  await open(page, `/fleet?${STOPPED}`);
  await world.control("log/clear");
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page).toHaveURL(/\/fleet\?state=STOPPED/);
  await expect(page.getByRole("alert")).toContainText("Nothing is selected: tick at least one WorkSpace.");
  expect(await sent(world, "StartWorkspaces")).toEqual([]);
});

test("an empty selection is refused at the door too", { tag: "@scripts" }, async ({ page, world }) => {
  await signIn(page, "Operator");
  const empty = { action: "stop", scope: "these", query: "" };
  const refused = await page.request.post("/api/plan/action", { form: empty, headers: { origin: world.url } });
  expect(refused.status()).toBe(422);
  expect(await refused.text()).toContain("Nothing is selected");
});
