// What can go wrong with a device, as buttons: pressed while it holds, and pressed again it is mended.

import { post } from "./api.js";
import { h, setText } from "./html.js";
import { word } from "./words.js";

// What mends a fault alone; anything else is mended with all there is.
const MENDED_BY = {
  unplug: "replug",
  cover_open: "cover_closed",
  paper_out: "paper_ok",
  paper_low: "paper_ok",
  cutter_jam: "cutter_ok",
  deaf_to_clear: "hears_clear",
  jam: "jam_cleared",
  tray_out: "tray_in",
  toner_low: "toner_ok",
  toner_empty: "toner_ok",
  paused: "resumed",
  door_open: "door_closed",
  presence_on: "presence_off",
  mains_fails: "mains_returns",
  find_once: "find_again",
  gb18030: "utf8",
};
const MENDS = new Set([...Object.values(MENDED_BY), "output_emptied", "utf8"]);
const OF_THE_WIRE = new Set([
  ...["silent", "slow", "garbage", "truncated", "bad_checksum", "wrong_device", "busy", "disconnect_at"],
  ...["power_cycle", "flapping"],
]);
// Over in a moment: nothing is left to mend.
const PASSING = new Set(["power_cycle"]);

export const suffering = (fault) => {
  const own = word(`suffers.${fault}`);
  return own === `suffers.${fault}` ? word(fault) : own;
};

// The faults that hold now, as a device's state tells them; a manner of reading is none.
export const troubles = (device) => device.faults.filter((fault) => !["find_once", "deaf_to_clear"].includes(fault));

export function holds(device, kind) {
  if (kind === "find_once") return Boolean(device.find_once);
  if (kind === "gb18030") return device.encoding === "gb18030";
  if (kind === "presence_on") return Boolean(device.inputs?.presence);
  return device.faults.includes(kind);
}

export const kindsOf = (device) => device.kinds.filter((kind) => !MENDS.has(kind));

// Two rows: what a cable or a wrong device does, and what this device alone suffers.
export function groups(device) {
  const kinds = kindsOf(device);
  return [
    ["of_the_device", kinds.filter((kind) => !OF_THE_WIRE.has(kind))],
    ["of_the_wire", ["unplug", ...kinds.filter((kind) => OF_THE_WIRE.has(kind))]],
  ].filter(([, found]) => found.length);
}

export class FaultButtons {
  constructor(id, kinds) {
    this.id = id;
    this.device = null;
    this.buttons = new Map(
      kinds.map((kind) => [kind, h("button", { type: "button", class: "fault", onclick: () => this.press(kind) })]),
    );
    this.element = h("div", { class: "faults" }, ...this.buttons.values());
  }

  draw(device) {
    this.device = device;
    for (const [kind, button] of this.buttons) {
      setText(button, kind === "unplug" ? word("pull") : suffering(kind));
      button.setAttribute("aria-pressed", String(holds(device, kind)));
      button.title = kind;
    }
  }

  press(kind) {
    const mended = holds(this.device, kind) && !PASSING.has(kind);
    post(`devices/${this.id}/fault`, { kind: mended ? (MENDED_BY[kind] ?? "clear") : kind });
  }
}
