// Does a job say how far it is, and stop when it is told to?
import { readFile } from "node:fs/promises";
import { expect, test } from "../harness/test.ts";
import { confirm } from "../harness/create.ts";
import { desktops, row, rows, tick } from "../harness/fleet.ts";
import { sent } from "../harness/log.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import { expectGoodScreen } from "../harness/screens.ts";

// An estate that may be spoiled.
test.use({ estate: { fleet: 150, seed: 5 } });

test("no job yet: what a job is, and where they come from", async ({ page }) => {
  await signIn(page, "Viewer");
  await open(page, "/jobs");
  await expect(page.getByRole("heading", { name: "Nothing has been changed from this console yet" })).toBeVisible();
});

test("the rest of a job is cancelled, page by page", async ({ page, world }) => {
  // AWS has no time, so everything waits.
  await world.control("faults", { kind: "throttle", operation: "TerminateWorkspaces" });
  await signIn(page, "Owner");
  await tick(page, await desktops(page, "state=not:SUSPENDED", 1));
  await page.getByRole("radio", { name: /^All 149 that match/ }).check();
  await page.getByRole("button", { name: /^Terminate/ }).click();
  await page.getByLabel("Type 149 to confirm").fill("149");
  await confirm(page, "Terminate 149 WorkSpaces");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  await comes(page, page.getByText("149 waiting"));

  const pager = page.getByRole("navigation", { name: "Pages" });
  await expect(pager).toContainText("Rows 1 to 100");
  await pager.getByRole("link", { name: "Next" }).click();
  await expect(pager).toContainText("Rows 101 to 149");
  await expect(rows(page, "Rows of this job")).toHaveCount(49);
  await pager.getByRole("link", { name: "Previous" }).click();
  await expect(pager).toContainText("Rows 1 to 100");

  await page.getByRole("button", { name: "Cancel the rest" }).click();
  await expect(page.getByText("149 cancelled")).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel the rest" })).toBeDisabled();
  await world.control("faults/clear");
  const calls = await sent(world, "TerminateWorkspaces");
  expect(calls.filter(({ status }) => status === 200)).toEqual([]);

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Jobs" }).click();
  const line = rows(page, "Jobs").filter({ hasText: "Terminate 149 WorkSpaces" });
  await expect(line).toContainText("149 cancelled");
  await expect(line).toContainText("Otto (owner)");
});

test("jobs of others are seen; their names lead to them", async ({ page }) => {
  await signIn(page, "Viewer");
  await open(page, "/jobs");
  await page.getByRole("link", { name: "Terminate 149 WorkSpaces" }).click();
  await expect(page.getByRole("heading", { name: /^Terminate 149 WorkSpaces job \d+/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Pause" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Retry the failed" })).toBeDisabled();
});

test("what was refused is looked at, fetched as a file, and planned again", async ({ page, world }) => {
  // The call of both is refused, and so is the one that goes alone first; the other one is started.
  const place = { account: "111122223333", region: "eu-west-1" };
  const fault = { kind: "error", code: "InvalidParameterValuesException", message: "Not today.", status: 400 };
  await world.control("faults", { ...fault, ...place, operation: "StartWorkspaces", times: 2 });
  await signIn(page, "Operator");
  await tick(page, await desktops(page, "state=STOPPED&mode=AUTO_STOP&account=111122223333&region=eu-west-1", 2));
  await page.getByRole("button", { name: /^Start/ }).click();
  await confirm(page, "Start 2 WorkSpaces");
  await comes(page, page.getByRole("region", { name: "Progress" }).getByText("Ended with refusals"));

  const states = page.getByRole("navigation", { name: "Rows by state" });
  await states.getByRole("link", { name: "1 refused" }).click();
  await expect(page).toHaveURL(/\/jobs\/\d+\?only=failed$/);
  await expect(states.getByRole("link", { name: "1 refused" })).toHaveAttribute("aria-current", "true");
  const refused = rows(page, "Rows of this job");
  await expect(refused).toHaveCount(1);
  await expect(refused).toContainText("InvalidParameterValuesException: Not today.");
  const user = (await refused.getByRole("rowheader").innerText()).trim();
  await expectGoodScreen(page);

  const fetching = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as CSV" }).click();
  const file = await fetching;
  expect(file.suggestedFilename()).toMatch(/^job-\d+\.csv$/);
  const lines = (await readFile(await file.path(), "utf8")).trimEnd().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]!.split(",")[0]).toBe(user);

  await states.getByRole("link", { name: "All rows" }).click();
  await expect(page).toHaveURL(/\/jobs\/\d+$/);
  await expect(rows(page, "Rows of this job")).toHaveCount(2);
  await page.getByRole("button", { name: "Retry the failed" }).click();
  await expect(page.getByRole("heading", { name: /^Review: Start 1 WorkSpace/ })).toBeVisible();
  await expect(rows(page, "Rows of this plan")).toHaveCount(1);
  await expect(row(page, user, "Rows of this plan")).toContainText("Will change");
  await page.getByText("Again: what ended badly in").getByRole("link").click();
  await expect(page).toHaveURL(/\/jobs\/\d+$/);
  await expect(page.getByText("Tried again in")).toBeHidden();
});

test("a number that is no job says so", async ({ page }) => {
  await signIn(page, "Viewer");
  const answer = await page.goto("/jobs/999999");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "Job", level: 1 })).toBeVisible();
});
