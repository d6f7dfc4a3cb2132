// Can a pool be made, changed, started, emptied of a session, stopped and terminated, each by way of a plan?
import { expect, test } from "../harness/test.ts";
import { choosePlace, confirm } from "../harness/create.ts";
import { row, rows } from "../harness/fleet.ts";
import { done } from "../harness/jobs.ts";
import { sent } from "../harness/log.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import { openPool } from "../harness/pools.ts";

// An estate of its own: what is changed here stays changed.
test.use({ estate: { fleet: 300, seed: 17 } });

const HERE = { account: "production", region: "eu-west-1", directory: "pools (wsd" };

test("the end of pools is said where pools are", async ({ page }) => {
  await signIn(page, "Viewer");
  await open(page, "/pools");
  await expect(page.getByText("Amazon ends its support of WorkSpaces Pools on 31 December 2027.")).toBeVisible();
  await expect(page.getByText(/no longer taken since 30 July 2026/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Create a pool" })).toHaveCount(0);
  await openPool(page, "call-centre");
  const terminate = page.getByRole("button", { name: "Terminate …" });
  await expect(terminate).toHaveAttribute("aria-disabled", "true");
});

test("a pool is made as the form says", async ({ page, world }) => {
  await signIn(page, "Owner");
  await open(page, "/pools");
  await page.getByRole("main").getByRole("link", { name: "Create a pool" }).click();
  await expect(page.getByRole("heading", { name: "Create a pool" })).toBeVisible();
  await choosePlace(page, HERE);
  await page.getByLabel("Name", { exact: true }).fill("sales-desk");
  await page.getByLabel("Description", { exact: true }).fill("Sales (Dublin)");
  await page.getByLabel("Desired sessions").fill("6");
  await page.getByLabel("Running mode").selectOption("AUTO_STOP");
  await page.getByLabel("At the latest (seconds)").fill("10");
  await page.getByLabel("People's application settings").selectOption("ENABLED");
  await page.getByLabel("Settings group").fill("sales");
  await page.getByLabel("Tags", { exact: true }).fill("team = sales");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("From 600 to 432,000 seconds.")).toBeVisible();
  await expect(page.getByLabel("Settings group")).toHaveValue("sales");
  await page.getByLabel("At the latest (seconds)").fill("7200");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page).toHaveURL(/\/plans\/\d+$/);
  await done(page, "Create 1 pool");
  const [call] = await sent(world, "CreateWorkspacesPool", "sales-desk");
  expect(call!.body).toMatchObject({
    Capacity: { DesiredUserSessions: 6 },
    ApplicationSettings: { Status: "ENABLED", SettingsGroup: "sales" },
    TimeoutSettings: { MaxUserDurationInSeconds: 7200 },
  });
  await openPool(page, "sales-desk");
  await expect(page.getByText("Sales (Dublin)")).toBeVisible();
  await expect(page.getByText("Stopped", { exact: true })).toBeVisible();
});

test("a setting applies only to the choice made so far", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/pools/new");
  await expect(page.getByLabel("Settings group")).toBeDisabled();
  await expect(page.getByText("Only where settings are kept.")).toBeVisible();
  await page.getByLabel("People's application settings").selectOption("ENABLED");
  await expect(page.getByLabel("Settings group")).toBeEnabled();
});

test("what is changed is shown before it is sent", async ({ page, world }) => {
  await signIn(page, "Operator");
  await openPool(page, "call-centre", "settings");
  await expect(page.getByLabel("Running mode")).toBeDisabled();
  await expect(page.getByText("The running mode changes only while the pool is stopped.")).toBeVisible();
  await page.getByLabel("Desired sessions").fill("45");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.locator(".diff").getByText("desired sessions")).toBeVisible();
  await done(page, "Change 1 pool");
  const [call] = await sent(world, "UpdateWorkspacesPool", "DesiredUserSessions");
  expect(Object.keys(call!.body as object).sort()).toEqual(["Capacity", "PoolId"]);
  await openPool(page, "call-centre");
  await expect(page.getByRole("img", { name: /45 desired/ })).toBeVisible();
});

test("a pool is started and stopped", async ({ page }) => {
  await signIn(page, "Operator");
  await openPool(page, "training");
  await page.getByRole("button", { name: "Start …" }).click();
  await done(page, "Start 1 pool");
  await openPool(page, "training");
  await page.getByRole("button", { name: "Stop …" }).click();
  await done(page, "Stop 1 pool");
});

test("somebody's session is ended", async ({ page, world }) => {
  await signIn(page, "Operator");
  const { id } = await openPool(page, "call-centre");
  await world.control("pool_session", { account: "111122223333", region: "eu-west-1", does: "join", pool_id: id, user_id: "stuck.user" });
  await openPool(page, "call-centre", "sessions");
  await page.getByLabel("User", { exact: true }).fill("stuck.user");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(rows(page, "Sessions")).toHaveCount(1);
  await page.getByRole("button", { name: "End session of stuck.user …" }).click();
  await expect(page.getByRole("heading", { name: "End a session for good?" })).toBeVisible();
  await expect(page.getByText("What the person has not saved is lost.")).toBeVisible();
  await page.getByLabel("Type 1 to confirm").fill("1");
  await done(page, "End a session of 1 pool");
  await openPool(page, "call-centre", "sessions&user=stuck.user");
  await expect(page.getByText("This user has no session")).toBeVisible();
});

test("a pool that cannot start says why, and what to do", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/pools/new");
  await choosePlace(page, HERE);
  await page.getByLabel("Name", { exact: true }).fill("fail-subnet-not-found");
  await page.getByLabel("Description", { exact: true }).fill("Has no subnet");
  await page.getByLabel("Desired sessions").fill("1");
  await page.getByRole("button", { name: "Review" }).click();
  await done(page, "Create 1 pool");
  await openPool(page, "fail-subnet-not-found");
  await page.getByRole("button", { name: "Start …" }).click();
  await confirm(page, "Start 1 pool");
  await comes(page, page.getByText("SUBNET_NOT_FOUND").first());
  await openPool(page, "fail-subnet-not-found", "errors");
  await expect(page.getByText("A subnet of the pool's directory is not there any more.")).toBeVisible();
});

test("a pool is terminated", async ({ page, world }) => {
  await signIn(page, "Owner");
  const { id } = await openPool(page, "training");
  await page.getByRole("button", { name: "Terminate …" }).click();
  await expect(page.getByRole("heading", { name: "Terminate for good?" })).toBeVisible();
  await page.getByLabel("Type 1 to confirm").fill("1");
  await done(page, "Terminate 1 pool");
  expect(await sent(world, "TerminateWorkspacesPool", id)).toHaveLength(1);
  await open(page, "/pools");
  await expect(row(page, "training", "Pools")).toHaveCount(0);
});
