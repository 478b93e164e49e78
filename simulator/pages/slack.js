// The workspace as one member sees it: what stands there, buttons that press, and the form in front of them.

import { settle, when } from "/page/when.js";

const find = (name) => document.querySelector(name);
const state = { user: "", channel: "", thread: "", team: null, view: null, drawn: "" };
const mine = () => `/world/slack/${encodeURIComponent(state.user)}`;

async function send(act, body) {
  const answer = await fetch(`${mine()}/${act}`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  const found = await answer.json();
  if (!answer.ok) find("#told").textContent = found.error ?? `The world answers ${answer.status}.`;
  return found;
}

function made(tag, className, text) {
  const one = document.createElement(tag);
  if (className) one.className = className;
  if (text !== undefined) one.textContent = text;
  return one;
}

const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const MARK = /<([@!#])([^>|]+)(?:\|[^>]*)?>|<(https?:[^>|]+)(?:\|([^>]*))?>|\*([^*\n]+)\*|(?<!\w)_([^_\n]+)_(?!\w)|~([^~\n]+)~/g;

// Slack's own markup, as much of it as we write. Nothing is ever parsed as HTML.
function marked(text, into) {
  let last = 0;
  for (const found of text.matchAll(MARK)) {
    into.append(plain(text.slice(last, found.index)));
    last = found.index + found[0].length;
    if (found[1]) into.append(made("span", "mention", `@${found[1] === "@" ? name(found[2]) : found[2]}`));
    else if (found[3]) into.append(linked(found[3], found[4]));
    else if (found[5]) into.append(made("b", "", plain(found[5])));
    else if (found[6]) into.append(made("em", "", plain(found[6])));
    else into.append(made("s", "", plain(found[7])));
  }
  into.append(plain(text.slice(last)));
  return into;
}

function linked(address, text) {
  const one = made("a", "", plain(text ?? address));
  one.href = plain(address);
  one.rel = "noreferrer";
  one.target = "_blank";
  return one;
}

function name(user) {
  if (user === state.team?.bot) return "Porchlight";
  return state.team?.members.find((one) => one.id === user)?.name ?? user;
}

function section(text) {
  const part = made("div");
  for (const run of text.split(/\n(?=>)|(?<=^>.*)\n(?!>)/m)) {
    if (run.startsWith(">")) part.append(marked(run.replace(/^> ?/, ""), made("blockquote")));
    else part.append(marked(run, made("p")));
  }
  return part;
}

function block(one, post) {
  if (one.type === "header") return made("h3", "", one.text.text);
  if (one.type === "section") return section(one.text.text);
  if (one.type === "context") return marked(one.elements.map((each) => each.text).join(" "), made("p", "small"));
  const row = made("div", "buttons");
  for (const each of one.elements ?? []) {
    const button = made("button", each.style ?? "", each.text.text);
    button.type = "button";
    button.addEventListener("click", () => press(post, each.value));
    row.append(button);
  }
  return row;
}

function drawn(post) {
  const one = made("li", post.blocks.length ? "post card" : "post");
  const by = made("p", "by");
  by.append(made("b", "", name(post.user)), ` ${post.at ? when("hour", post.at) : ""}${post.edits ? " (edited)" : ""}`);
  one.append(by);
  if (post.blocks.length) one.append(...post.blocks.map((each) => block(each, post)));
  else one.append(section(post.text));
  for (const file of post.files) one.append(made("p", "small", `photo ${file}`));
  one.dataset.ts = post.ts;
  return one;
}

function draw(found) {
  const list = find("#posts");
  const low = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  list.replaceChildren();
  const under = new Map();
  for (const post of found.posts.filter((one) => !one.thread)) {
    const one = drawn(post);
    const thread = made("ol", "thread-of");
    under.set(post.ts, thread);
    const reply = made("button", "reply", "Write in this thread");
    reply.type = "button";
    reply.addEventListener("click", () => into(post.ts, post.text));
    one.append(thread, reply);
    list.append(one);
  }
  for (const post of found.posts.filter((one) => one.thread)) under.get(post.thread)?.append(drawn(post));
  if (low) list.scrollTop = list.scrollHeight;
  const whisper = found.whispers.at(-1);
  find("#told").replaceChildren();
  if (whisper) marked(`Only you see this: ${whisper.text}`, find("#told"));
}

function into(ts, text) {
  state.thread = ts;
  find("#replying").hidden = !ts;
  find("#replying span").textContent = ts ? `In the thread of: ${plain(text).slice(0, 60)}` : "";
  find("#text").focus();
}

async function press(post, value) {
  const done = await send("press", { channel: post.channel, ts: post.ts, what: value });
  if (done.view) open(done.view);
}

function open(view) {
  const again = state.view?.id === view.id;
  state.view = view;
  find("#form-title").textContent = view.view.title.text;
  find("#form-close").textContent = view.view.close?.text ?? "Close";
  find("#form-send").textContent = view.view.submit?.text ?? "";
  find("#form-send").hidden = !view.view.submit;
  find("#form-error").textContent = "";
  find("#fields").replaceChildren(...view.view.blocks.map(field));
  if (!again || !find("#form").open) find("#form").showModal();
}

function field(one) {
  if (one.type === "section") return section(one.text.text);
  const element = one.element;
  const label = made("label", "", one.label.text);
  let input;
  if (element.type === "static_select") {
    input = made("select");
    if (!element.initial_option) input.append(new Option("", ""));
    for (const each of element.options) input.append(new Option(each.text.text, each.value));
    input.value = element.initial_option?.value ?? "";
    if (one.dispatch_action) input.addEventListener("change", () => choose(element.action_id, input.value));
  } else if (element.type === "file_input") {
    input = made("input");
    input.type = "checkbox";
    input.dataset.picture = "1";
  } else {
    input = made(element.multiline ? "textarea" : "input");
    if (!element.multiline) input.type = "text";
    input.value = element.initial_value ?? "";
  }
  input.name = element.action_id;
  input.required = one.optional === false && element.type !== "file_input";
  label.append(input);
  return label;
}

async function choose(action, value) {
  const before = state.view.hash;
  await send("choose", { view: state.view.id, name: action, value });
  for (let tries = 0; tries < 20; tries += 1) {
    const found = await look();
    if (found.view && found.view.hash !== before) return open(found.view);
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function submit(event) {
  event.preventDefault();
  const fields = {};
  let picture = false;
  for (const one of find("#fields").querySelectorAll("[name]")) {
    if (one.dataset.picture) picture = one.checked;
    else if (one.value) fields[one.name] = one.value;
  }
  const done = await send("submit", { view: state.view.id, fields, picture });
  const errors = Object.values(done.answer?.errors ?? {});
  find("#form-error").textContent = done.error ?? errors.join(" ");
  if (!done.error && !errors.length) close();
}

function close() {
  state.view = null;
  find("#form").close();
}

async function look() {
  const answer = await fetch(`${mine()}/channels/${encodeURIComponent(state.channel)}`);
  return answer.ok ? answer.json() : { posts: [], whispers: [], view: null };
}

async function load() {
  const found = await look();
  const text = JSON.stringify([state.user, found.posts, found.whispers]);
  if (text !== state.drawn) draw(found);
  state.drawn = text;
}

async function go(channel) {
  state.channel = channel;
  into("", "");
  for (const one of find("#channels").querySelectorAll("button")) {
    one.setAttribute("aria-current", String(one.value === channel));
    if (one.value === channel) find("#channel-name").textContent = one.textContent;
  }
  await load();
}

function be(user) {
  state.user = user;
  const places = [...state.team.channels.map((one) => [one.id, `# ${one.name}`]), ["me", "Messages with Porchlight"]];
  find("#channels").replaceChildren(...places.map(([value, text]) => {
    const item = made("li");
    const button = made("button", "", text);
    button.type = "button";
    button.value = value;
    button.addEventListener("click", () => go(value));
    item.append(button);
    return item;
  }));
  return go(state.channel || places[0][0]);
}

function live(on) {
  find("#live").classList.toggle("on", on);
  find("#live-word").textContent = on ? "live" : "waiting for the world";
}

function listen() {
  const stream = new EventSource("/world/slack/events");
  stream.addEventListener("open", () => { live(true); load(); });
  stream.addEventListener("error", () => live(false));
  stream.addEventListener("moved", load);
}

find("#write").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = find("#text").value;
  const picture = find("#picture").checked;
  if (!text.trim() && !picture) return;
  find("#text").value = "";
  find("#picture").checked = false;
  if (text.startsWith("/")) {
    const [command, ...words] = text.split(" ");
    const told = await send("ask", { channel: state.channel, command, text: words.join(" ") });
    find("#told").textContent = told.text ?? "";
  } else await send("say", { channel: state.channel, text, thread: state.thread, picture });
});
find("#not-there").addEventListener("click", () => into("", ""));
find("#form form").addEventListener("submit", submit);
find("#form-close").addEventListener("click", async () => { await send("close", { view: state.view.id }); close(); });
find("#member").addEventListener("change", (event) => be(event.target.value));

settle((await (await fetch("/world/clock")).json()).zone);
state.team = await (await fetch("/world/slack")).json();
find("#member").replaceChildren(...state.team.members.map((one) => new Option(one.name, one.id)));
await be(state.team.members[0].id);
listen();
