// Days on a line.

export const dayMs = 86_400_000;

/** A stretch of time, in milliseconds of UTC. */
export interface Axis {
  from: number;
  to: number;
}

interface Dated {
  from: string;
  to: string;
  text: string;
  by?: string;
}

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The axis of some marks, with a day of air at both ends; none where there is no mark. */
export function axisOf(marks: Dated[]): Axis | undefined {
  if (marks.length === 0) return undefined;
  return { from: Math.min(...marks.map((m) => utc(m.from))) - dayMs, to: Math.max(...marks.map((m) => utc(m.to))) + 2 * dayMs };
}

/** Days, of which either may be left open. */
export interface Stretch {
  from?: string;
  to?: string;
}

/** The part of an axis that lies within a stretch of days. */
export function part(whole: Axis, days: Stretch): Axis {
  const from = days.from ? Math.max(whole.from, utc(days.from) - dayMs) : whole.from;
  const to = days.to ? Math.min(whole.to, utc(days.to) + 2 * dayMs) : whole.to;
  return from < to ? { from, to } : whole;
}

/** Where a day, or so many days after it, stands in a picture so wide. */
export function x(day: string, axis: Axis, width: number, after = 0): number {
  return ((utc(day) + after * dayMs - axis.from) / (axis.to - axis.from)) * (width - 16) + 8;
}

/** The marks that an axis shows and that have the words. */
export function pick<M extends Dated>(marks: M[], axis: Axis, words: string): M[] {
  return marks.filter((m) => utc(m.to) + dayMs >= axis.from && utc(m.from) <= axis.to && (words === "" || `${m.text} ${m.by ?? ""}`.toLowerCase().includes(words)));
}

/** The lines of an axis: days, weeks, months or years, whichever are far enough apart to be read. */
export function ticks(axis: Axis, width: number): { at: number; label: string; major: boolean }[] {
  const perDay = width / ((axis.to - axis.from) / dayMs);
  const month: Intl.DateTimeFormatOptions = { month: "short", year: "numeric", timeZone: "UTC" };
  const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", timeZone: "UTC" };
  const grades: [number, (t: Date) => boolean, Intl.DateTimeFormatOptions][] = [
    [1, () => true, day],
    [7, (t) => t.getUTCDay() === 1, day],
    [28, (t) => t.getUTCDate() === 1, month],
    [90, (t) => t.getUTCDate() === 1 && t.getUTCMonth() % 3 === 0, month],
    [365, (t) => t.getUTCDate() === 1 && t.getUTCMonth() === 0, { year: "numeric", timeZone: "UTC" }],
  ];
  const [, falls, format] = grades.find(([days]) => days * perDay >= 60) ?? grades[grades.length - 1]!;
  const write = new Intl.DateTimeFormat("en-GB", format);
  const all = [];
  for (let t = Math.ceil(axis.from / dayMs) * dayMs; t < axis.to; t += dayMs) {
    const date = new Date(t);
    if (falls(date)) all.push({ at: ((t - axis.from) / (axis.to - axis.from)) * (width - 16) + 8, label: write.format(date), major: date.getUTCDate() === 1 });
  }
  return all;
}
