// Can images be imported, copied, shared and made into bundles, and is it told where each is used?
import { expect, test } from "../harness/test.ts";
import { confirm } from "../harness/create.ts";
import { row } from "../harness/fleet.ts";
import { sent } from "../harness/log.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

// An estate of its own: what is made here stays made.
test.use({ estate: { fleet: 200, seed: 11 } });

const HERE = "production eu-west-1";

test("an import says how long it has been waiting", async ({ page, world }) => {
  await signIn(page, "Owner");
  await open(page, "/images");
  await page.getByRole("link", { name: "Import an EC2 image" }).click();
  await expect(page.getByRole("heading", { name: "Import an EC2 image", level: 1 })).toBeVisible();
  await page.getByLabel("EC2 image", { exact: true }).fill("ami-1");
  await page.getByLabel("Name", { exact: true }).fill("win11");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("The id of an EC2 image: ami- and 8 or 17 hexadecimal digits.")).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("win11");
  await page.getByLabel("Account and region").selectOption({ label: HERE });
  await page.getByLabel("EC2 image", { exact: true }).fill("ami-0123456789abcdef0");
  await page.getByLabel("Ingestion process").selectOption("BYOL_REGULAR_WSP");
  await page.getByLabel("Microsoft Office").selectOption("Office 2019");
  await page.getByLabel("Description", { exact: true }).fill("Windows 11");
  await page.getByRole("button", { name: "Review" }).click();
  await confirm(page, "Import 1 image");
  await comes(page, row(page, "win11", "Rows of this job").getByText(/Pending, for/));
  expect(await sent(world, "ImportWorkspaceImage", "ami-0123456789abcdef0", "BYOL_REGULAR_WSP", "Microsoft_Office_2019")).toHaveLength(1);
  await open(page, "/images");
  await comes(page, row(page, "win11", "Images").getByText("Pending"));
});

test("what a custom import cannot have is out of reach", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/images/import-custom");
  const pcoip = page.getByLabel("Protocol").locator("option[value=PCOIP]");
  await expect(pcoip).toBeEnabled();
  await page.getByLabel("Windows", { exact: true }).selectOption("Windows 11");
  await expect(pcoip).toBeDisabled();
  await page.getByLabel("Windows", { exact: true }).selectOption("Windows 10");
  await expect(pcoip).toBeEnabled();
});

test("copies go to several regions as one job", async ({ page, world }) => {
  await signIn(page, "Owner");
  await open(page, "/images");
  await page.getByRole("table", { name: "Images" }).getByRole("row").filter({ hasText: HERE }).filter({ hasText: "this account" })
    .first().getByRole("rowheader").getByRole("link").click();
  await page.getByRole("navigation", { name: "Parts of this image" }).getByRole("link", { name: "Copy" }).click();
  const form = page.getByRole("form", { name: "Copy this image" });
  await form.getByLabel("production us-east-1").check();
  await form.getByLabel("production us-west-2").check();
  await form.getByLabel("Name", { exact: true }).fill("copied-image");
  await form.getByRole("button", { name: "Review" }).click();
  await confirm(page, "Copy 2 images");
  await expect.poll(async () => (await sent(world, "CopyWorkspaceImage", "copied-image")).length).toBe(2);
});

test("a bundle is made of an image, and deleted again", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/images");
  await page.getByRole("table", { name: "Images" }).getByRole("row").filter({ hasText: HERE }).filter({ hasText: "this account" })
    .filter({ hasText: "Available" }).first().getByRole("rowheader").getByRole("link").click();
  await page.getByRole("link", { name: "Create a bundle" }).click();
  const form = page.getByRole("form", { name: "Create a bundle of this image" });
  await form.getByLabel("Name", { exact: true }).fill("e2e-bundle");
  await form.getByLabel("Description").fill("Made by a test");
  await form.getByLabel("Compute").selectOption("Power");
  await form.getByLabel("Root volume (GiB)").fill("175");
  await form.getByLabel("User volume (GiB)").fill("100");
  await form.getByRole("button", { name: "Review" }).click();
  await confirm(page, "Create 1 bundle");
  const made = row(page, "e2e-bundle", "Rows of this job");
  await comes(page, made.getByText("Done"), 180_000);
  await made.getByRole("link", { name: "e2e-bundle" }).click();
  await expect(page.getByText("175 + 100 GiB")).toBeVisible();
  await page.getByRole("button", { name: "Delete …" }).click();
  await page.getByLabel("Type 1 to confirm").fill("1");
  await confirm(page, "Delete 1 bundle");
  await comes(page, row(page, "e2e-bundle", "Rows of this job").getByText("Done"));
});

test("what is in use says by what, and leads there", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/bundles");
  const used = page.getByRole("table", { name: "Bundles" }).getByRole("row").filter({ has: page.getByRole("link", { name: /^[\d,]+$/ }) }).first();
  const count = await used.getByRole("link", { name: /^[\d,]+$/ }).innerText();
  await used.getByRole("rowheader").getByRole("link").click();
  await expect(page.getByRole("button", { name: "Delete …" })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("link", { name: new RegExp(`^${count} WorkSpaces?$`) }).click();
  await expect(page).toHaveURL(/\/fleet\?.*bundle=wsb-/);
});

test("Amazon's own bundle says that its image stays", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/bundles");
  await page.getByRole("main").getByRole("link", { name: /Amazon/ }).first().click();
  await page.getByRole("table", { name: "Bundles" }).getByRole("rowheader").getByRole("link", { name: /Windows Server/ }).first().click();
  await page.getByRole("link", { name: "Image", exact: true }).click();
  await expect(page.getByText("It is Amazon's own: it cannot be changed or deleted.", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("form", { name: "Change the image" })).toHaveCount(0);
});

test("another account may copy an image until it may not", async ({ page, world }) => {
  await signIn(page, "Owner");
  await open(page, "/images");
  await page.getByRole("table", { name: "Images" }).getByRole("row").filter({ hasText: HERE }).filter({ hasText: "this account" })
    .filter({ hasText: "Available" }).last().getByRole("rowheader").getByRole("link").click();
  await page.getByRole("link", { name: "Permissions" }).click();
  const form = page.getByRole("form", { name: "Share this image" });
  await form.getByLabel("Account").fill("999988887777");
  await form.getByRole("button", { name: "Review" }).click();
  await confirm(page, "Share 1 image");
  const job = page.getByRole("table", { name: "Rows of this job" }).getByRole("row").nth(1);
  await comes(page, job.getByText("Done"));
  expect(await sent(world, "UpdateWorkspaceImagePermission", "999988887777")).toHaveLength(1);
  await job.getByRole("rowheader").getByRole("link").click();
  await page.getByRole("link", { name: "Permissions" }).click();
  await page.getByRole("form", { name: "Stop sharing with 999988887777" }).getByRole("button").click();
  await confirm(page, "Stop sharing 1 image");
});
