// Is every screen, with something on it, right for every eye, hand and width?
import { expect, test } from "../harness/test.ts";
import { review } from "../harness/create.ts";
import { desktops, pageOf, row, rows, tick } from "../harness/fleet.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import { expectGoodScreen, expectGoodTabs } from "../harness/screens.ts";

test("sign in", async ({ page }) => {
  await open(page, "/sign-in");
  await expectGoodScreen(page);
});

test("overview", async ({ page }) => {
  await signIn(page, "Owner");
  await expect(page.getByRole("table", { name: "Sync by account and region" })).toBeVisible();
  await expectGoodScreen(page);
});

test("fleet", async ({ page }) => {
  await signIn(page, "Owner");
  const chosen = await desktops(page, "size=50", 3);
  await tick(page, chosen);
  await page.getByText("More filters").click();
  await expectGoodScreen(page);
});

test("fleet, with every kind of trouble", async ({ page }) => {
  await signIn(page, "Viewer");
  await open(page, "/fleet?state=ERROR&state=UNHEALTHY&state=MAINTENANCE&state=SUSPENDED&colour=red&size=25");
  await expect(page.getByText("Part of the address is not used")).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
  await expectGoodScreen(page);
});

test("fleet, with its views", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/fleet?state=ERROR&size=25");
  await page.getByText("Views", { exact: true }).click();
  await page.getByLabel("Name", { exact: true }).fill(`Broken ${test.info().project.name}`);
  await page.getByRole("button", { name: "Keep the view" }).click();
  await expect(page.getByText("View:", { exact: false }).first()).toBeVisible();
  await page.getByText("Views", { exact: true }).click();
  await page.getByText(/^Edit/).first().click();
  await expectGoodScreen(page);
});

test("search", async ({ page }) => {
  await signIn(page, "Owner");
  for (const address of ["/search", "/search?q=a", "/search?q=zzzzzz"]) {
    await open(page, address);
    await expect(page.getByRole("heading", { name: "Search", level: 1 })).toBeVisible();
    await expectGoodScreen(page);
  }
});

test("the palette, a dialog", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Owner");
  await page.keyboard.press("/");
  await expectGoodScreen(page);
  await page.getByRole("combobox", { name: "Search everything" }).pressSequentially("a");
  await expect(page.getByRole("group", { name: /^People/ })).toBeVisible();
  await expectGoodScreen(page);
});

test("help desk", async ({ page }) => {
  await signIn(page, "Help desk");
  await open(page, "/help-desk");
  await expectGoodScreen(page);
  const [one] = await desktops(page, "size=25", 1);
  for (const text of [one!.id, "a", "zzzzzz"]) {
    await open(page, `/help-desk?q=${text}`);
    await expect(page.getByRole("heading", { name: "Help desk", level: 1 })).toBeVisible();
    await expectGoodScreen(page);
  }
});

test("one WorkSpace, tab by tab", async ({ page }) => {
  await signIn(page, "Owner");
  const [one] = await desktops(page, "state=ERROR", 1);
  await open(page, pageOf(one!));
  await expect(page.getByRole("heading", { name: one!.user, level: 1 })).toBeVisible();
  await expectGoodTabs(page, "Parts of this WorkSpace", 7);
});

test("change", async ({ page }) => {
  await signIn(page, "Owner");
  const [one] = await desktops(page, "state=STOPPED", 1);
  await open(page, pageOf(one!));
  await page.getByRole("button", { name: /^Change/ }).click();
  await expect(page.getByRole("form", { name: "Properties" })).toBeVisible();
  await expectGoodScreen(page);
  await page.getByLabel("Root volume (GiB)").fill("a lot");
  await page.getByRole("form", { name: "Properties" }).getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("“a lot” is not a whole number.")).toBeVisible();
  await expectGoodScreen(page);
});

test("a plan of several steps, with its pace", async ({ page }) => {
  await signIn(page, "Owner");
  const chosen = await desktops(page, "state=STOPPED&compute=STANDARD", 2);
  await tick(page, chosen);
  await page.getByRole("button", { name: /^Change/ }).click();
  await page.getByLabel("Root volume (GiB)").fill("200");
  await page.getByLabel("User volume (GiB)").fill("150");
  await page.getByRole("form", { name: "Properties" }).getByRole("button", { name: "Review" }).click();
  await page.getByText("Waves, hours and pace").click();
  await expectGoodScreen(page);
});

test("resilience", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/resilience");
  await expect(page.getByRole("table", { name: "Coverage by account and region" })).toBeVisible();
  await expectGoodScreen(page);
});

test("standby, refused", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/resilience");
  await page.getByRole("button", { name: /^Create the missing/ }).first().click();
  await expect(page.getByRole("form", { name: "Standby" })).toBeVisible();
  await expectGoodScreen(page);
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("Choose the directory in the other region.")).toBeVisible();
  await expectGoodScreen(page);
});

test("create", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/create");
  await page.getByText(/^Advanced/).click();
  await expectGoodScreen(page);
});

test("create, refused", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/create");
  await page.getByLabel("Running mode").selectOption("AUTO_STOP");
  await page.getByLabel("Stop after (minutes)").fill("90");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expectGoodScreen(page);
});

test("the plan of a create", async ({ page }) => {
  await signIn(page, "Owner");
  await review(page, ["ida.berg"], { account: "research", region: "us-east-1", directory: "research.example.com" }, "team = lab");
  await expect(row(page, "ida.berg", "Rows of this plan")).toBeVisible();
  await expectGoodScreen(page);
});

test("the plan of a termination", async ({ page }) => {
  await signIn(page, "Owner");
  await tick(page, await desktops(page, "state=AVAILABLE&state=SUSPENDED&sort=-state", 3));
  await page.getByRole("button", { name: /^Terminate/ }).click();
  await expect(page.getByRole("heading", { name: "Terminate for good?" })).toBeVisible();
  await expectGoodScreen(page);
});

test("jobs, and one of them", async ({ page }) => {
  await signIn(page, "Operator");
  const [one] = await desktops(page, "state=STOPPED&mode=AUTO_STOP&account=444455556666&region=eu-west-1", 1);
  await open(page, pageOf(one!));
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page).toHaveURL(/\/jobs\/\d+$/);
  await comes(page, page.getByRole("region", { name: "Progress" }).getByText("1 of 1 done"));
  await expectGoodScreen(page);
  await open(page, "/jobs");
  await expect(rows(page, "Jobs").first()).toBeVisible();
  await expectGoodScreen(page);
});

test("audit, account and people", async ({ page }) => {
  await signIn(page, "Owner");
  for (const [address, table] of [
    ["/audit", "Audit"],
    ["/audit?what=sign-in&from=yesterday", "Audit"],
    ["/account", "Your sessions"],
    ["/people", "People"],
  ] as const) {
    await open(page, address);
    await expect(rows(page, table).first()).toBeVisible();
    await expectGoodScreen(page);
  }
  await open(page, "/audit?target=zzzzzz");
  await expect(page.getByRole("heading", { name: "No entry is like that" })).toBeVisible();
  await expectGoodScreen(page);
});

test("a job that is paused, and one with refusals", async ({ page, world }) => {
  const start = { operation: "StartWorkspaces", account: "444455556666", region: "us-east-1" };
  await world.control("faults", { kind: "throttle", ...start });
  await signIn(page, "Operator");
  const [one] = await desktops(page, "state=STOPPED&mode=AUTO_STOP&account=444455556666&region=us-east-1&sort=-user", 1);
  await open(page, pageOf(one!));
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  await expectGoodScreen(page);
  await world.control("faults/clear");
  await world.control("faults", { kind: "error", code: "InvalidParameterValuesException", message: "Not today.", status: 400, ...start });
  await page.getByRole("button", { name: "Resume" }).click();
  await comes(page, page.getByRole("region", { name: "Progress" }).getByText("Ended with refusals"));
  await world.control("faults/clear");
  await expectGoodScreen(page);
});

test("the person's menu", async ({ page }) => {
  await signIn(page, "Viewer");
  await page.getByLabel("Vera (viewer): theme, density, sign out").click();
  await expectGoodScreen(page);
});

test("the keyboard's help, a dialog", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Viewer");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await expectGoodScreen(page);
});

test("the narrow menu", async ({ page }) => {
  await signIn(page, "Owner");
  await page.setViewportSize({ width: 320, height: 640 });
  await page.getByText("Menu", { exact: true }).click();
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Fleet" })).toBeVisible();
  await expectGoodScreen(page);
});
