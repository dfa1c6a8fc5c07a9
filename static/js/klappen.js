// Panels that fold out: their first field gets the focus; a link elsewhere on the page opens them; Ctrl+Enter sends.
// A form that counts its ticks says the number on its button.
const fold = (element) => document.querySelector(`details[data-klappe="${element.dataset.klappe}"]`);

const start = (panel) => {
  const first = panel.querySelector("[data-zuerst]") ?? panel.querySelector("textarea, select, input:not([type=hidden])");
  (first ?? panel.querySelector("button"))?.focus();
};

document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.matches("details[data-klappe]") && event.target.open) start(event.target);
  },
  true,
);

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-klappe]");
  if (!link) return;
  event.preventDefault();
  const panel = fold(link);
  if (panel.open) start(panel);
  panel.open = true;
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest("details[data-klappe] form")) {
    event.target.form?.requestSubmit();
  }
  const panel = event.target.closest?.("details[data-klappe][open]");
  if (event.key === "Escape" && panel) {
    panel.open = false;
    panel.querySelector("summary").focus();
  }
});

const count = (form) => {
  const ticked = form.querySelectorAll(`[name="${form.dataset.zaehlt}"]:checked`).length;
  for (const place of form.querySelectorAll("[data-zahl]")) place.textContent = ticked ? `(${ticked})` : "";
};

const countAll = () => document.querySelectorAll("form[data-zaehlt]").forEach(count);
document.addEventListener("change", countAll);
document.addEventListener("htmx:afterSettle", countAll);
countAll();
