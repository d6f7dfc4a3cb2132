// The `test` that every spec imports: a world of its own, and a page that tolerates no console error.
import { test as base } from "@playwright/test";
import { watchConsole } from "./console.ts";
import { startWorld, type World, type WorldOptions } from "./world.ts";

export { expect } from "@playwright/test";

export type HarnessOptions = { estate: WorldOptions };

type PerWorker = HarnessOptions & { world: World };

export const test = base.extend<{ worldLog: void }, PerWorker>({
  estate: [{ fleet: 300, seed: 7 }, { option: true, scope: "worker" }],

  // Playwright gives each project and each worker its own, and a new one after a failed test.
  world: [
    async ({ estate }, use) => {
      const world = await startWorld(estate);
      await use(world);
      await world.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],

  baseURL: async ({ world }, use) => use(world.url),

  // What the console printed is most of the answer when a test fails.
  worldLog: [
    async ({ world }, use, info) => {
      const before = world.log().length;
      await use();
      if (info.status !== info.expectedStatus) {
        await info.attach("world.log", { body: world.log().slice(before), contentType: "text/plain" });
      }
    },
    { auto: true },
  ],

  // The whole context is watched, so that a second tab is held to the same.
  context: async ({ context }, use) => {
    const complaints = watchConsole(context);
    await use(context);
    if (complaints.length > 0) throw new Error(`the browser's console:\n${complaints.join("\n")}`);
  },
});
