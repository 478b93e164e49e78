// One order told three ways: a phone with texts, one with WhatsApp, and a mail program, a row of them for each language.

import { linked, offers } from "/page/phone.js";
import { when } from "/page/when.js";

const WAYS = ["sms", "whatsapp", "email"];
const NAMES = { sms: "SMS", whatsapp: "WhatsApp", email: "e-mail" };
const USUAL = {
  en: ["Where is it?", "Could we do another day?", "Mind the dog, please"],
  es: ["¿Dónde está mi pedido?", "¿Puede ser otro día?", "Cuidado con el perro"],
  fr: ["Où est mon colis ?", "On peut faire un autre jour ?", "Attention au chien"],
  de: ["Wo ist mein Paket?", "Geht es an einem anderen Tag?", "Vorsicht, Hund"],
  pt: ["Onde está a minha encomenda?", "Pode ser outro dia?", "Cuidado com o cão"],
  nl: ["Waar is mijn pakket?", "Kan het op een andere dag?", "Pas op voor de hond"],
  it: ["Dov'è il mio pacco?", "Si può fare un altro giorno?", "Attenti al cane"],
};

export class WaysView {
  // `chosen` is called with the phone whose decisions somebody wants to read.
  constructor(chosen) {
    this.chosen = chosen;
    this.devices = new Map();
  }

  async load(phones) {
    const told = phones.filter((one) => WAYS.includes(one.traits.way));
    if (told.length !== this.devices.size || told.some((one) => !this.devices.has(one.number))) this.draw(told);
    await Promise.all([...this.devices.values()].map((device) => device.load()));
  }

  async introduce(phone) {
    if (!WAYS.includes(phone.traits.way)) return;
    const device = this.devices.get(phone.number);
    if (device) return device.know(phone);
    const known = [...this.devices.values()].map((one) => one.phone);
    await this.load([...known, phone]);
  }

  add(number, bubble) {
    this.devices.get(number)?.add(bubble, true);
  }

  draw(phones) {
    this.devices = new Map();
    const languages = [...new Set(phones.map((one) => one.language))].sort((a, b) => (b === "en") - (a === "en"));
    document.querySelector("#ways").hidden = languages.length === 0;
    document.querySelector("#ways-rows").replaceChildren(...languages.map((language) => this.row(language, phones)));
  }

  row(language, phones) {
    const name = new Intl.DisplayNames([language], { type: "language" }).of(language);
    const row = document.createElement("section");
    row.className = "told";
    row.setAttribute("aria-labelledby", `told-${language}`);
    const title = Object.assign(document.createElement("h3"), { id: `told-${language}`, lang: language });
    title.textContent = name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
    const devices = Object.assign(document.createElement("div"), { className: "devices" });
    const theirs = phones.filter((one) => one.language === language);
    for (const phone of theirs.sort((a, b) => WAYS.indexOf(a.traits.way) - WAYS.indexOf(b.traits.way))) {
      const device = new Device(phone, this.chosen);
      this.devices.set(phone.number, device);
      devices.append(device.root);
    }
    row.append(title, devices);
    return row;
  }
}

class Device {
  constructor(phone, chosen) {
    this.way = phone.traits.way;
    this.last = 0;
    this.by = this.way;
    this.open = 0;
    this.root = document.querySelector("#device").content.cloneNode(true).querySelector(".device");
    this.root.classList.add(this.way);
    this.find = (selector) => this.root.querySelector(selector);
    const id = `told-${phone.language}-${this.way}`;
    this.find("h4").id = id;
    this.root.setAttribute("aria-labelledby", id);
    this.find("textarea").id = `${id}-text`;
    this.find("form label").htmlFor = `${id}-text`;
    this.find(".ask").addEventListener("click", () => this.ask(chosen));
    this.find("form").addEventListener("submit", (event) => this.submit(event));
    this.find("textarea").addEventListener("keydown", (event) => this.enter(event));
    for (const one of this.root.querySelectorAll(".as button")) one.addEventListener("click", () => this.showAs(one.dataset.as));
    this.know(phone);
  }

  know(phone) {
    this.phone = phone;
    this.find("h4").textContent = `${phone.name}, by ${NAMES[this.way]}`;
    this.find(".device-head p").textContent = this.way === "email" ? phone.email : phone.number;
    this.find(".ask").setAttribute("aria-label", `Why? What the machine decided for ${phone.name}`);
    this.find(".thread").setAttribute("aria-label", `What ${phone.name} got and wrote`);
    this.find(".chips").setAttribute("aria-label", `Quick answers of ${phone.name}`);
    this.find(".thread").lang = phone.language;
  }

  async load() {
    const answer = await fetch(`/world/phones/${encodeURIComponent(this.phone.number)}/thread`);
    if (!answer.ok) return;
    const { thread } = await answer.json();
    if (this.last === 0 && thread.length === 0) this.nothing();
    for (const one of thread) this.add(one, false);
    if (thread.length === 0) this.answers(null);
  }

  nothing() {
    const item = Object.assign(document.createElement("li"), { className: "nothing", textContent: "Nothing yet." });
    this.find(".thread").replaceChildren(item);
  }

  add(bubble, fresh) {
    if (bubble.n <= this.last) return;
    this.last = bubble.n;
    this.find(".nothing")?.remove();
    this.find(".thread").append(bubble.channel === "email" ? this.mail(bubble) : this.bubble(bubble, fresh));
    if (!bubble.mine) this.answers(bubble);
    if (bubble.html) this.read(bubble);
    requestAnimationFrame(() => this.toEnd());
  }

  toEnd() {
    this.find(".thread").scrollTop = this.find(".thread").scrollHeight;
  }

  bubble(bubble, fresh) {
    const item = document.createElement("li");
    item.className = `bubble ${bubble.mine ? "mine" : "theirs"} ${bubble.channel}${fresh ? " fresh" : ""}`;
    item.append(hidden(bubble.mine ? `${this.phone.name}: ` : "Delivery: "));
    if (bubble.channel !== this.way) item.append(note("By text, as it cannot wait for a mail"));
    if (bubble.template) item.append(note("Approved template"));
    if (bubble.place) item.append(note(`On the map: ${bubble.place.join(", ")}`));
    item.append(...linked(bubble.text), this.time(bubble));
    if (bubble.buttons.length > 0) item.append(this.buttons(bubble));
    return item;
  }

  time(bubble) {
    const time = Object.assign(document.createElement("time"), { dateTime: bubble.at, textContent: when("hour", bubble.at) });
    return time;
  }

  buttons(bubble) {
    const group = Object.assign(document.createElement("span"), { className: "taps" });
    group.append(...bubble.buttons.map(([payload, title]) => this.button(title, payload)));
    return group;
  }

  // A line of the mailbox. Opening it shows the mail as it came.
  mail(bubble) {
    const item = document.createElement("li");
    item.className = `letter ${bubble.mine ? "mine" : "theirs"}`;
    const who = Object.assign(document.createElement("b"), { textContent: bubble.mine ? this.phone.name : "Bloom" });
    const line = Object.assign(document.createElement("span"), { className: "line", textContent: bubble.text });
    const body = bubble.mine ? item : Object.assign(document.createElement("button"), { type: "button" });
    body.append(who, this.time(bubble), line);
    if (!bubble.mine) {
      body.dataset.n = bubble.n;
      body.addEventListener("click", () => this.read(bubble));
      item.append(body);
    }
    return item;
  }

  read(bubble) {
    this.open = bubble.n;
    this.find(".paper").hidden = false;
    this.find("h5").textContent = bubble.subject;
    this.find("h5").lang = this.phone.language;
    this.find("iframe").title = `Mail to ${this.phone.name}: ${bubble.subject}`;
    this.find("iframe").src = `/world/phones/${encodeURIComponent(this.phone.number)}/mails/${bubble.n}`;
    this.find("pre").textContent = bubble.text;
    this.find("pre").lang = this.phone.language;
    for (const one of this.root.querySelectorAll(".letter button")) one.toggleAttribute("aria-current", Number(one.dataset.n) === bubble.n);
  }

  showAs(kind) {
    this.find("iframe").hidden = kind !== "page";
    this.find("pre").hidden = kind !== "text";
    for (const one of this.root.querySelectorAll(".as button")) one.setAttribute("aria-pressed", String(one.dataset.as === kind));
  }

  // What can be answered at a tap, and by which way an answer goes: a text is answered by text, also by who gets mails.
  answers(last) {
    this.by = last && last.channel === "sms" ? "sms" : this.way;
    const asked = last && last.buttons.length === 0 ? offers(last.text) : [];
    const usual = USUAL[this.phone.language] ?? USUAL.en;
    this.find(".chips").replaceChildren(...asked.map((one) => this.button(`${one.number} ${one.label}`, one.number, "asked")),
                                        ...usual.map((text) => this.button(text, text)));
    this.find(".chips").lang = this.phone.language;
    const how = this.by === this.way ? `Answer by ${NAMES[this.way]}` : "Answer the text";
    this.find("textarea").placeholder = how;
    this.find("form label").textContent = `${how} as ${this.phone.name}`;
  }

  button(label, text, kind = "") {
    const made = Object.assign(document.createElement("button"), { type: "button", className: kind, textContent: label });
    made.addEventListener("click", () => this.say(text));
    return made;
  }

  enter(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.find("form").requestSubmit();
  }

  async submit(event) {
    event.preventDefault();
    const box = this.find("textarea");
    if (box.value.trim() && await this.say(box.value.trim())) box.value = "";
    box.focus();
  }

  async say(text) {
    const told = this.find(".heard");
    try {
      const answer = await fetch(`/world/phones/${encodeURIComponent(this.phone.number)}/say`, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text, by: this.by }),
      });
      const found = await answer.json();
      if (!answer.ok) throw new Error(found.error);
      told.textContent = "";
      return true;
    } catch (error) {
      told.textContent = `Not sent: ${error.message || "the world is away"}`;
      return false;
    }
  }

  async ask(chosen) {
    await chosen(this.phone.number);
    document.querySelector("#machine-title").scrollIntoView({ block: "center" });
    document.querySelector("#timeline").focus({ preventScroll: true });
  }
}

function hidden(text) {
  return Object.assign(document.createElement("span"), { className: "hidden", textContent: text });
}

function note(text) {
  return Object.assign(document.createElement("span"), { className: "note", textContent: text, lang: "en" });
}
