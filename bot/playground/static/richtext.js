// The `rich_text` block.

import { el } from "./dom.js";
import { emojiFor } from "./emoji.js";
import { formatDate, link, mention } from "./mrkdwn.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code" };

function styled(node, style = {}) {
  return Object.entries(STYLES).reduce((inner, [name, tag]) => (style[name] ? el(tag, {}, inner) : inner), node);
}

function text(words) {
  const parts = words.split("\n").flatMap((line, at) => (at ? [el("br"), line] : [line]));
  return el("span", {}, parts);
}

function character(element) {
  const known = emojiFor(element.name);
  if (known) return document.createTextNode(known);
  const points = element.unicode?.split("-").map((point) => parseInt(point, 16));
  return document.createTextNode(points ? String.fromCodePoint(...points) : `:${element.name}:`);
}

const LEAVES = {
  text: (e) => text(e.text),
  link: (e) => link(e.url, e.text ?? e.url),
  emoji: character,
  user: (e, names) => mention(`@${names.person(e.user_id) ?? e.user_id}`),
  channel: (e, names) => mention(`#${names.channel(e.channel_id) ?? e.channel_id}`),
  usergroup: (e) => mention(`@${e.usergroup_id}`),
  broadcast: (e) => mention(`@${e.range}`),
  date: (e) => el("time", { text: formatDate(e.timestamp, e.format ?? "{date_long}", e.fallback ?? "") }),
  color: (e) => el("code", { text: e.value }),
};

function leaf(element, names) {
  const make = LEAVES[element.type];
  return make ? styled(make(element, names), element.style) : el("span", { class: "unknown-inline", text: `[${element.type}]` });
}

function leaves(part, names) {
  return (part.elements ?? []).map((element) => leaf(element, names));
}

function list(part, names) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  const items = part.elements.map((item) => el("li", {}, leaves(item, names)));
  return el(tag, { class: `indent-${Math.min(part.indent ?? 0, 4)}`, start: part.offset ? part.offset + 1 : null }, items);
}

const PARTS = {
  rich_text_section: (part, names) => el("p", {}, leaves(part, names)),
  rich_text_list: list,
  rich_text_quote: (part, names) => el("blockquote", {}, leaves(part, names)),
  rich_text_preformatted: (part, names) => el("pre", {}, el("code", {}, leaves(part, names))),
};

/** The parts of a rich_text block as nodes; a part we do not know is named, not dropped. */
export function richText(block, names) {
  return (block.elements ?? []).map((part) =>
    PARTS[part.type]?.(part, names) ?? el("p", { class: "unknown-inline", text: `[${part.type}]` }));
}
