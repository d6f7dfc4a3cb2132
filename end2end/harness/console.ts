// No screen may write an error to the browser's console, with one exception.
import type { BrowserContext } from "@playwright/test";

/** The line a browser writes by itself for every refused request; to refuse is not a fault. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d\b/;

/** Collects console errors and uncaught exceptions of every page in a context. */
export function watchConsole(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error" && !REFUSED.test(message.text())) {
      complaints.push(`${message.text()} (${message.location().url})`);
    }
  });
  context.on("weberror", (error) => complaints.push(`uncaught: ${error.error()}`));
  return complaints;
}
