// Why did tests fail? Said once more at the very end: of a long run, its last lines are what one gets to see.
import { stripVTControlCharacters } from "node:util";
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** Enough for what was waited for, and what stood in its way. */
const LINES = 14;

export default class Reasons implements Reporter {
  readonly #reasons: string[] = [];

  onTestEnd(test: TestCase, { status, errors }: TestResult): void {
    if (status === test.expectedStatus || status === "interrupted") return;
    const said = errors.map(({ message }) => stripVTControlCharacters(message ?? "").split("\n").slice(0, LINES).join("\n"));
    this.#reasons.push([test.titlePath().slice(1).join(" › "), ...said].join("\n"));
  }

  onEnd(): void {
    for (const reason of this.#reasons) process.stdout.write(`\nFAILED ${reason}\n`);
  }

  printsToStdio(): boolean {
    return true;
  }
}
