// Every kind of Slack select, single and multiple, on one combobox.

import { combobox } from "./combobox.js";
import { el, icon } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { words } from "./fields.js";

function fromOption(option, group = null) {
  return { label: withEmoji(words(option.text)), hint: words(option.description) || null, group, value: option };
}

function matching(options, typed) {
  const wanted = typed.trim().toLowerCase();
  return options.filter((option) => option.label.toLowerCase().includes(wanted));
}

function staticOptions(element) {
  if (!element.option_groups) return (element.options ?? []).map((option) => fromOption(option));
  return element.option_groups.flatMap((group) => group.options.map((option) => fromOption(option, words(group.label))));
}

function people(ctx) {
  return ctx.people.map((person) => ({ label: person.name, hint: person.bot ? "App" : person.role, value: person.id }));
}

function places(ctx, kinds) {
  const open = ctx.channels.filter((channel) => kinds.includes(channel.kind));
  return open.map((channel) => ({ label: channel.kind === "im" ? channel.name : `#${channel.name}`, hint: null, value: channel.id }));
}

// Where the options come from, by the stem of the element type, and the field that names the choice to start with.
const SOURCES = {
  static: { initial: "initial_option", options: (element) => staticOptions(element) },
  external: { initial: "initial_option", remote: true },
  users: { initial: "initial_user", options: (_, ctx) => people(ctx) },
  channels: { initial: "initial_channel", options: (_, ctx) => places(ctx, ["channel"]) },
  conversations: { initial: "initial_conversation", options: (_, ctx) => places(ctx, ["channel", "private", "im"]) },
};

function finder(source, element, block, ctx) {
  if (!source.remote) return (typed) => matching(source.options(element, ctx), typed);
  return async (typed) => (await ctx.suggest(block, element, typed)).flatMap((found) =>
    found.options ? found.options.map((option) => fromOption(option, words(found.label))) : [fromOption(found)]);
}

function labelOf(source, value, element, ctx) {
  if (value === null) return "";
  if (typeof value === "object") return withEmoji(words(value.text));
  return source.options(element, ctx).find((option) => option.value === value)?.label ?? value;
}

function box(source, element, block, ctx, { chosen, keepText, onChoose }) {
  const built = combobox({
    label: ctx.label || words(element.placeholder) || "Choose",
    placeholder: words(element.placeholder) || "Choose or type to search",
    minimum: source.remote ? (element.min_query_length ?? 3) : 0,
    remote: Boolean(source.remote),
    chosen, keepText, onChoose,
    find: finder(source, element, block, ctx),
  });
  built.input.dataset.key = ctx.key(block, element);
  for (const [name, value] of Object.entries(ctx.describe)) built.input.setAttribute(name, value);
  return built;
}

function single(stem) {
  const source = SOURCES[stem];
  return (element, block, ctx) => {
    const held = ctx.start(block, element, element[source.initial] ?? null);
    return box(source, element, block, ctx, {
      chosen: labelOf(source, held, element, ctx),
      onChoose: (option) => ctx.chosen(block, element, option.value),
    }).root;
  };
}

function identity(value) {
  return typeof value === "object" ? value.value : value;
}

function multiple(stem) {
  const source = SOURCES[stem];
  return (element, block, ctx) => {
    let values = [...(ctx.start(block, element, element[`${source.initial}s`] ?? []) ?? [])];
    const chips = el("ul", { class: "chips", "aria-label": "Chosen" });
    const built = box(source, element, block, ctx, { chosen: "", keepText: false, onChoose: (option) => add(option.value) });

    function tell() {
      ctx.chosen(block, element, values);
      show();
    }

    function add(value) {
      const full = values.length >= (element.max_selected_items ?? Infinity);
      if (full || values.some((other) => identity(other) === identity(value))) return;
      values = [...values, value];
      tell();
    }

    function remove(value) {
      values = values.filter((other) => identity(other) !== identity(value));
      tell();
      built.input.focus();
    }

    function show() {
      chips.replaceChildren(...values.map((value) => {
        const label = labelOf(source, value, element, ctx);
        const off = el("button", { type: "button", class: "chip-remove", "aria-label": `Remove ${label}`, on: { click: () => remove(value) } }, icon("close"));
        return el("li", { class: "chip" }, el("span", { text: label }), off);
      }));
    }

    show();
    return el("div", { class: "multi" }, chips, built.root);
  };
}

export const SELECTS = Object.fromEntries(Object.keys(SOURCES).flatMap((stem) => [
  [`${stem}_select`, single(stem)],
  [`multi_${stem}_select`, multiple(stem)],
]));
