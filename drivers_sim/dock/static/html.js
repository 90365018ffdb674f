// Small helpers to build and update elements.

// h("button", {class: "x", onclick: f}, "text", child): an element; null attributes are left out.
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// Parse trusted markup of our own (the drawings).
export function drawing(markup) {
  const template = document.createElement("template");
  template.innerHTML = markup.trim();
  return template.content.firstElementChild;
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function setSource(image, url) {
  if (image.getAttribute("src") !== url) image.setAttribute("src", url);
}

// A row of buttons of which one is chosen. `options`: [[value, label]].
export function choice(label, options, chosen, choose) {
  return h(
    "div",
    { class: "choice", role: "group", "aria-label": label },
    ...options.map(([value, text]) =>
      h("button", { type: "button", "aria-pressed": String(value === chosen), onclick: () => choose(value) }, text),
    ),
  );
}

export function select(label, options, chosen, choose) {
  const list = h(
    "select",
    { "aria-label": label, onchange: (event) => choose(event.target.value) },
    ...options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)),
  );
  return h("label", { class: "select" }, h("span", {}, label), list);
}

// Pictures that are drawn on demand may take a second: at most two are asked for at a time, so that they never hold all
// of the browser's six connections.
const waiting = [];
let loading = 0;

export function setDrawnSource(image, url) {
  if (image.dataset.wanted === url) return;
  image.dataset.wanted = url;
  waiting.push([image, url]);
  loadNext();
}

function loadNext() {
  if (loading >= 2 || !waiting.length) return;
  const [image, url] = waiting.shift();
  if (image.dataset.wanted !== url) return loadNext();
  loading += 1;
  const settled = () => {
    loading -= 1;
    loadNext();
  };
  const loader = new Image();
  loader.onload = () => {
    if (image.dataset.wanted === url) image.src = url;
    settled();
  };
  loader.onerror = settled;
  loader.src = url;
}
