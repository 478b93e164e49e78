// Keys and live pages of the console. Without it everything works as plain forms and links.
import { Stream } from "/static/stream.js";

const main = document.getElementById("main"), away = main.querySelector("[data-away]"), keys = document.getElementById("keys");
let fetching = false, again = false, print = "";

const OF = ["data-of", "data-line", "data-stop"];

// Swaps each part of the page that differs. A field somebody is in is left alone; what was typed, chosen or opened
// elsewhere in the part is carried over.
function swap(fresh) {
  for (const old of document.querySelectorAll("[data-live]")) {
    const now = fresh.querySelector(`[data-live="${old.dataset.live}"]`);
    if (!now || busy(old) || old.isEqualNode(now)) continue;
    const chosen = old.querySelector(".chosen"), held = old.contains(document.activeElement) && at(document.activeElement);
    const atEnd = old.scrollHeight - old.scrollTop - old.clientHeight < 40, { scrollTop, scrollLeft } = old;
    carry(old, now);
    old.replaceWith(document.adoptNode(now));
    if (chosen) same(chosen, now)?.classList.add("chosen");
    if (held) now.querySelector(held)?.focus({ preventScroll: true });
    now.scrollTop = atEnd ? now.scrollHeight : scrollTop;
    now.scrollLeft = scrollLeft;
  }
}

function busy(part) {
  const one = document.activeElement;
  return part.contains(one) && one.matches("textarea, select, input:not([type=hidden]), details[open] a");
}

function carry(old, now) {
  for (const one of old.querySelectorAll("textarea[id], select[id], input[id]:not([type=hidden])")) {
    const to = changed(one) && now.querySelector(`#${CSS.escape(one.id)}`);
    if (to) to.value = one.value;
  }
  for (const one of old.querySelectorAll("details[open]")) same(one.closest("[data-of], [data-line], [data-stop]"), now)?.querySelector("details")?.setAttribute("open", "");
}

function changed(one) {
  if (one.tagName !== "SELECT") return one.value !== one.defaultValue;
  return one.selectedIndex !== Math.max(0, [...one.options].findIndex((each) => each.defaultSelected));
}

// The line of the fresh part that stands for the same thing.
function same(line, now) {
  const name = line && OF.find((one) => line.hasAttribute(one));
  return name ? now.querySelector(`[${name}="${CSS.escape(line.getAttribute(name))}"]`) : null;
}

function at(one) {
  if (one.id) return `#${CSS.escape(one.id)}`;
  const form = one.closest("form"), href = one.getAttribute("href");
  return href ? `a[href="${CSS.escape(href)}"]` : form ? `form[action="${CSS.escape(form.getAttribute("action"))}"] button` : null;
}

// A document read this way runs no script and needs no leave to become HTML.
function refresh() {
  if (fetching) { again = true; return; }
  fetching = true;
  const asked = new XMLHttpRequest();
  asked.open("GET", location.href);
  asked.responseType = "document";
  asked.onload = () => {
    if (asked.status === 200 && new URL(asked.responseURL).pathname === location.pathname) swap(asked.response);
    else if (asked.status === 200) location.reload();
  };
  asked.onloadend = () => {
    fetching = false;
    if (again) { again = false; refresh(); }
  };
  asked.send();
}

if (main.dataset.events) {
  new Stream(main.dataset.events, ["snapshot", "moved"], (heard) => {
    if (print && heard.print !== print) refresh();
    print = heard.print;
    main.dataset.listening = "true";
  }, (missed) => {
    away.hidden = !missed;
    if (missed) refresh();  // a page that may not be seen any more leads to the sign-in
  });
  setInterval(() => document.hidden || refresh(), 60000);  // spans such as "4 min" grow by themselves
}

function move(step) {
  const items = [...document.querySelectorAll("[data-item]")];
  if (!items.length) return;
  const now = items.findIndex((one) => one.classList.contains("chosen"));
  const next = items[Math.min(items.length - 1, Math.max(0, now + step))];
  items[now]?.classList.remove("chosen");
  next.classList.add("chosen");
  next.querySelector("[data-open]")?.focus();
  next.scrollIntoView({ block: "nearest" });
}

// The thing a key is for: in the chosen line if there is one, else the first on the page.
function press(key) {
  const one = document.querySelector(`.chosen [data-key="${CSS.escape(key)}"]`) ?? document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!one) return false;
  if (one.tagName === "BUTTON" || one.tagName === "SUMMARY") one.click();
  else one.focus();
  return true;
}

addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.tagName === "TEXTAREA") event.target.form.requestSubmit();
  if (event.key === "Escape" && writing) writing.blur();
  if (writing || event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
  else if (event.key === "?") keys.showModal();
  else if (!["c", "r", "n", "u", "/"].includes(event.key) || !press(event.key)) return;
  event.preventDefault();
});

const help = document.querySelector("[data-help]");
help.hidden = false;
help.addEventListener("click", () => keys.showModal());
document.querySelector(".bar nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
const timeline = document.querySelector(".timeline");
if (timeline) timeline.scrollTop = timeline.scrollHeight;
if (location.search.includes("again=")) document.getElementById("reply")?.focus();
