// What the tests of pages have in common: the sample case, its pages, a page that must behave.
import { type APIRequestContext, expect, type Page, test as plain } from "@playwright/test";

export const desk = process.env["DESK"] ?? "";
const ours = [process.env["DESK"], process.env["DESK_TILED"], process.env["DESK_REVIEW"], process.env["DESK_GUARDED"]];
export const home = `${desk}/c/pak-afg-2025/`;

/** Addresses of all pages of the case, from its navigation, and of one page of each sort that only others lead to. */
export async function pagesOf(request: APIRequestContext): Promise<string[]> {
  const links = hrefs(await (await request.get(home)).text(), /<nav class="rail"[\s\S]*?<\/nav>/);
  const incident = hrefs(await (await request.get(`${home}incidents`)).text()).find((href) => href.includes("/incidents/"));
  const report = hrefs(await (await request.get(home)).text()).find((href) => href.includes("/r/"));
  const more = [incident, report].filter((href) => href !== undefined);
  return [...new Set([...links, ...more])].filter((href) => href.startsWith("/c/")).map((href) => new URL(href, desk).href);
}

/** Addresses of links of a page, or of the part of it that matches. */
export function hrefs(html: string, within = /[\s\S]*/): string[] {
  return [...(within.exec(html)?.[0] ?? "").matchAll(/href="([^"]*)"/g)].map((found) => found[1]!.replaceAll("&amp;", "&"));
}

/** A page that fails its test when it logs an error or asks another host for anything. */
export const test = plain.extend<{ page: Page }>({
  page: async ({ page }, use) => {
    const wrong: string[] = [];
    page.on("console", (said) => {
      if (said.type() === "error" || said.type() === "warning") wrong.push(`${said.type()} at ${page.url()}: ${said.text()}`);
    });
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol.startsWith("http") && !ours.some((own) => new URL(own ?? "").host === host)) wrong.push(`asks ${request.url()}`);
    });
    page.on("requestfailed", (request) => {
      if (request.failure()?.errorText !== "net::ERR_ABORTED") wrong.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
    });
    await use(page);
    expect(wrong, "errors of the page, and requests to other hosts").toEqual([]);
  },
});

/** Waits until every island of the page is drawn; one that failed is an error. */
export async function grown(page: Page): Promise<void> {
  await page.waitForFunction(() => [...document.querySelectorAll("[data-island]")].every((at) => at.hasAttribute("data-grown")), undefined, { timeout: 45_000 });
  expect(await page.locator('[data-grown="no"]').count(), "islands that failed").toBe(0);
}

export { expect };
