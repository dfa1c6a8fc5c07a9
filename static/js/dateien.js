// Before files set out on a slow line: say what would be refused. The portal itself says so too, after the upload.
const look = (field) => {
  const input = field.querySelector('input[type="file"]');
  const note = field.querySelector("[data-dateihinweis]");
  const refused = () => {
    const files = [...input.files];
    const large = files.filter((file) => file.size > Number(field.dataset.je));
    const sentences = large.map((file) => field.dataset.zuGross.replace("{name}", file.name));
    const together = files.reduce((sum, file) => sum + file.size, 0);
    return together > Number(field.dataset.zusammen) ? [...sentences, field.dataset.zuViel] : sentences;
  };
  const say = () => {
    const lines = refused().map((sentence) => {
      const line = document.createElement("p");
      line.textContent = sentence;
      return line;
    });
    note.querySelector(".kern-body").replaceChildren(...lines);
    note.hidden = lines.length === 0;
  };
  input.addEventListener("change", say);
  // Before every other listener: a form that stays here needs no proof of work.
  const hold = (event) => {
    if (refused().length === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    input.focus();
  };
  input.form.addEventListener("submit", hold, { capture: true });
};

document.querySelectorAll("[data-dateifeld]").forEach(look);
