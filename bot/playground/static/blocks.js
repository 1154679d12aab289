// Block Kit as DOM nodes. A block or element that we do not know becomes a labelled grey box, never nothing.

import { CHOICES } from "./choices.js";
import { el, uniqueId } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { FIELDS, words } from "./fields.js";
import { markdown } from "./markdown.js";
import { mrkdwn } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { SELECTS } from "./selects.js";

const ELEMENTS = { ...CHOICES, ...FIELDS, ...SELECTS };

function unknown(what, type) {
  return el("div", { class: "unknown-block", data: { unknown: type } },
    el("strong", { text: `${what} of type “${type}”` }), el("span", { text: " The try-out page cannot draw this one; Slack may." }));
}

/** A Slack text object as nodes. */
function textNodes(text, names) {
  if (text.type === "mrkdwn") return mrkdwn(text.text, names);
  const parts = withEmoji(text.text).split("\n");
  return [el("p", {}, parts.flatMap((line, at) => (at ? [el("br"), line] : [line])))];
}

function confirming(element, block, ctx) {
  if (!element.confirm) return ctx;
  const guarded = (name) => async (...args) => ((await ctx.confirm(element.confirm)) ? ctx[name](...args) : null);
  return Object.assign(Object.create(ctx), { press: guarded("press"), chosen: guarded("chosen") });
}

/** One interactive element, or an image, or a grey box. */
function elementNode(element, block, ctx, extra = {}) {
  if (element.type === "image") return picture(element, "picture-small");
  const make = ELEMENTS[element.type];
  if (!make) return unknown("An element", element.type);
  const own = Object.assign(Object.create(confirming(element, block, ctx)), { label: "", describe: {}, ...extra });
  return make(element, block, own);
}

function picture(image, className) {
  const url = image.image_url ?? "";
  const here = url.startsWith("/") || url.startsWith(`${location.origin}/`) || url.startsWith("data:image/");
  if (here) return el("img", { class: className, src: url, alt: image.alt_text });
  return el("span", { class: "picture-note", role: "img", "aria-label": image.alt_text, text: `Picture: ${image.alt_text}` });
}

function section(block, ctx) {
  const fields = block.fields && el("div", { class: "section-fields" }, block.fields.map((field) => el("div", {}, textNodes(field, ctx.names))));
  const body = el("div", { class: "section-text" }, block.text ? textNodes(block.text, ctx.names) : [], fields);
  const label = block.text ? block.text.text.replace(/[*_~`]/g, "").split("\n")[0].slice(0, 80) : "";
  const beside = block.accessory && el("div", { class: "section-accessory" }, elementNode(block.accessory, block, ctx, { label }));
  return el("div", { class: "section" }, body, beside);
}

function inputBlock(block, ctx) {
  const errorId = uniqueId("error");
  const hintId = uniqueId("hint");
  const problem = ctx.errors?.[block.block_id];
  const label = words(block.label);
  const describe = {
    "aria-invalid": problem ? "true" : null, "aria-required": block.optional ? null : "true",
    "aria-describedby": [problem && errorId, block.hint && hintId].filter(Boolean).join(" ") || null,
  };
  const known = Object.fromEntries(Object.entries(describe).filter(([, value]) => value !== null));
  const control = elementNode(block.element, block, ctx, { label, describe: known });
  const field = control.matches("input, textarea") ? control : control.querySelector('[role="combobox"], [type="file"]');
  if (field) field.id = uniqueId("field");
  return el("div", { class: problem ? "input-block has-error" : "input-block" },
    el(field ? "label" : "div", { class: "label", for: field?.id }, withEmoji(label), block.optional && el("span", { class: "optional", text: " (optional)" })),
    block.hint && el("div", { class: "hint", id: hintId, text: words(block.hint) }),
    problem && el("div", { class: "field-error", id: errorId }, el("strong", { text: "Error: " }), problem),
    control);
}

function contextLine(block, ctx) {
  return el("div", { class: "context" }, block.elements.map((element) =>
    element.type === "image" ? picture(element, "picture-tiny") : el("div", { class: "context-text" }, textNodes(element, ctx.names))));
}

function row(block, ctx) {
  return el("div", { class: "button-row" }, block.elements.map((element) => elementNode(element, block, ctx)));
}

function imageBlock(block) {
  const title = block.title && el("figcaption", { text: words(block.title) });
  return el("figure", {}, title, picture(block, "picture"));
}

const BLOCKS = {
  section,
  input: inputBlock,
  context: contextLine,
  actions: row,
  context_actions: row,
  header: (block) => el("div", { class: "block-header", role: "heading", "aria-level": 3, text: withEmoji(words(block.text)) }),
  divider: () => el("hr"),
  image: imageBlock,
  markdown: (block) => el("div", { class: "prose" }, markdown(block.text)),
  rich_text: (block, ctx) => el("div", { class: "prose" }, richText(block, ctx.names)),
};

/** A list of blocks as nodes. `ctx` is a surface (surface.js). */
export function blockNodes(blocks, ctx) {
  return blocks.map((block) => {
    const node = BLOCKS[block.type]?.(block, ctx) ?? unknown("A block", block.type);
    return el("div", { class: `block block-${block.type}`, data: { block: block.block_id ?? "" } }, node);
  });
}
