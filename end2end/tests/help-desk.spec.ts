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
