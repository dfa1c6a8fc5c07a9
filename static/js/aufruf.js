// The call display: a tone of our own and a sentence for screen readers with each new call, the clock of the office, and a
// word when the office does not answer. Without this script the page refreshes by itself, without a tone.
const TONES = [[659, 0], [523, 0.28], [784, 0.56]]; // Hz, seconds after the call
const STORE = "ton";
const PATIENCE = 5; // requests without an answer before the screen says that it may be old
const audio = new AudioContext();
const buttons = [...document.querySelectorAll("[data-ton]")];
const calls = () => [...document.querySelectorAll("#aufruf [data-ruf]")];
const heard = new Set(calls().map((call) => call.dataset.ruf));
let failures = 0;

const isWanted = () => {
  try {
    return localStorage.getItem(STORE) !== "aus";
  } catch {
    return true; // storage is switched off
  }
};

const isOn = () => isWanted() && audio.state === "running"; // some browsers play at once, others ask for one touch

const showState = () => {
  const hasFocus = buttons.includes(document.activeElement);
  for (const button of buttons) button.hidden = (button.dataset.ton === "an") === isOn();
  if (hasFocus) buttons.find((button) => !button.hidden).focus();
};

const play = () => {
  if (!isOn()) return;
  for (const [pitch, after] of TONES) {
    const start = audio.currentTime + after;
    const tone = new OscillatorNode(audio, { frequency: pitch, type: "sine" });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.5, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.6);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.65);
  }
};

const choose = (event) => {
  const choice = event.currentTarget.dataset.ton;
  try {
    localStorage.setItem(STORE, choice);
  } catch {
    // the choice lasts as long as the page
  }
  showState();
  if (choice === "an") audio.resume().then(play);
};

document.addEventListener("htmx:afterSettle", () => {
  const fresh = calls().filter((call) => !heard.has(call.dataset.ruf)); // an older call that moves up is not a new one
  for (const call of fresh) heard.add(call.dataset.ruf);
  if (!fresh.length) return;
  document.getElementById("zuruf").textContent = fresh.map((call) => call.dataset.satz).join(". ");
  play();
});

document.addEventListener("htmx:afterRequest", (event) => {
  const time = event.detail.xhr?.getResponseHeader("X-Uhr");
  failures = time ? 0 : failures + 1;
  if (time) document.getElementById("uhr").textContent = time;
  document.querySelector("[data-stoerung]").hidden = failures < PATIENCE;
});

for (const button of buttons) button.addEventListener("click", choose);
audio.addEventListener("statechange", showState);
showState();
