// Pools, as the list names them.
import { expect, type Page } from "@playwright/test";
import { row } from "./fleet.ts";
import { open } from "./page.ts";

/** Goes to a pool's page by way of the list; `tab` is what its address says after `tab=`. */
export async function openPool(page: Page, name: string, tab = "overview"): Promise<{ id: string }> {
  await open(page, "/pools");
  const href = await row(page, name, "Pools").getByRole("link", { name, exact: true }).getAttribute("href");
  await open(page, `${href}?tab=${tab}`);
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return { id: href!.split("/").at(-1)! };
}
