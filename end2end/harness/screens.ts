// A screen in one of its states, looked at with axe and at the widths of a telephone, a tablet and a large display.
import { expect, type Page } from "@playwright/test";
import { expectNoAxeViolations, expectNoAxeViolationsInTheDark } from "./a11y.ts";
import { hasScripts, open } from "./page.ts";

const NARROW = { width: 320, height: 640 };
const TABLET = { width: 768, height: 1024 };
const LARGE = { width: 1440, height: 900 };

/**
 * Scrolls to the table until nothing to press is cut by the bar below it: what is half under it is too small to hit.
 * Handed over as text, because a page without scripts runs no function of ours.
 */
const UNCUT = `(() => {
  const bar = document.querySelector(".bulk:not([hidden])");
  const region = document.querySelector(".fleet-card .table-region");
  if (!bar || !region) return;
  region.scrollIntoView();
  for (let step = 0; step < 60; step += 1) {
    const edge = bar.getBoundingClientRect().top;
    const isCut = [...region.querySelectorAll("a, button, input")].some((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top < edge && bottom > edge;
    });
    if (!isCut) return;
    scrollBy(0, 3);
  }
})()`;

/** Fails when the page itself scrolls sideways at this size. */
async function expectNoSidewaysScroll(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  const width = () => page.evaluate("document.documentElement.scrollWidth");
  await expect.poll(width, `width of ${page.url()} at ${size.width} px`).toBeLessThanOrEqual(size.width);
}

/**
 * Fails when axe finds something, wide or narrow, light or dark, or when the page itself scrolls sideways at any width. A
 * tablet has the tables of the large display and the head of the telephone: axe has seen both. Scripts change no colour, so
 * the dark is looked at where there are scripts.
 */
export async function expectGoodScreen(page: Page): Promise<void> {
  const before = page.viewportSize()!;
  await expectNoSidewaysScroll(page, TABLET);
  await expectNoSidewaysScroll(page, LARGE);
  // What is half under the bar above the page is too small to hit; a person scrolls, and so do we.
  await page.evaluate("scrollTo(0, 0)");
  await expectNoAxeViolations(page);
  const isLookedAtInTheDark = await hasScripts(page);
  if (isLookedAtInTheDark) await expectNoAxeViolationsInTheDark(page);
  await expectNoSidewaysScroll(page, NARROW);
  await page.evaluate(UNCUT);
  await expectNoAxeViolations(page);
  if (isLookedAtInTheDark) await expectNoAxeViolationsInTheDark(page);
  await page.setViewportSize(before);
}

/** Looks at every tab of the page that is open. */
export async function expectGoodTabs(page: Page, name: string, count: number): Promise<void> {
  const links = page.getByRole("navigation", { name }).getByRole("link");
  await expect(links).toHaveCount(count);
  const addresses = await links.evaluateAll((all) => all.map((one) => (one as unknown as { href: string }).href));
  for (const address of addresses) {
    await open(page, address);
    await expect(links.and(page.locator("[aria-current]"))).toHaveCount(1);
    await expect(page.getByText(/^(Reading|Looking for|Asking) .*…$/)).toHaveCount(0);
    await expectGoodScreen(page);
  }
}
