// axe over what a person sees at this moment: call it in every state of a screen worth telling apart.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { hasScripts } from "./page.ts";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What hangs on colours alone. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Fails with one line per violation: rule, what it means, and where. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  await expectNothing(page, (axe) => axe.withTags(STANDARDS));
}

/** The same page in the dark, where colours differ and nothing else does: the rules that look at them. */
export async function expectNoAxeViolationsInTheDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNothing(page, (axe) => axe.withRules(COLOURS));
  await page.emulateMedia({ colorScheme: "light" });
}

/**
 * Legacy mode looks at the page's own frame alone, and no screen of ours has another; what passes is not listed. Together that
 * is a third of the time, which is most of what these tests take.
 */
async function expectNothing(page: Page, choose: (axe: AxeBuilder) => AxeBuilder): Promise<void> {
  const axe = choose(new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }));
  const { violations } = await withScripts(page, () => axe.analyze());
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
