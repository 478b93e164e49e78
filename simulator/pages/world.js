// The page as a whole: one order told three ways, two phones, the machine beside them, and the stream that keeps them true.

import { MachineView } from "/page/machine.js";
import { PhoneView } from "/page/phone.js";
import { StreetsView } from "/page/streets.js";
import { WaysView } from "/page/ways.js";
import { settle as place, when } from "/page/when.js";

const machine = new MachineView();
const streets = new StreetsView();
const views = [new PhoneView("Customer's phone", "customer", choose), new PhoneView("Driver's phone", "driver", choose)];
const ways = new WaysView((number) => choose(views[0], number));
let phones = [];
let numbers = [];
let recent = [];

document.querySelector("#phones").append(...views.map((view) => view.root));

async function choose(view, number) {
  const answer = await fetch(`/world/phones/${encodeURIComponent(number)}/thread`);
  if (!answer.ok) return;
  const { phone, thread } = await answer.json();
  const last = thread.at(-1)?.n ?? 0;
  thread.push(...recent.filter((one) => one.phone === number && one.bubble.n > last).map((one) => one.bubble));
  view.show(phone, thread, thread.at(-1)?.ours ?? numbers[0]);
  if (view.role === "customer") { machine.follow(phone); streets.follow(phone); }
}

// Both phones as they are now. Called at the start and after every gap in the stream.
async function load() {
  const found = await (await fetch("/world/phones")).json();
  phones = found.phones;
  numbers = found.numbers;
  for (const view of views) await settle(view, true);
  await ways.load(phones);
}

async function settle(view, again) {
  view.choices(phones);
  const wanted = view.number ?? (phones.find((one) => one.role === view.role) ?? null)?.number;
  if (wanted && (again || !view.number)) await choose(view, wanted);
  view.root.toggleAttribute("inert", !view.number);
}

async function introduce(phone) {
  phones = [...phones.filter((one) => one.number !== phone.number), phone];
  for (const view of views) await settle(view, false);
  await ways.introduce(phone);
}

function live(on) {
  document.querySelector("#live").classList.toggle("on", on);
  document.querySelector("#live-word").textContent = on ? "live" : "waiting for the world";
}

function listen() {
  const stream = new EventSource("/world/events");
  stream.addEventListener("open", () => { live(true); load(); });
  stream.addEventListener("error", () => live(false));
  stream.addEventListener("phone", (event) => introduce(JSON.parse(event.data)));
  stream.addEventListener("message", (event) => {
    const { phone, bubble } = JSON.parse(event.data);
    recent = [...recent, { phone, bubble }].slice(-100);
    if (!phones.some((one) => one.number === phone)) return load();
    for (const view of views) if (view.number === phone && bubble.n > view.last) view.add(bubble, true);
    ways.add(phone, bubble);
  });
}

async function tick() {
  try {
    const { now, speed, held, zone } = await (await fetch("/world/clock")).json();
    if (place(zone)) { await load(); machine.clear(); }
    const clock = document.querySelector("#clock");
    clock.dateTime = now;
    clock.textContent = when("moment", now);
    document.querySelector("#speed").textContent = held ? "standing still" : speed === 1 ? "" : `${speed}× as fast`;
    for (const one of document.querySelectorAll(".bar-clock")) one.textContent = when("hour", now);
  } catch {
    live(false);
  }
  setTimeout(tick, 1000);
}

await tick();
listen();
