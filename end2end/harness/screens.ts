// A screen in one of its states, looked at with axe and at the width of a small telephone.
import { expect, type Page } from "@playwright/test";
import { expectNoAxeViolations } from "./a11y.ts";

const NARROW = { width: 320, height: 640 };

/** Fails when axe finds something, wide or narrow, or when the page itself scrolls sideways at 320 px. */
export async function expectGoodScreen(page: Page): Promise<void> {
  const wide = page.viewportSize()!;
  // What is half under the bar above the page is too small to hit; a person scrolls, and so do we.
  await page.evaluate("scrollTo(0, 0)");
  await expectNoAxeViolations(page);
  await page.setViewportSize(NARROW);
  await expect.poll(() => page.evaluate("document.documentElement.scrollWidth"), `width of ${page.url()}`).toBeLessThanOrEqual(320);
  await expectNoAxeViolations(page);
  await page.setViewportSize(wide);
}
