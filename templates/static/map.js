// The customer's page while the delivery is on its way: the same words as without this script, kept true by a stream,
// and a map for as long as the van may be seen.

import { Stream } from "/static/stream.js";

const OLD = 120, GONE = 300, MINUTE = 60, JUST_NOW = 15, CHATTER = 60000, HANDS_OFF = 20000, QUIET = 10000, EXACT = 10;
const root = document.querySelector("#live");
const box = document.querySelector("#map");
const frame = box?.closest(".frame");
const words = root?.dataset ?? {};
const spoken = document.querySelector("#live-said");
const known = { stage: null, van: null, age: 0, heard: 0, home: words.home ? words.home.split(",").map(Number) : null, silent: null };
let scene = null;
let touched = -HANDS_OFF;
let said = { at: -CHATTER, eta: null, stops: null };

function write(name, text) {
  for (const one of document.querySelectorAll(`[data-live="${name}"]`)) {
    if (one.textContent !== text) one.textContent = text;
    one.hidden = !text;
  }
}

// A screen reader hears a new time at once, anything else at most once a minute.
function announce(eta, stops) {
  const now = performance.now();
  if (said.eta === null) { said = { at: now, eta, stops }; return; }
  if (eta === said.eta && (stops === said.stops || now - said.at < CHATTER)) return;
  said = { at: now, eta, stops };
  spoken.textContent = [eta, stops].filter(Boolean).join(". ");
}

// A new stage brings other forms: the page is drawn anew, unless somebody is writing on it.
function movedOn(stage) {
  const before = known.stage;
  known.stage = stage;
  const writing = [...document.querySelectorAll("textarea")].some((one) => one.value);
  if (before !== null && before !== stage && !writing) location.reload();
}

function ageWords(seconds) {
  if (seconds < JUST_NOW) return words.ageNow;
  if (seconds < MINUTE) return words.ageSeconds.replace("{count}", Math.floor(seconds / 10) * 10);
  const minutes = Math.floor(seconds / MINUTE);
  return minutes === 1 ? words.ageMinute : words.ageMinutes.replace("{count}", minutes);
}

// How exactly the place is told is part of the words: to a street, to an area.
function placeWords(seconds) {
  const text = ageWords(seconds), within = known.van.within ?? 0;
  return within > EXACT ? words.within.replace("{age}", text).replace("{metres}", within) : text;
}

const since = () => (known.heard ? (performance.now() - known.heard) / 1000 : 0);

// The position grows old by itself; where the stream says no age in seconds, its words hold for a while. One that is
// too old to be shown goes, and the words say for how long nothing was heard.
function growOld() {
  const seconds = (known.van ? known.age : known.silent ?? 0) + since();
  if (known.van && seconds > GONE) { known.silent = known.age; known.van = null; show(); }
  if (known.van && (known.van.age !== undefined || since() * 1000 > QUIET)) write("age", placeWords(seconds));
  if (!known.van && known.silent !== null && seconds >= 2 * MINUTE) {
    write("age", words.silentMinutes.replace("{count}", Math.floor(seconds / MINUTE)));
  }
  root.classList.toggle("old", !!known.van && seconds > OLD);
}

function hear(facts) {
  for (const name of ["status", "stops", "age"]) write(name, facts[name]);
  write("eta", facts.eta.text);
  write("late", facts.eta.late ?? "");
  write("why", facts.eta.why ?? "");
  announce(facts.eta.text, facts.stops);
  movedOn(facts.stage ?? facts.status);
  known.age = facts.van?.age ?? (facts.van && known.van?.at === facts.van.at ? known.age + since() : 0);
  known.silent = facts.silent ?? null;
  known.heard = performance.now();
  known.van = facts.van;
  if (facts.home) known.home = [facts.home.lat, facts.home.lon];
  growOld();
  show();
}

// Without tiles, WebGL or the library there is no map, and nothing is lost: the words say it all.
function show() {
  if (!frame) return;
  frame.hidden = !known.van;
  if (known.van) scene ??= draw().catch(() => { frame.remove(); });
  scene?.then((all) => all && (known.van ? arrange(all) : all.van.remove()));
}

async function draw() {
  const { ground, Mark, Halo, badge } = await import("/static/ground.js");
  const view = { bounds: bounds(), fitBoundsOptions: fit() };
  const land = await ground(box, { day: words.style, dark: words.styleDark }, view, {
    title: words.wordTitle, zoomIn: words.wordZoomIn, zoomOut: words.wordZoomOut, fingers: words.wordFingers,
    wheel: words.wordWheel, wheelMac: words.wordWheelMac });
  const halo = new Halo(land.map);
  const door = new Mark(land, badge("door", words.wordDoor));
  door.put(known.home[1], known.home[0]);
  for (const sign of ["dragstart", "zoomstart"]) {
    land.map.on(sign, (event) => { if (event.originalEvent) touched = performance.now(); });
  }
  land.map.once("idle", () => { if (!covered(land.map)) frame.remove(); });
  const picture = badge("van", words.wordVan);
  picture.prepend(halo.element);
  return { ...land, halo, van: new Mark(land, picture) };
}

// Our own tiles say how far they reach: a door beyond would stand on an empty page.
function covered(map) {
  const [west, south, east, north] = map.getSource("ground")?.bounds ?? [-180, -90, 180, 90];
  const [lat, lon] = known.home;
  return west <= lon && lon <= east && south <= lat && lat <= north;
}

// The buttons stand at the right: nothing that matters lies under them.
const fit = () => ({ padding: { top: 44, bottom: 52, left: 44, right: 92 }, maxZoom: 16.5 });

function bounds() {
  const [lat, lon] = known.home, { van } = known;
  return [[Math.min(lon, van.lon), Math.min(lat, van.lat)], [Math.max(lon, van.lon), Math.max(lat, van.lat)]];
}

// Both stay in the picture, but never under a finger: who has moved the map keeps it for a while.
function arrange({ map, van, halo, still }) {
  halo.reach(known.van.within > EXACT ? known.van.within : 0, known.van.lat);
  van.place(known.van.lon, known.van.lat, known.van.heading);
  if (performance.now() - touched > HANDS_OFF) map.fitBounds(bounds(), { ...fit(), duration: still() ? 0 : 1500 });
}

if (root) {
  new Stream(words.events, ["snapshot", "moved"], hear, (away) => {
    document.querySelector("#live-note").hidden = !away;
    root.classList.toggle("away", away);
  });
  setInterval(growOld, 5000);
}
