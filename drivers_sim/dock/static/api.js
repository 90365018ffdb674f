// The simulator's verbs, and its state as it changes.

import { word } from "./words.js";

export async function post(path, body = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    show(word("lost"));
    return null;
  }
  const content = await answer.json();
  if (!answer.ok) show(content.error);
  return answer.ok ? content : null;
}

// Calls `changed(state)` at every change; `linked(false)` while the simulator does not answer.
export function watch(changed, linked) {
  const events = new EventSource("events");
  events.onmessage = (event) => changed(JSON.parse(event.data));
  events.onopen = () => linked(true);
  events.onerror = () => linked(false);
}

let hiding;

export function show(text) {
  const toast = document.getElementById("toast");
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (toast.hidden = true), 6000);
}
