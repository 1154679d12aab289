// The main column and the thread beside it.

import { blockNodes } from "./blocks.js";
import { el, icon, replaceKeepingFocus } from "./dom.js";
import { menuButton } from "./menu.js";
import { MessageList } from "./messages.js";
import { surface } from "./surface.js";
import { Values } from "./values.js";

const byId = (id) => document.getElementById(id);

function heading(store) {
  const bot = store.bot?.name ?? "the app";
  if (store.place === "home") return { title: `${bot}: App Home`, note: "What the app shows you here is for you alone." };
  if (store.place === "dm") return { title: bot, note: "Direct message. Ask in plain words." };
  const { name, kind, bot_member: member } = store.channel;
  const here = member ? `Mention @${bot} to ask it here.` : `${bot} is not in this channel. Slash commands still work.`;
  return { title: `#${name}`, note: `${kind === "private" ? "Private channel. " : ""}${here}` };
}

/** The header, the messages or the Home, and the greeting. */
export class MainPane {
  #app;
  #list = new MessageList(byId("messages"));
  #home = { id: null, drawn: "", values: null };
  #greeted = null;

  constructor(app) {
    this.#app = app;
    byId("composer-tools").append(menuButton({
      label: "Shortcuts", symbol: "bolt", key: "shortcuts",
      items: () => this.#shortcuts(),
    }));
    byId("greeting").addEventListener("click", (event) => {
      const question = event.target.closest("[data-question]")?.dataset.question;
      if (!question) return;
      byId("greeting").open = false;
      app.composer.focus();
      app.send(question, false);
    });
  }

  #shortcuts() {
    const found = this.#app.store.data.global_shortcuts.map(({ name, callback_id }) => ({ label: name, run: () => this.#app.tryTo("global_shortcut", { callback_id }) }));
    return found.length ? found : [{ label: "This app has no global shortcuts", run: () => {} }];
  }

  draw() {
    const { store } = this.#app;
    const { title, note } = heading(store);
    byId("place-title").textContent = title;
    byId("place-note").textContent = note;
    document.title = `${title} - Signpost try-out`;
    const onHome = store.place === "home";
    byId("home").hidden = !onHome;
    byId("conversation").hidden = onHome;
    byId("composer").hidden = onHome;
    const empty = !onHome && store.place !== "dm" && store.messages.length === 0;
    byId("start-of-channel").hidden = !empty;
    if (empty) byId("start-of-channel").textContent = `Nothing has been said in ${title} yet.`;
    if (onHome) this.#drawHome();
    else this.#list.draw(this.#app, store.messages, store.draftKey());
    this.#drawGreeting();
    this.#drawPrompts();
  }

  #drawHome() {
    const { home } = this.#app.store.data;
    const signature = JSON.stringify(home);
    if (signature === this.#home.drawn) return;
    const values = home && home.id === this.#home.id ? this.#home.values : new Values();
    this.#home = { id: home?.id, drawn: signature, values };
    if (!home) {
      byId("home-blocks").replaceChildren(el("p", { class: "empty", text: "The app has not drawn its Home yet." }));
      return;
    }
    values.learn(home.state?.values ?? home.state);
    const ctx = surface(this.#app, { place: { view: home.id }, values, complain: (problem) => this.#app.complain(problem) });
    replaceKeepingFocus(byId("home-blocks"), ...blockNodes(home.blocks, ctx));
  }

  #drawGreeting() {
    const { store } = this.#app;
    const greeting = byId("greeting");
    greeting.hidden = store.place !== "dm";
    const asked = store.messages.length > 0;
    const key = `${store.draftKey()}|${asked}`;
    if (key === this.#greeted) return;
    this.#greeted = key;
    greeting.open = !asked;
    byId("greeting-summary").textContent = asked ? "Try another question" : "New here? Try a question";
    byId("greeting-who").textContent = store.me.name;
    const audience = store.me.role.startsWith("School") ? "schools" : "staff";
    for (const item of greeting.querySelectorAll("[data-for]")) {
      item.hidden = item.dataset.for !== audience || ("only" in item.dataset && item.dataset.only !== store.team);
    }
  }

  #drawPrompts() {
    const { store } = this.#app;
    const prompts = (store.place === "dm" && store.data.prompts?.prompts) || [];
    const shown = prompts.map((prompt) => prompt.message).join("|");
    if (byId("prompts").dataset.shown === shown) return;
    byId("prompts").dataset.shown = shown;
    byId("prompts").replaceChildren(...prompts.map((prompt) => el("button", { type: "button", class: "button button-quiet", text: prompt.title, on: { click: () => this.#app.send(prompt.message, false) } })));
  }
}

/** The thread panel: beside the messages on a laptop, over them on a phone. */
export class ThreadPane {
  #app;
  #list = new MessageList(byId("thread-messages"), { inThread: true });
  #opener = null;

  constructor(app) {
    this.#app = app;
    byId("thread-close").append(icon("close"));
    byId("thread-close").addEventListener("click", () => app.closeThread());
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || byId("thread").hidden) return;
      if (!document.querySelector("dialog[open]")) app.closeThread();
    });
  }

  /** Remember where the focus was, to give it back. */
  opened() {
    this.#opener = document.activeElement?.closest("[data-key]")?.dataset.key ?? null;
  }

  closed() {
    const back = this.#opener && document.querySelector(`[data-key="${CSS.escape(this.#opener)}"]`);
    (back ?? byId("composer-input")).focus();
  }

  draw() {
    const { store } = this.#app;
    const open = Boolean(store.thread);
    byId("thread").hidden = !open;
    document.body.classList.toggle("thread-open", open);
    if (!open) return;
    byId("thread-place").textContent = heading(store).title;
    this.#list.draw(this.#app, store.threadMessages, store.draftKey(store.thread));
  }
}
