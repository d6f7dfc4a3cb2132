// Does an operator get a broken desktop mended, and know beforehand what that costs?
import type { Page } from "@playwright/test";
import { expect, test } from "../harness/test.ts";
import { type Desktop, desktops, only, pageOf, row, tick } from "../harness/fleet.ts";
import { begin, isDone, rowOfJob } from "../harness/jobs.ts";
import { sent } from "../harness/log.ts";
import { comes, hasScripts, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

const SMALL = "account=444455556666&region=us-west-2";

test("a rebuild says what is lost, and does nothing until the count is typed", async ({ page, world }) => {
  await signIn(page, "Operator");
  const [one] = await desktops(page, `${SMALL}&state=STOPPED&sort=user`, 1);
  await open(page, only([one!]));
  await tick(page, [one!]);
  await page.getByText("More", { exact: true }).click();
  await page.getByRole("button", { name: /^Rebuild/ }).click();
  await expect(page.getByRole("heading", { name: "Rebuild for good?" })).toBeVisible();
  await expect(page.getByText("What was written to this WorkSpace since the last snapshot is lost.")).toBeVisible();
  // With scripts it is looked up by itself.
  if (!(await hasScripts(page))) await page.getByRole("button", { name: "Look up the next" }).click();
  await expect(row(page, one!.user, "Rows of this plan")).toContainText(/would be lost|AWS will refuse/);
  await page.getByLabel("Type 1 to confirm").fill("2");
  await page.getByRole("button", { name: "Rebuild 1 WorkSpace" }).click();
  await expect(page.getByText("Type 1 to confirm: what they lose cannot be had back.").first()).toBeVisible();
  expect(await sent(world, "RebuildWorkspaces", one!.id)).toEqual([]);
});

test("a desktop goes out of service and comes back", async ({ page }) => {
  await signIn(page, "Operator");
  const [one] = await desktops(page, `${SMALL}&state=AVAILABLE&sort=-user`, 1);
  for (const [verb, state] of [
    ["Begin", "Admin maintenance"],
    ["End", "Available"],
  ] as const) {
    await open(page, pageOf(one!));
    await page.getByRole("button", { name: `${verb} maintenance` }).click();
    await page.getByRole("button", { name: `${verb} maintenance of 1 WorkSpace` }).click();
    await expect(page).toHaveURL(/\/jobs\/\d+$/);
    await comes(page, row(page, one!.user, "Rows of this job").getByText("Done"));
    await open(page, pageOf(one!));
    await expect(page.getByRole("main").getByText(state).first()).toBeVisible();
  }
});

// What is rebuilt and restored here has snapshots; another scope than the one above, so that neither takes the other's.
const OTHERS = "account=111122223333&region=us-west-2";

/** Asks for this on the desktop's page, and confirms it. */
async function destroys(page: Page, one: Desktop, verb: string): Promise<string> {
  await open(page, pageOf(one));
  await page.getByRole("button", { name: verb, exact: true }).click();
  await page.getByLabel("Type 1 to confirm").fill("1");
  return begin(page, `${verb} 1 WorkSpace`);
}

test("a rebuild and a restore are seen to their ends", { tag: "@scripts" }, async ({ page, world }) => {
  await signIn(page, "Operator");
  const [rebuilt, restored] = await desktops(page, `${OTHERS}&state=STOPPED&sort=-user`, 2);
  // They run beside each other.
  const rebuild = await destroys(page, rebuilt!, "Rebuild");
  const restore = await destroys(page, restored!, "Restore");
  for (const [one, job, verb, state] of [
    [rebuilt!, rebuild, "RebuildWorkspaces", "Rebuilding"],
    [restored!, restore, "RestoreWorkspace", "Restoring"],
  ] as const) {
    await isDone(page, job, one.user);
    expect(await sent(world, verb, one.id)).toHaveLength(1);
    await open(page, `${pageOf(one)}?tab=history`);
    await expect(page.getByRole("main").getByText(state).first()).toBeVisible();
  }
});

test("a reboot is done when the desktop is back", { tag: "@scripts" }, async ({ page, world }) => {
  await signIn(page, "Operator");
  const [one] = await desktops(page, `${OTHERS}&state=AVAILABLE&sort=-user`, 1);
  await open(page, pageOf(one!));
  await page.getByRole("button", { name: "Reboot", exact: true }).click();
  // The simulator reboots in two seconds, between two looks if need be: this one takes until it is told to end. Nobody looks
  // before the call is answered.
  await world.control("faults", { kind: "slow", ms: 8_000, operation: "RebootWorkspaces", times: 1 });
  const job = await begin(page, "Reboot 1 WorkSpace");
  await expect.poll(async () => (await sent(world, "RebootWorkspaces", one!.id)).length).toBe(1);
  const edit = (State: string) => world.control("edit", { account: one!.account, region: one!.region, workspace_id: one!.id, patch: { State } });
  await edit("REBOOTING");
  await open(page, pageOf(one!));
  await comes(page, page.getByRole("main").getByText("Rebooting").first());
  await open(page, job);
  await expect(rowOfJob(page, one!.user)).toContainText("Settling");
  await edit("AVAILABLE");
  await comes(page, rowOfJob(page, one!.user).getByText("Done", { exact: true }));
});
