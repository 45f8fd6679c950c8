// Review by keyboard alone, on a desk of its own: what is decided here must not change what other tests look at.
import { expect, test } from "./case";

test.describe.configure({ mode: "serial" }); // they share a desk: one would see what another has decided for a moment

const own = `${process.env["DESK_REVIEW"]}/c/pak-afg-2025/`;

test("claims are accepted, rejected, corrected and taken back by keys", async ({ page }) => {
  await page.goto(`${own}review`);
  const words = page.locator(".claim-card blockquote");
  const done = page.locator(".did");
  const first = await words.innerText();
  await page.keyboard.press("a");
  await expect(done).toContainText("Accept");
  await expect(words).not.toHaveText(first);
  const second = await words.innerText();
  await page.keyboard.press("r");
  await page.keyboard.press("1");
  await expect(done).toContainText("Reject");
  await expect(words).not.toHaveText(second);
  await page.keyboard.press("u");
  await expect(done).toContainText("Taken back");
  await page.keyboard.press("c");
  await expect(page.locator('details[data-open="c"]')).toHaveAttribute("open", "");
  await page.keyboard.press("Escape");
  await expect(page.locator('details[data-open="c"]')).not.toHaveAttribute("open", "");
  await page.keyboard.press("?");
  await expect(page.locator(".help")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator(".help")).toHaveCount(0);
});

test("the next claim and the one before, in a report", async ({ page }) => {
  await page.goto(`${own}review`);
  await page.locator("[data-review] [data-cite]").first().click();
  const at = page.locator(".steps-nav span").filter({ hasText: " of " });
  const before = await at.innerText();
  await page.keyboard.press("j");
  await expect(at).not.toHaveText(before);
  await page.keyboard.press("k");
  await expect(at).toHaveText(before);
});

test("incidents are merged on their page, and that is undone", async ({ page }) => {
  await page.goto(`${own}incidents/2025-11-06-spin-boldak`);
  const reports = async () => Number(/(\d+) reports/.exec(await page.locator(".verdict").first().innerText())?.[1]);
  const before = await reports();
  const merge = page.locator("form").filter({ has: page.getByRole("button", { name: "Merge" }) });
  await merge.locator("select").selectOption({ index: 0 });
  await merge.getByLabel("Why").fill("one evening at the crossing");
  await merge.getByRole("button", { name: "Merge" }).click();
  await expect(page.locator(".did")).toContainText("Merge");
  await page.getByRole("button", { name: /Undo/ }).click();
  await expect(page.locator(".did")).toContainText("Taken back");
  await page.goto(`${own}incidents/2025-11-06-spin-boldak`);
  expect(await reports()).toBe(before);
});
