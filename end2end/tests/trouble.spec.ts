// When AWS does not answer, is what was known still there, with its age?
import type { Page } from "@playwright/test";
import { expect, test } from "../harness/test.ts";
import { desktops, pageOf, rows } from "../harness/fleet.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

test.use({ estate: { fleet: 100, seed: 11 } });

test.afterEach(async ({ world }) => world.control("faults/clear").then(() => undefined));

async function listed(page: Page, query: string): Promise<void> {
  const answer = await page.goto(`/fleet?${query}`);
  expect(answer?.status()).toBe(200);
  await expect(rows(page).first()).toBeVisible();
}

for (const { kind, account, name, region, words } of [
  { kind: "error500", account: "111122223333", name: "production", region: "us-west-2", words: "AWS cannot be asked" },
  { kind: "deny", account: "444455556666", name: "research", region: "us-east-1", words: "AWS denies access" },
]) {
  test(`${kind} in one region: a badge, its last inventory, and the others as ever`, async ({ page, world }) => {
    await signIn(page, "Operator");
    await world.control("faults", { kind, account, region });
    const badge = page.getByText(`${name} ${region}: ${words}`);
    await comes(page, badge);
    await listed(page, `account=${account}&region=${region}`);
    await listed(page, "account=444455556666&region=eu-west-1");
    await badge.click();
    await expect(page.getByText("What is shown of it is as of")).toBeVisible();

    await open(page, "/");
    const line = page.getByRole("table", { name: "Sync by account and region" }).getByRole("row", { name: `${name} ${region}` });
    await expect(line).toContainText(words);

    await world.control("faults/clear");
    await expect(async () => {
      await open(page, "/");
      await expect(badge).toHaveCount(0, { timeout: 250 });
    }).toPass();
  });
}

test("snapshots that AWS does not tell leave the page standing", async ({ page, world }) => {
  await signIn(page, "Operator");
  const [one] = await desktops(page, "region=eu-west-1&account=444455556666", 1);
  await world.control("faults", { kind: "deny", operation: "DescribeWorkspaceSnapshots" });
  await open(page, `${pageOf(one!)}?tab=storage`);
  await expect(page.getByRole("alert")).toContainText("AccessDeniedException");
  await expect(page.getByText("Root volume", { exact: true })).toBeVisible();
});

test("what AWS refuses is told in the job, in AWS's words", async ({ page, world }) => {
  await signIn(page, "Operator");
  const [one] = await desktops(page, "state=STOPPED&mode=AUTO_STOP&account=111122223333&region=eu-west-1", 1);
  const fault = { kind: "error", code: "InvalidParameterValuesException", message: "Not today.", status: 400 };
  await world.control("faults", { ...fault, operation: "StartWorkspaces" });
  await open(page, pageOf(one!));
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page).toHaveURL(/\/jobs\/\d+$/);
  await comes(page, page.getByText("Ended with refusals"));
  await expect(rows(page, "Rows of this job")).toContainText("InvalidParameterValuesException: Not today.");
});

// After an upgrade the old pieces are gone; a proxy whose session has ended answers with its own page.
test("a page whose piece of the module cannot be fetched comes from the server, once", { tag: "@scripts" }, async ({ browser, world }) => {
  // A context of its own: the pieces that do not come are errors in the browser's console.
  const context = await browser.newContext({ baseURL: world.url });
  const page = await context.newPage();
  await signIn(page, "Operator");
  const documents: string[] = [];
  page.on("request", (request) => {
    if (request.isNavigationRequest()) documents.push(new URL(request.url()).pathname);
  });
  await page.route(/\/pkg\/.*(chunk|split)_.*\.wasm/, (route) => route.fulfill({ status: 404 }));
  for (const name of ["Jobs", "Directories"]) {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  }
  expect(documents).toEqual(["/jobs", "/directories"]);
  await context.close();
});
