// Buttons and the elements where a person points at one of a few things.

import { el, icon, uniqueId } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { words } from "./fields.js";
import { menuButton } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";

function button(element, block, ctx) {
  const label = withEmoji(words(element.text));
  const classes = ["button", element.style && `button-${element.style}`].filter(Boolean).join(" ");
  const props = { class: classes, "aria-label": element.accessibility_label ?? null, data: { key: ctx.key(block, element), action: element.action_id ?? "" } };
  if (element.url) {
    const opened = () => ctx.press(block, element);
    return el("a", { ...props, href: /^https?:/i.test(element.url) ? element.url : null, target: "_blank", rel: "noopener noreferrer", text: label, on: { click: opened } });
  }
  const node = el("button", { type: "button", ...props, text: label });
  node.addEventListener("click", () => ctx.busy(node, () => ctx.press(block, element)));
  return node;
}

function iconButton(element, block, ctx) {
  const label = words(element.text);
  const symbol = element.icon === "trash" ? "close" : "more";
  const node = el("button", { type: "button", class: "button button-quiet", data: { key: ctx.key(block, element) } }, icon(symbol), el("span", { text: label }));
  node.addEventListener("click", () => ctx.busy(node, () => ctx.press(block, element)));
  return node;
}

function feedback(element, block, ctx) {
  const held = ctx.start(block, element, null);
  const one = (choice, symbol) => {
    if (!choice) return null;
    const label = choice.accessibility_label ?? words(choice.text);
    const node = el("button", {
      type: "button", class: "button button-quiet", "aria-pressed": String(held === choice.value), "aria-label": label,
      data: { key: `${ctx.key(block, element)}/${choice.value}`, action: element.action_id ?? "" },
    }, icon(symbol), el("span", { text: words(choice.text) }));
    node.addEventListener("click", () => {
      for (const other of node.parentElement.children) other.setAttribute("aria-pressed", String(other === node));
      ctx.busy(node, () => ctx.chosen(block, element, choice.value));
    });
    return node;
  };
  return el("div", { class: "button-row", role: "group", "aria-label": "Feedback" }, one(element.positive_button, "up"), one(element.negative_button, "down"));
}

function pointed(inputType) {
  return (element, block, ctx) => {
    const many = inputType === "checkbox";
    const initial = many ? (element.initial_options ?? []) : (element.initial_option ?? null);
    const held = ctx.start(block, element, initial);
    const isOn = (option) => (many ? (held ?? []).some((other) => other.value === option.value) : held?.value === option.value);
    const group = uniqueId("choice");
    const inputs = [];
    const told = () => {
      const on = element.options.filter((_, index) => inputs[index].checked);
      ctx.chosen(block, element, many ? on : (on[0] ?? null));
    };
    const rows = element.options.map((option) => {
      const input = el("input", { type: inputType, name: group, checked: isOn(option), data: { key: `${ctx.key(block, element)}/${option.value}` }, on: { change: told } });
      inputs.push(input);
      const text = option.text.type === "mrkdwn" ? mrkdwn(option.text.text, ctx.names) : withEmoji(words(option.text));
      const hint = option.description && el("span", { class: "option-hint", text: words(option.description) });
      return el("label", { class: "choice" }, input, el("span", { class: "choice-text" }, text, hint));
    });
    return el("div", { class: "choices", role: many ? "group" : "radiogroup", "aria-label": ctx.label || null, ...ctx.describe }, rows);
  };
}

function overflow(element, block, ctx) {
  const choose = (option) => {
    if (option.url && /^https?:/i.test(option.url)) window.open(option.url, "_blank", "noopener");
    ctx.chosen(block, element, option);
  };
  const items = element.options.map((option) => ({ label: withEmoji(words(option.text)), hint: words(option.description) || null, run: () => choose(option) }));
  return menuButton({ label: "More choices", symbol: "more", items, className: "button button-icon", key: ctx.key(block, element) });
}

export const CHOICES = {
  button,
  workflow_button: button,
  icon_button: iconButton,
  feedback_buttons: feedback,
  radio_buttons: pointed("radio"),
  checkboxes: pointed("checkbox"),
  overflow,
};
