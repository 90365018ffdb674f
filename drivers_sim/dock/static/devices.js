// One card a device: its drawing, its state, its cable, and what can go wrong with it.

import { post } from "./api.js";
import * as drawings from "./drawings.js";
import { choice, drawing, h, setDrawnSource, setText } from "./html.js";
import { PrinterFace } from "./printer.js";
import { nameOf, word } from "./words.js";

const NOT_TROUBLE = new Set(["cover_closed", "paper_ok", "cutter_ok", "find_again", "cover_open", "paper_out", "paper_low"]);

const suffering = (fault) => {
  const own = word(`suffers.${fault}`);
  return own === `suffers.${fault}` ? word(fault) : own;
};

export function deviceCard(device, state) {
  const faces = { camera: CameraFace, document_camera: MatFace, chip_reader: ChipFace, receipt_printer: PrinterFace };
  return new DeviceCard(device, new (faces[device.class] ?? PlainFace)(device, state));
}

class DeviceCard {
  constructor(device, face) {
    this.face = face;
    this.title = h("h3");
    this.pill = h("span", { class: "pill" });
    this.faults = h("select");
    this.faults.addEventListener("change", () => this.suffer(this.faults.value));
    this.cable = h("button", { type: "button", class: "cable" }, drawing(drawings.cable), h("span"));
    this.cable.addEventListener("click", () => {
      post(`devices/${this.device.id}/fault`, { kind: this.device.plugged ? "unplug" : "replug" });
    });
    this.element = h(
      "article",
      { class: `device ${device.class}` },
      h("header", {}, drawing(drawings.icons[device.class] ?? drawings.icons.plain), this.title, this.pill),
      h("div", { class: "face" }, face.element),
      h("footer", {}, this.cable, h("label", { class: "select" }, h("span", { "data-word": "trouble" }), this.faults)),
    );
    if (face.accepts) this.acceptDrops(device.id);
  }

  draw(device, state) {
    this.device = device;
    setText(this.title, word(device.class));
    this.title.title = `${device.id} · ${device.address}`;
    this.element.classList.toggle("pulled", !device.plugged);
    const trouble = device.faults.filter((fault) => fault !== "find_once");
    this.element.classList.toggle("troubled", trouble.length > 0);
    setText(this.pill, trouble.length ? trouble.map(suffering).join(" · ") : word(device.in_use ? "in_use" : "ready"));
    setText(this.cable.querySelector("span"), word(device.plugged ? "pull" : "plug"));
    this.cable.setAttribute("aria-pressed", String(!device.plugged));
    this.drawFaults(device);
    this.face.draw(device, state);
  }

  drawFaults(device) {
    const chosen = device.faults.find((fault) => device.kinds.includes(fault) && !NOT_TROUBLE.has(fault)) ?? "clear";
    const key = `${document.documentElement.lang}:${chosen}:${device.find_once}`;
    if (this.drawnFaults === key) return;
    this.drawnFaults = key;
    const kinds = device.kinds.filter((kind) => !NOT_TROUBLE.has(kind) && kind !== "find_once");
    if (device.find_once !== undefined) kinds.push(device.find_once ? "find_again" : "find_once");
    this.faults.replaceChildren(
      ...["clear", ...kinds].map((kind) =>
        h("option", { value: kind, selected: kind === chosen }, kind === "clear" ? word("no_trouble") : word(kind)),
      ),
    );
    this.faults.setAttribute("aria-label", word("trouble"));
    setText(this.element.querySelector("[data-word=trouble]"), word("trouble"));
  }

  suffer(kind) {
    this.drawnFaults = null;
    post(`devices/${this.device.id}/fault`, { kind });
  }

  acceptDrops(id) {
    const over = (is) => (event) => {
      event.preventDefault();
      this.element.classList.toggle("over", is);
    };
    this.element.addEventListener("dragover", over(true));
    this.element.addEventListener("dragleave", over(false));
    this.element.addEventListener("drop", (event) => {
      over(false)(event);
      post("documents/place", { device: id, ...JSON.parse(event.dataTransfer.getData("text/plain")) });
    });
  }
}

class PlainFace {
  constructor() {
    this.element = h("div");
  }

  draw() {}
}

// A live picture, asked for frame by frame: a stream would hold one of the browser's six connections for itself.
class LivePicture {
  constructor(id, milliseconds) {
    this.id = id;
    this.pause = milliseconds;
    this.missed = 0;
    this.image = h("img", { alt: "" });
    this.absent = h("p", { class: "absent" });
    this.element = h("div", { class: "picture off" }, this.image, this.absent);
    this.image.addEventListener("load", () => this.again(true));
    this.image.addEventListener("error", () => this.again(false));
    this.next();
  }

  next() {
    this.image.src = `cameras/${this.id}.jpg?${Date.now()}`;
  }

  // A single missing frame (somebody sits down) is no black picture.
  again(there) {
    this.missed = there ? 0 : this.missed + 1;
    if (there || !this.plugged || this.missed > 3) this.element.classList.toggle("off", !there || !this.plugged);
    setTimeout(() => {
      if (!document.hidden) this.next();
      else document.addEventListener("visibilitychange", () => this.next(), { once: true });
    }, there ? this.pause : 500);
  }

  draw(device) {
    this.plugged = device.plugged;
    if (!device.plugged) this.element.classList.add("off");
    setText(this.absent, word("no_picture"));
  }
}

class CameraFace {
  constructor(device) {
    this.live = new LivePicture(device.id, 100);
    this.caption = h("p", { class: "caption" });
    this.moves = h("div", { class: "moves" });
    this.element = h("div", {}, this.live.element, this.caption, this.moves);
  }

  draw(device, state) {
    this.live.draw(device);
    const person = state.people.find((one) => one.slug === state.seated?.slug);
    setText(this.caption, person ? nameOf(person) : word("nobody"));
    const key = JSON.stringify([state.seated, document.documentElement.lang]);
    if (key === this.drawn) return;
    this.drawn = key;
    this.moves.replaceChildren(...(person ? this.controls(state.seated) : []));
  }

  controls(seated) {
    const actions = ["turn_left", "turn_right", "blink", "closer"].map((action) =>
      h(
        "button",
        {
          type: "button",
          class: seated.acting === action ? "acting" : null,
          onclick: () => post("people/act", { action }),
        },
        word(action),
      ),
    );
    const modes = ["live", "photograph"].map((mode) => [mode, word(mode)]);
    return [
      h("div", { class: "actions" }, ...actions),
      choice(word("seated"), modes, seated.presence, (mode) => post("people/presence", { mode })),
    ];
  }
}

// What the scanner and the chip reader have in common: a document may lie on them.
class Lying {
  constructor(device) {
    this.accepts = true;
    this.id = device.id;
    this.caption = h("p", { class: "caption" });
    this.take = h("button", { type: "button", class: "quiet" });
    this.take.addEventListener("click", () => post("documents/remove", { device: this.id }));
    this.line = h("div", { class: "lies" }, this.caption, this.take);
  }

  drawLine(device, state) {
    const lying = device.lying;
    const person = state.people.find((one) => one.slug === lying?.slug);
    const condition = lying && lying.condition !== "normal" ? ` · ${word(`condition.${lying.condition}`)}` : "";
    const side = lying?.side === "back" ? ` · ${word("back")}` : "";
    setText(this.caption, person ? `${word("card")}: ${nameOf(person)}${side}${condition}` : word("put_here"));
    setText(this.take, word("take"));
    this.take.hidden = !lying;
  }
}

class MatFace extends Lying {
  constructor(device) {
    super(device);
    this.live = new LivePicture(device.id, 500);
    this.element = h("div", {}, this.live.element, this.line);
  }

  draw(device, state) {
    this.live.draw(device);
    this.drawLine(device, state);
  }
}

class ChipFace extends Lying {
  constructor(device) {
    super(device);
    this.card = h("img", { class: "id-card", alt: "" });
    this.bed = h("div", { class: "reader" }, drawing(drawings.chipReader), this.card);
    this.element = h("div", {}, this.bed, this.line);
  }

  draw(device, state) {
    this.drawLine(device, state);
    this.bed.classList.toggle("occupied", Boolean(device.lying));
    if (device.lying) {
      const { slug, side, condition } = device.lying;
      setDrawnSource(this.card, `documents/${slug}/${side}.jpg?condition=${condition}`);
    }
  }
}
