import { defineConfig, devices } from "@playwright/test";
import type { HarnessOptions } from "./harness/test.ts";

// scripts/chromium finds the browser; without a path Playwright uses the one it downloaded.
const executablePath = process.env["CHROMIUM"];

const OTHER_FORMS = /(screens-empty|aliases|directories|images|ip-groups|pools|rebuild|resilience|second|trouble)\.spec/;

export default defineConfig<HarnessOptions>({
  testDir: "tests",
  outputDir: "test-results",
  // Each worker runs a world of its own (a console and its simulator) beside a browser, on two cores.
  workers: 2,
  fullyParallel: false,
  forbidOnly: !!process.env["CI"],
  // A test that passes only the second time is a fault of the test or of the console.
  retries: 0,
  // Bounds for what hangs, and no aims: sweeps, jobs and launches take as long as a busy machine lets them.
  timeout: 420_000,
  expect: { timeout: 30_000 },
  maxFailures: process.env["CI"] ? 10 : 0,
  reporter: [["list"], ["html", { open: "never" }], ["./harness/reasons.ts"]],
  use: {
    ...devices["Desktop Chrome"],
    actionTimeout: 60_000,
    locale: "en-GB",
    timezoneId: "UTC",
    // Without pictures of each moment: they cost a fifth of the whole run, and the page's snapshots show the same. Nobody
    // fetches what CI leaves behind.
    trace: process.env["CI"] ? "off" : { mode: "retain-on-failure", screenshots: false },
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // No sandbox and no /dev/shm in the containers that tests run in, no GPU on servers, and no calls home.
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
    },
  },
  projects: [
    // Each screen is looked at in the dark, too, as it stands: harness/screens.ts.
    { name: "light", grepInvert: /@no-js/, use: { colorScheme: "light" } },
    // Without scripts all forms post alike: people, power, tags and lists of WorkSpaces stand for those of pools, images and the
    // rest, which EVERYTHING=1 adds. Empty screens hold the same with scripts and without.
    { name: "no-js", testIgnore: process.env["EVERYTHING"] ? /screens-empty/ : OTHER_FORMS, grepInvert: /@scripts/, use: { colorScheme: "light", javaScriptEnabled: false } },
  ],
});
