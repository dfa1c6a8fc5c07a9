// The time a hold still lives, second by second; without this script the page says until when.
const WARN_AT = 120; // seconds

const show = (box) => {
  const clock = box.querySelector("[data-uhr]");
  const note = box.querySelector("[data-warnung]");
  const end = performance.now() + Number(box.dataset.countdown) * 1000;
  let said = "";
  const say = (text) => {
    if (said !== text) note.textContent = said = text;
  };
  const tick = () => {
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left === 0) say(note.dataset.vorbei);
    else if (left <= WARN_AT) say(note.dataset.text);
    if (left === 0) clearInterval(timer);
  };
  const timer = setInterval(tick, 1000);
  box.querySelector("[data-rest]").hidden = false;
  tick();
};

document.querySelectorAll("[data-countdown]").forEach(show);
// Back from another page the browser shows the old seconds: ask again how the hold stands.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
