// While the estate is read for the first time, does the page say how far it is?
import { expect, test } from "../harness/test.ts";
import { rows } from "../harness/fleet.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

// So many that the rate keeps the first sweep busy for longer than this test.
test.use({ estate: { fleet: 5000, seed: 3, early: true } });

test("how many regions are done, and the fleet grows meanwhile", async ({ page }) => {
  await signIn(page, "Viewer");
  await open(page, "/fleet?size=25");
  await expect(page.getByText(/^Reading the estate for the first time: \d of 6 regions done$/)).toBeVisible();
  await comes(page, rows(page).nth(24));
  await page.getByText(/^Reading the estate for the first time/).click();
  await expect(page.getByText(/production eu-west-1: \d+ of the first sweep read/)).toBeVisible();
});
