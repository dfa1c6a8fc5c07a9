// Protection of public forms: the device solves a task in the background as soon as somebody begins to fill in the form.
// Whatever goes wrong here, the form is sent all the same: then a code by e-mail or SMS takes the place of the task.
const LONGEST_WAIT = 30_000; // milliseconds that sending waits for the solution

const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const createWidget = (place) => {
  const { algorithms, defaults } = globalThis.$altcha;
  algorithms.set("PBKDF2/SHA-256", () => new Worker(place.dataset.worker));
  defaults.set({ humanInteractionSignature: false, minDuration: 0 }); // nobody's pointer is watched
  const widget = document.createElement("altcha-widget");
  widget.hidden = true;
  widget.setAttribute("display", "invisible");
  widget.setAttribute("challenge", place.dataset.aufgabe);
  widget.setAttribute("name", place.dataset.name);
  const ready = new Promise((resolve) => widget.addEventListener("load", resolve, { once: true }));
  place.append(widget);
  return { widget, ready };
};

const protect = (place) => {
  const form = place.closest("form");
  if (!form || !globalThis.isSecureContext || !globalThis.$altcha || place.dataset.schutz === "an") return;
  place.dataset.schutz = "an";
  const { widget, ready } = createWidget(place);
  const status = place.querySelector("[role=status]");
  const say = (text) => {
    status.textContent = text;
    place.classList.toggle("nur-vorlesen", !text); // takes no room while it says nothing
  };
  let running = null;
  let solvedAt = 0;
  let waitedFor = false;

  const isFresh = () => widget.getState?.() === "verified" && Date.now() - solvedAt < place.dataset.fresh * 1000;
  const solve = () => {
    running ??= ready
      .then(() => widget.verify())
      .then((result) => {
        if (result) solvedAt = Date.now();
      })
      .catch(() => {})
      .finally(() => {
        running = null;
      });
    return running;
  };

  form.addEventListener("focusin", solve, { once: true });
  form.addEventListener(
    "submit",
    async (event) => {
      if (waitedFor || isFresh()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      say(place.dataset.wait);
      await Promise.race([solve(), later(LONGEST_WAIT)]);
      say("");
      waitedFor = true;
      form.requestSubmit(event.submitter);
      waitedFor = false;
    },
    { capture: true },
  );
};

const protectAll = (root) => root.querySelectorAll("[data-schutz]").forEach(protect);
protectAll(document);
document.addEventListener("htmx:load", (event) => protectAll(event.target));
