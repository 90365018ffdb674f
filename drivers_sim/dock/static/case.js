// The kiosk as it stands in the hall: each device where it sits, its state, and what lies on it.

import * as drawings from "./drawings.js";
import { suffering, troubles } from "./faults.js";
import { h, setText } from "./html.js";
import { LABELS, LEFT, RIGHT, SPOTS, case_, label, marker, spot } from "./case-drawing.js";
import { nameOf, word } from "./words.js";

const NEXT_TO_IT = 34;

export class Case {
  constructor(element, choose) {
    this.choose = choose;
    this.spots = new Map();
    this.svg = drawSvg(case_);
    element.append(this.svg);
    this.screen = this.svg.querySelector(".screen-text");
    this.asked = this.svg.querySelector(".screen-asked");
  }

  draw(state, chosen) {
    if (this.spots.size !== state.devices.length) this.place(state.devices);
    const screen = word(`screen.${state.stage.screen}`);
    setText(this.screen, screen === `screen.${state.stage.screen}` ? "" : screen);
    setText(this.asked, state.stage.challenge === "none" ? "" : word(state.stage.challenge));
    const lamps = Object.assign({}, ...state.devices.map((device) => device.lights ?? {}));
    for (const device of state.devices) {
      const drawn = this.spots.get(device.id);
      const wrong = troubles(device);
      const kind = !device.plugged ? "pulled" : wrong.length ? "troubled" : "well";
      for (const part of [drawn.spot, drawn.label]) {
        part.setAttribute("class", `${part.dataset.base} ${kind}${device.id === chosen ? " chosen" : ""}`);
      }
      setText(drawn.name, word(device.class));
      setText(drawn.said, wrong.length ? wrong.map(suffering).join(" · ") : (extra(device, state) ?? word("ready")));
      drawn.marker.innerHTML = marker(kind);
      drawn.label.setAttribute("aria-pressed", String(device.id === chosen));
      drawn.lamp?.classList.toggle("lit", Boolean(lamps[drawn.lampName]));
      SPOTS[device.class]?.show?.(drawn.spot, device, state);
    }
    // Whoever sits before the camera, or somebody whom the contacts feel standing there.
    const portrait = this.svg.querySelector(".portrait-of");
    portrait.toggleAttribute("hidden", !state.seated);
    if (state.seated) portrait.setAttribute("href", `people/${state.seated.slug}.jpg`);
    this.svg.classList.toggle("attended", Boolean(state.seated) || state.devices.some((device) => device.inputs?.presence));
    this.svg.classList.toggle("alarmed", Boolean(lamps.alarm));
  }

  // Labels stand beside the case, as near to their devices' height as their neighbours let them.
  place(devices) {
    const group = this.svg.querySelector(".equipment");
    group.replaceChildren();
    this.spots.clear();
    const seen = new Map();
    const placed = devices.map((device) => {
      const at = SPOTS[device.class] ?? SPOTS.other;
      const nth = seen.get(device.class) ?? 0;
      seen.set(device.class, nth + 1);
      return { device, at, x: at.x + nth * NEXT_TO_IT, y: at.y + nth * 12 };
    });
    for (const side of [LEFT, RIGHT]) {
      const here = placed.filter((one) => one.at.side === side).sort((a, b) => a.y - b.y);
      let free = LABELS.top;
      for (const one of here) {
        one.labelY = Math.max(free, one.y - LABELS.height / 2);
        free = one.labelY + LABELS.height + LABELS.gap;
      }
      const over = free - LABELS.gap - LABELS.bottom;
      if (over > 0) {
        let limit = LABELS.bottom;
        for (const one of here.reverse()) {
          one.labelY = Math.min(one.labelY, limit - LABELS.height);
          limit = one.labelY - LABELS.gap;
        }
      }
    }
    for (const one of placed) this.add(group, one);
  }

  add(group, { device, at, x, y, labelY }) {
    const drawnSpot = drawSvg(spot(device.class, x, y, at));
    const drawnLabel = drawSvg(label(at.side, labelY, x, y, at, drawings.icons[device.class] ?? drawings.icons.plain));
    for (const part of [drawnSpot, drawnLabel]) {
      part.dataset.base = part.getAttribute("class");
      part.addEventListener("click", () => this.choose(device.id));
    }
    drawnLabel.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.choose(device.id);
    });
    drawnLabel.querySelector("title").textContent = `${device.id} · ${device.address}`;
    group.append(drawnSpot, drawnLabel);
    this.spots.set(device.id, {
      spot: drawnSpot,
      label: drawnLabel,
      name: drawnLabel.querySelector(".name"),
      said: drawnLabel.querySelector(".said"),
      marker: drawnLabel.querySelector(".marker"),
      lamp: drawnSpot.querySelector(".guide"),
      lampName: at.lamp,
    });
  }
}

// What there is to say of a device that works.
function extra(device, state) {
  const whose = (slug) => nameOf(state.people.find((one) => one.slug === slug) ?? { name: slug, slug });
  if (device.class === "camera" && state.seated) return whose(state.seated.slug);
  if (device.lying) return whose(device.lying.slug);
  if (device.class === "power") return `${word("charge")} ${device.charge} %`;
  if (device.class === "document_printer") return `${device.sheets} ${word("sheets")} · ${word("toner")} ${device.toner} %`;
  if (device.class === "contacts") return device.inputs?.presence ? word("somebody") : word("door_is_closed");
  if (device.held) return word("code_held");
  if (device.class === "receipt_printer" && device.slips?.length) return `${word("slip")} ${device.slips.at(-1).number}`;
  return null;
}

function drawSvg(markup) {
  const holder = h("div");
  holder.innerHTML = markup.trim().startsWith("<svg") ? markup : `<svg xmlns="http://www.w3.org/2000/svg">${markup}</svg>`;
  const svg = holder.firstElementChild;
  return markup.trim().startsWith("<svg") ? svg : svg.firstElementChild;
}
