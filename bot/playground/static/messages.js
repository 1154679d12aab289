// Messages: one as an article, and a list of them that redraws only what changed.

import { blockNodes } from "./blocks.js";
import { el, icon } from "./dom.js";
import { emojiFor } from "./emoji.js";
import { menuButton } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { surface } from "./surface.js";
import { Values } from "./values.js";

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "Europe/London" });

const chosenInMessages = new Map();

function valuesOf(message) {
  const id = message.ephemeral ?? message.ts;
  if (!chosenInMessages.has(id)) chosenInMessages.set(id, new Values());
  const values = chosenInMessages.get(id);
  values.learn(message.state?.values ?? message.state);
  return values;
}

/** The picture beside a name: Signpost's sign, or the first letters of a post. */
export function avatar(name, bot) {
  if (bot) return el("span", { class: "avatar avatar-bot", "aria-hidden": "true" }, icon("sign"));
  const [first, second] = name.replace(/\(.*\)/, "").match(/[A-Za-z]+/g) ?? ["?"];
  const letters = second ? first[0] + second[0] : first.slice(0, 2);
  return el("span", { class: `avatar tone-${name.length % 4}`, "aria-hidden": "true", text: letters.toUpperCase() });
}

function tools(app, message, inThread) {
  if (message.ephemeral) return null;
  const { channel } = app.store;
  const root = message.thread_ts ?? message.ts;
  const reply = !inThread && el("button", {
    type: "button", class: "icon-button", "aria-label": "Reply in thread", title: "Reply in thread",
    data: { key: `reply/${message.ts}` }, on: { click: () => app.openThread(root) },
  }, icon("reply"));
  const shortcuts = app.store.data.message_shortcuts.map(({ name, callback_id }) => ({
    label: name, hint: app.store.bot?.name, run: () => app.tryTo("shortcut", { channel: channel.id, ts: message.ts, callback_id }),
  }));
  const more = () => [...(inThread ? [] : [{ label: "Reply in thread", run: () => app.openThread(root) }]), ...shortcuts];
  return el("div", { class: "message-tools", role: "group", "aria-label": "Message actions" }, reply,
    menuButton({ label: "More actions", symbol: "more", items: more, key: `more/${message.ts}` }));
}

function replies(app, message, inThread) {
  if (inThread || !message.reply_count || message.thread_ts && message.thread_ts !== message.ts) return null;
  const label = `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`;
  return el("button", { type: "button", class: "replies", data: { key: `replies/${message.ts}` }, on: { click: () => app.openThread(message.ts) } },
    icon("chat"), el("span", { text: label }));
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  return el("ul", { class: "chips", "aria-label": "Reactions" }, message.reactions.map(({ name, users }) =>
    el("li", { class: "chip" }, emojiFor(name) ?? `:${name}:`, el("span", { text: ` ${users.length}` }))));
}

function files(message) {
  if (!message.files?.length) return null;
  return el("ul", { class: "file-list", "aria-label": "Files" }, message.files.map((file) =>
    el("li", {}, icon("file"), el("a", { href: new URL(file.url_private).pathname, download: file.name, text: file.title || file.name }))));
}

function messageNode(app, message, inThread) {
  const place = message.ephemeral ? { ephemeral: message.ephemeral } : { channel: app.store.channel.id, ts: message.ts };
  const ctx = surface(app, { place, values: valuesOf(message), complain: (problem) => app.complain(problem) });
  const content = message.blocks?.length ? blockNodes(message.blocks, ctx) : mrkdwn(message.text ?? "", ctx.names);
  const kind = [message.bot && "from-bot", message.ephemeral && "ephemeral"].filter(Boolean).join(" ");
  return el("article", { class: `message ${kind}`, tabindex: "-1", "aria-label": `${message.name}, ${TIME.format(new Date(message.time))}`, data: { ts: message.ts } },
    avatar(message.name, message.bot),
    el("div", { class: "message-body" },
      message.ephemeral && el("div", { class: "only-you" }, icon("eye"), el("span", { text: "Only you can see this" })),
      el("div", { class: "message-head" }, el("span", { class: "message-name", text: message.name }),
        message.bot && el("span", { class: "tag", text: "App" }),
        el("time", { datetime: message.time, text: TIME.format(new Date(message.time)) }),
        message.edited && el("span", { class: "edited", text: "(edited)" })),
      el("div", { class: "message-content" }, content),
      files(message), reactions(message), replies(app, message, inThread)),
    tools(app, message, inThread));
}

function dayDivider(day) {
  return el("div", { class: "day", role: "separator", "aria-label": day }, el("span", { text: day }));
}

/** A scrolling list of messages. */
export class MessageList {
  #root;
  #inThread;
  #drawn = new Map();
  #where = "";

  constructor(root, { inThread = false } = {}) {
    this.#root = root;
    this.#inThread = inThread;
  }

  /** Draw these messages of `where`; keep the nodes, and the focus, of those that did not change. */
  draw(app, messages, where) {
    const moved = where !== this.#where;
    if (moved) this.#drawn.clear();
    this.#where = where;
    const scroller = this.#root.parentElement;
    const atEnd = moved || scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 160;
    const newest = messages.at(-1);
    const isNew = newest && !this.#drawn.has(newest.ephemeral ?? newest.ts);
    const mine = isNew && (newest.ephemeral || newest.user === app.store.me.id);
    const focused = this.#focus();
    const kept = new Map();
    const nodes = [];
    let day = "";
    for (const message of messages) {
      const today = DAY.format(new Date(message.time)).replace(",", "");
      if (today !== day) nodes.push(dayDivider(today));
      day = today;
      const key = message.ephemeral ?? message.ts;
      const signature = JSON.stringify(message);
      const known = this.#drawn.get(key);
      const node = known?.signature === signature ? known.node : messageNode(app, message, this.#inThread);
      kept.set(key, { signature, node });
      nodes.push(node);
    }
    this.#drawn = kept;
    this.#place(nodes);
    this.#refocus(focused);
    if (isNew && (atEnd || mine)) this.#toEnd(scroller);
  }

  #toEnd(scroller) {
    scroller.scrollTop = scroller.scrollHeight;
    const last = this.#root.lastElementChild;
    // Of a message taller than the window, show the beginning.
    if (last.offsetHeight > scroller.clientHeight) last.scrollIntoView({ block: "start" });
  }

  #place(nodes) {
    const wanted = new Set(nodes);
    for (const child of [...this.#root.children]) if (!wanted.has(child)) child.remove();
    nodes.forEach((node, at) => {
      if (this.#root.children[at] !== node) this.#root.insertBefore(node, this.#root.children[at] ?? null);
    });
  }

  #focus() {
    const active = document.activeElement;
    if (!this.#root.contains(active)) return null;
    return { active, key: active.closest("[data-key]")?.dataset.key, ts: active.closest("article")?.dataset.ts };
  }

  #refocus(focused) {
    if (!focused || document.activeElement === focused.active) return;
    const article = this.#root.querySelector(`article[data-ts="${focused.ts}"]`);
    const same = focused.key && article?.querySelector(`[data-key="${CSS.escape(focused.key)}"]`);
    (focused.active.isConnected ? focused.active : same || article)?.focus({ preventScroll: true });
  }
}
