// Do people get their WorkSpaces, and does whoever asked learn what became of each?
import { readFile } from "node:fs/promises";
import { expect, test } from "../harness/test.ts";
import { choosePlace, confirm, review } from "../harness/create.ts";
import { desktops, pageOf, row, rows, table, users } from "../harness/fleet.ts";
import { done } from "../harness/jobs.ts";
import { sent } from "../harness/log.ts";
import { comes, hasScripts, hydrated, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import { expectGoodScreen } from "../harness/screens.ts";

const PLACE = { account: "production", region: "us-east-1", directory: "sales.example.com" };

test("of three people one has a WorkSpace already: two get theirs, one is refused in AWS's words", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/fleet?account=111122223333&region=us-east-1&q=&size=200&sort=directory");
  const there = table(page).getByRole("row").filter({ hasText: PLACE.directory }).first();
  const taken = await there.getByRole("rowheader").innerText();

  await review(page, ["nora.lund", taken, "piet.maas"], PLACE, "team = sales");
  await expect(page.getByRole("heading", { name: /^Review: Create 3 WorkSpaces/ })).toBeVisible();
  await expect(row(page, taken, "Rows of this plan")).toContainText("AWS will refuse");
  await confirm(page, "Create 3 WorkSpaces");
  const job = page.url();

  const refused = row(page, taken, "Rows of this job");
  await comes(page, refused.getByText("Refused"));
  await expect(refused).toContainText("ResourceExists.WorkSpace");
  await expect(refused).toContainText("A WorkSpace already exists for the specified user.");
  await expect(refused.getByRole("link", { name: "Open it" })).toBeVisible();

  // What is on its way becomes available while one looks.
  await open(page, "/fleet?q=piet.maas");
  await comes(page, row(page, "piet.maas").getByText("Pending"));
  await page.evaluate("window.stayed = true");
  await comes(page, row(page, "piet.maas").getByText("Available"));
  if (await hasScripts(page)) expect(await page.evaluate("window.stayed")).toBe(true);

  await open(page, job);
  await comes(page, page.getByText("Ended with refusals"));
  for (const user of ["nora.lund", "piet.maas"]) {
    await expect(row(page, user, "Rows of this job")).toContainText("Done");
  }
  await open(page, "/fleet?q=nora.lund");
  expect(await users(page)).toEqual(["nora.lund"]);
});

test("a launch that fails tells why", async ({ page }) => {
  await signIn(page, "Owner");
  await review(page, ["fail-launch.lena"], PLACE);
  await confirm(page, "Create 1 WorkSpace");
  const failed = row(page, "fail-launch.lena", "Rows of this job");
  await comes(page, failed.getByText("Refused"));
  await expect(failed).toContainText("The WorkSpace could not be launched.");
});

test("a list: the refused row is mended in its place, and the rest is not held up", async ({ page, world }) => {
  await signIn(page, "Owner");
  await world.control("log/clear");
  await open(page, "/create");
  await page.getByText("From a CSV instead").click();
  const csv = ["user,Running Mode,auto_stop_minutes,tag:team", "list.ann,AutoStop,120,sales", "list.bob,sometimes,,sales", "list.cyd,,,"];
  await page.getByLabel("CSV", { exact: true }).fill(csv.join("\n"));
  await choosePlace(page, PLACE);
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByRole("heading", { name: /^Review: Create 2 WorkSpaces/ })).toBeVisible();
  await hydrated(page);
  await expect(rows(page, "Rows of this plan")).toHaveCount(2);
  await expect(page.getByText("1 row of the list is refused.")).toBeVisible();
  const mend = page.getByRole("form", { name: "Line 3: list.bob" });
  const mode = mend.getByLabel("running_mode");
  await expect(mode).toHaveValue("sometimes");
  await expect(mode).toHaveAccessibleDescription(/“sometimes” is not offered here\./);
  await expectGoodScreen(page);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the refused as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^plan-\d+-refused\.csv$/);

  await mode.fill("still no mode");
  await mend.getByRole("button", { name: "Check again" }).click();
  await hydrated(page);
  await expect(mode).toHaveAccessibleDescription(/“still no mode” is not offered here\./);
  await mode.fill("always on");
  await mend.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByRole("heading", { name: /^Review: Create 3 WorkSpaces/ })).toBeVisible();
  await hydrated(page);
  await expect(page.getByText("of the list is refused")).toHaveCount(0);
  await expect(row(page, "list.bob", "Rows of this plan")).toContainText("AlwaysOn");
  await expect(row(page, "list.ann", "Rows of this plan")).toContainText("AutoStop 120 min");
  expect(await sent(world, "CreateWorkspaces")).toEqual([]);
  await confirm(page, "Create 3 WorkSpaces");
  await comes(page, page.getByRole("region", { name: "Progress" }).getByText("3 of 3 done"));
  expect(await sent(world, "CreateWorkspaces", "list.bob", "ALWAYS_ON")).toHaveLength(1);
});

test("a column that is not known is told with its place", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/create");
  await page.getByText("From a CSV instead").click();
  await page.getByLabel("CSV", { exact: true }).fill("user,colour\nann,red");
  await choosePlace(page, PLACE);
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page).toHaveURL(/\/create\?draft=\d+$/);
  await hydrated(page);
  const list = page.getByLabel("CSV", { exact: true });
  await expect(list).toHaveValue("user,colour\nann,red");
  await expect(list).toHaveAccessibleDescription(/Line 1, column 2: “colour” is no column that is known/);
});

test("another one like this asks only for whom", async ({ page }) => {
  await signIn(page, "Owner");
  const [one] = await desktops(page, "state=STOPPED&mode=AUTO_STOP&account=111122223333&region=us-east-1", 1);
  await open(page, pageOf(one!));
  await page.getByRole("link", { name: "Create one like this" }).click();
  await expect(page.getByRole("heading", { name: "Create WorkSpaces" })).toBeVisible();
  await hydrated(page);
  await expect(page.getByLabel("People", { exact: true })).toHaveValue("");
  await expect(page.getByLabel("Running mode")).toHaveValue("AUTO_STOP");
  await expect(page.getByLabel("Directory", { exact: true })).not.toHaveValue("");
  await expect(page.getByLabel("Root volume (GiB)")).not.toHaveValue("");
});

test("what cannot apply is off and says why, and the bundle says what it decides", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/create");
  const stop = page.getByLabel("Stop after (minutes)");
  await expect(stop).toBeDisabled();
  await expect(stop).toHaveAccessibleDescription(/goes with the running mode AutoStop only/);
  await page.getByLabel("Running mode").selectOption("AUTO_STOP");
  await expect(stop).toBeEnabled();
  await expect(page.getByLabel("KMS key")).toBeDisabled();
  await page.getByLabel("Encrypt the user volume").check();
  await expect(page.getByLabel("KMS key")).toBeEnabled();
  await choosePlace(page, PLACE);
  await expect(page.getByText(/Where nothing is chosen, the bundle decides: Standard, \d+ GiB root/)).toBeVisible();
});

test("a form that was kept is offered on the next visit", { tag: "@no-js" }, async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/create");
  await page.getByLabel("People", { exact: true }).fill("kept.ann");
  await page.getByRole("button", { name: "Keep it for later" }).click();
  await expect(page).toHaveURL(/\/create\?draft=\d+$/);
  await open(page, "/create");
  await page.getByRole("link", { name: "Go on with it" }).click();
  await expect(page.getByLabel("People", { exact: true })).toHaveValue("kept.ann");
});

test("encryption, accelerator, system and tags are sent as they were chosen, and the desktop has them", async ({ page, world }) => {
  await signIn(page, "Owner");
  await open(page, "/create");
  await page.getByLabel("People", { exact: true }).fill("vault.ida");
  await choosePlace(page, PLACE);
  await page.getByLabel("Operating system").selectOption("WINDOWS_SERVER_2022");
  await page.getByLabel("Encrypt the root volume").check();
  await page.getByLabel("Encrypt the user volume").check();
  await page.getByLabel("KMS key").fill("alias/desktops");
  await page.getByText(/^Advanced/).click();
  await page.getByLabel("Global Accelerator").selectOption("ENABLED_AUTO");
  await page.getByLabel("Preferred protocol of the accelerator").selectOption("TCP");
  await page.getByLabel("Nested virtualization").check();
  await page.getByLabel("Tags", { exact: true }).fill("team = vault\nfloor = 3");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(row(page, "vault.ida", "Rows of this plan")).toContainText("both volumes encrypted");
  await done(page, "Create 1 WorkSpace");
  const [call] = await sent(world, "CreateWorkspaces", "vault.ida");
  const [wish] = (call!.body as { Workspaces: Record<string, unknown>[] }).Workspaces;
  expect(wish).toMatchObject({
    UserName: "vault.ida",
    RootVolumeEncryptionEnabled: true,
    UserVolumeEncryptionEnabled: true,
    VolumeEncryptionKey: "alias/desktops",
    WorkspaceProperties: {
      OperatingSystemName: "WINDOWS_SERVER_2022",
      GlobalAccelerator: { Mode: "ENABLED_AUTO", PreferredProtocol: "TCP" },
      NestedVirtualizationEnabled: true,
    },
  });
  expect(wish!["Tags"]).toEqual(expect.arrayContaining([{ Key: "team", Value: "vault" }, { Key: "floor", Value: "3" }]));

  const [one] = await desktops(page, "user=vault.ida", 1);
  await open(page, `${pageOf(one!)}?tab=storage`);
  await expect(page.getByRole("main").getByText("alias/desktops").first()).toBeVisible();
  await open(page, `${pageOf(one!)}?tab=tags`);
  // Tags are read by sweeps.
  await comes(page, page.getByRole("row", { name: "floor 3" }));
});

test("a WorkSpace without a user gets its name", { tag: "@scripts" }, async ({ page, world }) => {
  await signIn(page, "Owner");
  await open(page, "/create");
  await choosePlace(page, PLACE);
  await page.getByText(/^Advanced/).click();
  await page.getByLabel("Name of a WorkSpace without a user").fill("front-desk");
  // One or the other: what cannot apply says so.
  await expect(page.getByLabel("People", { exact: true })).toHaveValue("");
  await page.getByRole("button", { name: "Review" }).click();
  await done(page, "Create 1 WorkSpace");
  expect(await sent(world, "CreateWorkspaces", "[UNDEFINED]", "front-desk")).toHaveLength(1);
  await open(page, "/fleet?q=front-desk");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("front-desk");
});

test("the template has the columns that a list may have", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/create");
  await page.getByText("From a CSV instead").click();
  const fetching = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download a template" }).click();
  const file = await fetching;
  expect(file.suggestedFilename()).toBe("create.csv");
  const [head] = (await readFile(await file.path(), "utf8")).replace("\ufeff", "").trim().split("\r\n");
  const columns = head!.split(",");
  expect(columns).toContain("user");
  // Whoever fills in no more than a name is understood.
  await page.getByLabel("CSV", { exact: true }).fill([head, ["tea.ann", ...columns.slice(1).map(() => "")].join(",")].join("\n"));
  await choosePlace(page, PLACE);
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByRole("heading", { name: /^Review: Create 1 WorkSpace/ })).toBeVisible();
  await expect(row(page, "tea.ann", "Rows of this plan")).toBeVisible();
});
