// When a page may be used, which depends on whether it has scripts.
import { expect, type Locator, type Page } from "@playwright/test";

/** Whether the page may run scripts at all. */
export async function hasScripts(page: Page): Promise<boolean> {
  return page.evaluate(() => matchMedia("(scripting: enabled)").matches);
}

/**
 * Waits until the page listens: the app marks <html data-hydrated> when it has taken over all of what the server sent.
 * Before that a form works as a form does, but what is typed may be overwritten.
 */
export async function hydrated(page: Page): Promise<void> {
  if (await hasScripts(page)) await expect(page.locator("html[data-hydrated]")).toBeAttached();
}

/** Holds back the pieces of the module that pages bring along. What is returned lets them come. */
export async function holdPieces(page: Page): Promise<() => void> {
  let come = (): void => undefined;
  const comes = new Promise<void>((done) => (come = done));
  await page.route(/\/pkg\/.*split_.*\.wasm/, (route) => comes.then(() => route.continue()));
  return come;
}

/** Goes to an address of the console and waits until the page may be used. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await hydrated(page);
}

/** Waits for something to come by itself. A page without scripts shows it when it is loaded again. */
export async function comes(page: Page, what: Locator, timeout = 120_000): Promise<void> {
  if (await hasScripts(page)) return expect(what).toBeVisible({ timeout });
  await expect(async () => {
    await page.reload();
    await expect(what).toBeVisible({ timeout: 250 });
  }).toPass({ timeout });
}
