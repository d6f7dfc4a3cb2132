// A screen in one of its states, looked at with axe and at the width of a small telephone.
import { expect, type Page } from "@playwright/test";
import { expectNoAxeViolations } from "./a11y.ts";

const NARROW = { width: 320, height: 640 };

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

/** Fails when axe finds something, wide or narrow, or when the page itself scrolls sideways at 320 px. */
export async function expectGoodScreen(page: Page): Promise<void> {
  const wide = page.viewportSize()!;
  // What is half under the bar above the page is too small to hit; a person scrolls, and so do we.
  await page.evaluate("scrollTo(0, 0)");
  await expectNoAxeViolations(page);
  await page.setViewportSize(NARROW);
  await expect.poll(() => page.evaluate("document.documentElement.scrollWidth"), `width of ${page.url()}`).toBeLessThanOrEqual(320);
  await page.evaluate(UNCUT);
  await expectNoAxeViolations(page);
  await page.setViewportSize(wide);
}
