// Does an admin set a directory, see beforehand what will differ, and lose nothing that was typed?
import { expect, test } from "../harness/test.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

test("settings of a directory are changed by way of a plan that shows what differs", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/directories");
  await page.getByRole("table", { name: "Directories" }).getByRole("rowheader").first().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Registration" })).toBeVisible();
  await page.getByRole("link", { name: "Access", exact: true }).click();
  const web = page.getByLabel("Web browsers");
  const wished = (await web.inputValue()) === "ALLOW" ? "Deny" : "Allow";
  await web.selectOption({ label: wished });
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page).toHaveURL(/\/plans\/\d+/);
  await expect(page.locator("ins")).toHaveText(wished);
  await page.getByRole("button", { name: "Change which devices may connect to 1 directory" }).click();
  await expect(page).toHaveURL(/\/jobs\/\d+$/);
  await comes(page, page.getByRole("table", { name: "Rows of this job" }).getByText("Done"));
});

test("a setting that the service would refuse is told at its field, and what was typed stays", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/directories");
  await page.getByRole("table", { name: "Directories" }).getByRole("rowheader").first().getByRole("link").click();
  await page.getByRole("link", { name: "Creation", exact: true }).click();
  await page.getByLabel("Organizational unit").fill("OU=Desks");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("“OU=Desks” is not of this form")).toBeVisible();
  await expect(page.getByLabel("Organizational unit")).toHaveValue("OU=Desks");
});
