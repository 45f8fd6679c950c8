// The desk in Debian's chromium, on the sample case; see tests/. Nothing but this machine is asked for anything.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "tests",
  outputDir: "../../out/browser",
  globalSetup: "./tests/desk.ts",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env["CI"]),
  retries: 0, // a test that fails now and then fails
  timeout: 60_000,
  reporter: [["list", { printSteps: false }]],
  use: {
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-quic",
        "--use-angle=swiftshader", // the map needs WebGL; there is no graphics card
        "--enable-unsafe-swiftshader",
      ],
    },
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
  },
});
