// The streets: every van where it truly is, and, fainter, where this customer's page shows theirs to be.

const EVERY = 700, LOST = 4000;

export class StreetsView {
  constructor() {
    this.root = document.querySelector("#streets");
    this.box = document.querySelector("#map");
    this.said = document.querySelector("#shown");
    this.link = document.querySelector("#their-page");
    this.marks = new Map();
    this.phone = null;
    this.scene = null;
    this.turn();
  }

  follow(phone) {
    this.phone = phone;
    this.look();
  }

  async turn() {
    if (!document.hidden) await this.look();
    setTimeout(() => this.turn(), this.root.hidden ? LOST : EVERY);
  }

  async look() {
    let found = null;
    try {
      found = await (await fetch(`/world/vans?phone=${encodeURIComponent(this.phone?.number ?? "")}`)).json();
    } catch { return; }
    this.root.hidden = found.vans.length === 0;
    if (this.root.hidden) return;
    this.tell(found.page);
    this.box.parentElement.hidden = !found.style;
    if (!found.style) return;
    this.scene ??= this.draw(found).catch(() => { this.box.hidden = true; });
    const all = await this.scene;
    if (all) this.arrange(all, found);
  }

  async draw({ style, doors, vans }) {
    const { ground, Mark, badge } = await import("/static/ground.js");
    const lats = [...doors, ...vans].map((one) => one.lat), lons = [...doors, ...vans].map((one) => one.lon);
    const bounds = [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
    const land = await ground(this.box, style, { bounds, fitBoundsOptions: { padding: 26 } }, {
      title: "Map of the vans", zoomIn: "Zoom in", zoomOut: "Zoom out", fingers: "Two fingers move the map",
      wheel: "Ctrl and scroll to zoom", wheelMac: "⌘ and scroll to zoom" });
    return { ...land, Mark, badge };
  }

  arrange(all, { vans, doors, page }) {
    const here = new Map();
    doors.forEach((one, at) => here.set(`${one.mine ? "home" : "other"} ${at}`, { ...one, kind: one.mine ? "home" : "other", label: one.mine ? "This customer's door" : "A door" }));
    for (const one of vans) here.set(`van ${one.name}`, { ...one, kind: "van", label: `${one.name}, ${one.silent ? "tracker silent" : one.state}`, name: one.name });
    if (page?.van) here.set("seen", { ...page.van, kind: "seen", label: "The van on the customer's page" });
    for (const [id, mark] of this.marks) if (!here.has(id)) { mark.remove(); this.marks.delete(id); }
    for (const [id, one] of here) this.put(all, id, one);
  }

  put({ Mark, badge, ...land }, id, one) {
    let mark = this.marks.get(id);
    if (!mark) {
      mark = new Mark(land, badge(one.kind, one.label));
      if (one.name) mark.element.append(Object.assign(document.createElement("span"), { className: "tag", textContent: one.name }));
      this.marks.set(id, mark);
    }
    mark.element.setAttribute("aria-label", one.label);
    mark.element.classList.toggle("silent", Boolean(one.silent));
    mark.place(one.lon, one.lat, one.heading ?? null);
  }

  tell(page) {
    this.link.hidden = !page;
    const name = this.phone?.name?.split(" ")[0] || "The customer";
    if (page) this.link.href = page.link;
    this.link.textContent = `${name}'s page`;
    const parts = page ? [page.stops, page.eta?.text, page.van ? page.age : "the van is not shown"] : [];
    const text = page ? `${name} sees: ${parts.filter(Boolean).join(" · ")}` : `${name} has no page open yet.`;
    if (this.said.textContent !== text) this.said.textContent = text;
  }
}
