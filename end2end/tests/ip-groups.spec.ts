// Does an admin say from where people may connect, and see beforehand what will differ?
import { expect, test } from "../harness/test.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

test("a group is created, given other rules, and deleted", async ({ page }) => {
  await signIn(page, "Owner");
  const name = `office ${Date.now()}`;
  const rows = page.getByRole("table", { name: "Rows of this job" });
  await open(page, "/ip-groups/new");
  await page.getByLabel("Account and region").selectOption({ index: 1 });
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("People may connect from").fill("10.0.0.0/33 the office");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("“10.0.0.0/33” is no IPv4 address or range")).toBeVisible();
  await page.getByLabel("People may connect from").fill("10.0.0.0/8 the office");
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Create 1 IP access control group" }).click();
  await comes(page, rows.getByText("Done"));

  await rows.getByRole("link", { name }).click();
  await page.getByLabel("People may connect from").fill("203.0.113.7 the gateway");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.locator("ins")).toHaveText("203.0.113.7 the gateway");
  await page.getByRole("button", { name: "Change the rules of 1 IP access control group" }).click();
  await comes(page, rows.getByText("Done"));

  await rows.getByRole("link", { name }).click();
  await page.getByRole("button", { name: "Delete …" }).click();
  await page.getByLabel("Type 1 to confirm").fill("1");
  await page.getByRole("button", { name: "Delete 1 IP access control group" }).click();
  await comes(page, rows.getByText("Done"));
  await open(page, "/ip-groups");
  await expect(page.getByRole("link", { name })).toHaveCount(0);
});
