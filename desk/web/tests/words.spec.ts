// From every figure to its words: two clicks at the most, and the words that the figure's citation names are marked there.
import type { APIRequestContext } from "@playwright/test";
import { expect, home, test } from "./case";

for (const slug of ["", "tolls"]) {
  test(`figures of ${slug || "the overview"} lead to their words`, async ({ page, request }) => {
    test.setTimeout(120_000);
    await page.goto(home + slug);
    const figures = page.locator("[data-fact]").filter({ has: page.locator("strong, td.num") });
    const count = await figures.count();
    expect(count, "figures").toBeGreaterThan(5);
    const without = await figures.evaluateAll((all) => all.filter((one) => !one.querySelector("[data-cite]")).map((one) => one.textContent?.trim().slice(0, 80)));
    expect(without, "figures that lead nowhere").toEqual([]);
    const links = await page.locator("[data-fact] [data-cite]").evaluateAll((all) => [...new Set(all.map((one) => (one as HTMLAnchorElement).href))]);
    await marked(request, links);
    for (let i = 0; i < count; i += Math.ceil(count / 6)) await follow(figures.nth(i).locator("[data-cite]").first(), page, home + slug);
  });
}

/** The reports that links lead to, each asked for once, have the claim and mark it. */
async function marked(request: APIRequestContext, links: string[]): Promise<void> {
  for (const link of links.filter((one) => new URL(one).pathname.includes("/r/"))) {
    const answer = await request.get(link);
    expect(answer.status(), link).toBe(200);
    const html = await answer.text();
    const id = decodeURIComponent(new URL(link).hash.slice(1));
    expect(html.includes(`id="${id}"`), `the claim ${id} stands in ${link}`).toBe(true);
    expect(/class="mk [^"]*\bon\b|part-asked/.test(html), `words are marked in ${link}`).toBe(true);
  }
}

/** One click on the citation shows the words, marked and in sight. */
async function follow(cite: import("@playwright/test").Locator, page: import("@playwright/test").Page, back: string): Promise<void> {
  await cite.click();
  if (page.url().includes("/r/")) {
    const words = page.locator(page.url().includes("span=") ? ".part-asked" : ".mk.on").first();
    await expect(words, page.url()).toBeInViewport();
    expect((await words.innerText()).trim().length).toBeGreaterThan(0);
  } else {
    expect(page.url(), "a line of the case file").toContain("/case");
  }
  await page.goto(back);
}
