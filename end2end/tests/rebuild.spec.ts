// Does an operator get a broken desktop mended, and know beforehand what that costs?
import { expect, test } from "../harness/test.ts";
import { desktops, only, pageOf, row, tick } from "../harness/fleet.ts";
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
