// The ground beneath the vans: MapLibre over our own tiles, by day and by night, and markers that glide on it.

const night = matchMedia("(prefers-color-scheme: dark)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const WORKER = new URL("/static/vendor/maplibre-gl-worker.mjs", location.href).href;
const FAR = 0.03; // degrees: a van that is this far on is not driven there before our eyes
let library = null;

// With trusted types on, a worker's address must be vouched for: ours is, and no other.
function vouch() {
  if (!window.trustedTypes || trustedTypes.defaultPolicy) return;
  trustedTypes.createPolicy("default", { createScriptURL: (address) => (address === WORKER ? address : null) });
}

function dress() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = "/static/vendor/maplibre-gl.css";
  document.head.append(link);
  return new Promise((ready, failed) => { link.onload = ready; link.onerror = failed; });
}

async function load() {
  vouch();
  const [maplibre, { Protocol }] = await Promise.all(
    [import("/static/vendor/maplibre-gl.mjs"), import("/static/vendor/pmtiles.mjs"), dress()]);
  maplibre.setWorkerUrl(WORKER);
  maplibre.addProtocol("pmtiles", new Protocol().tile);
  return maplibre;
}

// A map in `box`. `words`: title, zoomIn, zoomOut, fingers, wheel, wheelMac. It scrolls with the page, not instead of it.
export async function ground(box, styles, view, words, gentle = true) {
  library ??= load();
  const maplibre = await library;
  const style = () => (night.matches ? styles.dark : styles.day);
  const map = new maplibre.Map({
    container: box, style: style(), ...view, cooperativeGestures: gentle, attributionControl: false, maxZoom: 18.5,
    dragRotate: false, pitchWithRotate: false, touchPitch: false, fadeDuration: calm.matches ? 0 : 200,
    locale: {
      "Map.Title": words.title, "NavigationControl.ZoomIn": words.zoomIn, "NavigationControl.ZoomOut": words.zoomOut,
      "CooperativeGesturesHandler.MobileHelpText": words.fingers,
      "CooperativeGesturesHandler.WindowsHelpText": words.wheel, "CooperativeGesturesHandler.MacHelpText": words.wheelMac,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
  map.on("idle", () => { box.dataset.drawn = "true"; credit(map, box); });
  night.addEventListener("change", () => { delete box.dataset.drawn; map.setStyle(style()); });
  return { map, maplibre, still: () => calm.matches };
}

// Whoever made the tiles is named; OpenStreetMap always is, in the page itself. Text only: an address may send markup.
function credit(map, box) {
  const line = box.parentElement.querySelector(".credit");
  const names = Object.keys(map.getStyle().sources).map((id) => map.getSource(id)?.attribution ?? "")
    .flatMap((one) => one.split(/<\/a>|\|/)).map((one) => one.replace(/<[^>]*>|&copy;|©/g, "").trim())
    .filter((one) => one && !/OpenStreetMap/.test(one));
  for (const name of new Set(names)) if (!line.textContent.includes(name)) line.append(` · © ${name}`);
}

// Something that stands on the map and moves there: `place` glides to a position, over about the time between two.
export class Mark {
  constructor(ground, element) {
    this.ground = ground;
    this.element = element;
    this.marker = new ground.maplibre.Marker({ element, anchor: "center" });
    this.at = null;
    this.since = 0;
    this.frame = 0;
  }

  place(lon, lat, heading) {
    this.turn(heading);
    const now = performance.now();
    const long = Math.min(8000, Math.max(800, now - this.since));
    this.since = now;
    const from = this.at, far = from && Math.hypot(lon - from[0], lat - from[1]) > FAR;
    if (!from || far || this.ground.still() || document.hidden) return this.put(lon, lat);
    cancelAnimationFrame(this.frame);
    const step = (time) => {
      const part = Math.min(1, Math.max(0, (time - now) / long));
      this.put(from[0] + (lon - from[0]) * part, from[1] + (lat - from[1]) * part);
      if (part < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  put(lon, lat) {
    const first = this.at === null;
    this.at = [lon, lat];
    this.marker.setLngLat(this.at);
    if (first) this.marker.addTo(this.ground.map);
    this.element.dataset.at = `${lat.toFixed(5)},${lon.toFixed(5)}`;
  }

  // Turned the short way round: from 350 to 10 degrees is 20, not 340.
  turn(heading) {
    this.element.classList.toggle("headed", heading !== null && heading !== undefined);
    if (heading === null || heading === undefined) return;
    const before = this.angle ?? heading;
    this.angle = before + ((heading - before + 540) % 360) - 180;
    this.element.style.setProperty("--heading", `${this.angle}deg`);
  }

  remove() {
    cancelAnimationFrame(this.frame);
    this.marker.remove();
    this.at = null;
  }
}

// The circle in which a mark stands somewhere: as wide on the ground as its place is inexact.
export class Halo {
  constructor(map) {
    this.map = map;
    this.element = document.createElement("span");
    this.element.className = "halo";
    map.on("zoom", () => this.draw());
  }

  reach(metres, lat) {
    Object.assign(this, { metres, lat });
    this.draw();
  }

  draw() {
    const across = 2 * (this.metres ?? 0) / (78271.517 * Math.cos((this.lat ?? 0) * Math.PI / 180)) * 2 ** this.map.getZoom();
    this.element.hidden = !this.metres;
    this.element.style.setProperty("--across", `${across.toFixed(1)}px`);
  }
}

// A badge with a picture of ours in it.
export function badge(kind, label) {
  const element = document.createElement("div");
  element.className = `mark ${kind}`;
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", label);
  for (const part of ["beam", "disc"]) {
    const one = document.createElement("span");
    one.className = part;
    element.append(one);
  }
  return element;
}
