// What a device looks like on the bench, by its class.

import { post } from "./api.js";
import * as drawings from "./drawings.js";
import { drawing, h, select, setDrawnSource, setText } from "./html.js";
import { PrinterFace } from "./printer.js";
import { CardSlotFace, CodeWindowFace, ContactsFace, PagesFace, PowerFace } from "./more-faces.js";
import { nameOf, word } from "./words.js";

// How somebody sits there: themself, or an attack on the face check (drivers_sim/modes.py).
const MODES = [
  "live",
  "photograph",
  "bent_print",
  "cut_out_eyes",
  "screen_replay",
  "frozen_stream",
  "two_faces",
  "face_swapped",
];

export function faceOf(device, state) {
  const faces = {
    camera: CameraFace,
    document_camera: MatFace,
    chip_reader: ChipFace,
    receipt_printer: PrinterFace,
    document_printer: PagesFace,
    card_reader: CardSlotFace,
    code_scanner: CodeWindowFace,
    contacts: ContactsFace,
    power: PowerFace,
  };
  return new (faces[device.class] ?? PlainFace)(device, state);
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
    const modes = MODES.map((mode) => [mode, word(mode)]);
    return [
      h("div", { class: "actions" }, ...actions),
      select(word("seated"), modes, seated.presence, (mode) => post("people/presence", { mode })),
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
    this.slip = h("button", { type: "button", class: "quiet" });
    this.slip.addEventListener("click", () => post("slips/lay", { device: this.id, printer: this.printer }));
    this.line.append(this.slip);
    this.element = h("div", {}, this.live.element, this.line);
  }

  draw(device, state) {
    this.live.draw(device);
    this.drawLine(device, state);
    const printer = state.devices.find((one) => one.class === "receipt_printer" && one.slips?.some((slip) => slip.complete));
    this.printer = printer?.id;
    this.slip.hidden = !printer || Boolean(device.lying);
    setText(this.slip, word("lay_slip"));
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
