// The box to write in: replies to start from ("/" opens them, arrows choose, Enter takes one), and what a text costs.
const { basic, escaped, plain } = JSON.parse(document.getElementById("letters").textContent);
const reply = () => document.getElementById("reply"), picker = () => document.querySelector(".picker");

// As integrations/twilio/segments.py counts, after smart.py: a pair is never split between two parts.
export function size(text) {
  const letters = [...[...text].map((one) => plain[one] ?? one).join("")];
  const gsm = letters.every((one) => basic.includes(one) || escaped.includes(one));
  const wide = (one) => (gsm ? escaped.includes(one) : one.length > 1);
  const [alone, part] = gsm ? [160, 153] : [70, 67];
  const units = letters.reduce((sum, one) => sum + (wide(one) ? 2 : 1), 0);
  let count = 1, used = 0;
  for (const one of units > alone ? letters : []) {
    used += wide(one) ? 2 : 1;
    if (used > part) [count, used] = [count + 1, wide(one) ? 2 : 1];
  }
  return { count, units };
}

function counted() {
  const { count, units } = size(reply().value), shown = document.getElementById("size");
  shown.value = shown.dataset.say.replace("{units}", units).replace("{count}", count);
  shown.classList.toggle("warm", count > 2);
}

const lines = () => [...picker().querySelectorAll("li")].filter((one) => !one.hidden).map((one) => one.firstElementChild);

// Each word that was typed has to be in the name or the text.
function filter(asked) {
  const words = asked.toLowerCase().split(/\s+/);
  for (const one of picker().querySelectorAll("li")) one.hidden = !words.every((word) => one.textContent.toLowerCase().includes(word));
  picker().querySelector("p").hidden = lines().length > 0;
}

function take(line) {
  const box = reply(), to = document.getElementById("to");
  box.setRangeText(line.querySelector("span").textContent, box.selectionStart, box.selectionEnd, "end");
  if (to) to.value = "customer";
  picker().open = false;
  box.focus();
  counted();
}

function show() {
  const asked = picker().querySelector("input");
  picker().open = true;
  asked.hidden = false;
  asked.value = "";
  filter("");
  asked.focus();
}

// A toggle does not bubble, so it is caught on its way down: the part may have been swapped for a fresh one.
document.addEventListener("toggle", (event) => {
  if (event.target.matches(".picker") && event.target.open && !document.activeElement.matches(".picker input, .picker a")) show();
}, true);

document.addEventListener("input", (event) => {
  if (event.target.id === "reply") counted();
  else if (event.target.closest(".picker")) filter(event.target.value);
});

document.addEventListener("click", (event) => {
  const line = event.target.closest(".picker a");
  if (!line || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  take(line);
});

document.addEventListener("keydown", (event) => {
  const inside = event.target.closest(".picker"), box = event.target.id === "reply" && event.target;
  if (box && event.key === "/" && !box.value && picker()) show();
  else if (inside && event.key === "Escape") {
    inside.open = false;
    reply().focus();
  } else if (inside && event.key === "Enter" && event.target.tagName === "INPUT") {
    if (lines()[0]) take(lines()[0]);
  } else if (inside && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const all = lines(), now = all.indexOf(event.target), next = now + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? inside.querySelector("input") : all[Math.min(next, all.length - 1)])?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}, true);
