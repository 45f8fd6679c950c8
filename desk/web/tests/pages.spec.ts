// Every page, wide and on a phone, light and dark: no errors, nothing asked of others, nothing cut off, nothing that keeps
// somebody out. Its pictures are kept in out/screenshots, to be looked at.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { desk, expect, grown, home, pagesOf, test } from "./case";
import { root } from "./desk";

const shots = path.join(root, "out/screenshots");
/** Longer pages are cut in their pictures. */
const tallest = 4000;

// One test walks all pages of a part, so that pages that are new are walked without being named here.
const parts = 4;
for (let part = 0; part < parts; part++) {
  test(`pages, part ${part + 1} of ${parts}`, async ({ page, request }) => {
    test.setTimeout(240_000);
    mkdirSync(shots, { recursive: true });
    const all = await pagesOf(request);
    expect(all.length, "pages of the navigation").toBeGreaterThan(12);
    for (const address of all.filter((_, i) => i % parts === part)) await test.step(address, () => look(page, address));
  });
}

async function look(page: Page, address: string): Promise<void> {
  const name = new URL(address).pathname.replace(new URL(home).pathname, "").replaceAll("/", "-") || "overview";
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1600, height: 1000 });
  const answer = await page.goto(address);
  expect(answer?.status(), `status of ${address}`).toBe(200);
  await expect(page.locator(".title h1")).toHaveCount(1);
  await grown(page);
  await kept(page, `${name}-wide-light`);
  await accessible(page, `${name}, light`);
  await page.emulateMedia({ colorScheme: "dark" });
  await settled(page);
  await kept(page, `${name}-wide-dark`);
  await page.setViewportSize({ width: 390, height: 844 });
  await settled(page);
  await kept(page, `${name}-phone-dark`);
  await accessible(page, `${name}, dark, on a phone`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `${name}: pixels by which the page is wider than a phone`).toBeLessThanOrEqual(0);
  await page.emulateMedia({ colorScheme: "light" });
  await settled(page);
  await kept(page, `${name}-phone-light`);
}

/** Waits for what the change of theme or width draws again. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 150))); // until what watches sizes has seen them
  await page.waitForFunction(() => [...document.querySelectorAll('[data-island="map"]')].every((at) => at.hasAttribute("data-still")), undefined, { timeout: 45_000 });
}

async function kept(page: Page, name: string): Promise<void> {
  const height = await page.evaluate(() => {
    scrollTo({ top: 0, behavior: "instant" }); // a page that begins at its words has its head in the middle of the picture else
    return document.documentElement.scrollHeight;
  });
  const width = page.viewportSize()!.width;
  await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true, animations: "disabled", clip: { x: 0, y: 0, width, height: Math.min(height, tallest) } });
}

async function accessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  const told = grave.map((v) => `${v.id} (${v.impact}): ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join("; ")}`);
  expect.soft(told, `axe, ${what}`).toEqual([]);
}

test("an address that leads nowhere says so and helps on", async ({ request }) => {
  for (const address of [`${desk}/nowhere`, `${desk}/c/nowhere/`, `${home}incidents/nowhere`, `${home}timeline?from=soon`]) {
    const answer = await request.get(address);
    expect([400, 404], address).toContain(answer.status());
    expect(await answer.text(), address).toContain("</html>");
  }
});
