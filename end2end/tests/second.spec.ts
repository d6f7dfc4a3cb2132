// Does a large job wait until somebody else has agreed, and run from then on?
import { expect, test } from "../harness/test.ts";
import { begin } from "../harness/jobs.ts";
import { desktops, only, tick } from "../harness/fleet.ts";
import { sent } from "../harness/log.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

test.use({ estate: { fleet: 150, seed: 5, secondAbove: 1 } });

test("a job of more than its author may begin alone waits for a second person and runs when they agree", async ({ page, world }) => {
  await signIn(page, "Owner");
  const chosen = await desktops(page, "state=STOPPED&mode=AUTO_STOP&account=111122223333&region=eu-west-1", 2);
  await open(page, only(chosen));
  await tick(page, chosen);
  await page.getByRole("button", { name: /^Start/ }).click();
  const job = await begin(page, "Start 2 WorkSpaces");
  const waits = page.getByText("somebody other than its author has to agree before anything is sent");
  await expect(waits).toBeVisible();
  // The author is told so, and nothing is sent.
  await page.getByRole("button", { name: "Agree" }).click();
  await expect(page.getByText("You have asked for this job: somebody else who may do this has to agree.")).toBeVisible();
  await open(page, job);
  await expect(waits).toBeVisible();
  expect(await sent(world, "StartWorkspaces")).toEqual([]);

  await signIn(page, "Viewer");
  await open(page, job);
  await expect(page.getByRole("button", { name: "Agree" })).toHaveAttribute("aria-disabled", "true");

  await signIn(page, "Operator");
  await open(page, job);
  await page.getByRole("button", { name: "Agree" }).click();
  await comes(page, page.getByText("agreed to by Olga (operator)"));
  await comes(page, page.getByRole("region", { name: "Progress" }).getByText("2 of 2 done"));
  expect((await sent(world, "StartWorkspaces")).length).toBeGreaterThan(0);
});
