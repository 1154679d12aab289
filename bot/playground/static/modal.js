// The modals that the app opens. Only the top of the stack is drawn; closing it shows the one below.

import { blockNodes } from "./blocks.js";
import { focusFirst, openDialog } from "./dialog.js";
import { el, icon, replaceKeepingFocus } from "./dom.js";
import { words } from "./fields.js";
import { surface } from "./surface.js";
import { Values } from "./values.js";

const TITLE = "modal-title";

/** Draws state.views. One instance for the page. */
export class Modals {
  #app;
  #dialog = null;
  #view = null;
  #drawn = "";
  #values = new Map();
  #errors = {};
  #problem = "";
  #busy = false;

  constructor(app) {
    this.#app = app;
  }

  /** Show the top of this stack of views, or nothing. */
  draw(views) {
    const top = views.at(-1) ?? null;
    const open = new Set(views.map((view) => view.id));
    for (const id of this.#values.keys()) if (!open.has(id)) this.#values.delete(id);
    if (!top) {
      this.#view = null;
      this.#dialog?.close();
      return;
    }
    const changed = top.id !== this.#view?.id;
    if (changed) this.#forget();
    this.#view = top;
    this.#render(changed);
  }

  #forget() {
    this.#errors = {};
    this.#problem = "";
    this.#busy = false;
    this.#drawn = "";
  }

  #render(fresh) {
    const signature = JSON.stringify([this.#view, this.#errors, this.#problem, this.#busy]);
    if (signature === this.#drawn) return;
    this.#drawn = signature;
    const form = this.#form();
    if (!this.#dialog) {
      this.#dialog = openDialog({ labelledBy: TITLE, onEscape: () => this.#close(), onClosed: () => { this.#dialog = null; } }, form);
    } else {
      replaceKeepingFocus(this.#dialog, form);
      if (fresh) focusFirst(this.#dialog);
    }
  }

  #valuesOf(view) {
    if (!this.#values.has(view.id)) this.#values.set(view.id, new Values());
    const values = this.#values.get(view.id);
    values.learn(view.state?.values ?? view.state);
    return values;
  }

  #form() {
    const view = this.#view;
    const errors = { ...view.errors, ...this.#errors };
    const complain = (problem) => this.#fail(problem);
    const ctx = surface(this.#app, { place: { view: view.id }, values: this.#valuesOf(view), errors, complain });
    const shut = () => this.#close();
    const closeLabel = words(view.close) || (view.submit ? "Cancel" : "Close");
    return el("form", { novalidate: true, data: { view: view.id }, "aria-busy": String(this.#busy), on: { submit: (event) => this.#submit(event) } },
      el("div", { class: "dialog-head" }, el("h2", { id: TITLE, text: words(view.title) }),
        el("button", { type: "button", class: "icon-button", "aria-label": "Close this window", data: { dismiss: "" }, on: { click: shut } }, icon("close"))),
      el("div", { class: "dialog-body" },
        this.#problem && el("div", { class: "dialog-problem", role: "alert", text: this.#problem }),
        blockNodes(view.blocks, ctx)),
      el("div", { class: "dialog-foot" },
        el("button", { type: "button", class: "button", data: { key: "modal-close", dismiss: "" }, text: closeLabel, on: { click: shut } }),
        view.submit && el("button", { type: "submit", class: "button button-primary", data: { key: "modal-submit" }, text: this.#busy ? "Sending..." : words(view.submit) })));
  }

  #fail(problem) {
    this.#problem = `${problem.message} What you filled in is kept.`;
    this.#busy = false;
    if (this.#view) this.#render(false);
  }

  async #submit(event) {
    event.preventDefault();
    if (this.#busy) return;
    const view = this.#view;
    this.#busy = true;
    this.#problem = "";
    this.#errors = {};
    this.#render(false);
    try {
      const errors = await this.#app.act("submit", { view_id: view.id, values: this.#valuesOf(view).forBlocks(view.blocks) });
      if (this.#view?.id !== view.id) return;
      this.#busy = false;
      this.#errors = errors ?? {};
      this.#render(false);
      if (errors) this.#toFirstError();
    } catch (problem) {
      this.#fail(problem);
    }
  }

  #toFirstError() {
    const field = this.#dialog?.querySelector(".has-error :is(input, textarea, select, button)");
    field?.focus();
    this.#app.announce("The window was not sent. Read the error beside the field.");
  }

  async #close() {
    try {
      await this.#app.act("close", { view_id: this.#view.id });
    } catch (problem) {
      this.#fail(problem);
    }
  }
}
