// Ties words and cards: pointing at either lights both. The page is whole without it.
(() => {
  "use strict";
  const lit = new Set();
  const clear = () => { for (const e of lit) e.classList.remove("lit"); lit.clear(); };
  const light = (e) => { e.classList.add("lit"); lit.add(e); };
  const index = new Map();
  for (const e of document.querySelectorAll("[data-c]")) {
    const sheet = e.closest("[data-sheet]").dataset.sheet;
    for (const n of e.dataset.c.split(" ")) {
      const key = sheet + " " + n;
      if (!index.has(key)) index.set(key, []);
      index.get(key).push(e);
    }
  }
  const show = (e) => {
    clear();
    const at = e && e.closest ? e.closest("[data-c]") : null;
    if (!at) return;
    const sheet = at.closest("[data-sheet]").dataset.sheet;
    const numbers = at.classList.contains("card") ? [at.dataset.c] : at.dataset.c.split(" ");
    for (const n of numbers)
      for (const e of index.get(sheet + " " + n) || [])
        if (e.classList.contains("card") || n === numbers[0]) light(e);
  };
  document.addEventListener("pointerover", (event) => show(event.target));
  document.addEventListener("focusin", (event) => show(event.target));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
})();
