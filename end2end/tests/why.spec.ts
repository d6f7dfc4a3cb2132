// Is what cannot apply to the choice made so far off, with why, and on again once the choice is another?
import { expect, test } from "../harness/test.ts";
import { choosePlace } from "../harness/create.ts";
import { type Desktop, desktops, desktopsWith, only, tick } from "../harness/fleet.ts";
import { open } from "../harness/page.ts";
import { signIn } from "../harness/people.ts";
import type { Locator, Page } from "@playwright/test";

const HERE = "account=111122223333&region=eu-west-1";

/** The control is off and says why. */
async function isOff(control: Locator, why: RegExp): Promise<void> {
  await expect(control).toBeDisabled();
  await expect(control).toHaveAccessibleDescription(why);
}

/** The control is on, and says nothing of why it was off. */
async function isOn(control: Locator, why: RegExp): Promise<void> {
  await expect(control).toBeEnabled();
  await expect(control).not.toHaveAccessibleDescription(why);
}

/** Takes one from the fleet to the form of a change. */
async function change(page: Page, chosen: Desktop[]): Promise<Locator> {
  await open(page, only(chosen));
  await tick(page, chosen);
  await page.getByRole("button", { name: /^Change/ }).click();
  await expect(page.getByRole("heading", { name: "Change 1 WorkSpace" })).toBeVisible();
  return page.getByRole("form", { name: "Properties" });
}

/** The page of a directory's settings. */
async function settings(page: Page, tab: string): Promise<void> {
  await open(page, "/directories");
  await page.getByRole("table", { name: "Directories" }).getByRole("rowheader").first().getByRole("link").click();
  await page.getByRole("link", { name: tab, exact: true }).click();
  await expect(page.getByRole("button", { name: "Review" })).toBeVisible();
}

test("a change: stop time, protocol, replication and size", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Operator");
  const alone = await desktops(page, `${HERE}&standby=none&compute=STANDARD&state=AVAILABLE`, 1);
  const form = await change(page, alone);
  await isOff(form.getByLabel("Data replication"), /None of them has a standby to replicate its data to\./);

  const [stop, mode] = [form.getByLabel("Stop after (minutes)"), form.getByLabel("Running mode")];
  const autoStop = /goes with the running mode AutoStop only/;
  await mode.selectOption("MANUAL");
  await isOff(stop, autoStop);
  await mode.selectOption("AUTO_STOP");
  await isOn(stop, autoStop);
  await mode.selectOption("ALWAYS_ON");
  await isOff(stop, autoStop);

  const [protocol, compute] = [form.getByLabel("Protocol", { exact: true }), form.getByLabel("Compute")];
  const gpu = /With a GPU the protocol can't be changed/;
  await compute.selectOption("GRAPHICS_G4DN");
  await isOff(protocol, gpu);
  await compute.selectOption("POWER");
  await isOn(protocol, gpu);

  const large = compute.locator("option[value=GENERALPURPOSE_4XLARGE]");
  const small = /GeneralPurpose needs at least 175 GiB root and 100 GiB user\./;
  await form.getByLabel("Root volume (GiB)").fill("80");
  await form.getByLabel("User volume (GiB)").fill("100");
  await expect(large).toBeDisabled();
  await expect(compute).toHaveAccessibleDescription(small);
  await form.getByLabel("Root volume (GiB)").fill("175");
  await expect(large).toBeEnabled();
  await expect(compute).not.toHaveAccessibleDescription(small);

  const paired = await desktops(page, "standby=primary&state=AVAILABLE", 1);
  await isOn((await change(page, paired)).getByLabel("Data replication"), /None of them/);
});

test("the settings of a directory: what hangs on another one", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Owner");
  await settings(page, "Streaming");
  const accelerator = /Only where Global Accelerator is enabled\./;
  await page.getByLabel("Global Accelerator").selectOption("DISABLED");
  await isOff(page.getByLabel("Its preferred protocol"), accelerator);
  await page.getByLabel("Global Accelerator").selectOption("ENABLED_AUTO");
  await isOn(page.getByLabel("Its preferred protocol"), accelerator);
  for (const way of ["from", "to"]) {
    const clipboard = /Only where this clipboard is enabled\./;
    const length = page.getByLabel(`Characters at most, ${way} the local device`);
    await page.getByLabel(`Clipboard ${way} the local device`).selectOption("DISABLED");
    await isOff(length, clipboard);
    await page.getByLabel(`Clipboard ${way} the local device`).selectOption("ENABLED");
    await isOn(length, clipboard);
  }

  await settings(page, "Access");
  const endpoint = /Only where a VPC endpoint is set/;
  await isOff(page.getByLabel("Over the internet all the same"), endpoint);
  await page.getByLabel("VPC endpoints for streaming").fill("vpce-0a1b2c3d");
  await isOn(page.getByLabel("Over the internet all the same"), endpoint);

  await settings(page, "SAML");
  const saml = /Only where SAML 2\.0 is enabled\./;
  await isOff(page.getByLabel("User access URL"), saml);
  await page.getByLabel("SAML 2.0", { exact: true }).selectOption("ENABLED");
  await isOn(page.getByLabel("User access URL"), saml);

  await settings(page, "Certificates");
  await isOff(page.getByRole("combobox", { name: "Certificate-based authentication" }), /It needs SAML 2\.0: enable that first\./);
  await isOff(page.getByLabel("Certificate authority"), /Only where certificate-based authentication is enabled\./);
});

test("an import: which Office the image takes", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/images/import");
  const [office, process] = [page.getByLabel("Microsoft Office"), page.getByLabel("Ingestion process")];
  const none = /Windows 11 with a GPU and DCV takes no Office\./;
  await process.selectOption("BYOL_GRAPHICS_G4DN_WSP");
  await isOff(office, none);
  await page.getByLabel("Windows", { exact: true }).selectOption("Windows 10");
  await isOn(office, none);
  await page.getByLabel("Windows", { exact: true }).selectOption("Windows 11");
  await process.selectOption("BYOL_REGULAR_WSP");
  const older = office.locator("option[value=Microsoft_Office_2016]");
  await expect(older).toBeDisabled();
  await expect(office).toHaveAccessibleDescription(/Windows 11 with DCV takes only Office 2019\./);
  await process.selectOption("BYOL_REGULAR");
  await expect(older).toBeEnabled();
  await isOn(office, /only Office 2019/);
});

test("a bundle: sizes that need larger volumes", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Owner");
  await open(page, "/images");
  await page.getByRole("table", { name: "Images" }).getByRole("row").filter({ hasText: "this account" }).filter({ hasText: "Available" })
    .first().getByRole("rowheader").getByRole("link").click();
  await page.getByRole("link", { name: "Create a bundle" }).click();
  const form = page.getByRole("form", { name: "Create a bundle of this image" });
  const compute = form.getByLabel("Compute");
  const gpu = compute.locator("option[value=GRAPHICS_G4DN]");
  const why = /A machine with a GPU needs at least 100 GiB root and 100 GiB user\./;
  await expect(gpu).toBeEnabled();
  await form.getByLabel("Root volume (GiB)").fill("80");
  await form.getByLabel("User volume (GiB)").fill("50");
  await expect(gpu).toBeDisabled();
  await expect(compute).toHaveAccessibleDescription(why);
  await form.getByLabel("Root volume (GiB)").fill("175");
  await form.getByLabel("User volume (GiB)").fill("100");
  await expect(gpu).toBeEnabled();
  await expect(compute).not.toHaveAccessibleDescription(why);
});

test("a standby: a key for what is encrypted only", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, "Owner");
  const why = /None of the chosen WorkSpaces is encrypted/;
  for (const [encrypted, check] of [["no", isOff], ["yes", isOn]] as const) {
    const chosen = await desktopsWith(page, `${HERE}&standby=none&state=STOPPED`, "root_encrypted", encrypted, 1);
    await open(page, only(chosen));
    await tick(page, chosen);
    await page.getByText("More", { exact: true }).click();
    await page.getByRole("button", { name: "Create standby …" }).click();
    await check(page.getByLabel("KMS key of the volumes"), why);
  }
});

test("new WorkSpaces: the protocol of a DCV bundle, and the sizes for its volumes", { tag: "@scripts" }, async ({ page }) => {
  const place = { account: "production", region: "us-east-1", directory: "sales.example.com" };
  await signIn(page, "Owner");
  await open(page, "/create");
  const [protocol, compute] = [page.getByLabel("Protocol", { exact: true }), page.getByLabel("Compute", { exact: true })];
  const why = /This bundle is DCV, and only a PCoIP bundle lets the protocol be chosen/;
  await choosePlace(page, place, "Standard with Windows Server 2022 (WSP)");
  await isOff(protocol, why);
  const gpu = compute.locator("option[value=GRAPHICS_G4DN]");
  await expect(gpu).toBeDisabled();
  await expect(compute).toHaveAccessibleDescription(/A machine with a GPU needs at least 100 GiB root and 100 GiB user\./);
  await choosePlace(page, place, "Standard with Windows 10 (Server 2019 based) (PCoIP)");
  await isOn(protocol, why);
  await page.getByLabel("Root volume (GiB)").fill("175");
  await page.getByLabel("User volume (GiB)").fill("100");
  await expect(gpu).toBeEnabled();
});
