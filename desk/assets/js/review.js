// Reading and reviewing by keyboard. Every key presses a link or a button that stands on the page: without script the page does the same.
const keys = [
  ["j k", "next claim, the one before"],
  ["a", "accept: the text has it as it was read"],
  ["r then 1–5", "reject, and why"],
  ["c", "correct fields; Enter keeps them"],
  ["m", "merge its incident with another"],
  ["s", "split it from its incident"],
  ["n", "a note"],
  ["u", "undo what was just decided"],
  ["?", "these keys; Esc closes"],
];

const typing = (at) => at instanceof HTMLElement && (at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName)) && at.type !== "checkbox";
const seen = (element) => element && element.getClientRects().length > 0;

function press(key) {
  const target = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(seen);
  if (target) target.click();
  return Boolean(target);
}

function unfold(key) {
  const details = document.querySelector(`details[data-open="${CSS.escape(key)}"]`);
  if (!details) return false;
  for (const other of document.querySelectorAll("[data-actions] > details[open]")) if (other !== details) other.open = false;
  details.open = !details.open;
  if (details.open) {
    details.scrollIntoView({ block: "nearest" });
    const first = details.querySelector("select, input:not([type=hidden]), textarea, button");
    if (first && key !== "r") first.focus();
  }
  return true;
}

function digit(key) {
  const button = [...document.querySelectorAll(`details[open] [data-digit="${key}"]`)].find(seen);
  if (button) button.click();
  return Boolean(button);
}

function help() {
  const open = document.querySelector(".help");
  if (open) return open.remove();
  const box = document.createElement("div");
  box.className = "help";
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", "Keys");
  const list = document.createElement("dl");
  for (const [key, says] of keys) {
    const term = document.createElement("dt");
    for (const one of key.split(" ")) {
      const kbd = document.createElement(/^\w$|^\?$|^1–5$/.test(one) ? "kbd" : "span");
      kbd.textContent = one;
      term.append(kbd, " ");
    }
    const means = document.createElement("dd");
    means.textContent = says;
    list.append(term, means);
  }
  box.append(list);
  document.body.append(box);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    document.querySelector(".help")?.remove();
    for (const open of document.querySelectorAll("[data-actions] > details[open]")) open.open = false;
    if (typing(event.target)) event.target.blur();
    return;
  }
  if (typing(event.target)) return;
  const key = event.key;
  const done = key === "?" ? (help(), true) : /^[1-9]$/.test(key) ? digit(key) : press(key) || unfold(key);
  if (done) event.preventDefault();
});

for (const button of document.querySelectorAll('[data-key="?"]')) {
  button.hidden = false;
  button.addEventListener("click", help);
}

// One press is one decision, also where a key repeats.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
}

// A new claim: the words that are selected go into its form, with where they stand.
const points = (text) => [...text].length;
function offset(node, within) {
  const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[data-at]");
  if (!holder) return null;
  const range = document.createRange();
  range.selectNodeContents(holder);
  range.setEnd(node, within);
  return Number(holder.dataset.at) + points(range.toString());
}

const adding = document.querySelector("[data-add] form");
if (adding) {
  document.addEventListener("mouseup", () => setTimeout(take));
  document.addEventListener("keyup", (event) => event.shiftKey && take());
}

function take() {
  const selection = getSelection();
  const words = selection?.toString().trim();
  if (!words || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const home = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[data-text]");
  const text = home(range.startContainer);
  if (!text || text !== home(range.endContainer)) return;
  const start = offset(range.startContainer, range.startOffset);
  adding.elements.words.value = words;
  adding.elements.start.value = start === null ? "" : String(start + points(selection.toString()) - points(selection.toString().trimStart()));
  adding.elements.title.checked = text.dataset.text === "title";
  adding.closest("details").open = true;
}

(document.querySelector(".part-asked") ?? document.querySelector(".mk.on"))?.scrollIntoView({ block: "center", behavior: "instant" });
