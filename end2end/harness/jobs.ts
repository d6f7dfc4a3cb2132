// From a plan to the end of its job, as a person follows it.
import { expect, type Locator, type Page } from "@playwright/test";
import { confirm } from "./create.ts";
import { row, rows } from "./fleet.ts";
import { comes, open } from "./page.ts";

/** The row of a job, by its name or its user. */
export function rowOfJob(page: Page, name: string): Locator {
  return row(page, name, "Rows of this job");
}

/** Looks at the job until the row of this name is done. What AWS refuses in the meantime is told by what is shown. */
export async function isDone(page: Page, job: string, name: string, timeout?: number): Promise<void> {
  await open(page, job);
  await comes(page, rowOfJob(page, name).getByText("Done", { exact: true }), timeout);
}

/** Confirms the plan that is open; the job's page is the answer's address. */
export async function begin(page: Page, button: string): Promise<string> {
  await confirm(page, button);
  return page.url();
}

/** Confirms a plan of one row and waits until that is done. */
export async function done(page: Page, button: string, timeout?: number): Promise<void> {
  await confirm(page, button);
  await expect(rows(page, "Rows of this job")).toHaveCount(1);
  await comes(page, rows(page, "Rows of this job").getByText("Done", { exact: true }), timeout);
}
