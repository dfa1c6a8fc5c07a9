// Light, dark or like the device. The choice stays in this browser; no cookie, nothing is sent.
// Loaded before the first paint, so that a chosen theme never flashes.
(() => {
  const KEY = "thema";
  const root = document.documentElement;

  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage is switched off: the device decides
    }
  };

  const apply = (choice) => {
    if (choice === "light" || choice === "dark") root.dataset.kernTheme = choice;
    else delete root.dataset.kernTheme;
  };

  const choose = (choice) => {
    apply(choice);
    try {
      if (root.dataset.kernTheme) localStorage.setItem(KEY, choice);
      else localStorage.removeItem(KEY);
    } catch {
      // the choice lasts as long as the page
    }
  };

  if (!("themaFest" in root.dataset)) apply(stored());

  // Paper is white.
  let onScreen;
  addEventListener("beforeprint", () => {
    onScreen = root.dataset.kernTheme;
    apply("light");
  });
  addEventListener("afterprint", () => apply(onScreen));

  document.addEventListener("DOMContentLoaded", () => {
    const field = document.querySelector("[data-thema]");
    if (!field) return;
    const current = root.dataset.kernTheme ?? "system";
    for (const option of field.querySelectorAll("input")) option.checked = option.value === current;
    field.addEventListener("change", (event) => choose(event.target.value));
    field.hidden = false;
  });
})();
