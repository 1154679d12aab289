// Fields a person fills in: text, e-mail, web address, number, date, time, file.

import { el, icon } from "./dom.js";

/** The text of a Slack text object, or an empty string. */
export function words(text) {
  return text?.text ?? "";
}

function textual(inputType) {
  return (element, block, ctx) => {
    const held = ctx.start(block, element, element.initial_value ?? null);
    const common = {
      class: "field", value: held, placeholder: words(element.placeholder) || null, data: { key: ctx.key(block, element) },
      minlength: element.min_length, maxlength: element.max_length, "aria-label": ctx.label, ...ctx.describe,
    };
    const field = element.multiline
      ? el("textarea", { ...common, value: null, rows: 4 })
      : el("input", { type: inputType, ...common, min: element.min_value, max: element.max_value, step: element.is_decimal_allowed ? "any" : null });
    if (element.multiline) field.value = held ?? "";
    const told = () => (field.value === "" ? null : field.value);
    const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
    field.addEventListener("input", () => {
      ctx.keep(block, element, told());
      if (block.dispatch_action && triggers.includes("on_character_entered")) ctx.choose(block, element, told());
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || element.multiline || !block.dispatch_action || !triggers.includes("on_enter_pressed")) return;
      event.preventDefault();
      ctx.choose(block, element, told());
    });
    return field;
  };
}

function richTextInput(element, block, ctx) {
  const held = ctx.start(block, element, element.initial_value ?? null);
  const leaves = held?.elements?.flatMap((part) => part.elements ?? []) ?? [];
  const field = el("textarea", { class: "field", rows: 4, "aria-label": ctx.label, data: { key: ctx.key(block, element) }, ...ctx.describe });
  field.value = leaves.map((leaf) => leaf.text ?? "").join("");
  field.addEventListener("input", () => {
    const section = { type: "rich_text_section", elements: [{ type: "text", text: field.value }] };
    ctx.keep(block, element, field.value ? { type: "rich_text", elements: [section] } : null);
  });
  return field;
}

function picker(inputType, initial, { toField = (value) => value, fromField = (value) => value } = {}) {
  return (element, block, ctx) => {
    const held = ctx.start(block, element, element[initial] ?? null);
    const field = el("input", {
      type: inputType, class: "field field-short", value: held === null ? null : toField(held),
      "aria-label": ctx.label || words(element.placeholder) || (inputType === "time" ? "Time" : "Date"),
      data: { key: ctx.key(block, element) }, ...ctx.describe,
    });
    field.addEventListener("change", () => ctx.chosen(block, element, field.value ? fromField(field.value) : null));
    return field;
  };
}

function localMinutes(seconds) {
  const when = new Date(seconds * 1000);
  return new Date(when.getTime() - when.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

function fileInput(element, block, ctx) {
  const held = ctx.start(block, element, []);
  const list = el("ul", { class: "file-list" });
  const show = (files) => list.replaceChildren(...files.map((file) => el("li", {}, icon("file"), el("span", { text: file.name }))));
  const accept = element.filetypes?.map((kind) => `.${kind}`).join(",");
  const field = el("input", {
    type: "file", class: "field", multiple: (element.max_files ?? 10) > 1, accept, "aria-label": ctx.label,
    data: { key: ctx.key(block, element) }, ...ctx.describe,
  });
  field.addEventListener("change", async () => {
    const picked = [...field.files].slice(0, element.max_files ?? 10);
    try {
      const files = await Promise.all(picked.map((file) => ctx.upload(file)));
      ctx.chosen(block, element, files);
      show(files);
    } catch (problem) {
      ctx.complain(problem);
    }
  });
  show(held);
  return el("div", { class: "file-input" }, field, list);
}

export const FIELDS = {
  plain_text_input: textual("text"),
  email_text_input: textual("email"),
  url_text_input: textual("url"),
  number_input: textual("number"),
  rich_text_input: richTextInput,
  datepicker: picker("date", "initial_date"),
  timepicker: picker("time", "initial_time"),
  datetimepicker: picker("datetime-local", "initial_date_time", {
    toField: localMinutes,
    fromField: (value) => Math.floor(new Date(value).getTime() / 1000),
  }),
  file_input: fileInput,
};
