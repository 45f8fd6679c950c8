// On paper, and without script.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, grown, home, pagesOf, test } from "./case";
import { root } from "./desk";

test("pages print", async ({ page }) => {
  const folder = path.join(root, "out/print");
  mkdirSync(folder, { recursive: true });
  for (const slug of ["", "tolls", "timeline", "incidents", "brief"]) {
    await page.goto(home + slug);
    await grown(page);
    const pdf = await page.pdf({ format: "A4" });
    writeFileSync(path.join(folder, `${slug || "overview"}.pdf`), pdf);
    expect(pdf.subarray(0, 5).toString(), slug).toBe("%PDF-");
    expect([...pdf.toString("latin1").matchAll(/\/Type \/Page\b/g)].length, `sheets of ${slug || "overview"}`).toBeGreaterThan(0);
    await page.emulateMedia({ media: "print" });
    for (const gone of [".rail", ".theme", ".timeline-controls"]) {
      for (const one of await page.locator(gone).all()) await expect(one).toBeHidden();
    }
    await page.emulateMedia({ media: null });
  }
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("every page is complete", async ({ page, request }) => {
    test.setTimeout(120_000);
    for (const address of await pagesOf(request)) {
      await test.step(address, async () => {
        await page.goto(address);
        await expect(page.locator(".title h1")).toHaveCount(1);
        const words = await page.locator("main").innerText();
        expect(words.length, `what ${address} says`).toBeGreaterThan(120);
      });
    }
  });

  test("timeline and charts are pictures, and lists beneath them", async ({ page }) => {
    await page.goto(`${home}timeline`);
    await expect(page.locator("svg.timeline .mark").first()).toBeVisible();
    const marks = await page.locator("svg.timeline .mark").count();
    expect(marks).toBeGreaterThan(50);
    expect(await page.locator(".days [data-fact]").count(), "every mark stands in the list too").toBeGreaterThanOrEqual(marks);
    await page.goto(`${home}tolls`);
    await expect(page.locator("svg.chart").first()).toBeVisible();
    await page.goto(`${home}incidents`);
    expect(await page.locator("table.incidents tbody tr").count()).toBeGreaterThan(20);
    await expect(page.locator("noscript p")).toBeVisible();
  });

  test("the theme, the day and the rule can be chosen", async ({ page }) => {
    await page.goto(`${home}tolls`);
    await page.getByRole("button", { name: "Dark" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.getByLabel("As of", { exact: true }).fill("2025-11-07");
    await page.getByLabel("Rule").selectOption("latest");
    await page.getByRole("button", { name: "Show" }).first().click();
    expect(page.url()).toContain("asof=2025-11-07");
    expect(page.url()).toContain("rule=latest");
    await expect(page.locator(".basis")).toContainText("7 November 2025");
  });
});
