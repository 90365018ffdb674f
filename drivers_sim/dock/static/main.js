// The dock's page: builds what the state names, and keeps it as the state changes.

import { post, watch } from "./api.js";
import { deviceCard } from "./devices.js";
import { setText } from "./html.js";
import { Crowd } from "./people.js";
import { language, said, setLanguage, word } from "./words.js";

const crowd = new Crowd(document.getElementById("crowd"), document.getElementById("hand"));
const cards = new Map();
let state = null;

function draw() {
  document.documentElement.lang = language();
  for (const element of document.querySelectorAll("[data-word]")) setText(element, word(element.dataset.word));
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language()));
  }
  if (!state) return;
  document.title = `${word("title")} · ${state.kiosk.id}`;
  setText(document.getElementById("hall"), `${said(state.kiosk)} · ${state.kiosk.id}`);
  drawStage(state.stage);
  crowd.draw(state);
  for (const device of state.devices) {
    if (!cards.has(device.id)) {
      const card = deviceCard(device, () => state);
      cards.set(device.id, card);
      document.getElementById("devices").append(card.element);
    }
    cards.get(device.id).draw(device, state);
  }
}

// What the citizen reads now. The sentence is the kiosk's own where it sends one; a message's id is not for people.
function drawStage({ screen, challenge, instruction }) {
  const name = word(`screen.${screen}`);
  const asked = challenge !== "none" ? word(challenge) : /[^\w.:-]/.test(instruction) ? instruction : "";
  const shown = [name === `screen.${screen}` ? "" : name, asked].filter(Boolean).join(" · ");
  const stage = document.getElementById("stage");
  stage.hidden = !shown;
  setText(stage, shown ? `${word("on_screen")}${language() === "zh" ? "：" : ": "}${shown}` : "");
}

function linked(there) {
  const link = document.getElementById("link");
  link.classList.toggle("lost", !there);
  document.querySelector(".dock").classList.toggle("unknown", !there);
  setText(link, there ? "" : word("lost"));
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    setLanguage(button.dataset.language);
    draw();
  });
}

document.getElementById("reset").addEventListener("click", () => post("reset"));

// The port at which the kiosk's screen is served on this machine: shown beside the dock.
const kiosk = Number(new URLSearchParams(location.search).get("kiosk"));
if (kiosk) {
  const frame = document.createElement("iframe");
  frame.src = `http://${location.hostname}:${kiosk}/`;
  frame.title = "Kiosk";
  const pane = document.getElementById("kiosk");
  pane.hidden = false;
  pane.append(frame);
}

draw();
watch((next) => {
  state = next;
  draw();
}, linked);
