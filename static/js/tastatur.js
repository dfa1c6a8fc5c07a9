// Keys press the things that carry them: data-taste="n" is clicked by n, a field gets the focus. j and k go through the
// list, x ticks the row they are on. One switch turns them all off (WCAG 2.1.4). Without this script nothing is missing but the keys.
const STORE = "tasten";
const root = document.documentElement;

const isOn = () => {
  try {
    return localStorage.getItem(STORE) !== "aus";
  } catch {
    return true; // storage is switched off
  }
};

const apply = (on) => root.setAttribute("data-tasten", on ? "an" : "aus");

const isTyping = (target, key) => {
  const field = target.closest("input, textarea, select, [contenteditable]");
  return field !== null && (!field.matches("[type=checkbox], [type=radio]") || key.startsWith("Arrow"));
};
const isVisible = (element) => element.getClientRects().length > 0;

const openLayer = () => document.querySelector("dialog[open], details[data-menue][open]");

const press = (key) => {
  const targets = [...document.querySelectorAll("[data-taste]")];
  const target = targets.find((element) => element.dataset.taste === key && isVisible(element));
  if (!target) return false;
  if (target.matches("input:not([type=checkbox]), select")) {
    target.focus();
    target.select?.();
  } else {
    target.click();
  }
  return true;
};

const step = (direction) => {
  const rows = [...document.querySelectorAll("[data-zeile]")].filter(isVisible);
  if (!rows.length) return false;
  let at = rows.indexOf(document.activeElement);
  if (at < 0) at = rows.findIndex((row) => row.hasAttribute("aria-current"));
  const next = at < 0 ? (direction > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + direction, 0), rows.length - 1);
  rows[next].focus();
  rows[next].scrollIntoView({ block: "nearest" });
  return true;
};

const help = () => {
  const dialog = document.getElementById("tasten");
  if (!dialog) return false;
  dialog.querySelector("[data-tasten-an]").checked = root.dataset.tasten === "an";
  dialog.showModal();
  return true;
};

const onList = () => document.activeElement?.hasAttribute("data-zeile");

const tick = () => {
  const box = document.activeElement.closest("tr, li")?.querySelector("input[type=checkbox]");
  box?.click(); // the focus stays on the row, so j goes on from here
  return Boolean(box);
};

const act = (key) => {
  if (root.dataset.tasten !== "an") return false;
  if (key === "?") return help();
  if (key === "j" || (key === "ArrowDown" && onList())) return step(1);
  if (key === "x" && onList() && tick()) return true;
  if (key === "k" || (key === "ArrowUp" && onList())) return step(-1);
  return press(key);
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isTyping(event.target, event.key) || openLayer()) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (act(key)) event.preventDefault();
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-tasten-an]")) return;
  try {
    localStorage.setItem(STORE, event.target.checked ? "an" : "aus");
  } catch {
    // the choice lasts as long as the page
  }
  apply(event.target.checked);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-tasten-hilfe]")) help();
});

apply(isOn());
