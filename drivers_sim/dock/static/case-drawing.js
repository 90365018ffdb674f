// The case and the places in it, drawn for this page. Numbers are in the drawing's own units, 760 by 660.

export const LEFT = "left";
export const RIGHT = "right";
export const LABELS = { width: 184, height: 50, gap: 10, top: 8, bottom: 652 };
const WIDTH = 760;

const href = (element, url) => {
  if (element.getAttribute("href") !== url) element.setAttribute("href", url);
};
const there = (element, is) => element.toggleAttribute("hidden", !is);

function showCard(spot, device) {
  const picture = spot.querySelector("image");
  there(picture, Boolean(device.lying));
  if (device.lying) href(picture, `documents/${device.lying.slug}/${device.lying.side}.jpg?condition=${device.lying.condition}`);
}

export const SPOTS = {
  camera: {
    ...{ x: 380, y: 44, side: LEFT, width: 46, height: 30 },
    art: '<rect class="metal" x="-23" y="-15" width="46" height="30" rx="15"/><circle class="lens" r="9"/><circle class="glint" cx="-3" cy="-3" r="2.500"/><circle class="led" cx="16" cy="0" r="2.200"/>',
    show: (spot, device) => spot.classList.toggle("watching", Boolean(device.in_use)),
  },
  document_camera: {
    ...{ x: 282, y: 418, side: LEFT, width: 116, height: 54, lamp: "scanner" },
    art: '<path class="arm" d="M-58 -40v-22q0 -10 10 -10h40"/><rect class="metal" x="-14" y="-78" width="22" height="12" rx="4"/><path class="light" d="M-8 -66h10l30 44h-70z"/><rect class="mat" x="-58" y="-22" width="116" height="44" rx="5"/><image class="lies" x="-34" y="-20" width="64" height="40" preserveAspectRatio="xMidYMid meet" transform="rotate(-3)"/>',
    show: showCard,
  },
  chip_reader: {
    ...{ x: 450, y: 418, side: RIGHT, width: 96, height: 46, lamp: "chip" },
    art: '<rect class="metal" x="-48" y="-23" width="96" height="46" rx="8"/><g class="waves"><path d="M-12 2a12 12 0 0 1 24 0M-20 2a20 20 0 0 1 40 0"/><circle cy="3" r="2.500"/></g><image class="lies" x="-33" y="-20" width="64" height="40" transform="rotate(2)"/>',
    show: showCard,
  },
  code_scanner: {
    ...{ x: 496, y: 300, side: RIGHT, width: 30, height: 52, lamp: "code" },
    art: '<rect class="metal" x="-15" y="-26" width="30" height="52" rx="7"/><rect class="window" x="-10" y="-19" width="20" height="26" rx="3"/><path class="beam" d="M-8 -6h16"/><g class="phone"><rect x="14" y="-30" width="34" height="58" rx="6"/><rect class="code" x="19" y="-20" width="24" height="24"/><path class="pattern" d="M19 -20h8v8h-8zM35 -20h8v8h-8zM19 -4h8v8h-8zM31 -8h4v4h-4zM37 -4h6v6h-6z"/></g>',
    show: (spot, device) => {
      spot.classList.toggle("held", Boolean(device.held));
      spot.classList.toggle("reading", Boolean(device.reading));
    },
  },
  card_reader: {
    ...{ x: 290, y: 492, side: LEFT, width: 104, height: 22, lamp: "card" },
    art: '<g class="social"><rect x="-33" y="-4" width="66" height="42" rx="4"/><rect class="chip" x="-24" y="10" width="12" height="10" rx="2"/><path d="M-4 14h28M-4 20h20M-4 26h24"/></g><rect class="metal" x="-52" y="-11" width="104" height="16" rx="5"/><rect class="slot" x="-40" y="-5" width="80" height="4" rx="2"/>',
    show: (spot, device) => {
      spot.classList.toggle("occupied", Boolean(device.lying));
      spot.classList.toggle("inside", device.card === "inside" || device.card === "stuck");
    },
  },
  receipt_printer: {
    ...{ x: 450, y: 492, side: RIGHT, width: 92, height: 22, lamp: "printer" },
    art: '<svg class="slip" x="-30" y="-2" width="60" height="64" viewBox="0 0 60 64"><image width="60" height="64" preserveAspectRatio="xMidYMax slice"/></svg><rect class="metal" x="-46" y="-11" width="92" height="16" rx="5"/><rect class="slot" x="-34" y="-5" width="68" height="4" rx="2"/>',
    show: (spot, device) => {
      const slip = device.slips?.at(-1);
      there(spot.querySelector(".slip"), Boolean(slip));
      if (slip) href(spot.querySelector("image"), `printer/${device.id}/slips/${slip.number}.png?${slip.height}`);
      spot.classList.toggle("open", Boolean(device.cover_open));
    },
  },
  document_printer: {
    ...{ x: 370, y: 574, side: LEFT, width: 190, height: 30 },
    art: '<rect class="metal" x="-95" y="-15" width="190" height="30" rx="6"/><rect class="slot" x="-82" y="-7" width="164" height="5" rx="2.500"/><g class="page"><path d="M-60 -5h120v34h-120z"/><path class="lines" d="M-48 4h70M-48 11h96M-48 18h84"/></g><g class="stack"><rect x="60" y="5" width="26" height="3"/><rect x="60" y="9" width="26" height="3"/></g>',
    show: (spot, device) => {
      spot.classList.toggle("out", Boolean(device.documents?.some((one) => one.out > 0)));
      spot.classList.toggle("open", Boolean(device.cover_open));
    },
  },
  contacts: {
    ...{ x: 296, y: 624, side: LEFT, width: 104, height: 34 },
    art: '<g class="door"><path class="leaf" d="M-52 -16h104v34h-104z"/><circle class="knob" cx="40" cy="1" r="3.500"/></g>',
    show: (spot, device) => spot.classList.toggle("open", Boolean(device.inputs?.door)),
  },
  power: {
    ...{ x: 452, y: 624, side: RIGHT, width: 92, height: 34 },
    art: '<rect class="metal" x="-46" y="-17" width="92" height="34" rx="6"/><rect class="battery" x="-34" y="-8" width="50" height="16" rx="3"/><rect class="charge" x="-32" y="-6" width="46" height="12" rx="2"/><path class="tip" d="M18 -3h3v6h-3z"/><path class="bolt" d="M34 -10l-7 11h6l-3 9 9 -12h-6l3 -8z"/>',
    show: (spot, device) => {
      spot.querySelector(".charge").setAttribute("width", String(0.46 * Math.max(0, Math.min(100, device.charge ?? 0))));
      spot.classList.toggle("battery-low", (device.charge ?? 100) <= 20);
      spot.classList.toggle("on-battery", device.faults.includes("mains_fails"));
    },
  },
  other: { x: 380, y: 536, side: RIGHT, width: 60, height: 26, art: '<rect class="metal" x="-30" y="-13" width="60" height="26" rx="6"/>' },
};

export const case_ = `
<svg class="case-drawing" viewBox="0 0 ${WIDTH} 660" role="group">
  <defs>
    <linearGradient id="shell" x1="0" x2="1"><stop offset="0" stop-color="#fdfefe"/><stop offset="0.5" stop-color="#eef3f9"/><stop offset="1" stop-color="#dbe4ee"/></linearGradient>
    <linearGradient id="glass" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#0e6a86"/><stop offset="1" stop-color="#0b4a74"/></linearGradient>
    <linearGradient id="foot" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#c6d2e0"/><stop offset="1" stop-color="#aebdd0"/></linearGradient>
  </defs>
  <ellipse class="shadow" cx="372" cy="652" rx="190" ry="8"/>
  <path class="shell" d="M246 26q0 -18 18 -18h232q18 0 18 18v352h-268z"/>
  <rect class="bezel" x="262" y="68" width="212" height="300" rx="10"/>
  <rect class="glass" x="270" y="76" width="196" height="284" rx="4"/>
  <text class="screen-text" x="368" y="212" text-anchor="middle"></text>
  <text class="screen-asked" x="368" y="244" text-anchor="middle"></text>
  <path class="desk" d="M214 378h320l14 74h-348z"/>
  <path class="front" d="M226 452h300v146h-300z"/>
  <path class="foot" d="M214 598h324v52h-324z"/>
  <g class="alarm"><path d="M356 8h28v-4q0 -4 -4 -4h-20q-4 0 -4 4z"/></g>
  <g class="person"><path d="M40 386v-62q0 -50 50 -50h6q50 0 50 50v62z"/><circle cx="93" cy="226" r="40"/><clipPath id="head"><circle cx="93" cy="226" r="37"/></clipPath><image class="portrait-of" x="56" y="189" width="74" height="74" preserveAspectRatio="xMidYMin slice" clip-path="url(#head)"/></g>
  <g class="equipment"></g>
</svg>`;

export function spot(deviceClass, x, y, at) {
  const guide = at.lamp ? `<circle class="guide" cx="${(at.side === LEFT ? 1 : -1) * (at.width / 2 + 9)}" cy="0" r="4"/>` : "";
  const ring = `<rect class="ring" x="${-at.width / 2 - 6}" y="${-at.height / 2 - 6}" width="${at.width + 12}" height="${at.height + 12}" rx="12"/>`;
  return `<g class="spot ${deviceClass}" transform="translate(${x} ${y})">${ring}${at.art}${guide}</g>`;
}

export function label(side, labelY, x, y, at, icon) {
  const left = side === LEFT;
  const labelX = left ? 4 : WIDTH - LABELS.width - 4;
  const from = left ? labelX + LABELS.width : labelX;
  const to = x + ((left ? -1 : 1) * at.width) / 2;
  const middle = labelY + LABELS.height / 2;
  const bend = left ? from + 14 : from - 14;
  const inner = icon.replace("<svg ", `<svg x="${labelX + 10}" y="${labelY + 13}" width="24" height="24" `);
  return `
<g class="label" tabindex="0" role="button">
  <title></title>
  <path class="leader" d="M${from} ${middle}H${bend}L${bend + (left ? 10 : -10)} ${y}H${to}"/>
  <rect class="plate" x="${labelX}" y="${labelY}" width="${LABELS.width}" height="${LABELS.height}" rx="12"/>
  ${inner}
  <svg x="${labelX + 42}" y="${labelY}" width="${LABELS.width - 48}" height="${LABELS.height}"><text class="name" y="21"></text></svg>
  <svg x="${labelX + 42}" y="${labelY}" width="${LABELS.width - 72}" height="${LABELS.height}"><text class="said" y="39"></text></svg>
  <g class="marker" transform="translate(${labelX + LABELS.width - 16} ${labelY + 35})"></g>
</g>`;
}

// Told by form as well as by colour.
export function marker(kind) {
  if (kind === "pulled") return '<path d="M-5 -5l10 10M5 -5l-10 10"/>';
  return kind === "troubled" ? '<path d="M0 -6.500L6.500 0 0 6.500 -6.500 0z"/>' : '<circle r="5"/>';
}
