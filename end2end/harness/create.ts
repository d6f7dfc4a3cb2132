// The form for new WorkSpaces, filled in as a person does.
import { expect, type Locator, type Page } from "@playwright/test";
import { open } from "./page.ts";

export type Place = { account: string; region: string; directory: string };

/** A choice in a field that groups by account and region. */
function option(page: Page, field: string, { account, region }: Place, words: string): Locator {
  const groups = page.getByLabel(field, { exact: true }).locator(`optgroup[label="${account} · ${region}"]`);
  return groups.locator("option", { hasText: words }).first();
}

/** Chooses directory and bundle. */
export async function choosePlace(page: Page, place: Place, bundle = "Standard with Windows Server 2022"): Promise<void> {
  const choices = [
    ["Directory", place.directory],
    ["Bundle", bundle],
  ] as const;
  for (const [field, words] of choices) {
    const value = await option(page, field, place, words).getAttribute("value");
    await page.getByLabel(field, { exact: true }).selectOption(value);
  }
}

/** Fills in people and place, and asks for the plan. */
export async function review(page: Page, people: string[], place: Place, tags = ""): Promise<void> {
  await open(page, "/create");
  await page.getByLabel("People", { exact: true }).fill(people.join("\n"));
  await choosePlace(page, place);
  if (tags) await page.getByLabel("Tags", { exact: true }).fill(tags);
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page).toHaveURL(/\/plans\/\d+(\?draft=\d+)?$/);
}

/** Confirms the plan that is open; the job's page follows. */
export async function confirm(page: Page, name: string): Promise<void> {
  await page.getByRole("complementary", { name: "Confirmation" }).getByRole("button", { name, exact: true }).click();
  await expect(page).toHaveURL(/\/jobs\/\d+$/);
}
