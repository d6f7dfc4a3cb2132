// Do people get their WorkSpaces, and does whoever asked learn what became of each?
import { expect, test } from "../harness/test.ts";
import { confirm, review } from "../harness/create.ts";
import { row, table, users } from "../harness/fleet.ts";
import { comes, hasScripts, hydrated, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

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
  await page.getByRole("searchbox", { name: /^Search people/ }).fill("piet.maas");
  await page.getByRole("searchbox", { name: /^Search people/ }).press("Enter");
  await hydrated(page);
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
