// Does a help desk that cares for one directory see that one only?
import { expect, test } from "../harness/test.ts";
import { desktops, pageOf, row, rows, tick } from "../harness/fleet.ts";
import { open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

const THEIRS = "dublin.example.com";

test("list, counts and facets are of the one directory", async ({ page }) => {
  await signIn(page, "Help desk");
  await open(page, "/fleet?size=200");
  const count = await rows(page).count();
  expect(count).toBeGreaterThan(0);
  await expect(page.getByRole("heading", { name: `Fleet (${count})` })).toBeVisible();
  await expect(rows(page).filter({ hasText: THEIRS })).toHaveCount(count);
  await page.getByText("More filters").click();
  const facets = page.getByRole("navigation", { name: "Filters by count" });
  await expect(facets.getByRole("link", { name: /^eu-west-1/ })).toHaveText(`eu-west-1 ${count}`);
  await expect(facets.getByRole("link", { name: /^us-/ })).toHaveCount(0);
  await expect(facets.getByRole("link", { name: /corp\.example\.com/ })).toHaveCount(0);
});

test("the overview counts no more than that", async ({ page }) => {
  await signIn(page, "Help desk");
  const counts = page.getByRole("table", { name: "WorkSpaces by account, region and state" });
  await expect(counts.getByRole("row", { name: /us-east-1|us-west-2|research/ })).toHaveCount(0);
  await expect(counts.getByRole("row", { name: /production eu-west-1/ })).toHaveCount(1);
});

test("someone else's desktop is not found, by search or by address", async ({ page }) => {
  await signIn(page, "Viewer");
  const [other] = await desktops(page, "region=us-east-1", 1);
  await signIn(page, "Help desk");
  await open(page, `/fleet?q=${other!.id}`);
  await expect(page.getByRole("heading", { name: "No WorkSpace matches" })).toBeVisible();
  await open(page, pageOf(other!));
  await expect(page.getByRole("heading", { name: "There is no such WorkSpace" })).toBeVisible();
});

test("it may start, and neither terminate nor create", async ({ page }) => {
  await signIn(page, "Help desk");
  const [one] = await desktops(page, "state=STOPPED&mode=AUTO_STOP", 1);
  await tick(page, [one!]);
  await expect(page.getByRole("button", { name: /^Start/ })).toBeEnabled();
  const terminate = page.getByRole("button", { name: /^Terminate/ });
  await expect(terminate).toBeDisabled();
  await expect(terminate).toHaveAccessibleDescription("You may not terminate WorkSpaces (Help desk).");
  await expect(page.getByRole("link", { name: "Create WorkSpaces" })).toHaveCount(0);
  await expect(row(page, one!.user)).toContainText(THEIRS);
  await open(page, "/create");
  await expect(page.getByText("You may not create WorkSpaces (Help desk).")).toBeVisible();
});

test("a caller is looked up, and what can be done is there, by form and link alone", async ({ page }) => {
  await signIn(page, "Help desk");
  const [one] = await desktops(page, "state=STOPPED&mode=AUTO_STOP&sort=-user", 1);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Help desk" }).click();
  const field = page.getByLabel(/^Who is calling/);
  await expect(field).toBeFocused();
  await field.fill(one!.id);
  await field.press("Enter");
  const card = page.getByRole("region", { name: one!.user });
  await expect(card).toContainText("Stopped");
  await expect(card.getByRole("button", { name: "Start" })).toBeEnabled();
  const stop = card.getByRole("button", { name: "Stop" });
  await expect(stop).toBeDisabled();
  await expect(stop).toHaveAccessibleDescription("This WorkSpace is stopped.");
  await expect(card.getByRole("button", { name: /Terminate|Rebuild/ })).toHaveCount(0);
  await card.getByRole("button", { name: "Start" }).click();
  await expect(page).toHaveURL(/\/jobs\/\d+$/);
  await open(page, `/help-desk?q=${one!.id}`);
  await expect(card.getByRole("link", { name: /^Job \d+: Start$/ })).toBeVisible();
});

test("from the call to the fix without a mouse", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Help desk");
  const [one] = await desktops(page, "state=STOPPED&mode=AUTO_STOP&sort=user", 1);
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  const field = page.getByLabel(/^Who is calling/);
  await expect(field).toBeFocused();
  await page.keyboard.type(one!.id);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "One WorkSpace" })).toBeFocused();
  // What is off takes the focus, so that its reason can be read.
  await page.keyboard.press("2");
  await expect(page.getByRole("button", { name: "Stop" })).toBeFocused();
  await expect(page).toHaveURL(/\/help-desk/);
  await page.keyboard.press("1");
  await expect(page).toHaveURL(/\/jobs\/\d+$/);
});

test("a caller of another directory is nobody", async ({ page }) => {
  await signIn(page, "Viewer");
  const [other] = await desktops(page, "region=us-east-1", 1);
  await signIn(page, "Help desk");
  await open(page, `/help-desk?q=${other!.id}`);
  await expect(page.getByRole("heading", { name: /^Nobody and nothing/ })).toBeVisible();
});
