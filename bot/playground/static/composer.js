// The box a person writes in. It completes slash commands and names; Enter sends, Shift and Enter starts a new line.

import { el, uniqueId } from "./dom.js";

const NAME_BEING_TYPED = /(^|\s)@([\w ()-]{0,24})$/;

/** One composer, in the main column or in a thread. `form` holds a textarea, a `.completions` list and a `.usage` line. */
export class Composer {
  #app;
  #form;
  #field;
  #list;
  #usage;
  #inThread;
  #options = [];
  #at = 0;
  #key = "";
  #typedUnderway = false;

  constructor(app, form, { inThread = false } = {}) {
    this.#app = app;
    this.#form = form;
    this.#inThread = inThread;
    this.#field = form.querySelector("textarea");
    this.#list = form.querySelector(".completions");
    this.#usage = form.querySelector(".usage");
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#send(); });
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("keydown", (event) => this.#keydown(event));
    this.#field.addEventListener("blur", () => this.#close());
  }

  /** Show the draft that belongs to this place and name the box. */
  draw(key, label) {
    if (this.#key !== key) {
      const { drafts } = this.#app.store;
      if (this.#typedUnderway) {
        drafts.delete(this.#key);
        drafts.set(key, this.#field.value);
      }
      this.#key = key;
      this.#typedUnderway = false;
      this.#field.value = drafts.get(key) ?? "";
      this.#close();
      this.#fit();
    } else if (!this.#app.travelling) {
      this.#typedUnderway = false;
    }
    this.#field.placeholder = label;
    this.#field.setAttribute("aria-label", label);
  }

  focus() {
    this.#field.focus();
  }

  /** What is typed on the way to another workspace or person is meant for there. */
  #typed() {
    this.#typedUnderway = this.#app.travelling;
    this.#app.store.drafts.set(this.#key, this.#field.value);
    this.#fit();
    this.#complete();
  }

  #fit() {
    this.#field.style.height = "auto";
    this.#field.style.height = `${Math.min(this.#field.scrollHeight, 180)}px`;
  }

  #complete() {
    const before = this.#field.value.slice(0, this.#field.selectionStart);
    const command = !this.#inThread && /^\/\S*$/.test(before) && before.toLowerCase();
    const name = before.match(NAME_BEING_TYPED);
    if (command) this.#show(this.#commands(command));
    else if (name) this.#show(this.#people(name[2].toLowerCase()));
    else this.#close();
    this.#showUsage();
  }

  #commands(typed) {
    return this.#app.store.data.commands.filter((one) => one.command.startsWith(typed)).map((one) => ({
      label: one.command, usage: one.usage_hint, hint: one.description, exact: one.command === typed, insert: () => `${one.command} `,
    }));
  }

  #people(typed) {
    return this.#app.store.data.people.filter((person) => person.name.toLowerCase().startsWith(typed)).map((person) => ({
      label: `@${person.name}`, hint: person.bot ? "App" : person.role, exact: person.name.toLowerCase() === typed,
      insert: (before) => before.replace(NAME_BEING_TYPED, `$1@${person.name} `),
    }));
  }

  #showUsage() {
    const [word] = this.#field.value.split(/\s/);
    const known = !this.#inThread && /^\/\S+\s/.test(this.#field.value) && this.#app.store.data.commands.find((one) => one.command === word);
    this.#usage.hidden = !known;
    if (known) this.#usage.textContent = [known.usage_hint, known.description].filter(Boolean).join(" — ");
  }

  #show(options) {
    this.#options = options;
    if (options.length === 0) {
      this.#close();
      return;
    }
    this.#list.replaceChildren(...options.map((option, index) => el("li", {
      class: "option", role: "option", id: uniqueId("complete"),
      on: { mousedown: (event) => { event.preventDefault(); this.#take(option); }, mousemove: () => this.#mark(index) },
    }, el("span", {}, el("strong", { text: option.label }), option.usage && el("span", { class: "option-usage", text: ` ${option.usage}` })),
    option.hint && el("span", { class: "option-hint", text: option.hint }))));
    this.#list.hidden = false;
    this.#field.setAttribute("aria-expanded", "true");
    this.#mark(0);
  }

  #mark(at) {
    const items = [...this.#list.children];
    this.#at = (at + items.length) % items.length;
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === this.#at)));
    this.#field.setAttribute("aria-activedescendant", items[this.#at].id);
    items[this.#at].scrollIntoView({ block: "nearest" });
  }

  #close() {
    this.#list.hidden = true;
    this.#field.setAttribute("aria-expanded", "false");
    this.#field.removeAttribute("aria-activedescendant");
  }

  #take(option) {
    const at = this.#field.selectionStart;
    const before = option.insert(this.#field.value.slice(0, at));
    this.#field.value = before + this.#field.value.slice(at).replace(/^\S*\s?/, "");
    this.#field.setSelectionRange(before.length, before.length);
    this.#typed();
    this.#close();
  }

  #keydown(event) {
    const open = !this.#list.hidden;
    const option = this.#options[this.#at];
    if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) this.#mark(this.#at + (event.key === "ArrowDown" ? 1 : -1));
    else if (open && event.key === "Escape") this.#close();
    else if (open && (event.key === "Tab" || (event.key === "Enter" && !option.exact)) && !event.shiftKey) this.#take(option);
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#form.requestSubmit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async #send() {
    const text = this.#field.value.trim();
    if (text === "") return;
    if (this.#inThread && text.startsWith("/")) {
      this.#app.warn("Slash commands do not work inside a thread, as in Slack. Mention @Signpost instead, or use the main message box.");
      return;
    }
    const key = this.#key;
    this.#keep(key, "");
    if (!(await this.#app.send(text, this.#inThread))) this.#keep(key, text);
  }

  #keep(key, text) {
    if (text && this.#app.store.drafts.get(key)) return;
    this.#app.store.drafts.set(key, text);
    if (this.#key !== key) return;
    this.#field.value = text;
    this.#fit();
    this.#close();
    this.#showUsage();
  }
}
