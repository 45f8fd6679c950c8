// What the islands of a page have in common: their data, their elements, their colours.

/** What an island draws, from the address in its data-from; an error names the address. */
export async function given<T>(island: HTMLElement): Promise<T> {
  const address = island.dataset["from"] ?? "";
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`no data from ${address}: ${answer.status} ${answer.statusText}`);
  return (await answer.json()) as T;
}

/** The address of a file beside this script, with the edition that the page asked for the script by. */
export function beside(name: string): string {
  const here = new URL(import.meta.url);
  return new URL(name + here.search, here).href;
}

/** Runs an island on every element that asks for it; the page beneath is complete, so a failure leaves it as it was. */
export function islands(name: string, grow: (at: HTMLElement) => void | Promise<void>): void {
  for (const at of document.querySelectorAll<HTMLElement>(`[data-island="${name}"]`)) {
    Promise.resolve()
      .then(() => grow(at))
      .then(() => (at.dataset["grown"] = "yes"))
      .catch((error: unknown) => {
        at.dataset["grown"] = "no";
        console.error(`${name}:`, error);
      });
  }
}

/** An element with text and attributes; text of reports only ever comes in as text. */
export function make(tag: string, attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The value of a custom property of the page's style, as it is now (dark or light). */
export function colour(name: string, at: Element = document.documentElement): string {
  return getComputedStyle(at).getPropertyValue(name).trim();
}

/** Calls when the page turns dark or light. */
export function onTheme(changed: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  new MutationObserver(changed).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
}
