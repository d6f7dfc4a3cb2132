// Is every screen, with something on it, right for every eye, hand and width?
import { expect, test } from "../harness/test.ts";
import { review } from "../harness/create.ts";
import { desktops, pageOf, row, rows, tick } from "../harness/fleet.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import { openPool } from "../harness/pools.ts";
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

for (const tab of ["overview", "history", "jobs", "storage", "network", "tags", "related"]) {
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

for (const tab of ["overview", "bundle", "copy", "update", "permissions", "tags", "history"]) {
  test(`one image: ${tab}`, async ({ page }) => {
    await signIn(page, "Owner");
    await open(page, "/images");
    const images = page.getByRole("table", { name: "Images" });
    const address = await images.getByRole("rowheader").getByRole("link").first().getAttribute("href");
    await open(page, `${address}?tab=${tab}`);
    await expect(page.getByRole("navigation", { name: "Parts of this image" })).toBeVisible();
    await expectGoodScreen(page);
  });
}

test("images, bundles, and one of them", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/images");
  await expect(rows(page, "Images").first()).toBeVisible();
  await expectGoodScreen(page);
  await open(page, "/bundles");
  await expect(rows(page, "Bundles").first()).toBeVisible();
  await expectGoodScreen(page);
  await page.getByRole("table", { name: "Bundles" }).getByRole("rowheader").getByRole("link").first().click();
  await expect(page.getByRole("form", { name: "Change the image" })).toBeVisible();
  await expectGoodScreen(page);
});

for (const form of ["/images/import", "/images/import-custom"]) {
  test(`the form at ${form}, refused`, async ({ page }) => {
    await signIn(page, "Owner");
    await open(page, form);
    await expectGoodScreen(page);
    await page.getByRole("button", { name: "Review" }).click();
    await expect(page.getByText("1 to 64 letters, digits").first()).toBeVisible();
    await expectGoodScreen(page);
  });
}

test("pools", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/pools");
  await expect(rows(page, "Pools").first()).toBeVisible();
  await expectGoodScreen(page);
});

for (const tab of ["overview", "sessions", "errors", "settings", "tags", "history"]) {
  test(`one pool: ${tab}`, async ({ page }) => {
    await signIn(page, "Owner");
    await openPool(page, "call-centre", tab);
    await expectGoodScreen(page);
  });
}

test("a pool to be made, and refused", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/pools/new");
  await expectGoodScreen(page);
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("Give the pool a name.")).toBeVisible();
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
