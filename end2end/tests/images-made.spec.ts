// Is each way in which an image comes to be seen to its end, and can it take another's place?
import type { Page } from "@playwright/test";
import { expect, test } from "../harness/test.ts";
import { type Desktop, desktops, pageOf, row, rows } from "../harness/fleet.ts";
import { begin, done, isDone } from "../harness/jobs.ts";
import { sent } from "../harness/log.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

// An estate of its own: what is made here stays made.
test.use({ estate: { fleet: 200, seed: 11 } });

const HERE = "production us-east-1";
const THERE = "production us-west-2";

/** Amazon takes hours, of which the simulator makes minutes: what the first test begins the last one sees end. */
test.describe.configure({ mode: "serial" });

/** Row and address of each job that was begun. */
const begun: (readonly [string, string])[] = [];

/** Goes to a tab of an image, by way of the list. */
async function openImage(page: Page, name: string, place: string, tab: string): Promise<void> {
  await open(page, "/images");
  const line = row(page, name, "Images").filter({ hasText: place });
  await line.getByRole("rowheader").getByRole("link").click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await page.getByRole("navigation", { name: "Parts of this image" }).getByRole("link", { name: tab }).click();
}

/** Goes to a bundle, by way of the list. */
async function openBundle(page: Page, name: string): Promise<void> {
  await open(page, "/bundles");
  await row(page, name, "Bundles").filter({ hasText: HERE }).getByRole("rowheader").getByRole("link").click();
  await page.getByRole("navigation", { name: /^Parts of this/ }).getByRole("link", { name: "Image", exact: true }).click();
  await expect(page.getByRole("form", { name: "Change the image" })).toBeVisible();
}

/** The first of these whose volumes are not encrypted: AWS makes an image of no other. */
async function unencrypted(page: Page, all: Desktop[]): Promise<Desktop> {
  for (const one of all) {
    await open(page, `${pageOf(one)}?tab=storage`);
    await expect(page.getByText("Root volume").first()).toBeVisible();
    if ((await page.getByText("not encrypted").count()) === 2) return one;
  }
  throw new Error("all of them are encrypted");
}

test("imports, an image of a desktop and one with updates are begun", { tag: "@scripts" }, async ({ page, world }) => {
  await signIn(page, "Owner");
  await open(page, "/images/import");
  await page.getByLabel("Account and region").selectOption({ label: HERE });
  await page.getByLabel("EC2 image", { exact: true }).fill("ami-0123456789abcdef0");
  await page.getByLabel("Ingestion process").selectOption("BYOL_REGULAR_WSP");
  await page.getByLabel("Name", { exact: true }).fill("imported");
  await page.getByLabel("Description", { exact: true }).fill("From EC2");
  await page.getByRole("button", { name: "Review" }).click();
  begun.push(["imported", await begin(page, "Import 1 image")]);

  await open(page, "/images/import-custom");
  await page.getByLabel("Account and region").selectOption({ label: HERE });
  await page.getByLabel("Imported from").selectOption("ec2-image");
  await page.getByLabel("Id or ARN of the source").fill("ami-0fedcba9876543210");
  const builder = "arn:aws:imagebuilder:us-east-1:111122223333:infrastructure-configuration/desks";
  await page.getByLabel("Infrastructure configuration").fill(builder);
  await page.getByLabel("Windows", { exact: true }).selectOption("Windows_11");
  await page.getByLabel("Protocol").selectOption("DCV");
  await page.getByLabel("Compute", { exact: true }).selectOption("BASE");
  await page.getByLabel("Name", { exact: true }).fill("built");
  await page.getByLabel("Description", { exact: true }).fill("By Image Builder");
  await page.getByRole("button", { name: "Review" }).click();
  begun.push(["built", await begin(page, "Import 1 image")]);
  await comes(page, row(page, "built", "Rows of this job").getByText(/\d %/));
  expect(await sent(world, "ImportCustomWorkspaceImage", builder, "DCV", "Windows_11")).toHaveLength(1);

  const desk = await unencrypted(page, await desktops(page, "state=AVAILABLE&account=111122223333&region=us-east-1&sort=user", 6));
  await open(page, pageOf(desk));
  await page.getByRole("button", { name: /^Change/ }).click();
  const form = page.getByRole("form", { name: "Create an image" });
  await form.getByLabel("Name").fill("of-a-desktop");
  await form.getByLabel("Description").fill("As it stood");
  await form.getByRole("button", { name: "Review" }).click();
  begun.push([desk.user, await begin(page, "Create an image of 1 WorkSpace")]);

  await openImage(page, "Office-2021-(legacy)", HERE, "Update");
  const update = page.getByRole("form", { name: "Make one with updates" });
  await update.getByLabel("Name", { exact: true }).fill("with-updates");
  await update.getByRole("button", { name: "Review" }).click();
  begun.push(["with-updates", await begin(page, "Make with updates 1 image")]);
});

test("a copy takes the place of a bundle's image, and only what nobody uses is deleted", { tag: "@scripts" }, async ({ page, world }) => {
  await signIn(page, "Owner");
  await openImage(page, "Developer-2026.1", HERE, "Copy");
  const form = page.getByRole("form", { name: "Copy this image" });
  await form.getByLabel(HERE).check();
  await form.getByLabel(THERE).check();
  await form.getByLabel("Name", { exact: true }).fill("successor");
  await form.getByRole("button", { name: "Review" }).click();
  await begin(page, "Copy 2 images");
  await comes(page, page.getByRole("region", { name: "Progress" }).getByText("2 of 2 done"));

  await openBundle(page, "Developer 2026.1");
  const change = page.getByRole("form", { name: "Change the image" });
  const choice = change.getByLabel("Image");
  await choice.selectOption(await choice.locator("option", { hasText: "successor" }).getAttribute("value"));
  await change.getByRole("button", { name: "Review" }).click();
  await done(page, "Change the image of 1 bundle");
  expect(await sent(world, "UpdateWorkspaceBundle")).toHaveLength(1);

  await openImage(page, "successor", HERE, "Overview");
  await expect(row(page, "Developer 2026.1", "Bundles of this image")).toBeVisible();
  const kept = page.getByRole("button", { name: "Delete …" });
  await expect(kept).toHaveAttribute("aria-disabled", "true");
  await expect(kept).toHaveAccessibleDescription("1 bundle is made from it: Developer 2026.1. Delete them or give them another image first.");

  await openImage(page, "Developer-2026.1", HERE, "Overview");
  await page.getByRole("button", { name: "Delete …" }).click();
  await expect(page.getByText("The image is gone.", { exact: false }).first()).toBeVisible();
  await page.getByLabel("Type 1 to confirm").fill("1");
  await done(page, "Delete 1 image");
  expect(await sent(world, "DeleteWorkspaceImage")).toHaveLength(1);
  await open(page, "/images");
  await expect(rows(page, "Images").filter({ hasText: "Developer-2026.1" }).filter({ hasText: HERE })).toHaveCount(0);
});

test("what was begun is seen to its end", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Owner");
  for (const [name, job] of begun) await isDone(page, job, name, 400_000);
  await open(page, "/images");
  for (const name of ["imported", "built", "of-a-desktop", "with-updates"]) {
    await expect(row(page, name, "Images")).toContainText("Available");
  }
  await openImage(page, "built", HERE, "Overview");
  await expect(page.getByText("By Image Builder")).toBeVisible();
});
