// Does text from elsewhere stay text? Names, tags and messages are typed by people who may mean harm.
import type { Page } from "@playwright/test";
import { expect, test } from "../harness/test.ts";
import { confirm, review } from "../harness/create.ts";
import { row } from "../harness/fleet.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

const PLACE = { account: "research", region: "eu-west-1", directory: "lab.example.com" };
const SCRIPT = "<script>window.harmed=1</script>";
const IMAGE = '"><img src=x onerror=window.harmed=1>';
/** The name makes its launch slow: what is on its way is looked at every other second. */
const USER = `slow-launch${SCRIPT}`;

/** Everything is shown as it was typed, and nothing of it came to life. */
async function harmless(page: Page, ...texts: string[]): Promise<void> {
  for (const text of texts) await expect(page.getByRole("main").getByText(text).first()).toBeVisible();
  await expect(page.locator("img, main script")).toHaveCount(0);
  expect(await page.evaluate("window.harmed")).toBeUndefined();
}

test("markup in what AWS and people say is shown, and does nothing", async ({ page, world }) => {
  await signIn(page, "Owner");
  await review(page, [USER], PLACE, `note = ${IMAGE}`);
  await harmless(page, USER);
  await confirm(page, "Create 1 WorkSpace");
  await harmless(page, USER);

  await open(page, `/fleet?q=${encodeURIComponent("slow-launch<")}`);
  await comes(page, row(page, USER));
  await harmless(page, USER, "slow-launch<");
  const key = await row(page, USER).getByRole("checkbox").getAttribute("value");
  const [account, region, workspace_id] = key!.split("/");
  const patch = { State: "ERROR", ComputerName: IMAGE, ErrorCode: "<b>Bad</b>", ErrorMessage: SCRIPT };
  await world.control("edit", { account, region, workspace_id, patch });
  await comes(page, row(page, USER).getByText("Error", { exact: true }));
  await harmless(page, USER, IMAGE);

  await open(page, `/fleet/${key}`);
  await harmless(page, USER, IMAGE, "<b>Bad</b>", SCRIPT);
  await open(page, `/fleet/${key}?tab=history`);
  await harmless(page, IMAGE, SCRIPT);
  // Tags of a new one are read with the next sweep.
  await open(page, `/fleet/${key}?tab=tags`);
  await comes(page, page.getByRole("cell", { name: IMAGE }));
  await harmless(page, IMAGE);
});

test("markup in an address is shown, and does nothing", async ({ page }) => {
  await signIn(page, "Viewer");
  const typed = encodeURIComponent(IMAGE);
  for (const address of [`/fleet?q=${typed}`, `/fleet?${typed}=1`, `/fleet?user=${typed}`, `/fleet?sort=${typed}`, `/fleet?size=${typed}`]) {
    await open(page, address);
    await harmless(page, IMAGE);
  }
});

test("markup in a refused form comes back as it was typed", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/create");
  const people = page.getByLabel("People", { exact: true });
  await people.fill(`</textarea>${SCRIPT}`);
  await page.getByLabel("Encrypt the user volume").check();
  await page.getByLabel("KMS key").fill(IMAGE);
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page).toHaveURL(/draft=\d+$/);
  await expect(people).toHaveValue(`</textarea>${SCRIPT}`);
  await expect(page.getByLabel("KMS key")).toHaveValue(IMAGE);
  await harmless(page);
});
