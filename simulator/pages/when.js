// Times as they are at the place of the world, whatever zone the reader's browser is in.

let zone;
const made = new Map();

const SHAPES = {
  hour: { hour: "numeric", minute: "2-digit" },
  span: { weekday: "short", hour: "numeric", minute: "2-digit" },
  day: { weekday: "long", day: "numeric", month: "long" },
  moment: { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" },
};

// The place's zone, an IANA name. True when it was another before, so that what stands there must be drawn again.
export function settle(name) {
  const changed = name !== zone;
  if (changed) made.clear();
  zone = name;
  return changed;
}

export function when(shape, instant) {
  if (!made.has(shape)) made.set(shape, new Intl.DateTimeFormat("en-US", { ...SHAPES[shape], timeZone: zone }));
  return made.get(shape).format(new Date(instant));
}
