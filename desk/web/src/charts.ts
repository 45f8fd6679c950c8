// Counts over time, drawn with Observable Plot: each count where it counts, with its range, who counts it, and its words one press away.
import * as Plot from "@observablehq/plot";
import { given, islands } from "./data";

interface Mark {
  from: string;
  to: string;
  unsure?: boolean;
  text: string;
  by?: string;
  side?: number;
  low?: number;
  high?: number;
  value: number;
  href?: string;
  begins?: string; // where that is before the days drawn
  ends?: string; // where that is after them
}

interface Chart {
  title: string;
  unit?: string;
  log?: boolean;
  marks: Mark[];
}

islands("chart", async (at) => {
  const chart = await given<Chart>(at);
  const frame = at.querySelector<HTMLElement>(".picture-frame");
  if (!frame) throw new Error("the page has no room for its chart");
  let wide = 0;
  const redraw = (): void => {
    const width = Math.round(frame.clientWidth);
    if (width === 0 || width === wide) return; // hidden, or drawn already
    wide = width;
    const picture = draw(chart, width);
    for (const style of picture.querySelectorAll("style")) style.remove(); // the pages' policy allows none; pictures.css has it
    for (const part of picture.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label"); // names of Plot's own that nobody needs read out
    picture.setAttribute("role", "group");
    picture.setAttribute("aria-label", `${chart.title}; the table says the same in words`);
    frame.replaceChildren(picture);
  };
  new ResizeObserver(redraw).observe(frame);
  redraw();
});

const at = (day: string, after = 0): Date => new Date(Date.parse(`${day}T00:00:00Z`) + after * 86_400_000);
const middle = (m: Mark): Date => new Date((at(m.from).getTime() + at(m.to, 1).getTime()) / 2);
/** Tens have no nought: a count of none stands at the foot of their scale. */
const foot = (chart: Chart, v: number): number => (chart.log ? Math.max(v, 1) : v);

/** The true days of what is cut at the edge of the chart, before what it says. */
const said = (m: Mark): string => (m.begins || m.ends ? `${m.begins ?? m.from} to ${m.ends ?? m.to}: ${m.text}` : m.text);

function draw(chart: Chart, width: number): SVGElement | HTMLElement {
  const tone = (m: Mark): string => (m.side ? `var(--side-${m.side})` : "var(--side-0)");
  const marks = chart.marks;
  const ranged = marks.filter((m) => (m.low ?? m.value) !== (m.high ?? m.value));
  return Plot.plot({
    width,
    height: width < 500 ? 240 : 300,
    marginLeft: 58,
    insetTop: 6,
    insetBottom: 6,
    className: "plot",
    x: { type: "utc", label: null },
    y: { type: chart.log ? "log" : "linear", grid: true, nice: true, label: chart.unit ?? null, tickFormat: "~s", ...(chart.log ? { ticks: 4 } : {}) },
    marks: [
      chart.log ? null : Plot.ruleY([0]),
      Plot.link(marks.filter((m) => m.from !== m.to), { x1: (m: Mark) => at(m.from), x2: (m: Mark) => at(m.to, 1), y: (m: Mark) => foot(chart, m.value), stroke: tone, strokeOpacity: 0.5, strokeWidth: 2 }),
      Plot.ruleX(ranged, { x: middle, y1: (m: Mark) => foot(chart, m.low ?? m.value), y2: (m: Mark) => foot(chart, m.high ?? m.value), stroke: tone, strokeWidth: 1.5 }),
      Plot.text(marks.filter((m) => m.begins), { x: (m: Mark) => at(m.from), y: (m: Mark) => foot(chart, m.value), text: () => "◂", fill: tone }),
      Plot.text(marks.filter((m) => m.ends), { x: (m: Mark) => at(m.to, 1), y: (m: Mark) => foot(chart, m.value), text: () => "▸", fill: tone }),
      Plot.dot(marks, { x: middle, y: (m: Mark) => foot(chart, m.value), r: 4.5, fill: (m: Mark) => (m.unsure ? "var(--card)" : tone(m)), stroke: tone, href: (m: Mark) => m.href ?? null, ariaLabel: said }),
      Plot.tip(marks, Plot.pointer({ x: middle, y: (m: Mark) => foot(chart, m.value), title: said, lineWidth: 32, fill: "var(--card)", stroke: "var(--line)" })),
    ],
  });
}
