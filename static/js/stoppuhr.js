// How long something lasts, second by second; without this script the page says since when.
for (const box of document.querySelectorAll("[data-seit]")) {
  const clock = box.querySelector("[data-stoppuhr]");
  const start = performance.now() - Number(box.dataset.seit) * 1000;
  const tick = () => {
    const seconds = Math.max(0, Math.round((performance.now() - start) / 1000));
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  clock.hidden = false;
  tick();
  setInterval(tick, 1000);
}
