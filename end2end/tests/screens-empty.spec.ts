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

for (const [name, screens] of [
  [
    "lists",
    [
      ["/directories", "No directory is known"],
      ["/bundles", "There is no bundle of this owner"],
      ["/images", "There is no image"],
      ["/pools", "There is no pool"],
      ["/ip-groups", "There is no group"],
      ["/aliases", "There is no connection alias"],
      ["/resilience", "No WorkSpace that you may see has a standby."],
    ],
  ],
  [
    "forms, where there is nothing to choose",
    [
      ["/create", "There is no directory to create in"],
      ["/fleet/from-csv", "WorkSpaces from a CSV"],
      ["/pools/new", "Create a pool"],
      ["/ip-groups/new", "People may connect from"],
      ["/aliases/new", "Domain name"],
      ["/images/import", "Import an EC2 image"],
      ["/images/import-custom", "Import a custom image"],
      ["/change", "Nothing is selected"],
      ["/resilience/standby", "Nothing is selected"],
    ],
  ],
  [
    "what is not there",
    [
      ["/directories/111122223333/eu-west-1/d-0000000000", "There is no such directory"],
      ["/bundles/111122223333/eu-west-1/wsb-000000000", "There is no such bundle"],
      ["/images/111122223333/eu-west-1/wsi-000000000", "There is no such image"],
      ["/pools/111122223333/eu-west-1/wspool-000000000", "There is no such pool"],
      ["/ip-groups/111122223333/eu-west-1/wsipg-000000000", "There is no such IP access control group"],
      ["/aliases/111122223333/eu-west-1/wsca-000000000", "There is no such connection alias"],
    ],
  ],
] as const) {
  test(name, async ({ page }) => {
    for (const [address, says] of screens) {
      await open(page, address);
      await expect(page.getByRole("main").getByText(says).first()).toBeVisible();
      await expectGoodScreen(page);
    }
  });
}
