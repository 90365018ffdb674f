// The receipt printer: paper that comes out of it, its cover, its roll.

import { post } from "./api.js";
import * as drawings from "./drawings.js";
import { choice, drawing, h, setSource, setText } from "./html.js";
import { word } from "./words.js";

export class PrinterFace {
  constructor(device, state) {
    this.id = device.id;
    this.state = state;
    this.chosen = null;
    this.paper = h("img", { class: "paper", alt: "" });
    this.slot = h("button", { type: "button", class: "bay" }, h("p", { class: "absent" }), this.paper);
    this.slot.addEventListener("click", () => this.enlarge());
    this.machine = drawing(drawings.printer);
    this.history = h("div", { class: "history" });
    this.cover = h("button", { type: "button" });
    this.cover.addEventListener("click", () => this.fault(this.coverOpen ? "cover_closed" : "cover_open"));
    this.controls = h("div", { class: "controls" });
    const outlet = h("div", { class: "outlet" }, this.slot, this.machine);
    this.element = h("div", {}, outlet, this.history, this.controls);
  }

  fault(kind) {
    post(`devices/${this.id}/fault`, { kind });
  }

  draw(device) {
    this.coverOpen = device.cover_open;
    this.machine.classList.toggle("open", device.cover_open);
    this.machine.dataset.paper = device.paper;
    this.machine.classList.toggle("busy", device.busy && device.faults.length === 0);
    const newest = device.slips.at(-1);
    if (newest && newest.number !== this.newest) this.chosen = this.newest = newest.number;
    const slip = device.slips.find((one) => one.number === this.chosen);
    this.drawSlip(slip);
    this.drawHistory(device.slips);
    this.drawControls(device);
  }

  drawSlip(slip) {
    this.slot.classList.toggle("empty", !slip);
    this.slot.disabled = !slip;
    setText(this.slot.querySelector(".absent"), word("no_slip"));
    this.slot.setAttribute("aria-label", slip ? `${word("slip")} ${slip.number}: ${word("enlarge")}` : word("no_slip"));
    if (!slip) return;
    setSource(this.paper, `printer/${this.id}/slips/${slip.number}.png?${slip.height}`);
    this.paper.classList.toggle("cut", slip.complete);
    this.paper.classList.toggle("torn", slip.torn);
  }

  drawHistory(slips) {
    const key = JSON.stringify([slips.map((s) => [s.number, s.complete]), this.chosen, document.documentElement.lang]);
    if (key === this.drawnHistory) return;
    this.drawnHistory = key;
    this.history.replaceChildren(
      ...slips.slice(-6).map((slip) =>
        h(
          "button",
          {
            type: "button",
            "aria-pressed": String(slip.number === this.chosen),
            title: slip.complete ? null : word("not_cut"),
            onclick: () => {
              this.chosen = slip.number;
              this.draw(this.state().devices.find((one) => one.id === this.id));
            },
          },
          `${slip.number}${slip.complete ? "" : " …"}`,
        ),
      ),
    );
  }

  drawControls(device) {
    const key = JSON.stringify([device.cover_open, device.paper, document.documentElement.lang]);
    if (key === this.drawnControls) return;
    this.drawnControls = key;
    setText(this.cover, word(device.cover_open ? "close_cover" : "open_cover"));
    const papers = ["ok", "low", "out"].map((paper) => [paper, word(`paper_${paper}`)]);
    const roll = choice(word("paper"), papers, device.paper, (paper) => this.fault(`paper_${paper}`));
    this.controls.replaceChildren(this.cover, h("div", { class: "roll" }, h("span", {}, word("paper")), roll));
  }

  enlarge() {
    const slip = this.state().slips[this.id]?.find((one) => one.number === this.chosen);
    if (!slip) return;
    const dialog = document.getElementById("slip");
    const url = `printer/${this.id}/slips/${slip.number}.png?${Date.now()}`;
    const close = h("button", { type: "button", class: "primary", onclick: () => dialog.close() }, word("close"));
    dialog.replaceChildren(
      h("img", { src: url, alt: slip.text }),
      h(
        "div",
        { class: "beside" },
        h("h3", {}, `${word("slip")} ${slip.number}${slip.complete ? "" : ` · ${word("not_cut")}`}`),
        h("pre", { "aria-label": word("as_text") }, slip.text),
        h("div", { class: "actions" }, h("a", { href: url, download: `${this.id}-${slip.number}.png` }, word("save")), close),
      ),
    );
    dialog.showModal();
  }
}
