// The faces of a card slot, a scanner's window, contacts, a UPS and a printer of pages.

import { post } from "./api.js";
import { h, setText } from "./html.js";
import { nameOf, word } from "./words.js";

// Name and value in two columns; only what changed is written anew.
class Facts {
  constructor() {
    this.element = h("dl", { class: "facts" });
    this.values = new Map();
  }

  draw(facts) {
    for (const [key, [name, value]] of Object.entries(facts)) {
      if (!this.values.has(key)) {
        const pair = [h("dt"), h("dd")];
        this.element.append(...pair);
        this.values.set(key, pair);
      }
      const [term, shown] = this.values.get(key);
      setText(term, name);
      setText(shown, String(value));
    }
  }
}

export class CardSlotFace {
  constructor(device) {
    this.accepts = true;
    this.id = device.id;
    this.facts = new Facts();
    this.take = h("button", { type: "button", onclick: () => post("documents/remove", { device: this.id }) });
    this.card = h("div", { class: "social-card" }, h("span", { class: "chip" }), h("strong"), h("span", { class: "owner" }));
    this.slot = h("div", { class: "slot-picture" }, this.card, h("div", { class: "mouth" }));
    this.element = h("div", {}, this.slot, h("div", { class: "lies" }, this.facts.element, this.take));
  }

  draw(device, state) {
    const person = state.people.find((one) => one.slug === device.lying?.slug);
    this.slot.classList.toggle("occupied", Boolean(device.lying));
    this.slot.classList.toggle("inside", ["inside", "stuck"].includes(device.card));
    setText(this.card.querySelector("strong"), word("social_card"));
    setText(this.card.querySelector(".owner"), person ? nameOf(person) : "");
    const facts = { card: [word("social_card"), word(`place.${device.card}`)] };
    if (person) facts.pin = [word("pin"), person.pin ?? ""];
    else facts.pin = ["", ""];
    if (device.box !== undefined) facts.box = [word("box"), device.box];
    this.facts.draw(facts);
    setText(this.take, word("take"));
    this.take.disabled = !device.lying;
  }
}

export class CodeWindowFace {
  constructor(device) {
    this.id = device.id;
    this.facts = new Facts();
    this.text = h("input", { type: "text", maxlength: "400", spellcheck: "false" });
    this.show = h("button", { type: "submit", class: "primary" });
    const form = h("form", { class: "code-form" }, this.text, this.show);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.text.value) post("codes/show", { device: this.id, text: this.text.value, seconds: 10 });
    });
    this.window = h("div", { class: "window-picture" }, h("div", { class: "beam" }), h("div", { class: "telephone" }));
    this.element = h("div", {}, this.window, this.facts.element, form);
  }

  draw(device, state) {
    this.window.classList.toggle("held", device.held);
    this.window.classList.toggle("reading", device.reading);
    this.facts.draw({
      reading: [word("trigger"), word(device.reading ? "reads" : "rests")],
      reads: [word("codes_read"), device.reads],
      profile: [word("model"), device.profile],
    });
    setText(this.show, word("show_code"));
    this.text.setAttribute("aria-label", word("code_text"));
    this.text.placeholder = word("code_text");
    const code = state.people.find((one) => one.slug === state.seated?.slug)?.code;
    if (code && !this.text.value) this.text.value = code;
  }
}

export class ContactsFace {
  constructor(device) {
    this.id = device.id;
    this.inputs = h("div", { class: "switches" });
    this.lights = h("div", { class: "lights" });
    this.element = h("div", {}, this.inputs, this.lights);
  }

  draw(device) {
    const key = JSON.stringify([device.inputs, device.lights, document.documentElement.lang]);
    if (key === this.drawn) return;
    this.drawn = key;
    const events = { door: ["door_open", "door_closed"], presence: ["presence_on", "presence_off"] };
    this.inputs.replaceChildren(
      ...Object.entries(device.inputs ?? {}).map(([name, on]) => {
        const [begin, end] = events[name] ?? [];
        const press = () => post(`devices/${this.id}/fault`, { kind: on ? end : begin });
        return h(
          "button",
          { type: "button", class: "switch", "aria-pressed": String(on), disabled: !begin, onclick: press },
          word(on ? `input.${name}.on` : `input.${name}.off`),
        );
      }),
    );
    this.lights.replaceChildren(
      ...Object.entries(device.lights ?? {}).map(([name, on]) =>
        h("span", { class: on ? "light lit" : "light" }, word(`light.${name}`).replace(/^light\./, "")),
      ),
    );
  }
}

export class PowerFace {
  constructor() {
    this.level = h("div", { class: "level" });
    this.facts = new Facts();
    this.element = h("div", {}, h("div", { class: "battery-picture" }, this.level), this.facts.element);
  }

  draw(device) {
    const charge = Math.max(0, Math.min(100, device.charge ?? 0));
    this.level.style.width = `${charge}%`;
    this.level.classList.toggle("low", charge <= 20);
    this.facts.draw({
      charge: [word("charge"), `${charge} %`],
      supply: [word("supply"), word(device.faults.includes("mains_fails") ? "battery" : "mains")],
      status: ["ups.status", device.status],
    });
  }
}

export class PagesFace {
  constructor(device) {
    this.id = device.id;
    this.facts = new Facts();
    this.sheets = h("div", { class: "pages" });
    this.element = h("div", {}, this.sheets, this.facts.element);
  }

  draw(device) {
    this.facts.draw({
      sheets: [word("paper"), `${device.sheets} ${word("sheets")}`],
      toner: [word("toner"), `${device.toner} %`],
      waiting: [word("queue"), device.waiting],
    });
    const key = JSON.stringify([device.documents, document.documentElement.lang]);
    if (key === this.drawn) return;
    this.drawn = key;
    const newest = device.documents.slice(-4);
    this.sheets.replaceChildren(
      ...(newest.length ? newest.map((one) => this.sheet(one)) : [h("p", { class: "absent" }, word("no_slip"))]),
    );
  }

  sheet(one) {
    const url = `documents-printed/${this.id}/${one.number}.pdf`;
    const state = one.jammed ? word("jam") : `${one.out}/${one.pages}`;
    return h(
      "a",
      { class: `sheet${one.complete ? "" : " unfinished"}`, href: url, target: "_blank", title: one.title },
      h("span", { class: "lines" }),
      h("span", { class: "number" }, `${one.number}`),
      h("span", { class: "count" }, state),
    );
  }
}
