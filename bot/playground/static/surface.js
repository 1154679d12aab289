// A surface is where blocks live (a message, a modal, the Home): it keeps values and tells the app what was done.

import { el, uniqueId } from "./dom.js";
import { words } from "./fields.js";
import { openDialog } from "./dialog.js";

/** Slack's own "are you sure?" of an element; true when the person agrees. */
export function confirmed(confirm) {
  return new Promise((resolve) => {
    const titleId = uniqueId("confirm");
    let answer = false;
    const decide = (value) => () => { answer = value; dialog.close(); };
    const yes = confirm.style === "danger" ? "button button-danger" : "button button-primary";
    const dialog = openDialog({ labelledBy: titleId, className: "dialog-small", onClosed: () => resolve(answer) },
      el("div", { class: "dialog-head" }, el("h2", { id: titleId, text: words(confirm.title) || "Are you sure?" })),
      el("div", { class: "dialog-body" }, el("p", { text: words(confirm.text) })),
      el("div", { class: "dialog-foot" },
        el("button", { type: "button", class: "button", text: words(confirm.deny) || "Cancel", on: { click: decide(false) } }),
        el("button", { type: "button", class: yes, text: words(confirm.confirm) || "Yes", on: { click: decide(true) } })));
  });
}

/**
 * `app` is the page (main.js); `place` is {channel, ts}, {ephemeral} or {view}; `values` is a Values; `errors` are
 * by block id; `complain(problem)` shows a failure where the person is looking.
 */
export function surface(app, { place, values, errors = {}, complain }) {
  const { data } = app.store;
  const aim = (block, element) => ({ place, block_id: block.block_id, action_id: element.action_id });
  const attempt = async (run) => {
    try {
      return await run();
    } catch (problem) {
      complain(problem);
      return null;
    }
  };
  const names = {
    person: (id) => data.people.find((person) => person.id === id)?.name,
    channel: (id) => data.channels.find((channel) => channel.id === id)?.name,
  };
  return {
    names, errors, complain,
    people: data.people,
    channels: data.channels,
    confirm: confirmed,
    key: (block, element) => `${block.block_id}/${element.action_id}`,
    start: (block, element, initial) => values.startWith(block, element, initial),
    keep: (block, element, value) => values.set(block, element, value),
    press: (block, element) => attempt(() => app.act("press", aim(block, element))),
    choose: (block, element, option) => attempt(() => app.act("choose", { ...aim(block, element), option })),
    suggest: (block, element, typed) => app.act("suggest", { ...aim(block, element), typed }),
    upload: (file) => app.upload(file),
    async chosen(block, element, value) {
      // An overflow menu forgets what was chosen; in an input block the submission carries the value.
      if (element.type !== "overflow") values.set(block, element, value);
      if (block.type !== "input" || block.dispatch_action) await this.choose(block, element, value);
    },
    async busy(node, run) {
      if (node.getAttribute("aria-busy") === "true") return;
      node.setAttribute("aria-busy", "true");
      try {
        await run();
      } finally {
        node.removeAttribute("aria-busy");
      }
    },
  };
}
