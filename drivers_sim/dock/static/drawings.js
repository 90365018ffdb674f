// Line icons and device drawings, drawn for this page.

const icon = (paths) =>
  `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><g fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">${paths}</g></svg>`;

export const icons = {
  camera: icon('<circle cx="12" cy="10" r="6.5"/><circle cx="12" cy="10" r="2.5"/><path d="M9 20h6M12 16.5V20"/>'),
  document_camera: icon(
    '<rect x="4" y="13" width="16" height="7" rx="1.5"/><path d="M17 13V6a2 2 0 0 0-2-2h-3"/><path d="m12 2.5-3 3 3 0z"/><path d="M8 16.500h8"/>',
  ),
  chip_reader: icon('<rect x="3" y="10" width="13" height="10" rx="2"/><path d="M6.500 14h3M6.500 17h6"/><path d="M13 7a4 4 0 0 1 4 4M13 3.500A7.500 7.500 0 0 1 20.500 11"/>'),
  receipt_printer: icon('<path d="M7 10V3h10v7"/><rect x="4" y="10" width="16" height="8" rx="2"/><path d="M9.500 6h5M8 21h8M17 13.500h.01"/>'),
  card_reader: icon('<rect x="3" y="4" width="18" height="12" rx="2"/><path d="M3 8.500h18M6.500 12h4"/><path d="M8 20h8M12 16.500V20"/>'),
  code_scanner: icon('<path d="M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3"/><path d="M4 12h16M8 9v6M12 9v6M16 9v6"/>'),
  document_printer: icon('<path d="M7 8V3h10v5M7 17H5a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2"/><path d="M7 14h10v7H7zM17.500 11h.01"/>'),
  contacts: icon('<path d="M6 21V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v17M3.500 21h17"/><path d="M14.500 12.500h.01"/>'),
  power: icon('<rect x="3" y="7" width="16" height="10" rx="2"/><path d="M21.500 10.500v3M11.500 9l-2.500 3.500h4L10.500 16"/>'),
  plain: icon('<rect x="4" y="6" width="16" height="12" rx="2"/>'),
};

export const cable = `
<svg viewBox="0 0 76 20" aria-hidden="true">
  <path class="socket" d="M60 3h12a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H60z"/>
  <g class="plug">
    <path class="wire" d="M1 10c8 0 8-5 16-5s8 10 16 10 6-5 11-5"/>
    <rect x="43" y="5" width="13" height="10" rx="2.500"/>
    <path class="pins" d="M56 8h5M56 12h5"/>
  </g>
</svg>`;

export const chipReader = `
<svg viewBox="0 0 320 200" aria-hidden="true">
  <rect class="base" x="18" y="46" width="284" height="142" rx="20"/>
  <rect class="plate" x="34" y="60" width="252" height="104" rx="12"/>
  <g class="waves"><path d="M134 112a26 26 0 0 1 52 0"/><path d="M118 112a42 42 0 0 1 84 0"/><circle cx="160" cy="114" r="5"/></g>
  <rect class="mark" x="124" y="130" width="72" height="6" rx="3"/>
  <circle class="lamp" cx="280" cy="176" r="4.500"/>
</svg>`;

export const printer = `
<svg class="machine" viewBox="0 0 320 150" aria-hidden="true">
  <g class="inside"><rect x="44" y="16" width="232" height="58" rx="8"/><ellipse class="spool" cx="160" cy="46" rx="88" ry="26"/><ellipse class="core" cx="160" cy="46" rx="30" ry="9"/></g>
  <path class="lid" d="M34 10h252a16 16 0 0 1 16 16v40H18V26a16 16 0 0 1 16-16z"/>
  <path class="body" d="M18 58h284v62a22 22 0 0 1-22 22H40a22 22 0 0 1-22-22z"/>
  <rect class="mouth" x="42" y="6" width="236" height="8" rx="4"/>
  <g class="lamps"><circle class="lamp power" cx="252" cy="104" r="4.500"/><circle class="lamp error" cx="272" cy="104" r="4.500"/></g>
  <rect class="feed" x="44" y="97" width="40" height="14" rx="7"/>
</svg>`;
