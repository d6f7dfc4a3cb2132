// Does the audit tell who did what, to whom it may, and can a session be ended from another?
import { readFile } from "node:fs/promises";
import { expect, test } from "../harness/test.ts";
import { confirm } from "../harness/create.ts";
import { desktops, row, rows, tick } from "../harness/fleet.ts";
import { comes, hasScripts, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import { expectGoodScreen } from "../harness/screens.ts";

// What is listed here must not be what another file does: a world that only this file has.
test.use({ estate: { fleet: 200, seed: 11 } });

test("a change is told with its intent and its outcome, filtered, and taken along as a file", async ({ page }) => {
  await signIn(page, "Operator");
  const pair = await desktops(page, "state=STOPPED&mode=AUTO_STOP&account=111122223333&region=eu-west-1", 2);
  await tick(page, pair);
  await page.getByRole("button", { name: /^Start/ }).click();
  await confirm(page, "Start 2 WorkSpaces");
  await comes(page, page.getByRole("region", { name: "Progress" }).getByText("2 of 2 done"));

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Audit" }).click();
  await expect(page.getByRole("heading", { name: "Audit", level: 1 })).toBeVisible();
  const filter = page.getByRole("search", { name: "Filter the audit" });
  await filter.getByLabel("Target").fill(pair[0]!.id);
  await filter.getByLabel("What", { exact: true }).selectOption({ label: "Start 1 WorkSpace" });
  await filter.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/target=ws-/);
  await expect(rows(page, "Audit")).toHaveCount(2);
  await expect(rows(page, "Audit").first()).toContainText("Done");
  const intent = rows(page, "Audit").nth(1);
  await expect(intent).toContainText("Intended");
  await expect(intent).toContainText("STOPPED");
  await expect(intent).toContainText("Olga (operator)");
  await expectGoodScreen(page);

  const fetching = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as CSV" }).click();
  const file = await fetching;
  expect(file.suggestedFilename()).toBe("audit.csv");
  expect((await readFile(await file.path(), "utf8")).trimEnd().split("\r\n")).toHaveLength(3);

  await filter.getByLabel("Outcome").selectOption({ label: "Refused" });
  await filter.getByRole("button", { name: "Filter" }).click();
  await expect(page.getByRole("heading", { name: "No entry is like that" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Show all" }).first().click();
  await expect(page).toHaveURL(/\/audit$/);
});

test("what somebody keeps for themselves is theirs and the owners' to read", async ({ page }) => {
  const name = `Asleep ${test.info().project.name}`;
  await signIn(page, "Operator");
  await open(page, "/fleet?state=STOPPED");
  await page.getByText("Views", { exact: true }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Keep the view" }).click();
  await expect(page.getByRole("paragraph").filter({ hasText: `View: ${name}` })).toBeVisible();

  await signIn(page, "Viewer");
  await open(page, "/audit?what=view-save");
  await expect(page.getByRole("heading", { name: "No entry is like that" })).toBeVisible();
  await signIn(page, "Owner");
  await open(page, "/audit?what=view-save");
  await expect(rows(page, "Audit").filter({ hasText: name })).toHaveCount(1);
  await rows(page, "Audit").filter({ hasText: name }).getByRole("link", { name: "Olga (operator)" }).click();
  await expect(page).toHaveURL(/person=demo%3Aoperator$/);
});

test("a session is ended from another one", async ({ page, browser, world }) => {
  const other = await browser.newContext({ baseURL: world.url, javaScriptEnabled: await hasScripts(page) });
  const elsewhere = await other.newPage();
  await signIn(elsewhere, "Viewer");
  await signIn(page, "Viewer");
  await page.getByLabel("Vera (viewer): theme, density, sign out").click();
  await page.getByRole("link", { name: "Your rights and sessions" }).click();
  await expect(page.getByRole("heading", { name: "Your account", level: 1 })).toBeVisible();
  await expect(row(page, "See this", "What you may do")).toContainText("Yes");
  await expect(row(page, "Terminate WorkSpaces", "What you may do")).toContainText("No");
  await expectGoodScreen(page);
  await page.getByRole("button", { name: "End all others" }).click();
  await expect(rows(page, "Your sessions")).toHaveCount(1);
  await elsewhere.goto("/jobs");
  await expect(elsewhere).toHaveURL(/\/sign-in\?back=/);
  await other.close();
});

test("an owner ends the sessions of somebody", async ({ page, browser, world }) => {
  const other = await browser.newContext({ baseURL: world.url, javaScriptEnabled: await hasScripts(page) });
  const elsewhere = await other.newPage();
  await signIn(elsewhere, "Help desk");
  await signIn(page, "Owner");
  await open(page, "/people");
  await expect(rows(page, "People").filter({ hasText: "Hugo (help desk)" })).toContainText("Help desk in ");
  await expectGoodScreen(page);
  await page.getByRole("button", { name: "End all sessions of Hugo (help desk)" }).click();
  await expect(rows(page, "People").filter({ hasText: "Hugo (help desk)" }).getByRole("button")).toBeDisabled();
  await elsewhere.goto("/jobs");
  await expect(elsewhere).toHaveURL(/\/sign-in\?back=/);
  await other.close();
});
