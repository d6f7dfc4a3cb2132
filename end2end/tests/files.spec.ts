// Are lists and plans files that a person can take along, with scripts and without?
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "../harness/test.ts";
import { desktops, only, rows, tick } from "../harness/fleet.ts";
import { hydrated, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import { expectGoodScreen } from "../harness/screens.ts";

// What is counted here must not be changed by what another file does: a world that only this file has.
test.use({ estate: { fleet: 300, seed: 9 } });

async function fetched(page: Page, link: string): Promise<{ name: string; lines: string[] }> {
  const fetching = page.waitForEvent("download");
  await page.getByRole("link", { name: link }).click();
  const file = await fetching;
  const text = await readFile(await file.path(), "utf8");
  return { name: file.suggestedFilename(), lines: text.trimEnd().split(/\r?\n/) };
}

test("the fleet is a file of what is filtered", async ({ page }) => {
  await signIn(page, "Viewer");
  await open(page, "/fleet?state=ERROR");
  const shown = await rows(page).count();
  const { name, lines } = await fetched(page, "Download as CSV");
  expect(name).toBe("fleet.csv");
  expect(lines).toHaveLength(shown + 1);
  expect(lines.slice(1).every((line) => line.includes(",ERROR,"))).toBe(true);
});

test("who is unused is chosen by a facet", async ({ page }) => {
  await signIn(page, "Viewer");
  await open(page, "/fleet");
  await page.getByText("More filters").click();
  const facets = page.getByRole("navigation", { name: "Filters by count" });
  await facets.getByRole("link", { name: /^over 30 days ago/ }).click();
  await expect(page).toHaveURL(/last_active=over%3A30d/);
  await facets.getByRole("link", { name: /^over 90 days ago/ }).click();
  await expect(page).toHaveURL(/\/fleet\?last_active=over%3A90d$/);
  await facets.getByRole("link", { name: /^never/ }).click();
  await expect(page).toHaveURL(/\/fleet\?last_active=never$/);
});

test("a plan is shown as commands, and is a script of them", async ({ page }) => {
  await signIn(page, "Operator");
  const pair = await desktops(page, "state=AVAILABLE&mode=AUTO_STOP&account=111122223333&region=eu-west-1", 2);
  await open(page, only(pair));
  await hydrated(page);
  await tick(page, pair);
  await page.getByRole("button", { name: /^Reboot/ }).click();
  await expect(page.getByRole("heading", { name: /^Review: Reboot 2 WorkSpaces/ })).toBeVisible();
  await page.getByText("Show as AWS CLI commands").click();
  const command = page.getByText(/^aws workspaces reboot-workspaces --region eu-west-1 /);
  await expect(command).toBeVisible();
  for (const { id } of pair) await expect(command).toContainText(id);
  await expectGoodScreen(page);
  const { name, lines } = await fetched(page, "Download as a shell script");
  expect(name).toMatch(/^plan-\d+\.sh$/);
  expect(lines[0]).toBe("#!/bin/sh");
  expect(lines).toContain("set -eu");
  expect(lines).toContain(await command.innerText());
});
