// A text field with a list of options under it, for every kind of Slack select. Works as the ARIA combobox
// pattern says: the focus stays in the field, the arrow keys move through the list, Enter chooses, Escape closes.

import { el, showWithin, uniqueId } from "./dom.js";

const TYPING_PAUSE_MS = 160;

/**
 * `find(typed)` gives (a promise of) a list of {label, hint, group, value}, `remote` when it asks the server;
 * `minimum` is how many letters it wants; `chosen` is the label to start from; `onChoose(option)` is told.
 * Without `keepText` the field empties after a choice. Returns {root, input}.
 */
export function combobox({ label, placeholder, chosen = "", find, minimum = 0, remote = false, onChoose, keepText = true }) {
  const listId = uniqueId("options");
  const state = { options: [], at: -1, label: chosen, asked: 0, timer: 0 };
  const input = el("input", {
    type: "text", class: "field", role: "combobox", autocomplete: "off", spellcheck: "false", value: chosen, placeholder,
    "aria-label": label, "aria-expanded": "false", "aria-controls": listId, "aria-autocomplete": "list",
  });
  const list = el("ul", { class: "listbox", role: "listbox", id: listId, "aria-label": label ?? placeholder ?? "Options", hidden: true });
  const status = el("span", { class: "visually-hidden", role: "status" });
  const root = el("div", { class: "combobox" }, input, list, status);

  const isOpen = () => !list.hidden;

  function open() {
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    list.scrollIntoView({ block: "nearest" });
    input.scrollIntoView({ block: "nearest" });
  }

  function close() {
    list.hidden = true;
    state.at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function say(words) {
    list.replaceChildren(el("li", { class: "listbox-note", role: "presentation", text: words }));
    status.textContent = words;
    open();
  }

  function choose(option) {
    state.label = keepText ? option.label : "";
    input.value = state.label;
    close();
    onChoose(option);
  }

  function mark(at) {
    const items = [...list.querySelectorAll('[role="option"]')];
    if (items.length === 0) return;
    state.at = (at + items.length) % items.length;
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === state.at)));
    input.setAttribute("aria-activedescendant", items[state.at].id);
    showWithin(list, items[state.at]);
  }

  function show(options) {
    state.options = options;
    state.at = -1;
    input.removeAttribute("aria-activedescendant");
    if (options.length === 0) {
      say("Nothing fits. Try fewer letters.");
      return;
    }
    let group = null;
    list.replaceChildren(...options.flatMap((option, index) => {
      const item = el("li", {
        class: "option", role: "option", id: uniqueId("option"), "aria-selected": "false",
        on: { mousedown: (event) => { event.preventDefault(); choose(option); }, mousemove: () => state.at !== index && mark(index) },
      }, el("span", { text: option.label }), option.hint && el("span", { class: "option-hint", text: option.hint }));
      const heading = option.group && option.group !== group && el("li", { class: "listbox-group", role: "presentation", text: option.group });
      group = option.group;
      return heading ? [heading, item] : [item];
    }));
    status.textContent = `${options.length} ${options.length === 1 ? "option" : "options"}`;
    open();
    mark(0);
  }

  async function look(typed) {
    const asked = ++state.asked;
    if (typed.trim().length < minimum) {
      say(minimum === 1 ? "Type a letter to search." : `Type ${minimum} letters to search.`);
      return;
    }
    try {
      const options = await find(typed);
      if (asked === state.asked && document.activeElement === input) show(options);
    } catch (problem) {
      if (asked === state.asked) say(problem.message);
    }
  }

  function start() {
    if (isOpen()) return Promise.resolve();
    return look(input.value === state.label ? "" : input.value);
  }

  function enter() {
    if (list.querySelector('[role="option"]')) choose(state.options[Math.max(state.at, 0)]);
  }

  const KEYS = {
    ArrowDown: () => (isOpen() ? mark(state.at + 1) : start()),
    ArrowUp: () => (isOpen() ? mark(state.at < 0 ? -1 : state.at - 1) : start()),
    Enter: enter,
    Escape: close,
  };

  input.addEventListener("keydown", (event) => {
    const listOnly = event.key === "Enter" || event.key === "Escape";
    if (!(event.key in KEYS) || (listOnly && !isOpen())) return;
    event.preventDefault();
    event.stopPropagation();
    KEYS[event.key]();
  });
  input.addEventListener("input", () => {
    clearTimeout(state.timer);
    if (!remote) {
      look(input.value);
      return;
    }
    state.asked += 1;
    say("Looking...");
    state.timer = setTimeout(() => look(input.value), TYPING_PAUSE_MS);
  });
  input.addEventListener("click", start);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => {
    clearTimeout(state.timer);
    state.asked += 1;
    close();
    input.value = state.label;
  });
  return { root, input };
}
