// `make bench`: what only a browser can measure.
import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

export default defineConfig({ ...tests, testDir: "bench", reporter: "line", projects: [{ name: "light" }] });
