// Is every screen, with something on it, right for every eye, hand and width?
import { expect, test } from "../harness/test.ts";
import { review } from "../harness/create.ts";
import { desktops, pageOf, row, rows, tick } from "../harness/fleet.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import { expectGoodScreen } from "../harness/screens.ts";

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

for (const tab of ["overview", "history", "storage", "network", "tags", "related"]) {
  test(`one WorkSpace: ${tab}`, async ({ page }) => {
    await signIn(page, "Owner");
    const [one] = await desktops(page, "state=ERROR", 1);
    await open(page, `${pageOf(one!)}?tab=${tab}`);
    await expect(page.getByRole("heading", { name: one!.user, level: 1 })).toBeVisible();
    await expectGoodScreen(page);
  });
}

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

test("create", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/create");
  await page.getByText(/^Advanced/).click();
  await expectGoodScreen(page);
});

test("create, refused", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/create");
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

for (const address of ["/ip-groups", "/ip-groups/new", "/aliases", "/aliases/new", "/directories"]) {
  test(`resources: ${address}`, async ({ page }) => {
    await signIn(page, "Owner");
    await open(page, address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectGoodScreen(page);
  });
}

test("the devices that may connect to a directory", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/directories");
  await rows(page, "Directories").first().getByRole("rowheader").getByRole("link").click();
  await page.getByRole("link", { name: "Access", exact: true }).click();
  await expect(page.getByLabel("Web browsers")).toBeVisible();
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
