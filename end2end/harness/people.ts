// The four sample identities of the demo.
import { expect, type Page } from "@playwright/test";
import { hydrated, open } from "./page.ts";

export type Person = "Viewer" | "Help desk" | "Operator" | "Owner";

/** Signs in as one of the demo's people, by the page that a person would use. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await open(page, "/sign-in");
  await page.getByRole("button", { name: person }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
  await hydrated(page);
}
