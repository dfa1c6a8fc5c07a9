// The terminal: keys of the screen write without asking the server, a scanner always finds its field, and after a minute
// without a touch the next person is greeted. Without this script the keys are buttons of the form and a refresh leads back.
const main = document.querySelector("[data-ruhe]");
const field = document.querySelector(".kiosk__feld input");

document.addEventListener("click", (event) => {
  const key = event.target.closest("[data-tastenfeld] button");
  if (!key) return;
  event.preventDefault();
  const target = document.getElementById(key.closest("[data-tastenfeld]").dataset.tastenfeld);
  target.value = key.value === "zurueck" ? target.value.slice(0, -1) : target.value + key.value;
});

document.addEventListener("keydown", (event) => {
  const typed = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (typed && event.key !== " " && field && document.activeElement === document.body) field.focus();
});

if (main) {
  let timer;
  const rest = () => {
    clearTimeout(timer);
    timer = setTimeout(() => location.replace(main.dataset.anfang), Number(main.dataset.ruhe) * 1000);
  };
  for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, rest, { passive: true });
  rest();
}
