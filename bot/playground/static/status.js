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
    this.stopLooking();
    const timer = setTimeout(() => {
      this.stopLooking();
      this.warn(`${bot.name} has not answered yet. Your message was sent. Wait a little longer, or ask again; the terminal shows what went wrong.`);
    }, PATIENCE_MS);
    this.#waiting = { channelId, seen: new Set(answersIn(data, channelId)), timer };
    this.#line.replaceChildren(el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), `${bot.name} is looking...`);
  }

  stopLooking() {
    clearTimeout(this.#waiting?.timer);
    this.#waiting = null;
    this.#line.replaceChildren();
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
    if (waiting && answersIn(data, waiting.channelId).some((id) => !waiting.seen.has(id))) this.stopLooking();
    const where = `${data.team.id}/${data.me}/${channel?.id}`;
    const messages = channel?.messages ?? [];
    if (this.#heard?.where === where) {
      const fresh = messages.filter((message) => message.user !== me.id && !this.#heard.ids.has(message.ts));
      if (fresh.length) this.announce(fresh.map((one) => `${one.name}${one.ephemeral ? ", only to you" : ""}: ${one.text}`).join("\n"));
    }
    this.#heard = { where, ids: new Set(messages.map((message) => message.ts)) };
    this.#drawNotices(data.notices);
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
