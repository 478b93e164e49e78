// One server-sent stream that looks after itself: it comes back with growing pauses, rests while nobody looks at the
// page, and says when it has been away for longer than a moment.

const FIRST = 1000, LONGEST = 30000, UNNOTICED = 3000, SILENCE = 45000;

export class Stream {
  // `heard(value)` gets each event's JSON; `away(true|false)` is told when the stream is missed, and is back.
  constructor(address, names, heard, away) {
    Object.assign(this, { address, names, heard, away, source: null, pause: FIRST, again: 0, missed: 0, dead: 0 });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.rest() : this.open()));
    addEventListener("online", () => this.open());
    this.open();
  }

  open() {
    this.rest();
    this.source = new EventSource(this.address);
    this.source.addEventListener("error", () => this.lost());
    this.source.addEventListener("ping", () => this.alive());
    for (const name of this.names) this.source.addEventListener(name, (event) => this.got(event));
  }

  rest() {
    clearTimeout(this.again);
    clearTimeout(this.dead);
    this.source?.close();
    this.source = null;
  }

  got(event) {
    clearTimeout(this.missed);
    this.missed = 0;
    this.pause = FIRST;
    this.away(false);
    this.heard(JSON.parse(event.data));
  }

  // A phone that changes networks is not told that its connection died: where the server pings, its silence tells.
  alive() {
    clearTimeout(this.dead);
    this.dead = setTimeout(() => this.lost(), SILENCE);
  }

  // Pauses grow and differ from page to page, so that a server that comes up is not met by everybody at once.
  lost() {
    this.rest();
    this.missed ||= setTimeout(() => this.away(true), UNNOTICED);
    this.again = setTimeout(() => this.open(), this.pause * (0.7 + Math.random() * 0.6));
    this.pause = Math.min(this.pause * 2, LONGEST);
  }
}
