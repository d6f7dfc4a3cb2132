// Does an admin give people a name to connect by, and see where it leads?
import { expect, test } from "../harness/test.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

test("a name is created and led to a directory", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/aliases/new");
  await page.getByLabel("Account and region").selectOption({ index: 1 });
  await page.getByLabel("Domain name").fill("desktops");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("Write a domain name of yours")).toBeVisible();
  const name = `desk-${Date.now()}.example.com`;
  await page.getByLabel("Domain name").fill(name);
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Create 1 connection alias" }).click();
  const rows = page.getByRole("table", { name: "Rows of this job" });
  await comes(page, rows.getByText("Done"));
  await rows.getByRole("link", { name }).click();
  await expect(page.getByText("It leads nowhere")).toBeVisible();
  await page.getByLabel("Directory").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Associate 1 connection alias" }).click();
  await comes(page, rows.getByText("Done"));
  await open(page, "/aliases");
  await expect(page.getByRole("table", { name: `Where ${name} leads` }).getByText("Associated with owner account")).toBeVisible();
});
