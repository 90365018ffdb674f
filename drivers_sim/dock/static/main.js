// The dock's page: builds what the state names, and keeps it as the state changes.

import { post, watch } from "./api.js";
import { Board } from "./board.js";
import { Case } from "./case.js";
import { deviceCard } from "./devices.js";
import { setText } from "./html.js";
import { Crowd } from "./people.js";
import { Scenarios } from "./scenarios.js";
import { language, said, setLanguage, word } from "./words.js";

const bench = document.getElementById("bench");
const crowd = new Crowd(document.getElementById("crowd"), document.getElementById("hand"));
const kioskCase = new Case(document.getElementById("case"), choose);
const board = new Board(document.getElementById("board"), choose);
const scenarios = new Scenarios(document.getElementById("scenarios"));
const cards = new Map();
let state = null;
let chosen = decodeURIComponent(location.hash.slice(1));

// One device lies on the bench: its picture, its cable, its faults.
function choose(id) {
  chosen = id;
  history.replaceState(null, "", `#${encodeURIComponent(id)}`);
  draw();
}

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
  if (!state.devices.some((one) => one.id === chosen)) chosen = state.devices[0]?.id;
  kioskCase.draw(state, chosen);
  board.draw(state, chosen);
  scenarios.draw(state);
  drawBench();
}

function drawBench() {
  const device = state.devices.find((one) => one.id === chosen);
  if (!device) return;
  if (!cards.has(chosen)) cards.set(chosen, deviceCard(device, () => state));
  const card = cards.get(chosen);
  if (bench.firstElementChild !== card.element) bench.replaceChildren(card.element);
  card.draw(device, state);
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

addEventListener("hashchange", () => choose(decodeURIComponent(location.hash.slice(1))));

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
