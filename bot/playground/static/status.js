// What the page tells a person besides messages: the quiet status, the banner, the spoken announcements.

import { el, icon } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";

const PATIENCE_MS = 15000;

/** What in the state could be an answer: the app's messages of one channel, the modals, the notices. */
function answersIn(data, channelId) {
  const messages = data.channels.find((channel) => channel.id === channelId)?.messages ?? [];
  const fromBot = messages.filter((message) => message.bot).map((message) => message.ephemeral ?? message.ts);
  return [...fromBot, ...data.views.map((view) => view.id), ...data.notices.map((notice) => notice.id)];
}

export class Status {
  #app;
  #line = document.getElementById("looking");
  #banner = document.getElementById("banner");
  #live = document.getElementById("live");
  #notices = document.getElementById("notices");
  #waiting = null;
  #heard = null;

  constructor(app) {
    this.#app = app;
  }

  /** Show that the app is at work, until something of it appears. */
  look(channelId) {
    const { data, bot } = this.#app.store;
    clearTimeout(this.#waiting?.timer);
    const timer = setTimeout(() => {
      this.stopLooking();
      this.warn(`${bot.name} has not answered yet. Your message was sent. Wait a little longer, or ask again; the terminal shows what went wrong.`);
    }, PATIENCE_MS);
    this.#waiting = { channelId, seen: new Set(answersIn(data, channelId)), timer };
    this.#drawLine();
  }

  stopLooking() {
    clearTimeout(this.#waiting?.timer);
    this.#waiting = null;
    this.#drawLine();
  }

  /** The app's own words for what it does, where it gives them. */
  #drawLine() {
    const { bot, channel } = this.#app.store;
    const doing = channel?.status || (this.#waiting && "is looking");
    const words = doing ? `${bot.name} ${doing}...` : "";
    if (this.#line.textContent === words) return;
    const dots = el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
    this.#line.replaceChildren(...(words ? [dots, words] : []));
  }

  /** A failure or a warning, in words, with a way to put it away. */
  warn(text) {
    const dismiss = el("button", { type: "button", class: "icon-button", "aria-label": "Dismiss this message", on: { click: () => this.clear() } }, icon("close"));
    this.#banner.replaceChildren(el("p", {}, el("strong", { text: "Something to know: " }), text), dismiss);
    this.#banner.hidden = false;
  }

  clear() {
    this.#banner.hidden = true;
    this.#banner.replaceChildren();
  }

  announce(text) {
    this.#live.replaceChildren(el("p", { text }));
  }

  /** Look at a new state: has the app answered, is there something to read out? */
  draw() {
    const { data, channel, me } = this.#app.store;
    const waiting = this.#waiting;
    const answer = waiting && answersIn(data, waiting.channelId).find((id) => !waiting.seen.has(id));
    if (answer) this.stopLooking();
    this.#drawLine();
    this.#hear(`${data.team.id}/${me.id}/${channel?.id}`, channel?.messages ?? [], Boolean(answer));
    this.#drawNotices(data.notices);
  }

  #hear(where, messages, answered) {
    const before = this.#heard;
    this.#heard = { where, ids: new Set(messages.map((message) => message.ts)) };
    if (before?.where !== where) return;
    const { me, thread } = this.#app.store;
    const fresh = messages.filter((message) => message.user !== me.id && !before.ids.has(message.ts));
    if (fresh.length === 0) return;
    this.announce(fresh.map((one) => `${one.name}${one.ephemeral ? ", only to you" : ""}: ${one.text}`).join("\n"));
    // An answer in a thread that is not open would go unseen.
    const inThread = fresh.find((message) => message.thread_ts && message.thread_ts !== message.ts && (answered || message.ephemeral));
    if (inThread && !thread) this.#app.revealThread(inThread.thread_ts);
  }

  #drawNotices(notices) {
    const names = { person: () => null, channel: () => null };
    const shown = [...this.#notices.children].map((node) => node.dataset.notice).join();
    if (shown === notices.map((notice) => notice.id).join()) return;
    this.#notices.replaceChildren(...notices.map((notice) => el("div", { class: "notice", data: { notice: notice.id } },
      el("div", { class: "only-you" }, icon("eye"), el("span", { text: "Only you can see this" })),
      el("div", { class: "notice-text" }, mrkdwn(notice.text, names)),
      el("button", { type: "button", class: "icon-button", "aria-label": "Dismiss this note", on: { click: () => this.#app.tryTo("dismiss", { notice_id: notice.id }) } }, icon("close")))));
  }
}
