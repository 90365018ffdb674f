// Scenarios that can be played, and the one that is.

import { post } from "./api.js";
import { h, setText } from "./html.js";
import { said, word } from "./words.js";

export class Scenarios {
  constructor(element) {
    this.list = h("select");
    this.play = h("button", { type: "button", class: "play", onclick: () => this.toggle() });
    this.told = h("span", { class: "told", role: "status" });
    this.element = element;
    element.append(this.list, this.play, this.told);
  }

  toggle() {
    if (this.running) post("scenarios/stop");
    else post("scenarios/play", { name: this.list.value });
  }

  draw({ scenarios, playing }) {
    this.element.hidden = !scenarios?.length;
    this.running = Boolean(playing) && !playing.ended;
    const key = JSON.stringify([scenarios, document.documentElement.lang]);
    if (key !== this.drawn) {
      this.drawn = key;
      const before = this.list.value;
      this.list.replaceChildren(...scenarios.map((one) => h("option", { value: one.name }, said(one) || one.name)));
      if (before) this.list.value = before;
      this.list.setAttribute("aria-label", word("scenario"));
    }
    if (this.running && scenarios.some((one) => one.name === playing.name)) this.list.value = playing.name;
    this.list.disabled = this.running;
    setText(this.play, `${this.running ? "■" : "▶"} ${word(this.running ? "stop" : "play")}`);
    this.element.classList.toggle("running", this.running);
    this.element.classList.toggle("failed", Boolean(playing?.ended) && playing.ended !== "done");
    setText(this.told, playing ? progress(playing) : "");
  }
}

function progress(playing) {
  if (playing.ended) return playing.ended === "done" ? word("played") : playing.ended;
  const step = `${playing.step}/${playing.steps}`;
  // A screen is called by its own name; whatever else is waited for, as the scenario's file says it.
  const waits = playing.waits.replace(/^screen (\w+)/, (whole, screen) => {
    const name = word(`screen.${screen}`);
    return name === `screen.${screen}` ? whole : `“${name}”`;
  });
  return waits ? `${step} · ${word("waits")} ${waits}` : step;
}
