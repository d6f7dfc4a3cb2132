// Does a list of ids or users lead to a plan for just these, and is a bad line told by its number?
import { expect, test } from "../harness/test.ts";
import { confirm } from "../harness/create.ts";
import { desktops, row, rows } from "../harness/fleet.ts";
import { sent } from "../harness/log.ts";
import { comes, hydrated, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import { expectGoodScreen } from "../harness/screens.ts";

/** Running ones that can be stopped, in an account and region that no other file stops in. */
const RUNNING = "state=AVAILABLE&mode=AUTO_STOP&account=111122223333&region=us-east-1";

test("a list of ids leads to its plan and is carried out", async ({ page, world }) => {
  await signIn(page, "Operator");
  const pair = await desktops(page, RUNNING, 2);
  await page.getByRole("link", { name: "From a CSV" }).click();
  await expect(page.getByRole("heading", { name: "WorkSpaces from a CSV" })).toBeVisible();
  await hydrated(page);
  await page.getByLabel("CSV", { exact: true }).fill(["workspace;notes", ...pair.map(({ id }) => `${id};"a; b"`)].join("\n"));
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^Review: Stop 2 WorkSpaces/ })).toBeVisible();
  await expect(rows(page, "Rows of this plan")).toHaveCount(2);
  for (const { user } of pair) await expect(row(page, user, "Rows of this plan")).toBeVisible();
  expect(await sent(world, "StopWorkspaces", pair[0]!.id)).toEqual([]);
  await confirm(page, "Stop 2 WorkSpaces");
  await comes(page, page.getByRole("region", { name: "Progress" }).getByText("2 of 2 done"));
});

test("a bad line is told by its number, and what was typed is kept", async ({ page, world }) => {
  await signIn(page, "Operator");
  const [one] = await desktops(page, RUNNING.replace("us-east-1", "eu-west-1"), 1);
  await world.control("log/clear");
  const typed = `workspace,user\n${one!.id},\n,nobody.at.all\n<b>,\n`;
  await open(page, "/fleet/from-csv");
  await page.getByLabel("CSV", { exact: true }).fill(typed);
  await page.getByRole("button", { name: "Reboot", exact: true }).click();
  await expect(page).toHaveURL(/\/fleet\/from-csv\?draft=\d+$/);
  await hydrated(page);
  const list = page.getByLabel("CSV", { exact: true });
  await expect(list).toHaveValue(typed);
  await expect(list).toHaveAttribute("aria-invalid", "true");
  await expect(list).toHaveAccessibleDescription(/Line 3: There is no WorkSpace of “nobody\.at\.all” that you may see\./);
  await expect(list).toHaveAccessibleDescription(/Line 4: “<b>” is no WorkSpace/);
  await expect(page.getByRole("alert")).toContainText("Nothing was planned: 2 things to mend.");
  await expectGoodScreen(page);

  // What names nothing may be left out; what is unclear may not.
  await page.getByLabel("Leave out the lines that name nothing").check();
  await page.getByRole("button", { name: "Reboot", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Nothing was planned: 1 thing to mend.");
  await hydrated(page);
  await expect(page.getByLabel("Leave out the lines that name nothing")).toBeChecked();
  await list.fill(typed.replace("<b>,\n", ""));
  await page.getByRole("button", { name: "Reboot", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^Review: Reboot 1 WorkSpace/ })).toBeVisible();
  expect(await sent(world, "RebootWorkspaces")).toEqual([]);
});

test("an empty list never means all", async ({ page, world }) => {
  await signIn(page, "Operator");
  await world.control("log/clear");
  await open(page, "/fleet/from-csv");
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(page.getByLabel("CSV", { exact: true })).toHaveAccessibleDescription(/The list is empty/);
  expect(await sent(world, "StopWorkspaces")).toEqual([]);
});

test("what one may not do is off, and says why", async ({ page }) => {
  await signIn(page, "Help desk");
  await open(page, "/fleet/from-csv");
  await expect(page.getByRole("button", { name: "Stop", exact: true })).toBeEnabled();
  const terminate = page.getByRole("button", { name: "Terminate", exact: true });
  await expect(terminate).toBeDisabled();
  await expect(terminate).toHaveAccessibleDescription("You may not terminate WorkSpaces (Help desk).");
  await expectGoodScreen(page);
});

test("a file is read in the browser and can be mended there", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Operator");
  await open(page, "/fleet/from-csv");
  const file = { name: "leavers.csv", mimeType: "text/csv", buffer: Buffer.from("\ufeffuser\r\nann\r\n") };
  await page.getByLabel("File", { exact: true }).setInputFiles(file);
  await expect(page.getByLabel("CSV", { exact: true })).toHaveValue(/user\nann\n/);
  const large = { ...file, buffer: Buffer.alloc(700_000, "a") };
  await page.getByLabel("File", { exact: true }).setInputFiles(large);
  await expect(page.getByLabel("File", { exact: true })).toHaveAccessibleDescription(/larger than 600 kB/);
});
