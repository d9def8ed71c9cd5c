// Shortcuts on the desk's pages, which work without this file.
//
// [data-row]: a link that j and k go to. [data-key="x"]: x follows it, or puts the
// cursor into it. Single keys do nothing in a field, in the help dialog, or where
// the dialog says that its reader switched them off (WCAG 2.1.4). The arrows move
// only from a row that has the focus already, so that they still scroll.
const help = document.querySelector("[data-keyboard-help]");
const opener = document.querySelector("[data-keyboard-opener]");
const rows = [...document.querySelectorAll("[data-row]")];
const FIELDS = "input, textarea, select, [contenteditable]";
const PAGES = { n: "a[rel=next]", p: "a[rel=prev]" };
const STEPS = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

const move = (step) => {
  const here = rows.indexOf(document.activeElement);
  const next = here < 0 ? 0 : here + step;
  rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
};

const follow = (key) => {
  const found = document.querySelector(PAGES[key] || `[data-key="${CSS.escape(key)}"]`);
  if (found?.matches(FIELDS)) found.focus();
  else found?.click();
  return Boolean(found);
};

const act = (key) => {
  if (key === "?") help.showModal();
  else if (key in STEPS && rows.length) move(STEPS[key]);
  else return follow(key);
  return true;
};

const isOurs = (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false;
  if (help.open || event.target.closest(FIELDS)) return false;
  if (event.key.startsWith("Arrow")) return rows.includes(document.activeElement);
  return event.key.length === 1 && "shortcuts" in help.dataset;
};

if (help) {
  opener.hidden = false;
  opener.addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", (event) => {
    if (isOurs(event) && act(event.key)) event.preventDefault();
  });
}
