// The citizens: who can be seated, and the card in the hand of the one who is chosen.

import { post } from "./api.js";
import { choice, h, select, setDrawnSource, setText } from "./html.js";
import { nameOf, said, word } from "./words.js";

export class Crowd {
  constructor(crowd, hand) {
    this.crowd = crowd;
    this.hand = hand;
    this.chosen = null;
    this.side = "front";
    this.condition = "normal";
    this.busy = false;
    this.tiles = new Map();
    this.drawn = "";
  }

  draw(state) {
    this.state = state;
    if (!this.chosen && state.people.length) this.chosen = state.seated?.slug ?? state.people[0].slug;
    for (const person of state.people) {
      if (!this.tiles.has(person.slug)) this.tiles.set(person.slug, this.tile(person));
      this.update(this.tiles.get(person.slug), person);
    }
    this.drawHand();
  }

  tile(person) {
    const portrait = h("img", { class: "portrait", alt: "" });
    setDrawnSource(portrait, `people/${person.slug}.jpg`);
    const tile = h(
      "button",
      { type: "button", class: "person", onclick: () => this.choose(person.slug) },
      portrait,
      h("span", { class: "name" }),
      h("span", { class: "badge" }),
    );
    this.crowd.append(tile);
    return tile;
  }

  update(tile, person) {
    const seated = this.state.seated?.slug === person.slug;
    tile.setAttribute("aria-pressed", String(this.chosen === person.slug));
    tile.classList.toggle("seated", seated);
    setText(tile.querySelector(".name"), nameOf(person));
    setText(tile.querySelector(".badge"), seated ? word("seated") : "");
  }

  choose(slug) {
    this.chosen = slug;
    this.side = "front";
    this.condition = "normal";
    this.draw(this.state);
  }

  drawHand() {
    const person = this.state.people.find((one) => one.slug === this.chosen);
    if (!person) return;
    const seated = this.state.seated?.slug === person.slug;
    // Built anew only where something of it changed, so that an open list is not closed by a picture's arrival.
    const key = JSON.stringify([person.slug, seated, this.side, this.condition, this.busy, document.documentElement.lang]);
    if (key === this.drawn) return;
    this.drawn = key;
    this.hand.replaceChildren(this.story(person, seated), this.card(person));
  }

  story(person, seated) {
    const button = seated
      ? h("button", { type: "button", class: "quiet", onclick: () => post("people/leave") }, word("leave"))
      : h(
          "button",
          { type: "button", class: "primary", disabled: this.busy, onclick: () => this.seat(person.slug) },
          word("seat"),
        );
    return h(
      "div",
      { class: "story" },
      h("h3", {}, nameOf(person)),
      person.pin ? h("p", { class: "pin" }, `${word("pin")} ${person.pin}`) : null,
      person.presence === "photograph" ? h("p", { class: "note" }, word("photograph")) : null,
      h("p", {}, said(person.story)),
      button,
    );
  }

  async seat(slug) {
    this.busy = true;
    this.drawHand();
    await post("people/seat", { slug });
    this.busy = false;
    this.drawHand();
  }

  card(person) {
    const picture = h("img", {
      class: "id-card",
      alt: `${word("card")}: ${nameOf(person)}`,
      draggable: "true",
      ondragstart: (event) => {
        event.dataTransfer.setData("text/plain", this.inHand());
        event.dataTransfer.effectAllowed = "move";
      },
    });
    setDrawnSource(picture, `documents/${person.slug}/${this.side}.jpg?condition=${this.condition}`);
    const conditions = this.state.conditions.map((name) => [name, word(`condition.${name}`)]);
    const sides = ["front", "back"].map((side) => [side, word(side)]);
    const change = (what) => (value) => {
      this[what] = value;
      this.drawHand();
    };
    return h(
      "div",
      { class: "in-hand" },
      picture,
      h(
        "div",
        { class: "card-options" },
        choice(word("card"), sides, this.side, change("side")),
        select(word("state_of_card"), conditions, this.condition, change("condition")),
        h("div", { class: "puts" }, this.put("document_camera"), this.put("chip_reader"), this.put("card_reader"), this.show(person)),
      ),
    );
  }

  // The code of the electronic social security card, on the citizen's telephone.
  show(person) {
    const device = this.state.devices.find((one) => one.class === "code_scanner");
    if (!device || !person.code) return null;
    const hold = () => post("codes/show", { device: device.id, text: person.code, seconds: 10 });
    return h("button", { type: "button", class: "put", onclick: hold }, word("show_ecard"));
  }

  put(deviceClass) {
    const device = this.state.devices.find((one) => one.class === deviceClass);
    if (!device) return null;
    // In the card reader it is the social security card, of which neither side nor print matters.
    const social = deviceClass === "card_reader";
    const held = () => (social ? { slug: this.chosen } : JSON.parse(this.inHand()));
    const place = () => post("documents/place", { device: device.id, ...held() });
    return h("button", { type: "button", class: "put", onclick: place }, word(`to_${deviceClass}`));
  }

  inHand() {
    return JSON.stringify({ slug: this.chosen, side: this.side, condition: this.condition });
  }
}
