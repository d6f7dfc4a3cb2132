// `make shots`: the picture in the README, taken from a demo as everybody has it.
import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

export default defineConfig({
  ...tests,
  testDir: "shots",
  reporter: "list",
  projects: [{ name: "light", use: { colorScheme: "light" } }],
});
