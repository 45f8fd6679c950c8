// Sign-in and the page of accounts, by keyboard alone, light and dark, wide and on a phone: nobody is kept out.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./case";
import { password } from "./desk";

const guarded = process.env["DESK_GUARDED"] ?? "";

for (const colorScheme of ["light", "dark"] as const) {
  test(`accounts are kept by keyboard, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${guarded}/accounts`);
    await accessible(page, "sign-in");
    await page.keyboard.type("chief"); // the name has the focus
    await page.keyboard.press("Tab");
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Who may sign in" })).toBeVisible();
    const name = `reader-${colorScheme}`;
    await to(page, page.locator("form.new-form input[name=name]"));
    await page.keyboard.type(name);
    await to(page, page.locator("form.new-form select[name=role]"));
    await page.keyboard.type("reader");
    await to(page, page.locator("form.new-form button[value=add]"));
    await page.keyboard.press("Enter");
    await expect(page.locator(".secret-words")).toBeVisible();
    await expect(page.locator("tr", { hasText: name })).toContainText("reader");
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await accessible(page, `accounts, ${width}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), "cut off").toBeLessThanOrEqual(0);
      await page.goto(`${guarded}/c/pak-afg-2025/case`);
      await accessible(page, `case file, ${width}`);
      await page.goto(`${guarded}/accounts`);
    }
  });
}

/** Goes to a field by the tabulator alone; what has the focus shows it. */
async function to(page: Page, field: ReturnType<Page["locator"]>): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await field.evaluate((f) => f === document.activeElement)) {
      expect(await field.evaluate((f) => getComputedStyle(f).outlineStyle), "the focus is seen").not.toBe("none");
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error("the tabulator does not lead there");
}

async function accessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect.soft(violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => `${v.id}: ${v.nodes[0]?.target}`), what).toEqual([]);
}
