// Is every screen right when there is nothing on it, or nothing of the kind?
import { expect, test } from "../harness/test.ts";
import { open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import { expectGoodScreen } from "../harness/screens.ts";

test.use({ estate: { fleet: 0, seed: 7 } });

test.beforeEach(async ({ page }) => signIn(page, "Owner"));

for (const [name, address, says] of [
  ["overview", "/", "Nothing. Every WorkSpace that you may see is well, and every region answers."],
  ["fleet", "/fleet", "There are no WorkSpaces that you may see"],
  ["fleet, filtered", "/fleet?state=ERROR&q=nobody", "There are no WorkSpaces that you may see"],
  ["jobs", "/jobs", "Nothing has been changed from this console yet"],
  ["jobs, before the first", "/jobs?before=1", "There are no older jobs"],
  ["search", "/search?q=anybody", "Nothing that you may see begins with “anybody”."],
  ["help desk", "/help-desk?q=anybody", "Nobody and nothing that you may see begins with “anybody”"],
  ["no such WorkSpace", "/fleet/111122223333/eu-west-1/ws-000000000", "There is no such WorkSpace"],
  ["no such job", "/jobs/999999", "Job"],
  ["no such plan", "/plans/999999", "That plan is not there, or is someone else's."],
  ["no such draft", "/create?draft=999999", "That draft is not there any more."],
  ["no such page", "/nowhere", "There is no such page"],
  ["no place in the list", "/fleet?after=nonsense", "Fleet"],
] as const) {
  test(name, async ({ page }) => {
    await open(page, address);
    await expect(page.getByRole("main").getByText(says).first()).toBeVisible();
    await expectGoodScreen(page);
  });
}
