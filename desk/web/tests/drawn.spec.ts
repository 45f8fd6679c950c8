// That pictures are drawn: the pixels are looked at, not only the elements.
import { desk, expect, grown, home, test } from "./case";
import { census, type Colour, decode } from "./pixels";
import type { Locator, Page } from "@playwright/test";

/** A colour of the style sheet, as the browser has it now. */
async function colour(page: Page, name: string): Promise<Colour> {
  const [r, g, b] = await page.evaluate((property) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = `var(${property})`;
    const said = getComputedStyle(probe).color;
    probe.remove();
    return [...said.matchAll(/\d+/g)].map(Number);
  }, name);
  return [r!, g!, b!];
}

const looked = async (at: Locator, like: Colour) => census(decode(await at.screenshot({ animations: "disabled" })), like);

test("the map has land, water, borders and marks", async ({ page }) => {
  await page.goto(`${home}incidents`);
  await grown(page);
  const map = page.locator(".map-canvas canvas");
  expect((await looked(map, await colour(page, "--map-mark"))).like, "pixels of marks").toBeGreaterThan(300);
  for (let i = 0; i < 3; i++) await page.getByRole("button", { name: "Zoom out" }).click(); // until there is sea
  await expect.poll(async () => (await looked(map, await colour(page, "--map-water"))).like, { message: "pixels of water" }).toBeGreaterThan(5000);
  const land = await looked(map, await colour(page, "--map-land"));
  expect(land.like, "pixels of land").toBeGreaterThan(50_000);
  expect(land.colours, "colours of the map").toBeGreaterThan(40);
});

test("a region is a hatched area and no point", async ({ page }) => {
  await page.goto(`${home}incidents/2025-10-15-paktika`);
  await grown(page);
  const { like, colours } = await looked(page.locator(".map-canvas canvas"), await colour(page, "--map-mark"));
  expect(colours).toBeGreaterThan(20);
  expect(like, "pixels of the outline").toBeGreaterThan(50);
  const places = (await (await page.request.get(`${home}incidents.json?incident=2025-10-15-paktika`)).json()) as { km: number }[];
  expect(places.map((p) => p.km > 20)).toEqual([true]);
});

test("the map is drawn again when the page turns dark", async ({ page }) => {
  await page.goto(`${home}incidents`);
  await grown(page);
  await page.emulateMedia({ colorScheme: "dark" });
  const map = page.locator(".map-canvas canvas");
  await expect.poll(async () => (await looked(map, await colour(page, "--map-land"))).like, { message: "pixels of dark land", timeout: 30_000 }).toBeGreaterThan(50_000);
  await expect.poll(async () => (await looked(map, await colour(page, "--map-mark"))).like, { message: "pixels of marks", timeout: 30_000 }).toBeGreaterThan(200);
});

test("a press on a place tells what happened there", async ({ page }) => {
  await page.goto(`${home}incidents/2025-10-15-paktika`);
  await grown(page);
  const box = (await page.locator(".map-canvas canvas").boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(page.locator(".map-card")).toContainText("Paktika");
  await expect(page.locator(".map-card a").first()).toHaveAttribute("href", /incidents\/2025-10-15-paktika/);
});

test("a file of tiles is the ground of the map", async ({ page }) => {
  await page.goto(`${(process.env["DESK_TILED"] ?? "") + new URL(home).pathname}incidents`);
  await grown(page);
  const map = page.locator(".map-canvas canvas");
  await expect.poll(async () => (await looked(map, [20, 160, 60])).like, { message: "pixels of the tiles' green" }).toBeGreaterThan(50_000);
  const part = await page.request.get(`${process.env["DESK_TILED"]}/tiles.pmtiles`, { headers: { Range: "bytes=0-6" } });
  expect([part.status(), await part.text()]).toEqual([206, "PMTiles"]);
  expect((await page.request.get(`${desk}/tiles.pmtiles`)).status()).toBe(404);
});

// Of the sample's series one has more than two counts with days of their own: a financial year has none.
for (const [slug, charted, sides] of [["tolls", 2, ["--side-1", "--side-2"]], ["exposure", 1, ["--side-0"]]] as const) {
  test(`the charts of ${slug} have their counts`, async ({ page }) => {
    await page.goto(`${home}${slug}`);
    await grown(page);
    const charts = page.locator('[data-island="chart"]');
    expect(await charts.count(), "charts").toBe(charted);
    const first = charts.first();
    expect(await first.locator("svg circle").count(), "counts that are drawn").toBeGreaterThan(1);
    for (const side of sides) expect((await looked(first.locator("svg").first(), await colour(page, side))).like, `pixels of ${side}`).toBeGreaterThan(40);
    await first.locator("svg a").first().hover();
    expect(await first.locator("svg a").first().getAttribute("href"), "a count leads to its words").toMatch(/\/r\//);
  });
}

test("the timeline can be zoomed, moved and filtered, by hand and by key", async ({ page }) => {
  await page.goto(`${home}timeline`);
  await grown(page);
  const stage = page.locator(".timeline-stage");
  const days = async () => stage.locator(".day").allTextContents();
  const marks = stage.locator(".mark");
  const [whole, all] = [await days(), await marks.count()];
  expect(all).toBeGreaterThan(50);
  for (const side of ["--side-1", "--side-2", "--map-mark"]) expect((await looked(stage, await colour(page, side))).like, `pixels of ${side}`).toBeGreaterThan(100);
  await page.getByRole("button", { name: "Nearer" }).click();
  expect(await days()).not.toEqual(whole);
  expect(await marks.count()).toBeLessThan(all);
  await stage.focus();
  const near = await days();
  await page.keyboard.press("ArrowRight");
  expect(await days()).not.toEqual(near);
  await page.keyboard.press("0");
  await page.getByLabel("Show only marks with these words").fill("Istanbul");
  const few = await marks.count();
  expect(few).toBeGreaterThan(0);
  expect(few).toBeLessThan(all);
  await page.getByLabel("Show only marks with these words").fill("");
  await page.getByRole("checkbox", { name: /Incidents/ }).uncheck();
  await expect(stage.locator(".lane-incidents")).toHaveCount(0);
});

test("days that nobody says are intervals", async ({ page }) => {
  await page.goto(`${home}timeline`);
  await grown(page);
  const unsure = page.locator(".lane-incidents rect.unsure");
  expect(await unsure.count()).toBeGreaterThan(0);
  await expect(unsure.first().locator("..").locator("title")).toContainText("between");
});
