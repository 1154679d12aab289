// Puts the page together: asks the server for the state, draws it, and sends what the person does.

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { Modals } from "./modal.js";
import { MainPane, ThreadPane } from "./panes.js";
import { Sidebar } from "./sidebar.js";
import { Status } from "./status.js";
import { Store } from "./store.js";

const RETRY_MS = 2000;
const FIRST_RETRY_MS = 200;

class TryOut {
  store = new Store();
  /** Whether the person is on the way to another workspace or has just become somebody else. */
  travelling = false;
  #listening = new AbortController();
  #failures = 0;
  #settled = false;
  #entering = false;
  #arrival = Promise.resolve();
  #arrive = () => {};

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
        if (!this.store.learn(answer)) continue;
        after = answer.state.version;
        if (this.#failures > 1) this.status.clear();
        this.#failures = 0;
        if (!this.#settled && (await this.#settle())) continue;
        this.draw();
        if (!this.#entering) this.#arrive();
        this.#markRead();
      } catch (problem) {
        after = 0;
        if (!signal.aborted) await this.#lose(problem);
      }
    }
  }

  /** What a page that was left behind had open does not come back; true when there is newer to ask for. */
  async #settle() {
    this.#settled = true;
    const { data, team, teams, today } = this.store;
    const day = teams.find((one) => one.id === team).day;
    const left = [...data.views].reverse().map((view) => ["close", { view_id: view.id }]);
    left.push(...data.notices.map((notice) => ["dismiss", { notice_id: notice.id }]));
    for (const [what, details] of left) await this.act(what, details).catch(() => {});
    if (day !== today) await api.setToday(day, team).catch(() => {});
    return left.length > 0 || day !== today;
  }

  async #lose(problem) {
    if (!(problem instanceof api.Problem)) console.error(problem);
    if (problem.status >= 400 && problem.status < 500) this.store.teams = [];
    this.#failures += 1;
    // A single answer that did not arrive is asked for again before anybody is told.
    if (this.#failures > 1) this.warn(`${problem.message} The page keeps trying; what you typed is kept.`);
    await new Promise((resolve) => setTimeout(resolve, this.#failures > 1 ? RETRY_MS : FIRST_RETRY_MS));
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

  /** Send what was typed, as the person and in the workspace last chosen; true when it went. */
  async send(text, inThread) {
    await this.#arrival;
    const { channel, bot, thread } = this.store;
    const isCommand = text.startsWith("/") && !inThread;
    if (isCommand || this.store.place === "dm" || text.toLowerCase().includes(`@${bot.name.toLowerCase()}`)) this.status.look(channel.id);
    this.status.clear();
    this.#putNoticesAway();
    const details = isCommand ? { channel: channel.id, line: text } : { channel: channel.id, text, thread_ts: inThread ? thread : null };
    const went = await this.tryTo(isCommand ? "command" : "say", details);
    if (!went) this.status.stopLooking();
    return went;
  }

  /** What is sent from now on waits until the page shows where the person goes. */
  #depart() {
    this.#arrive();
    this.travelling = true;
    this.#arrival = new Promise((resolve) => {
      this.#arrive = () => {
        this.travelling = false;
        resolve();
      };
    });
  }

  become(change) {
    if (!this.#entering) this.#depart();
    this.#entering = false;
    this.#putNoticesAway();
    Object.assign(this.store, change, { thread: null });
    this.sidebar.close();
    this.status.clear();
    this.status.stopLooking();
    this.#refresh();
  }

  /** Go to another workspace, on the day that it is there, as the same post. */
  async enter(team) {
    const { teams, today } = this.store;
    const { day } = teams.find((one) => one.id === team);
    this.#depart();
    this.#entering = true;
    try {
      if (day !== today) await api.setToday(day, team);
      this.become({ team });
    } catch (problem) {
      this.#entering = false;
      this.#arrive();
      this.complain(problem);
      this.sidebar.draw(true);
    }
  }

  /** A note from Slack goes with the next thing that a person does. */
  #putNoticesAway() {
    for (const { id } of this.store.data.notices) this.act("dismiss", { notice_id: id }).catch(() => {});
  }

  go(place) {
    const { store } = this;
    this.#putNoticesAway();
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
      await api.setToday(date, this.store.team);
      this.#refresh();
    } catch (problem) {
      this.complain(problem);
    }
  }

  /** Empty the workspaces. Gives whether the directory holds changes, which only `afresh` takes back. */
  async startAgain({ afresh = false } = {}) {
    try {
      const changed = await api.startAgain(this.store.team, afresh);
      Object.assign(this.store, { thread: null, drafts: new Map() });
      this.sidebar.close();
      this.status.clear();
      this.status.stopLooking();
      this.#refresh();
      return changed;
    } catch (problem) {
      this.complain(problem);
      return false;
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
