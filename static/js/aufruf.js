// The call display: a tone of our own and a sentence for screen readers with each new call, the clock of the office.
// Without this script the page refreshes by itself, without a tone.
const TONES = [[659, 0], [523, 0.28], [784, 0.56]]; // Hz, seconds after the call
const button = document.querySelector("[data-ton-an]");
const audio = new AudioContext();
let shown = document.getElementById("aufruf")?.dataset.ruf;

const showState = () => {
  button.hidden = audio.state === "running"; // browsers of displays may play at once, others ask for one touch
};

const play = () => {
  if (audio.state !== "running") return;
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

document.addEventListener("htmx:afterSettle", () => {
  const part = document.getElementById("aufruf");
  if (!part || part.dataset.ruf === shown) return;
  shown = part.dataset.ruf;
  if (!shown) return;
  document.getElementById("zuruf").textContent = part.dataset.satz;
  play();
});

document.addEventListener("htmx:afterRequest", (event) => {
  const time = event.detail.xhr?.getResponseHeader("X-Uhr");
  if (time) document.getElementById("uhr").textContent = time;
});

button.addEventListener("click", () => audio.resume().then(play));
audio.addEventListener("statechange", showState);
showState();
