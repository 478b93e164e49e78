// The panel beside the phones: one delivery's timeline, as the service tells it.

import { when } from "/page/when.js";

const EVERY = 2000;
const LIST_EVERY = 5;

const words = (kind) => kind.replace(/([a-z])([A-Z])/g, "$1 $2").replaceAll("_", " ").toLowerCase();

export class MachineView {
  constructor() {
    this.pick = document.querySelector("#delivery");
    this.timeline = document.querySelector("#timeline");
    this.facts = document.querySelector("#facts");
    this.why = document.querySelector("#why");
    this.chosen = "";
    this.byHand = false;
    this.seen = "";
    this.turns = 0;
    this.phone = null;
    this.pick.addEventListener("change", () => { this.byHand = true; this.show(this.pick.value); });
    this.turn();
  }

  follow(phone) {
    this.phone = phone;
    this.byHand = false;
    this.turns = 0;
    this.look();
  }

  async turn() {
    if (!document.hidden) await this.look();
    setTimeout(() => this.turn(), EVERY);
  }

  async look() {
    if (this.turns % LIST_EVERY === 0 || !this.chosen) await this.choices();
    this.turns += 1;
    if (!this.chosen) return;
    const { delivery, why: trouble } = await ask(`/world/deliveries/${encodeURIComponent(this.chosen)}`);
    this.tell(delivery ? "" : trouble);
    if (delivery && delivery.id === this.chosen) this.draw(delivery);
  }

  async choices() {
    const { deliveries, why } = await ask("/world/deliveries");
    if (!deliveries) return this.tell(why);
    this.offer(deliveries);
    const wanted = this.byHand ? this.chosen : this.theirs(deliveries);
    if (wanted !== this.chosen) this.clear();
    this.chosen = wanted;
    this.pick.value = wanted;
    if (!wanted) this.tell(why || "No delivery yet. Once there is one, every decision about it is listed here.");
  }

  show(id) {
    this.chosen = id;
    this.clear();
    this.look();
  }

  theirs(deliveries) {
    if (this.phone?.delivery) return this.phone.delivery;
    const own = deliveries.find((one) => one.customer?.phone === this.phone?.number);
    return (own ?? deliveries[0])?.id ?? "";
  }

  offer(deliveries) {
    const state = JSON.stringify(deliveries.map((one) => [one.id, one.status]));
    if (state === this.offered) return;
    this.offered = state;
    this.pick.replaceChildren(...deliveries.map((one) => {
      const name = one.customer?.name ? ` · ${one.customer.name}` : "";
      return new Option(`${one.tracking_number ?? one.id}${name} · ${words(one.status ?? "")}`, one.id);
    }));
  }

  clear() {
    this.seen = "";
    this.drawn = undefined;
    this.timeline.replaceChildren();
    this.facts.replaceChildren();
  }

  draw(delivery) {
    const entries = delivery.timeline ?? [];
    const state = JSON.stringify([delivery.id, entries, delivery.status, delivery.eta]);
    if (state === this.seen) return;
    this.seen = state;
    const same = this.drawn?.id === delivery.id;
    const before = same ? this.drawn.count : entries.length;
    if (!same || entries.length < before) this.timeline.replaceChildren();
    const from = this.timeline.children.length;
    this.timeline.append(...entries.slice(from).map((one, at) => row(one, same && from + at >= before)));
    this.drawn = { id: delivery.id, count: entries.length };
    this.timeline.scrollTop = this.timeline.scrollHeight;
    this.facts.replaceChildren(...facts(delivery));
  }

  tell(text) {
    if (this.why.textContent !== (text ?? "")) this.why.textContent = text ?? "";
  }
}

function facts(delivery) {
  const rows = [["Status", words(delivery.status ?? "")]];
  if (delivery.window?.start) rows.push(["Window", `${when("span", delivery.window.start)} to ${when("hour", delivery.window.end)}`]);
  if (delivery.eta?.likely) rows.push(["Expected", when("span", delivery.eta.likely)]);
  return rows.map(([name, text]) => {
    const group = document.createElement("div");
    group.append(Object.assign(document.createElement("dt"), { textContent: name }), Object.assign(document.createElement("dd"), { textContent: text }));
    return group;
  });
}

function row(entry, fresh) {
  const item = document.createElement("li");
  if (fresh) item.className = "fresh";
  const time = Object.assign(document.createElement("time"), { dateTime: entry.at, textContent: when("hour", entry.at) });
  const said = document.createElement("div");
  said.append(Object.assign(document.createElement("strong"), { textContent: words(entry.kind) }), Object.assign(document.createElement("p"), { textContent: entry.text }));
  item.append(time, said);
  return item;
}

async function ask(path) {
  try {
    return await (await fetch(path)).json();
  } catch {
    return { why: "The world is away. Waiting for it to come back." };
  }
}
