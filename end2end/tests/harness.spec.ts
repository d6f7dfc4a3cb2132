// The harness proves itself: a harness that notices nothing would pass every screen. No world is needed.
import { expect, test } from "@playwright/test";
import { expectNoAxeViolations, expectNoAxeViolationsInTheDark } from "../harness/a11y.ts";
import { watchConsole } from "../harness/console.ts";

const PAGE = "http://harness.test/";

function html(body: string): string {
  return `<!doctype html><html lang="en"><title>Harness</title><body><main><h1>Harness</h1>${body}</main></body></html>`;
}

const PAGES: Record<string, string> = {
  "/tidy": "<p>All is well.</p>",
  "/pale": "<p style='color: #ddd'>Pale.</p><img src='data:,'>",
  "/gloomy": "<style>@media (prefers-color-scheme: dark) { p { color: #ddd } }</style><p>Dark on light, until it is dark.</p>",
  "/logs": "<script>console.error('a fault')</script>",
  "/throws": "<script>throw Error('a fault')</script>",
  "/asks": "<script>fetch('/refused')</script>",
  "/writes": "<script>document.write('written by a script')</script>",
};

test.beforeEach(async ({ context }) => {
  await context.route(PAGE + "**", async (route) => {
    const name = new URL(route.request().url()).pathname;
    const page = PAGES[name];
    if (page) await route.fulfill({ contentType: "text/html", body: html(page) });
    else await route.fulfill({ status: name === "/refused" ? 403 : 404, contentType: "text/plain", body: "" });
  });
});

test("a tidy page passes axe and writes nothing", async ({ page, context }) => {
  const complaints = watchConsole(context);
  await page.goto(PAGE + "tidy");
  await expectNoAxeViolations(page);
  expect(complaints).toEqual([]);
});

test("axe finds a pale text and a picture without words", async ({ page }) => {
  await page.goto(PAGE + "pale");
  await expect(expectNoAxeViolations(page)).rejects.toThrow(/color-contrast[^]*image-alt/);
});

test("axe finds in the dark what is pale there alone", async ({ page }) => {
  await page.goto(PAGE + "gloomy");
  await expectNoAxeViolations(page);
  await expect(expectNoAxeViolationsInTheDark(page)).rejects.toThrow(/color-contrast/);
});

test("looking with axe leaves a page without scripts as it was", { tag: "@no-js" }, async ({ page }) => {
  await page.goto(PAGE + "tidy");
  await expectNoAxeViolations(page);
  await page.goto(PAGE + "writes");
  await expectNoAxeViolations(page);
  await expect(page.getByText("written by a script")).toHaveCount(0);
});

test.describe("the console", { tag: "@scripts" }, () => {
  test("an error that is written is noticed", async ({ page, context }) => {
    const complaints = watchConsole(context);
    await page.goto(PAGE + "logs");
    await expect.poll(() => complaints).toEqual([expect.stringContaining("a fault")]);
  });

  test("an exception that nobody caught is noticed", async ({ page, context }) => {
    const complaints = watchConsole(context);
    await page.goto(PAGE + "throws");
    await expect.poll(() => complaints).toEqual([expect.stringContaining("uncaught: Error: a fault")]);
  });

  test("the line for a refused request is allowed", async ({ page, context }) => {
    const complaints = watchConsole(context);
    const line = page.waitForEvent("console");
    await page.goto(PAGE + "asks");
    expect((await line).text()).toContain("403");
    expect(complaints).toEqual([]);
  });
});
