// Every fault of every device, one touch away.

import { post } from "./api.js";
import * as drawings from "./drawings.js";
import { FaultButtons, kindsOf, troubles } from "./faults.js";
import { drawing, h, setText } from "./html.js";
import { word } from "./words.js";

export class Board {
  constructor(element, choose) {
    this.element = element;
    this.choose = choose;
    this.rows = new Map();
  }

  draw(state, chosen) {
    for (const device of state.devices) {
      if (!this.rows.has(device.id)) {
        this.rows.set(device.id, this.row(device));
        this.element.append(this.rows.get(device.id).element);
      }
      const row = this.rows.get(device.id);
      row.faults.draw(device);
      setText(row.name, word(device.class));
      row.mend.hidden = !device.faults.length;
      setText(row.mend, word("mend"));
      row.element.classList.toggle("troubled", troubles(device).length > 0);
      row.element.classList.toggle("chosen", device.id === chosen);
    }
  }

  row(device) {
    const faults = new FaultButtons(device.id, ["unplug", ...kindsOf(device)]);
    const name = h("span");
    const head = h(
      "button",
      { type: "button", class: "device-name", title: device.id, onclick: () => this.choose(device.id) },
      drawing(drawings.icons[device.class] ?? drawings.icons.plain),
      name,
    );
    const mend = h("button", {
      type: "button",
      class: "mend",
      onclick: () => post(`devices/${device.id}/fault`, { kind: "clear" }),
    });
    return { name, mend, faults, element: h("div", { class: "row" }, head, faults.element, mend) };
  }
}
