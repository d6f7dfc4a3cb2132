// Is what destroys data asked about, and done only when it was meant?
import { expect, test } from "../harness/test.ts";
import { confirm } from "../harness/create.ts";
import { desktops, only, rows, tick } from "../harness/fleet.ts";
import { sent } from "../harness/log.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

test("the count is typed, and then they are gone", async ({ page, world }) => {
  await signIn(page, "Owner");
  const pair = await desktops(page, "state=STOPPED&account=444455556666&region=us-west-2", 2);
  await tick(page, pair);
  await page.getByRole("button", { name: /^Terminate/ }).click();
  await expect(page.getByRole("heading", { name: "Terminate for good?" })).toBeVisible();
  await expect(page.getByText("Everything on these 2 WorkSpaces is lost.")).toBeVisible();

  const button = page.getByRole("button", { name: "Terminate 2 WorkSpaces" });
  await page.getByLabel("Type 2 to confirm").fill("3");
  await button.click();
  await expect(page.getByText("Type 2 to confirm: what they lose cannot be had back.").first()).toBeVisible();
  // A form that is sent before scripts listen comes back by its address.
  await expect(page).toHaveURL(/\/plans\/\d+(\?typed=\d+)?$/);
  expect(await sent(world, "TerminateWorkspaces", pair[0]!.id)).toEqual([]);

  await page.getByLabel("Type 2 to confirm").fill("2");
  await confirm(page, "Terminate 2 WorkSpaces");
  await comes(page, page.getByRole("region", { name: "Progress" }).getByText("2 of 2 done"));
  await expect(rows(page, "Rows of this job").filter({ hasText: "Done" })).toHaveCount(2);
  expect(await sent(world, "TerminateWorkspaces", pair[0]!.id, pair[1]!.id)).toHaveLength(1);
  await open(page, only(pair));
  await expect(page.getByRole("heading", { name: "No WorkSpace matches" })).toBeVisible();
});
