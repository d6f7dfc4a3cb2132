// How long from a state that changes in the simulator to the changed cell in a browser? Writes a section in Markdown.
//
// A hundred WorkSpaces of one scope are in transition meanwhile, so that following them takes its whole share of the rate.
import { writeFile } from "node:fs/promises";
import { test } from "@playwright/test";
import { hydrated } from "../harness/page.ts";
import { startWorld } from "../harness/world.ts";

const ACCOUNT = "111122223333";
const REGION = "eu-west-1";
const MOVING = 100;
const MEASURED = 40;

test("from a change to the cell", async ({ browser }) => {
  test.setTimeout(600_000);
  const world = await startWorld({ fleet: 2400, seed: 7 });
  try {
    const page = await browser.newPage({ baseURL: world.url });
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Owner" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    await page.goto(`/fleet?account=${ACCOUNT}&region=${REGION}&state=STOPPED&size=${MOVING}`);
    const keys = await page.locator('input[name="selected[]"]').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    const ids = keys.map((key) => key.split("/")[2]!);
    const edit = (id: string, state: string) =>
      world.control("edit", { account: ACCOUNT, region: REGION, workspace_id: id, patch: { State: state } });
    for (const id of ids) await edit(id, "STARTING");

    // The page shows them by id: no change of state takes a row away.
    const query = ids.map((id) => `id=${id}`).join("&");
    await page.goto(`/fleet?${query}&size=${MOVING}`);
    await hydrated(page);
    const row = (id: string) => page.getByRole("row").filter({ hasText: id });
    for (const id of ids) await row(id).getByText("Starting").waitFor({ timeout: 120_000 });

    const spans: number[] = [];
    for (const id of ids.slice(0, MEASURED)) {
      const begun = performance.now();
      await edit(id, "AVAILABLE");
      await row(id).getByText("Available").waitFor({ timeout: 60_000 });
      spans.push(performance.now() - begun);
    }
    spans.sort((a, b) => a - b);
    const at = (share: number) => ((spans[Math.ceil(spans.length * share) - 1] ?? 0) / 1000).toFixed(1);
    const lines = [
      "## From a change at Amazon to the changed cell",
      "",
      `${MOVING} WorkSpaces of one scope in transition, ${MEASURED} changes one after another, at Amazon's rate.`,
      "",
      "| median | p95 | longest |",
      "|---:|---:|---:|",
      `| ${at(0.5)} s | ${at(0.95)} s | ${at(1)} s |`,
    ];
    await writeFile(process.env["LIVE_OUT"] ?? "/dev/stdout", `${lines.join("\n")}\n`);
  } finally {
    await world.stop();
  }
});
