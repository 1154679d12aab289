// Puts the page together: asks the server for the state, draws it, and sends what the person does.

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { Modals } from "./modal.js";
import { MainPane, ThreadPane } from "./panes.js";
import { Sidebar } from "./sidebar.js";
import { Status } from "./status.js";
import { Store } from "./store.js";

const RETRY_MS = 2000;

class TryOut {
  store = new Store();
  #listening = new AbortController();
  #lost = false;

  constructor() {
    this.status = new Status(this);
    this.sidebar = new Sidebar(this);
    this.main = new MainPane(this);
    this.threadPane = new ThreadPane(this);
    this.modals = new Modals(this);
    this.composer = new Composer(this, document.getElementById("composer"));
    this.threadComposer = new Composer(this, document.getElementById("thread-composer"), { inThread: true });
  }

  /** Follow the workspace for ever: each answer is drawn, and asks for the next. */
  async listen() {
    let after = 0;
    for (;;) {
      const { signal } = this.#listening;
      try {
        const answer = await api.getState({ ...this.store.ids, after, signal });
        if (signal.aborted) throw new DOMException("moved on", "AbortError");
        this.store.learn(answer);
        after = answer.state.version;
        if (this.#lost) this.status.clear();
        this.#lost = false;
        this.draw();
        this.#markRead();
      } catch (problem) {
        after = 0;
        if (problem.name !== "AbortError") await this.#lose(problem);
      }
    }
  }

  async #lose(problem) {
    if (!(problem instanceof api.Problem)) console.error(problem);
    if (problem.status >= 400 && problem.status < 500) this.store.teams = [];
    this.#lost = true;
    this.warn(`${problem.message} The page keeps trying; what you typed is kept.`);
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }

  #refresh() {
    this.#listening.abort();
    this.#listening = new AbortController();
  }

  draw() {
    const { store } = this;
    if (!store.data) return;
    const place = store.place === "dm" ? `Message ${store.bot?.name ?? "the app"}` : `Message ${store.place}`;
    this.sidebar.draw();
    this.main.draw();
    this.threadPane.draw();
    this.composer.draw(store.draftKey(), place);
    this.threadComposer.draw(store.draftKey(store.thread), "Reply in thread");
    this.status.draw();
    this.modals.draw(store.data.views);
    document.body.dataset.ready = "true";
  }

  #markRead() {
    const { channel } = this.store;
    if (channel?.unread && document.visibilityState === "visible") this.act("read", { channel: channel.id }).catch(() => {});
  }

  // What a person does. `act` raises a Problem; `tryTo` shows it instead.

  act(what, details) {
    const { team, user } = this.store.ids;
    return api.act(team, user, what, details);
  }

  async tryTo(what, details) {
    try {
      await this.act(what, details);
      return true;
    } catch (problem) {
      this.complain(problem);
      return false;
    }
  }

  upload(file) {
    const { team, user } = this.store.ids;
    return api.upload(team, user, file);
  }

  /** Send what was typed; true when it went. */
  async send(text, inThread) {
    const { channel, bot, thread } = this.store;
    const isCommand = text.startsWith("/") && !inThread;
    if (isCommand || this.store.place === "dm" || text.toLowerCase().includes(`@${bot.name.toLowerCase()}`)) this.status.look(channel.id);
    this.status.clear();
    const details = isCommand ? { channel: channel.id, line: text } : { channel: channel.id, text, thread_ts: inThread ? thread : null };
    const went = await this.tryTo(isCommand ? "command" : "say", details);
    if (!went) this.status.stopLooking();
    return went;
  }

  async askAsNewcomer(question) {
    const senco = this.store.data.people.find((person) => person.name.startsWith("SENCO"));
    this.become({ person: senco.name });
    this.go("dm");
    while (this.store.data.me !== senco.id) await new Promise((resolve) => setTimeout(resolve, 30));
    this.composer.focus();
    await this.send(question, false);
  }

  become(change) {
    Object.assign(this.store, change, { thread: null });
    this.status.stopLooking();
    this.#refresh();
  }

  go(place) {
    const { store } = this;
    Object.assign(store, { place, thread: null });
    store.remember();
    this.sidebar.close();
    this.status.clear();
    this.draw();
    if (place === "home") this.tryTo("open_home", {});
    if (place === "dm") this.tryTo("open_messages_tab", {});
    if (place !== "home") this.composer.focus();
    this.#markRead();
  }

  openThread(ts) {
    this.threadPane.opened();
    this.store.thread = ts;
    this.draw();
    this.threadComposer.focus();
  }

  /** Open a thread because something came in it; the focus stays where it is, unless the thread covers it. */
  revealThread(ts) {
    this.threadPane.opened();
    this.store.thread = ts;
    this.draw();
    if (getComputedStyle(document.getElementById("main")).visibility === "hidden") this.threadComposer.focus();
  }

  closeThread() {
    this.store.thread = null;
    this.draw();
    this.threadPane.closed();
  }

  async setToday(date) {
    try {
      await api.setToday(date);
      this.#refresh();
    } catch (problem) {
      this.complain(problem);
    }
  }

  async startAgain() {
    try {
      await api.startAgain();
      Object.assign(this.store, { thread: null, drafts: new Map() });
      this.#refresh();
    } catch (problem) {
      this.complain(problem);
    }
  }

  // What the page says.

  complain(problem) {
    this.warn(`${problem.message} What you typed is kept.`);
  }

  warn(text) {
    this.status.warn(text);
  }

  announce(text) {
    this.status.announce(text);
  }
}

new TryOut().listen();
