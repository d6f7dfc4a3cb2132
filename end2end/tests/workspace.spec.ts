// What does the page of one WorkSpace tell, and what can be done there?
import type { Page } from "@playwright/test";
import { expect, test } from "../harness/test.ts";
import { desktops, pageOf, rows, type Desktop } from "../harness/fleet.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

/** Stopped ones in an account and region of this file's own. */
const STOPPED = "state=STOPPED&mode=AUTO_STOP&account=444455556666&region=us-east-1";

test("each part has its own address", async ({ page }) => {
  await signIn(page, "Viewer");
  const [one] = await desktops(page, STOPPED, 1);
  await open(page, pageOf(one!));
  await expect(page.getByRole("heading", { name: one!.user, level: 1 })).toBeVisible();
  const parts = page.getByRole("navigation", { name: "Parts of this WorkSpace" });
  for (const [word, slug, shows] of [
    ["History", "history", /Nothing has changed|Before and after/],
    ["Jobs", "jobs", /No job of Deskwarden's was ever at it|Result/],
    ["Storage & snapshots", "storage", /Rebuild can go back to/],
    ["Network", "network", /Subnet/],
    ["Tags", "tags", /Key|It has no tags|have not been read/],
    ["Related", "related", /It stands alone|It is the/],
  ] as const) {
    await parts.getByRole("link", { name: word }).click();
    await expect(page).toHaveURL(new RegExp(`tab=${slug}$`));
    await expect(parts.getByRole("link", { name: word })).toHaveAttribute("aria-current", "page");
    await expect(page.getByRole("main").getByText(shows).first()).toBeVisible();
  }
  await parts.getByRole("link", { name: "Overview" }).click();
  await expect(page.getByRole("heading", { name: "Machine" })).toBeVisible();
});

test("one is started and stopped in one click each, and its history tells", async ({ page }) => {
  await signIn(page, "Operator");
  const [one] = await desktops(page, STOPPED, 1);
  await open(page, pageOf(one!));
  await press(page, "Start");
  await comes(page, page.getByRole("region", { name: "Progress" }).getByText("1 of 1 done"));
  await rows(page, "Rows of this job").getByRole("link", { name: one!.user }).click();
  await expect(page.getByRole("heading", { name: one!.user, level: 1 })).toBeVisible();
  await comes(page, state(page, "Available"));
  await press(page, "Stop");
  await comes(page, page.getByRole("region", { name: "Progress" }).getByText("1 of 1 done"));
  await history(page, one!);
  await open(page, `${pageOf(one!)}?tab=jobs`);
  const stopped = rows(page, "Jobs of this WorkSpace").filter({ hasText: /Job \d+: Stop/ }).first();
  await expect(stopped).toContainText("Done");
  await expect(stopped).toContainText("Olga (operator)");
});

async function press(page: Page, action: string): Promise<void> {
  await page.getByRole("button", { name: action, exact: true }).click();
  await expect(page).toHaveURL(/\/jobs\/\d+$/);
  await expect(page.getByRole("heading", { name: new RegExp(`^${action} 1 WorkSpace`) })).toBeVisible();
}

function state(page: Page, word: string) {
  return page.getByRole("main").getByText(word, { exact: true }).first();
}

async function history(page: Page, one: Desktop): Promise<void> {
  await open(page, `${pageOf(one)}?tab=history`);
  const changes = rows(page, "Changes").filter({ has: page.getByRole("rowheader", { name: "state" }) });
  const started = changes.filter({ hasText: /→ AVAILABLE/ }).last();
  await expect(started).toContainText("Olga (operator)");
  await started.getByRole("link", { name: /^job \d+/ }).click();
  await expect(page.getByRole("heading", { name: /^Start 1 WorkSpace/ })).toBeVisible();
}

test("what cannot be done now is off, and says why", async ({ page }) => {
  await signIn(page, "Owner");
  const [one] = await desktops(page, "mode=ALWAYS_ON&state=AVAILABLE", 1);
  await open(page, pageOf(one!));
  const start = page.getByRole("button", { name: "Start", exact: true });
  await expect(start).toBeDisabled();
  await expect(start).toHaveAccessibleDescription(/AlwaysOn WorkSpaces .*always run/);
  await expect(page.getByRole("button", { name: "Terminate" })).toBeEnabled();
});

test("its id is copied", { tag: "@scripts" }, async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page, "Viewer");
  const [one] = await desktops(page, STOPPED, 1);
  await open(page, pageOf(one!));
  await page.getByRole("button", { name: `Copy ${one!.id}` }).click();
  await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toBe(one!.id);
});

test("one that is not there says so", async ({ page }) => {
  await signIn(page, "Viewer");
  const answer = await page.goto("/fleet/111122223333/eu-west-1/ws-000000000");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is no such WorkSpace" })).toBeVisible();
});
