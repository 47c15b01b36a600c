"use strict";
// A deep link to a row of a document, `index.html#0123456789abcdef/m0012`, leads to the document's page.
const leap = () => {
  const [, page, row] = location.hash.match(/^#([0-9a-f]{16})(?:\/([a-z][\w.]*))?$/) ?? [];
  if (page && !document.querySelector(".reading")) location.replace(`documents/${page}.html${row ? `#${row}` : ""}`);
};
leap();
addEventListener("hashchange", leap);

// Storage may be refused to a page that is opened from a file.
const remembered = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* it is asked again */ } };

const root = document.documentElement;
const theme = remembered("theme");
if (theme === "light" || theme === "dark") root.dataset.theme = theme;
for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    remember("theme", root.dataset.theme);
  });
}

for (const shape of document.querySelectorAll("svg a [aria-label]")) {
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.textContent = shape.getAttribute("aria-label");
  shape.closest("a").tabIndex = -1; // there are thousands; the rows of a document lead to the same places
  shape.append(title);
}

const form = document.querySelector("form.filters");
const list = document.querySelector(".rows");
const rows = [...(list?.querySelectorAll(".stretch a, tbody tr") ?? [])];
const text = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
const number = (value) => (value === "" || value === null || value === undefined ? null : Number(value));

const wanted = () => {
  const data = new FormData(form);
  const labels = new Set(data.getAll("label"));
  const words = (data.get("words") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const section = data.get("section") ?? "";
  const [amount, from, to] = ["amount", "from", "to"].map((name) => number(data.get(name)));
  const currency = data.get("currency") ?? "";
  return (row) => {
    const own = row.dataset;
    if (own.label && !labels.has(own.label)) return false;
    if (section && own.section !== section && !own.section.startsWith(`${section}.`)) return false;
    if ((amount !== null || currency) && own.label !== "money") return false;
    if (amount !== null && !(number(own.amount) >= amount)) return false;
    if (currency && own.currency !== currency) return false;
    if ((from !== null || to !== null) && own.start === undefined) return false;
    if (from !== null && Number(own.end) < from) return false;
    if (to !== null && Number(own.start) > to) return false;
    return words.every((word) => text.get(row).includes(word));
  };
};

const filter = () => {
  const holds = wanted();
  let shown = 0;
  for (const row of rows) {
    row.hidden = !holds(row);
    shown += !row.hidden;
  }
  form.elements.count.value = `${shown.toLocaleString()} of ${rows.length.toLocaleString()}`;
  for (const box of form.querySelectorAll("[name=label]")) {
    document.getElementById("text").classList.toggle(`without-${box.value}`, !box.checked);
  }
};

// The address changes at once, its event comes later: two keys in between must make two steps.
const current = () => location.hash && rows.find((row) => row.hash === location.hash);

const follow = () => {
  list.querySelector("[aria-current]")?.removeAttribute("aria-current");
  const found = current();
  if (!found) return;
  found.setAttribute("aria-current", "true");
  const [seen, own] = [list.getBoundingClientRect(), found.getBoundingClientRect()];
  if (own.top < seen.top) list.scrollTop += own.top - seen.top;
  else if (own.bottom > seen.bottom) list.scrollTop += own.bottom - seen.bottom;
  showTarget();
};

const showTarget = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();

const step = (by) => {
  const shown = rows.filter((row) => !row.hidden);
  const place = shown.indexOf(current());
  const next = shown[place < 0 ? (by > 0 ? 0 : shown.length - 1) : place + by];
  if (next) location.hash = next.hash;
};

if (form) {
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of form.querySelectorAll("[data-step]")) button.addEventListener("click", () => step(Number(button.dataset.step)));
  filter();
}
if (document.querySelector(".reading")) {
  // A browser restores the place by the heights that stretches out of sight had been given.
  if (location.hash) history.scrollRestoration = "manual";
  addEventListener("hashchange", follow);
  addEventListener("pageshow", follow);
  document.getElementById("text").addEventListener("click", (event) => {
    const mark = event.target.closest("mark, span.citation");
    if (mark?.id && !event.target.closest("a")) location.hash = mark.id;
  });
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !form || form.elements.keys?.checked === false) return;
  if (event.target.matches("input:not([type=checkbox]), select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "/") { event.preventDefault(); form.elements.words.focus(); }
  else if (event.key === "j" && document.querySelector(".reading")) step(1);
  else if (event.key === "k" && document.querySelector(".reading")) step(-1);
});
