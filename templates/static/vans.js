// The dispatcher's vans: trouble at the top of the list, each row a way to its van on the map, both kept true by a stream.

import { Stream } from "/static/stream.js";

const root = document.querySelector("#vans");
const body = root.querySelector("tbody");
const find = root.querySelector("#find");
const box = root.querySelector("#map");
const narrow = matchMedia("(max-width: 60rem)");
const rows = new Map([...body.rows].map((row) => [row.dataset.van, row]));
const marks = new Map();
const CROWDED = 12.5; // below this zoom only vans in trouble carry their names
let vans = [];
let chosen = root.dataset.chosen || null;
let scene = null;

const tone = (van) => (van.exceptions.length === 0 ? "well" : van.exceptions.every((one) => /^late/i.test(one)) ? "late" : "bad");
const WEIGHT = { bad: 2, late: 1, well: 0 };

// Worst first, what is wrong beyond being late at the top; then by name, so that nothing dances.
function worstFirst(one, other) {
  return WEIGHT[tone(other)] - WEIGHT[tone(one)] || one.driver.localeCompare(other.driver);
}

function make(tag, name, text) {
  const one = document.createElement(tag);
  if (name) one.className = name;
  one.textContent = text;
  return one;
}

function cells(van) {
  const who = make("th", "", ""), next = make("td", "", ""), state = make("td", "", `${van.state} `);
  who.scope = "row";
  const name = make("button", "name", van.driver);
  name.type = "button";
  name.addEventListener("click", () => choose(van.id));
  who.append(name, ...van.exceptions.flatMap((one) => [" ", make("span", "flag", one)]));
  next.append(make("span", "eta", van.next?.eta ?? ""), " ", make("span", "where", van.next?.label ?? "no stop left"));
  state.append(make("span", "aged", van.age));
  return [who, next, make("td", "", van.run ? `${van.run.done} of ${van.run.of}` : "no run"), state];
}

// A row is written anew only when its facts changed, and moved only when its place did: a focused button stays focused.
function write(van) {
  const row = rows.get(van.id) ?? document.createElement("tr");
  rows.set(van.id, row);
  row.dataset.van = van.id;
  const facts = JSON.stringify([van.driver, van.exceptions, van.next, van.run, van.state, van.age]);
  if (row.dataset.facts !== facts) {
    const focused = row.contains(document.activeElement);
    row.replaceChildren(...cells(van));
    row.dataset.facts = facts;
    if (focused) row.querySelector("button").focus();
  }
  row.className = tone(van) + (van.id === chosen ? " chosen" : "");
  return row;
}

function arrange() {
  const here = new Set(vans.map((van) => van.id));
  for (const [id, row] of rows) if (!here.has(id)) { row.remove(); rows.delete(id); }
  const focused = body.contains(document.activeElement) ? document.activeElement : null;
  vans.toSorted(worstFirst).forEach((van, place) => {
    const row = write(van);
    if (body.rows[place] !== row) body.insertBefore(row, body.rows[place] ?? null);
  });
  if (focused?.isConnected) focused.focus();
  sift();
  scene?.then((all) => all && stand(all));
  follow();
}

function sift() {
  const wanted = find.value.trim().toLocaleLowerCase();
  let shown = 0;
  for (const row of rows.values()) {
    row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
    shown += row.hidden ? 0 : 1;
  }
  const total = `${rows.size} van${rows.size === 1 ? "" : "s"}`;
  const count = wanted ? `${shown} of ${total}` : total;
  const line = root.querySelector("#count");
  if (line.textContent !== count) line.textContent = count;
  root.querySelector(".nothing").hidden = shown > 0;
}

const placed = () => vans.filter((van) => Number.isFinite(van.lat) && Number.isFinite(van.lon));

function bounds() {
  const lons = placed().map((van) => van.lon), lats = placed().map((van) => van.lat);
  return [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
}

async function draw() {
  const { ground, Mark, badge } = await import("/static/ground.js");
  const fit = { padding: { top: 44, bottom: 60, left: 48, right: 84 }, maxZoom: 15.5 };
  const land = await ground(box, { day: root.dataset.style, dark: root.dataset.styleDark },
    { bounds: bounds(), fitBoundsOptions: fit }, {
      title: "Where the vans are", zoomIn: "Zoom in", zoomOut: "Zoom out", fingers: "Two fingers move the map",
      wheel: "Ctrl and scroll to zoom", wheelMac: "⌘ and scroll to zoom" }, narrow.matches);
  const far = () => box.classList.toggle("far", land.map.getZoom() < CROWDED);
  land.map.on("zoom", far);
  far();
  return { ...land, Mark, badge };
}

function stand(all) {
  const here = new Map(placed().map((van) => [van.id, van]));
  for (const [id, mark] of marks) if (!here.has(id)) { mark.remove(); marks.delete(id); }
  for (const van of here.values()) {
    const mark = marks.get(van.id) ?? fresh(all, van);
    const { element } = mark;
    element.setAttribute("aria-label", [van.driver, ...van.exceptions].join(", "));
    element.classList.remove("well", "late", "bad");
    element.classList.add(tone(van));
    element.classList.toggle("chosen", van.id === chosen);
    mark.place(van.lon, van.lat, van.heading);
  }
}

function fresh(all, van) {
  const element = all.badge("van", van.driver);
  const name = make("span", "tag", van.driver.split(" ")[0]);
  name.setAttribute("aria-hidden", "true");
  element.append(name);
  element.addEventListener("click", () => choose(van.id));
  const mark = new all.Mark(all, element);
  marks.set(van.id, mark);
  return mark;
}

function choose(id) {
  if (chosen !== id) { run.told = ""; show([]); }
  chosen = id;
  arrange();
  rows.get(id)?.scrollIntoView({ block: "nearest" });
  const van = placed().find((one) => one.id === id);
  if (!van || !box) return;
  if (narrow.matches) box.scrollIntoView({ block: "nearest" });
  scene?.then((all) => all?.map.easeTo({
    center: [van.lon, van.lat], zoom: Math.max(all.map.getZoom(), 15.5), duration: all.still() ? 0 : 700 }));
}

// The stops of the chosen van, asked for again whenever something of its run changed.
const run = { box: root.querySelector("#run"), told: "", marks: [], fitted: null };

async function follow() {
  const van = vans.find((one) => one.id === chosen);
  if (!van) { if (chosen !== null) close(); return; }
  const told = JSON.stringify([van.id, van.run, van.next, van.exceptions]);
  if (told === run.told) return;
  run.told = told;
  try {
    const answer = await fetch(`/console/vans/${encodeURIComponent(van.id)}/stops`);
    if (!answer.ok) throw new Error(answer.status);
    const { stops } = await answer.json();
    if (run.told === told) show(stops, van.driver);
  } catch { run.told = ""; } // asked again with the next event
}

function show(stops, driver = "") {
  run.box.hidden = !stops.length;
  run.box.querySelector("h2").textContent = `Stops of ${driver}`;
  run.box.querySelector("ol").replaceChildren(...stops.map((stop) => {
    const line = make("li", stop.state, "");
    line.append(make("span", "where", stop.label), " ", make("span", "state", [stop.state, stop.eta].filter(Boolean).join(" · ")));
    return line;
  }));
  scene?.then((all) => all && pin(all, stops));
}

// The whole run once, when it was chosen; afterwards the map is the dispatcher's.
function fit(all, stops) {
  const { maplibre, map } = all, van = placed().find((one) => one.id === chosen);
  const around = new maplibre.LngLatBounds();
  for (const one of [...stops, ...(van ? [van] : [])]) if (Number.isFinite(one.lat)) around.extend([one.lon, one.lat]);
  if (!around.isEmpty()) map.fitBounds(around, { padding: { top: 60, bottom: 60, left: 60, right: 90 }, maxZoom: 16, duration: all.still() ? 0 : 700 });
}

function pin(all, stops) {
  for (const mark of run.marks) mark.remove();
  run.marks = stops.filter((stop) => Number.isFinite(stop.lat)).map((stop) => {
    const element = make("div", `stop ${stop.state}`, stop.number);
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", `Stop ${stop.number}, ${stop.state}, ${stop.label}`);
    const mark = new all.Mark(all, element);
    mark.put(stop.lon, stop.lat);
    return mark;
  });
  if (stops.length && run.fitted !== chosen) { run.fitted = chosen; fit(all, stops); }
}

function close() {
  chosen = run.fitted = null;
  run.told = "";
  show([]);
  arrange();
}

function hear(said) {
  vans = said.vans;
  if (box && placed().length) scene ??= draw().catch(() => { box.closest(".frame").remove(); });
  arrange();
}

root.querySelector(".find").hidden = false;
root.querySelector("#close").hidden = false;
root.querySelector("#close").addEventListener("click", () => {
  const before = rows.get(chosen)?.querySelector("button");
  close();
  before?.focus();
});
find.addEventListener("input", sift);
new Stream(root.dataset.events, ["snapshot", "moved"], hear, (away) => {
  root.querySelector("#live-note").hidden = !away;
  root.classList.toggle("away", away);
});
