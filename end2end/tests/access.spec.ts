// Who may come in, and where do they come to?
import { expect, test } from "../harness/test.ts";
import { open } from "../harness/page.ts";
import { signIn, type Person } from "../harness/people.ts";

const NAMES: Record<Person, string> = {
  Viewer: "Vera (viewer)",
  "Help desk": "Hugo (help desk)",
  Operator: "Olga (operator)",
  Owner: "Otto (owner)",
};

for (const [person, name] of Object.entries(NAMES) as [Person, string][]) {
  test(`${person} signs in`, async ({ page }) => {
    await signIn(page, person);
    await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
    await page.getByLabel(`${name}: theme, density, sign out`).click();
    await expect(page.getByRole("strong").filter({ hasText: name })).toBeVisible();
  });
}

test("a stranger is asked to sign in and comes to where they wanted to go", async ({ page }) => {
  await open(page, "/fleet?state=ERROR");
  await expect(page).toHaveURL(/\/sign-in\?back=/);
  await expect(page.getByRole("heading", { name: "Sign in to Deskwarden" })).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await page.getByRole("button", { name: "Viewer" }).click();
  await expect(page).toHaveURL(/\/fleet\?state=ERROR$/);
  await expect(page.getByRole("heading", { name: /^Fleet/, level: 1 })).toBeVisible();
});

test("whoever signs out is a stranger again", async ({ page }) => {
  await signIn(page, "Operator");
  await page.getByLabel("Olga (operator): theme, density, sign out").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto("/jobs");
  await expect(page).toHaveURL(/\/sign-in\?back=/);
});

test("theme and density are kept", async ({ page }) => {
  await signIn(page, "Viewer");
  await open(page, "/jobs");
  for (const [choice, attribute, value] of [
    ["Dark", "data-theme", "dark"],
    ["Comfortable", "data-density", "comfortable"],
  ] as const) {
    await page.getByLabel("Vera (viewer): theme, density, sign out").click();
    await page.getByRole("button", { name: choice }).click();
    await expect(page).toHaveURL(/\/jobs$/);
    await expect(page.locator("html")).toHaveAttribute(attribute, value);
  }
  await open(page, "/");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("an address that leads nowhere says so", async ({ page }) => {
  await signIn(page, "Viewer");
  await open(page, "/nowhere");
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  await page.getByRole("link", { name: "Go to the overview" }).click();
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
});
