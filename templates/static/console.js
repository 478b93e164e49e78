// Keys and live pages of the console. Without it everything works as plain forms and links.
import { Stream } from "/static/stream.js";

const main = document.getElementById("main"), away = main.querySelector("[data-away]"), keys = document.getElementById("keys");
let fetching = false, again = false, print = "";

// Swaps each part of the page that differs. What somebody is writing in is left alone.
function swap(fresh) {
  for (const old of document.querySelectorAll("[data-live]")) {
    const now = fresh.querySelector(`[data-live="${old.dataset.live}"]`);
    if (!now || busy(old) || old.isEqualNode(now)) continue;
    const chosen = old.querySelector(".chosen")?.dataset.of, held = old.contains(document.activeElement) && at(document.activeElement);
    const atEnd = old.scrollHeight - old.scrollTop - old.clientHeight < 40;
    old.replaceWith(document.adoptNode(now));
    if (chosen) now.querySelector(`[data-of="${chosen}"]`)?.classList.add("chosen");
    if (held) now.querySelector(held)?.focus({ preventScroll: true });
    if (atEnd) now.scrollTop = now.scrollHeight;
  }
}

function busy(part) {
  return [...part.querySelectorAll("textarea, input:not([type=hidden])")].some((one) => one === document.activeElement || one.value !== one.defaultValue)
    || [...part.querySelectorAll("select, details[open] a")].some((one) => one === document.activeElement);
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
const timeline = document.querySelector(".timeline");
if (timeline) timeline.scrollTop = timeline.scrollHeight;
if (location.search.includes("again=")) document.getElementById("reply")?.focus();
