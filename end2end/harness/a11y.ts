// axe over what a person sees at this moment: call it in every state of a screen worth telling apart.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { hasScripts } from "./page.ts";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with one line per violation: rule, what it means, and where. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  const { violations } = await withScripts(page, () => new AxeBuilder({ page }).withTags(STANDARDS).analyze());
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  at ${target.join(" ")}\n  ${failureSummary ?? ""}`),
  );
  expect(lines, `axe on ${page.url()}`).toEqual([]);
}

/**
 * axe needs timers, which a page with JavaScript off does not have: scripts are allowed for as long as it looks.
 * The page's own scripts were passed over when it was read and do not start now.
 */
async function withScripts<T>(page: Page, look: () => Promise<T>): Promise<T> {
  if (await hasScripts(page)) return look();
  const session = await page.context().newCDPSession(page);
  const allow = (value: boolean) => session.send("Emulation.setScriptExecutionDisabled", { value: !value });
  // A new session believes that scripts are on already and would ignore the wish to have them.
  await allow(false);
  await allow(true);
  try {
    return await look();
  } finally {
    // The session stays: letting it go would leave scripts on.
    await allow(false);
  }
}
