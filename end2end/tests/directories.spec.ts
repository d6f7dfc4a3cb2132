// Does an admin set a directory, see beforehand what will differ, and lose nothing that was typed?
import type { Page } from "@playwright/test";
import { expect, test } from "../harness/test.ts";
import { row } from "../harness/fleet.ts";
import { done } from "../harness/jobs.ts";
import { sent } from "../harness/log.ts";
import { comes, open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";

test("settings of a directory are changed by way of a plan that shows what differs", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/directories");
  await page.getByRole("table", { name: "Directories" }).getByRole("rowheader").first().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Registration" })).toBeVisible();
  await page.getByRole("link", { name: "Access", exact: true }).click();
  const web = page.getByLabel("Web browsers");
  const wished = (await web.inputValue()) === "ALLOW" ? "Deny" : "Allow";
  await web.selectOption({ label: wished });
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page).toHaveURL(/\/plans\/\d+/);
  await expect(page.locator("ins")).toHaveText(wished);
  await page.getByRole("button", { name: "Change which devices may connect to 1 directory" }).click();
  await expect(page).toHaveURL(/\/jobs\/\d+$/);
  await comes(page, page.getByRole("table", { name: "Rows of this job" }).getByText("Done"));
});

test("going on to a form reads nothing anew, which would draw it again over what is chosen", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Viewer");
  await open(page, "/directories");
  await page.getByRole("table", { name: "Directories" }).getByRole("rowheader").first().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Registration" })).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.getByRole("link", { name: "Access", exact: true }).click();
  await expect(page.getByLabel("Web browsers")).toBeVisible();
  expect(asked).not.toContain("/api/directories/one");
});

test("a setting that the service would refuse is told at its field, and what was typed stays", async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/directories");
  await page.getByRole("table", { name: "Directories" }).getByRole("rowheader").first().getByRole("link").click();
  await page.getByRole("link", { name: "Creation", exact: true }).click();
  await page.getByLabel("Organizational unit").fill("OU=Desks");
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("“OU=Desks” is not of this form")).toBeVisible();
  await expect(page.getByLabel("Organizational unit")).toHaveValue("OU=Desks");
});

/** A directory that no other file changes: goes to one of its tabs. */
async function openStudio(page: Page, tab: string): Promise<void> {
  await open(page, "/directories");
  await row(page, "studio.example.com", "Directories").getByRole("link", { name: "studio.example.com" }).click();
  await page.getByRole("navigation", { name: "Parts of this directory" }).getByRole("link", { name: tab, exact: true }).click();
  await expect(page.getByRole("button", { name: "Review" })).toBeVisible();
}

/** A tab, its job, the call, and by label what is wished for: a choice by its word, a text as it is typed. */
const SETTINGS = [
  ["Creation", "what new WorkSpaces get in", "ModifyWorkspaceCreationProperties", { "Internet access": "On" }],
  ["Self-service", "what people may do themselves in", "ModifySelfservicePermissions", { Rebuild: "Enabled" }],
  ["Streaming", "the streaming of", "ModifyStreamingProperties", { "Clipboard to the local device": "Disabled", "Preferred protocol": "UDP" }],
  ["SAML", "the SAML sign-in of", "ModifySamlProperties", { "SAML 2.0": "Enabled", "User access URL": "https://idp.example.com/desks" }],
  [
    "Certificates",
    "the certificate sign-in of",
    "ModifyCertificateBasedAuthProperties",
    {
      "Certificate-based authentication": "Enabled",
      "Certificate authority": "arn:aws:acm-pca:us-west-2:111122223333:certificate-authority/0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f",
    },
  ],
  ["Encryption", "the endpoint encryption of", "ModifyEndpointEncryptionMode", { Endpoints: "FIPS validated" }],
] as const;

test("each group of settings is saved by a call of its own, and shows what it has become", { tag: "@scripts" }, async ({ page, world }) => {
  await signIn(page, "Owner");
  for (const [tab, what, operation, wishes] of SETTINGS) {
    await world.control("log/clear");
    await openStudio(page, tab);
    for (const [label, wish] of Object.entries(wishes)) {
      const field = page.getByRole("form").getByLabel(label, { exact: true });
      const isChoice = (await field.evaluate((one) => (one as unknown as { tagName: string }).tagName)) === "SELECT";
      await (isChoice ? field.selectOption({ label: wish }) : field.fill(wish));
    }
    await page.getByRole("button", { name: "Review" }).click();
    await expect(page.locator("ins").filter({ hasText: Object.values(wishes)[0]! })).toBeVisible();
    await expect(page.locator("ins")).toHaveCount(Object.keys(wishes).length);
    await done(page, `Change ${what} 1 directory`);
    expect(await sent(world, operation)).toHaveLength(1);
    await openStudio(page, tab);
    for (const [label, wish] of Object.entries(wishes)) {
      const field = page.getByRole("form").getByLabel(label, { exact: true });
      const chosen = field.locator("option:checked");
      await ((await chosen.count()) > 0 ? expect(chosen).toHaveText(wish) : expect(field).toHaveValue(wish));
    }
  }
});

test("a directory lets people in by a group, and no longer", { tag: "@scripts" }, async ({ page, world }) => {
  await signIn(page, "Owner");
  const name = `studio ${Date.now()}`;
  await open(page, "/ip-groups/new");
  await page.getByLabel("Account and region").selectOption({ label: "production us-west-2" });
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("People may connect from").fill("203.0.113.0/24 the studio");
  await page.getByRole("button", { name: "Review" }).click();
  await done(page, "Create 1 IP access control group");
  await world.control("log/clear");
  for (const [isWished, operation] of [[true, "AssociateIpGroups"], [false, "DisassociateIpGroups"]] as const) {
    await openStudio(page, "IP groups");
    const box = page.getByRole("checkbox", { name });
    await expect(box).toBeChecked({ checked: !isWished });
    await box.setChecked(isWished);
    await page.getByRole("button", { name: "Review" }).click();
    await done(page, "Change the IP groups of 1 directory");
    expect(await sent(world, operation)).toHaveLength(1);
  }
  await openStudio(page, "IP groups");
  await expect(page.getByRole("checkbox", { name })).not.toBeChecked();
});
