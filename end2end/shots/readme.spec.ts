// The fleet, as a person at work sees it.
import { fileURLToPath } from "node:url";
import { expect, test } from "../harness/test.ts";
import { desktops, tick } from "../harness/fleet.ts";
import { signIn } from "../harness/people.ts";

// The demo's own estate takes more than a minute to be read.
test.use({ estate: { fleet: 600, seed: 1 }, viewport: { width: 1440, height: 900 } });

test("docs/screenshot.png", async ({ page }) => {
  await signIn(page, "Owner");
  await tick(page, await desktops(page, "sort=last_active", 3));
  await expect(page.getByRole("button", { name: /^Live/ })).toBeVisible();
  await page.screenshot({ path: fileURLToPath(new URL("../../docs/screenshot.png", import.meta.url)) });
});
