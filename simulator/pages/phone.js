// One phone on the page: whose it is, what stands on its screen, and a way to answer.

import { when } from "/page/when.js";

const ROLES = { customer: "Customers", driver: "Drivers" };
const USUAL = {
  customer: ["Where is my delivery?", "The gate code is 4417#", "Could we do another day?", "Thank you!", "STOP"],
  driver: ["next", "late 20", "I am at the door, nobody answers", "schedule"],
};

// The numbers that a text offers, each with its label: "8 = yes, 9 = no", "2 delivered 3 could not", or a list of lines.
// Numbers without a sign behind them must begin low, since "3 is on its way, 7 stops before you" offers nothing.
export function offers(text) {
  const lines = [...text.matchAll(/^\s*(\d{1,2})\s*[.):=]?\s+(\S.*)$/gm)];
  const found = lines.length > 1 ? lines : [...text.matchAll(/(?<![\d:\-/])\b(\d{1,2})\s*(?:[=.):]\s*|\s)\(?([^\W\d_][^\d,;.()?]*)/gu)];
  const numbers = found.map((one) => Number(one[1]));
  const rising = numbers.every((one, at) => at === 0 || one > numbers[at - 1]);
  const signed = found.every((one) => /^\d+\s*[=.):]/.test(one[0].trim()));
  return rising && found.length > 1 && (signed || numbers[0] <= 2) ? found.map((one) => ({ number: one[1], label: one[2].trim() })) : [];
}

export class PhoneView {
  constructor(title, role, chosen) {
    this.role = role;
    this.number = null;
    this.last = 0;
    this.lastDay = "";
    const piece = document.querySelector("#phone").content.cloneNode(true);
    this.root = piece.querySelector("section");
    this.find = (selector) => this.root.querySelector(selector);
    const pick = this.find(".holder select");
    pick.id = `${role}-pick`;
    this.find(".holder label").htmlFor = pick.id;
    this.find(".holder label").textContent = title;
    this.root.setAttribute("aria-label", title);
    this.find("textarea").id = `${role}-text`;
    this.find("form label").htmlFor = `${role}-text`;
    this.pick = pick;
    pick.addEventListener("change", () => chosen(this, pick.value));
    this.find("form").addEventListener("submit", (event) => this.submit(event));
    this.find("textarea").addEventListener("keydown", (event) => this.enter(event));
    this.find("textarea").addEventListener("input", (event) => this.grow(event.target));
    this.find(".picture").addEventListener("click", (event) => this.toggle(event.currentTarget));
    this.find(".ring").addEventListener("click", () => this.ring());
  }

  choices(phones) {
    const groups = new Map(phones.map((one) => [one.role, phones.filter((other) => other.role === one.role)]));
    this.pick.replaceChildren(...[...groups].map(([role, some]) => {
      const group = Object.assign(document.createElement("optgroup"), { label: ROLES[role] ?? "Others" });
      group.append(...some.map((one) => new Option(one.name || one.number, one.number, false, one.number === this.number)));
      return group;
    }));
  }

  show(phone, thread, ours) {
    this.number = phone.number;
    this.phone = phone;
    this.pick.value = phone.number;
    const holder = phone.name || phone.number;
    this.find(".contact h2").textContent = phone.role === "driver" ? "Dispatch" : "Your delivery";
    this.find(".contact p").textContent = ours;
    this.find(".log").setAttribute("aria-label", `Texts on the phone of ${holder}`);
    this.find("form label").textContent = `Text as ${holder}`;
    this.find(".ring").setAttribute("aria-label", `Ring the number as ${holder}`);
    this.tell("");
    this.last = 0;
    this.lastDay = "";
    const list = this.find(".thread");
    list.setAttribute("aria-busy", "true");
    list.replaceChildren();
    if (thread.length === 0) list.append(this.nothing(phone));
    for (const one of thread) this.add(one, false);
    list.setAttribute("aria-busy", "false");
    this.chips(thread.filter((one) => !one.mine).at(-1));
    this.toEnd();
  }

  toEnd() {
    requestAnimationFrame(() => { this.find(".thread").scrollTop = this.find(".thread").scrollHeight; });
  }

  nothing(phone) {
    const item = document.createElement("li");
    item.className = "nothing";
    item.textContent = phone.role === "driver" ? "The driver's day starts with a text here." : "No text yet. Say hello below, or wait for the first one.";
    return item;
  }

  add(bubble, fresh) {
    this.last = bubble.n;
    const list = this.find(".thread");
    list.querySelector(".nothing")?.remove();
    if (when("day", bubble.at) !== this.lastDay) {
      this.lastDay = when("day", bubble.at);
      const mark = document.createElement("li");
      mark.className = "day";
      mark.textContent = this.lastDay;
      list.append(mark);
    }
    const item = document.createElement("li");
    item.className = `bubble ${bubble.mine ? "mine" : "theirs"}${fresh ? " fresh" : ""}`;
    const who = document.createElement("span");
    who.className = "hidden";
    who.textContent = bubble.mine ? `${this.phone.name || "This phone"}: ` : "Delivery: ";
    item.append(who);
    for (let one = 0; one < bubble.media; one += 1) item.append(Object.assign(document.createElement("span"), { className: "photo", textContent: "Picture" }));
    item.append(...linked(bubble.text));
    const time = document.createElement("time");
    time.dateTime = bubble.at;
    time.textContent = when("hour", bubble.at);
    item.append(time);
    list.append(item);
    if (fresh && !bubble.mine) this.chips(bubble);
    if (fresh) this.toEnd();
  }

  chips(last) {
    const asked = last ? offers(last.text).map((one) => this.chip(one.number, `${one.number} ${one.label}`, "asked")) : [];
    this.find(".chips").replaceChildren(...asked, ...(USUAL[this.phone.role] ?? USUAL.customer).map((text) => this.chip(text, text, "")));
    this.find(".chips").scrollLeft = 0;
  }

  chip(text, label, kind) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: kind, textContent: label });
    button.addEventListener("click", () => this.say(text));
    return button;
  }

  enter(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.find("form").requestSubmit();
  }

  grow(box) {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  }

  toggle(button) {
    button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "true" ? "false" : "true");
  }

  async submit(event) {
    event.preventDefault();
    const box = this.find("textarea"), picture = this.find(".picture");
    const media = picture.getAttribute("aria-pressed") === "true" ? 1 : 0;
    if (!box.value.trim() && !media) return;
    if (await this.say(box.value.trim(), media)) {
      box.value = "";
      this.grow(box);
      picture.setAttribute("aria-pressed", "false");
    }
    box.focus();
  }

  async say(text, media = 0) {
    return (await this.post("say", { text, media })) !== null;
  }

  async ring() {
    this.tell("Ringing …");
    const answer = await this.post("ring", {});
    if (answer) this.tell(answer.heard ? `You hear: ${answer.heard}` : "Nobody answers.");
  }

  async post(what, body) {
    try {
      const answer = await fetch(`/world/phones/${encodeURIComponent(this.number)}/${what}`, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
      });
      const found = await answer.json();
      if (!answer.ok) throw new Error(found.error);
      if (what === "say") this.tell("");
      return found;
    } catch (error) {
      this.tell(`Not sent: ${error.message || "the world is away"}`, true);
      return null;
    }
  }

  tell(text, bad = false) {
    this.find(".heard").textContent = text;
    this.find(".heard").classList.toggle("bad", bad);
  }
}

// A text with its addresses as links.
export function linked(text) {
  return text.split(/(https?:\/\/\S+)/).map((piece, at) => {
    if (at % 2 === 0) return document.createTextNode(piece);
    const address = piece.replace(/[.,;!?)]+$/, "");
    const link = Object.assign(document.createElement("a"), { href: address, textContent: piece, target: "_blank", rel: "noopener noreferrer" });
    return link;
  });
}
