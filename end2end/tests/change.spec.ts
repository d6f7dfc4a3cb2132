// Can properties, tags and waves be changed from a selection, with a plan that says what will happen and when?
import type { Locator } from "@playwright/test";
import { expect, test } from "../harness/test.ts";
import { confirm } from "../harness/create.ts";
import { desktops, only, pageOf, row, rows, tick } from "../harness/fleet.ts";
import { begin, done, isDone } from "../harness/jobs.ts";
import { sent } from "../harness/log.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

// An estate of its own: what is changed here stays changed.
test.use({ estate: { fleet: 400, seed: 9 } });

test("a wish that takes several steps is shown with its calendar", async ({ page, world }) => {
  await signIn(page, "Operator");
  const chosen = await desktops(page, "state=STOPPED&compute=STANDARD&sort=user", 2);
  await open(page, only(chosen));
  await tick(page, chosen);
  await page.getByRole("button", { name: /^Change/ }).click();
  await expect(page.getByRole("heading", { name: "Change 2 WorkSpaces" })).toBeVisible();
  const form = page.getByRole("form", { name: "Properties" });
  await form.getByLabel("Root volume (GiB)").fill("200");
  await form.getByLabel("User volume (GiB)").fill("150");
  await form.getByRole("button", { name: "Review" }).click();
  await expect(page.getByRole("heading", { name: /^Review: Modify/ })).toBeVisible();
  const steps = row(page, chosen[0]!.user, "Rows of this plan").getByRole("listitem");
  await expect(steps).toHaveText(["user volume 100 GiB", "root volume 200 GiB, after 30 min", /^user volume 150 GiB, after 6 h/]);
  await expect(page.getByText("between the steps of a row, at least")).toBeVisible();
  for (const { id } of chosen) expect(await sent(world, "ModifyWorkspaceProperties", id)).toEqual([]);
});

test("what can't be used is told at the field, and what was typed stays", async ({ page }) => {
  await signIn(page, "Operator");
  const [one] = await desktops(page, "state=AVAILABLE&mode=AUTO_STOP&sort=-user", 1);
  await open(page, pageOf(one!));
  await page.getByRole("button", { name: /^Change/ }).click();
  const form = page.getByRole("form", { name: "Properties" });
  await form.getByLabel("Stop after (minutes)").fill("90");
  await form.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("Whole hours only: 60, 120, 180 …")).toBeVisible();
  await expect(form.getByLabel("Stop after (minutes)")).toHaveValue("90");
  // The guard of what must not be destroyed is an owner's to set.
  const tags = page.getByRole("form", { name: "Tags" });
  await tags.getByLabel("Set these").fill("deskwarden:protected = yes");
  await tags.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText(/an owner sets and removes it/)).toBeVisible();
});

test("a running mode and a tag arrive where they are shown", async ({ page }) => {
  await signIn(page, "Operator");
  const [one] = await desktops(page, "state=AVAILABLE&mode=AUTO_STOP&sort=user", 1);
  await open(page, pageOf(one!));
  await page.getByRole("button", { name: /^Change/ }).click();
  const form = page.getByRole("form", { name: "Properties" });
  await form.getByLabel("Running mode").selectOption("AlwaysOn: runs day and night");
  await form.getByRole("button", { name: "Review" }).click();
  await confirm(page, "Modify 1 WorkSpace");
  await comes(page, row(page, one!.user, "Rows of this job").getByText("Done"));
  await open(page, pageOf(one!));
  await expect(page.getByText("AlwaysOn").first()).toBeVisible();

  await page.getByRole("button", { name: /^Change/ }).click();
  const tags = page.getByRole("form", { name: "Tags" });
  await tags.getByLabel("Set these").fill("floor = 7");
  await tags.getByRole("button", { name: "Review" }).click();
  await confirm(page, "Tag 1 WorkSpace");
  await comes(page, row(page, one!.user, "Rows of this job").getByText("Done"));
  await open(page, `${pageOf(one!)}?tab=tags`);
  await expect(page.getByText("floor").first()).toBeVisible();
});

test("a pace that can't be used is told at the field, and what was typed stays", async ({ page }) => {
  await signIn(page, "Owner");
  const chosen = await desktops(page, "state=AVAILABLE&mode=AUTO_STOP&sort=user", 2);
  await open(page, only(chosen));
  await tick(page, chosen);
  await page.getByRole("button", { name: /^Stop/ }).click();
  await page.getByText("Waves, hours and pace").click();
  await page.getByLabel("These go first").fill("some");
  await page.getByLabel("A person lets the rest go").check();
  await page.getByLabel("Time zone").fill("Europe/Berlin");
  await page.getByRole("button", { name: "Stop 2 WorkSpaces" }).click();
  await expect(page.getByText("A number of WorkSpaces, or a share such as 10 %.")).toBeVisible();
  await expect(page.getByLabel("These go first")).toHaveValue("some");
  await expect(page.getByLabel("A person lets the rest go")).toBeChecked();
  await expect(page.getByLabel("Time zone")).toHaveValue("Europe/Berlin");
});

test("the rest of a job waits until a person lets it go", async ({ page }) => {
  await signIn(page, "Owner");
  const chosen = await desktops(page, "state=AVAILABLE&mode=AUTO_STOP&sort=-user", 3);
  await open(page, only(chosen));
  await tick(page, chosen);
  await page.getByRole("button", { name: /^Stop/ }).click();
  await page.getByText("Waves, hours and pace").click();
  await page.getByLabel("These go first").fill("1");
  await page.getByLabel("A person lets the rest go").check();
  await confirm(page, "Stop 3 WorkSpaces");
  await expect(page.getByText("wave 1 of 2")).toBeVisible();
  await comes(page, page.getByText("The first wave is through; the rest waits for a person to let it go."));
  await expect(page.getByText("2 waiting")).toBeVisible();
  await page.getByRole("button", { name: "Let the rest go" }).click();
  await comes(page, page.getByText("3 done").first());
  await expect(rows(page, "Rows of this job")).toHaveCount(3);
});

test("a running mode and a volume in one wish, and another bundle, are seen to their ends", { tag: "@scripts" }, async ({ page, world }) => {
  await signIn(page, "Owner");
  const [grown] = await desktops(page, "state=AVAILABLE&mode=ALWAYS_ON&compute=STANDARD&sort=-user", 1);
  // Only Windows migrates: somebody on the bundle that most have.
  await open(page, "/bundles");
  const office = rows(page, "Bundles").filter({ hasText: "Office 2026.2" }).filter({ hasText: "production eu-west-1" });
  const those = await office.getByRole("link", { name: /^[\d,]+$/ }).getAttribute("href");
  const [moved] = await desktops(page, `${those!.split("?")[1]}&state=STOPPED&sort=-user`, 1);

  await open(page, pageOf(moved!));
  await page.getByRole("button", { name: /^Change/ }).click();
  const migrate = page.getByRole("form", { name: "Migrate to another bundle" });
  await migrate.getByLabel("Bundle").selectOption(await valueOf(migrate.getByLabel("Bundle"), "Developer 2026.1"));
  await migrate.getByRole("button", { name: "Review" }).click();
  await page.getByLabel("Type 1 to confirm").fill("1");
  const migration = await begin(page, "Migrate 1 WorkSpace");

  await open(page, pageOf(grown!));
  await page.getByRole("button", { name: /^Change/ }).click();
  const form = page.getByRole("form", { name: "Properties" });
  await form.getByLabel("Running mode").selectOption("AUTO_STOP");
  await form.getByLabel("Stop after (minutes)").fill("120");
  await form.getByLabel("User volume (GiB)").fill("100");
  await form.getByRole("button", { name: "Review" }).click();
  const steps = row(page, grown!.user, "Rows of this plan").getByRole("listitem");
  await expect(steps).toHaveText(["AutoStop 120 min", "user volume 100 GiB"]);
  await done(page, "Modify 1 WorkSpace");
  expect(await sent(world, "ModifyWorkspaceProperties", grown!.id)).toHaveLength(2);
  await open(page, pageOf(grown!));
  await expect(page.getByRole("main").getByText("AutoStop").first()).toBeVisible();
  await open(page, `${pageOf(grown!)}?tab=storage`);
  await expect(page.getByRole("main").getByText("100 GiB").first()).toBeVisible();

  await isDone(page, migration, moved!.user);
  await open(page, `/fleet?user=${moved!.user}`);
  // The one before is listed until a sweep no longer finds it.
  await page.locator(`a.row-link:not([href$="/${moved!.id}"])`).filter({ hasText: moved!.user }).click();
  await expect(page).not.toHaveURL(new RegExp(moved!.id));
  await expect(page.getByRole("main").getByText("Developer 2026.1").first()).toBeVisible();
});

/** The value of the option that says so. */
async function valueOf(select: Locator, words: string): Promise<string | null> {
  return select.locator("option", { hasText: words }).first().getAttribute("value");
}
