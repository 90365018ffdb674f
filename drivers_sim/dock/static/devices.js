// The device on the bench: its picture, its state, its cable, and what can go wrong with it.

import { post } from "./api.js";
import * as drawings from "./drawings.js";
import { faceOf } from "./faces.js";
import { FaultButtons, groups, suffering, troubles } from "./faults.js";
import { drawing, h, setText } from "./html.js";
import { word } from "./words.js";

export const deviceCard = (device, state) => new DeviceCard(device, faceOf(device, state));

class DeviceCard {
  constructor(device, face) {
    this.face = face;
    this.title = h("h3");
    this.address = h("p", { class: "address" }, `${device.id} · ${device.address}`);
    this.pill = h("span", { class: "pill" });
    this.cable = h("button", { type: "button", class: "cable" }, drawing(drawings.cable), h("span"));
    this.cable.addEventListener("click", () => this.suffer(this.device.plugged ? "unplug" : "replug"));
    this.mend = h("button", { type: "button", class: "mend" });
    this.mend.addEventListener("click", () => this.suffer("clear"));
    this.groups = groups(device).map(([name, kinds]) => ({
      name,
      title: h("h4"),
      buttons: new FaultButtons(device.id, kinds.filter((kind) => kind !== "unplug")),
    }));
    this.element = h(
      "article",
      { class: `device ${device.class}` },
      h(
        "header",
        {},
        drawing(drawings.icons[device.class] ?? drawings.icons.plain),
        h("div", { class: "what" }, this.title, this.address),
        this.pill,
      ),
      h("div", { class: "face" }, face.element),
      h("div", { class: "trouble" }, ...this.groups.flatMap(({ title, buttons }) => [title, buttons.element])),
      h("footer", {}, this.cable, this.mend),
    );
    if (face.accepts) this.acceptDrops(device.id);
  }

  draw(device, state) {
    this.device = device;
    setText(this.title, word(device.class));
    this.element.classList.toggle("pulled", !device.plugged);
    const wrong = troubles(device);
    this.element.classList.toggle("troubled", wrong.length > 0);
    setText(this.pill, wrong.length ? wrong.map(suffering).join(" · ") : word(device.in_use ? "in_use" : "ready"));
    setText(this.cable.querySelector("span"), word(device.plugged ? "pull" : "plug"));
    this.cable.setAttribute("aria-pressed", String(!device.plugged));
    setText(this.mend, word("mend"));
    this.mend.disabled = !device.faults.length;
    for (const group of this.groups) {
      setText(group.title, word(group.name));
      group.buttons.draw(device);
    }
    this.face.draw(device, state);
  }

  suffer(kind) {
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
