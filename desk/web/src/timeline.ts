// The timeline, drawn again so that it can be zoomed, moved and filtered. The picture and the list of the page say the same.
import { given, islands, make } from "./data";
import { type Axis, axisOf, dayMs, part, pick, type Stretch, ticks, x } from "./axis";

interface Mark {
  from: string;
  to: string;
  unsure?: boolean;
  label?: string;
  text: string;
  by?: string;
  side?: number;
  href?: string;
}

interface Lane {
  id: string;
  title: string;
  side?: number;
  marks: Mark[];
}

/** What the reader has chosen to see. */
interface View {
  axis: Axis;
  hidden: Set<string>;
  words: string;
}

const row = 18;
const head = 24;
const top = 26;

islands("timeline", async (at) => {
  const { lanes, shown } = await given<{ lanes: Lane[]; shown: Stretch }>(at);
  const whole = axisOf(lanes.flatMap((l) => l.marks));
  if (!whole) return;
  const view: View = { axis: part(whole, shown), hidden: new Set(), words: "" };
  const stage = make("div", { class: "timeline-stage", tabindex: "0", role: "group", "aria-label": "Timeline: arrow keys move, plus and minus zoom, 0 shows all" });
  const redraw = (): void => stage.replaceChildren(draw(lanes, view, stage.clientWidth || 1000));
  at.querySelector(".picture-frame")?.replaceWith(controls(lanes, view, whole, redraw), stage);
  drag(stage, view, whole, redraw);
  keys(stage, view, whole, redraw);
  new ResizeObserver(redraw).observe(stage);
  redraw();
});

/** Buttons, boxes and a field over the picture. */
function controls(lanes: Lane[], view: View, whole: Axis, redraw: () => void): HTMLElement {
  const button = (name: string, says: string, change: () => Axis): HTMLElement => {
    const b = make("button", { type: "button", title: says, "aria-label": says }, name);
    b.addEventListener("click", () => {
      view.axis = change();
      redraw();
    });
    return b;
  };
  const words = make("input", { type: "search", placeholder: "Filter by words", "aria-label": "Show only marks with these words" }) as HTMLInputElement;
  words.addEventListener("input", () => {
    view.words = words.value.trim().toLowerCase();
    redraw();
  });
  const boxes = lanes.map((lane) => {
    const box = make("input", { type: "checkbox", checked: "" }) as HTMLInputElement;
    box.addEventListener("change", () => {
      if (box.checked) view.hidden.delete(lane.id);
      else view.hidden.add(lane.id);
      redraw();
    });
    return make("label", { class: `chip${lane.side ? ` side-${lane.side}` : ""}` }, box, ` ${lane.title} `, make("span", { class: "count" }, String(lane.marks.length)));
  });
  return make(
    "div",
    { class: "timeline-controls" },
    make("span", { class: "zoom", role: "group", "aria-label": "Zoom" }, button("+", "Nearer", () => zoomed(view.axis, 0.5, 0.5, whole)), button("−", "Farther", () => zoomed(view.axis, 2, 0.5, whole)), button("All", "All of the time", () => whole)),
    words,
    ...boxes,
  );
}

/** An axis by so much longer, around a point of it between 0 and 1. */
function zoomed(axis: Axis, factor: number, around: number, whole: Axis): Axis {
  const length = Math.min(Math.max((axis.to - axis.from) * factor, 3 * dayMs), whole.to - whole.from);
  const still = axis.from + (axis.to - axis.from) * around;
  return within(still - length * around, length, whole);
}

function within(from: number, length: number, whole: Axis): Axis {
  const start = Math.min(Math.max(from, whole.from), whole.to - length);
  return { from: start, to: start + length };
}

function moved(axis: Axis, share: number, whole: Axis): Axis {
  const length = axis.to - axis.from;
  return within(axis.from + length * share, length, whole);
}

/** Moves with the pointer; zooms with the wheel where Ctrl is held, so that the page still scrolls. */
function drag(stage: HTMLElement, view: View, whole: Axis, redraw: () => void): void {
  let held: { at: number; axis: Axis } | undefined;
  stage.addEventListener("pointerdown", (e) => (held = { at: e.clientX, axis: view.axis }));
  addEventListener("pointerup", () => (held = undefined));
  addEventListener("pointermove", (e) => {
    if (!held || Math.abs(e.clientX - held.at) < 4) return;
    view.axis = moved(held.axis, (held.at - e.clientX) / stage.clientWidth, whole);
    redraw();
  });
  stage.addEventListener(
    "wheel",
    (e) => {
      if (!e.ctrlKey) return;
      e.preventDefault();
      view.axis = zoomed(view.axis, e.deltaY > 0 ? 1.25 : 0.8, (e.clientX - stage.getBoundingClientRect().left) / stage.clientWidth, whole);
      redraw();
    },
    { passive: false },
  );
}

function keys(stage: HTMLElement, view: View, whole: Axis, redraw: () => void): void {
  const does: Record<string, () => Axis> = {
    ArrowLeft: () => moved(view.axis, -0.2, whole),
    ArrowRight: () => moved(view.axis, 0.2, whole),
    "+": () => zoomed(view.axis, 0.5, 0.5, whole),
    "=": () => zoomed(view.axis, 0.5, 0.5, whole),
    "-": () => zoomed(view.axis, 2, 0.5, whole),
    "0": () => whole,
  };
  stage.addEventListener("keydown", (e) => {
    const act = e.target === stage && !e.ctrlKey && !e.metaKey && !e.altKey ? does[e.key] : undefined;
    if (!act) return;
    e.preventDefault();
    view.axis = act();
    redraw();
  });
}

const svgns = "http://www.w3.org/2000/svg";

function svg(tag: string, attributes: Record<string, string | number>, ...children: (Node | string)[]): SVGElement {
  const element = document.createElementNS(svgns, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** The picture of what the reader has chosen, in as many rows a lane as hold its marks without overlap. */
function draw(lanes: Lane[], view: View, width: number): SVGElement {
  const body = svg("g", {});
  let y = top;
  for (const lane of lanes) {
    if (view.hidden.has(lane.id)) continue;
    const drawn = drawLane(lane, pick(lane.marks, view.axis, view.words), view.axis, width, y);
    body.append(drawn.group);
    y += drawn.height;
  }
  const picture = svg("svg", { class: "picture timeline", width, height: y, viewBox: `0 0 ${width} ${y}` });
  const stripes = svg("pattern", { id: "unsure-live", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("rect", { class: "hatch", width: 3, height: 6 }));
  picture.append(svg("defs", {}, stripes));
  for (const t of ticks(view.axis, width)) {
    picture.append(svg("line", { class: t.major ? "tick major" : "tick", x1: t.at, x2: t.at, y1: 18, y2: y }), svg("text", { class: "day", x: t.at, y: 13 }, t.at < width - 24 ? t.label : ""));
  }
  picture.append(body);
  return picture;
}

function drawLane(lane: Lane, marks: Mark[], axis: Axis, width: number, y: number): { group: SVGElement; height: number } {
  const group = svg("g", { class: `lane lane-${lane.id}${lane.side ? ` side-${lane.side}` : ""}` });
  group.append(svg("line", { class: "rule", x1: 0, x2: width, y1: y, y2: y }), svg("text", { class: "lane-title", x: 4, y: y + 16 }, lane.title));
  const ends: number[] = [];
  for (const mark of marks) {
    const one = mark.from === mark.to;
    const from = x(mark.from, axis, width);
    const to = x(mark.to, axis, width, 1);
    const left = one ? (from + to) / 2 - 4.5 : Math.max(from, -2);
    const wide = one ? 9 : Math.max(Math.min(to, width + 2) - left, 4);
    const label = mark.label ? mark.label.length * 6.4 + 8 : 0;
    const side = left + wide + label <= width ? "right" : left - label >= 0 ? "left" : "within";
    const begin = side === "left" ? left - label : left;
    let r = ends.findIndex((end) => end <= begin);
    if (r < 0) r = ends.push(0) - 1;
    ends[r] = left + wide + 4 + (side === "right" ? label : 0);
    group.append(drawMark(mark, one, left, y + head + r * row, wide, side));
  }
  return { group, height: head + Math.max(ends.length, 1) * row + 8 };
}

function drawMark(mark: Mark, one: boolean, left: number, y: number, wide: number, side: "right" | "left" | "within"): SVGElement {
  const days = one ? mark.from : mark.unsure ? `between ${mark.from} and ${mark.to}` : `${mark.from} to ${mark.to}`;
  const link = svg("a", { href: mark.href ?? "#" }, svg("title", {}, `${days}: ${mark.by ? `${mark.by}: ` : ""}${mark.text}`));
  link.append(
    one
      ? svg("circle", { class: "mark", cx: left + 4.5, cy: y + 4.5, r: 4.5 })
      : svg("rect", { class: mark.unsure ? "mark unsure" : "mark", x: left, y, width: wide, height: 9, rx: 2 }),
  );
  const label = {
    right: { class: "label", x: left + wide + 4, y: y + 9 },
    left: { class: "label", x: left - 4, y: y + 9, "text-anchor": "end" },
    within: { class: "label within", x: Math.max(left, 0) + 6, y: y + 8 },
  };
  if (mark.label) link.append(svg("text", label[side], mark.label));
  return link;
}
