// Slack's mrkdwn as DOM nodes. Every leaf is a text node, so nothing in the data can become markup.

import { el } from "./dom.js";
import { emojiFor } from "./emoji.js";

const WORD = "\\p{L}\\p{N}";

function pair(mark) {
  const m = mark === "*" ? "\\*" : mark;
  return `(?<![${WORD}${m}])${m}(?!\\s)([^${m}\\n]+?)(?<!\\s)${m}(?![${WORD}${m}])`;
}

const INLINE = new RegExp(
  ["`([^`\\n]+)`", "<([^<>\\n]+)>", pair("*"), pair("_"), pair("~"), ":([a-z0-9_+-]+):"].join("|"),
  "gu",
);

function unescape(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

/** A link that only ever leads to the web, a mailbox or a telephone; anything else is shown as text. */
export function link(url, label) {
  if (!/^(https?:|mailto:|tel:)/i.test(url)) return document.createTextNode(label);
  const outside = /^https?:/i.test(url);
  return el("a", { href: url, target: outside && "_blank", rel: outside && "noopener noreferrer", text: label });
}

const LONDON = "Europe/London";
const DATE_TOKENS = {
  date_num: (d) => d.toLocaleDateString("sv-SE", { timeZone: LONDON }),
  date: (d) => d.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: LONDON }),
  date_short: (d) => d.toLocaleDateString("en-GB", { dateStyle: "medium", timeZone: LONDON }),
  date_long: (d) => d.toLocaleDateString("en-GB", { dateStyle: "full", timeZone: LONDON }),
  time: (d) => d.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: LONDON }),
  time_secs: (d) => d.toLocaleTimeString("en-GB", { timeZone: LONDON }),
};

/** A Unix time in seconds in Slack's date format, such as "{date_long} at {time}"; the fallback where it is unknown. */
export function formatDate(seconds, format, fallback) {
  const when = new Date(Number(seconds) * 1000);
  if (Number.isNaN(when.getTime())) return fallback;
  let known = true;
  const text = format.replace(/\{(\w+)\}/g, (_, token) => {
    const show = DATE_TOKENS[token.replace(/_pretty$/, "")];
    known = known && Boolean(show);
    return show ? show(when) : "";
  });
  return known ? text : fallback;
}

/** A person, channel or group named in a message. */
export function mention(text) {
  return el("span", { class: "mention", text });
}

function special(body, label) {
  if (body.startsWith("!date^")) {
    const [, seconds, format, url] = body.split("^");
    const text = formatDate(seconds, format ?? "", label ?? "");
    return url ? link(url, text) : el("time", { text });
  }
  if (body.startsWith("!subteam^")) return mention(label ?? `@${body.slice(9)}`);
  return mention(`@${body.slice(1).split("^")[0]}`);
}

function entity(inside, names) {
  const bar = inside.indexOf("|");
  const body = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? null : unescape(inside.slice(bar + 1));
  if (body.startsWith("@")) return mention(`@${names.person(body.slice(1)) ?? label ?? body.slice(1)}`);
  if (body.startsWith("#")) return mention(`#${names.channel(body.slice(1)) ?? label ?? body.slice(1)}`);
  if (body.startsWith("!")) return special(body, label);
  const url = unescape(body);
  return link(url, label ?? url.replace(/^(mailto|tel):/i, ""));
}

const PHONE = /(?<![\d+])((?:\+44 ?|0)\d(?: ?\d){8,9})(?!\d)/;

/** Text as it stands, its UK phone numbers to be tapped, as a phone makes them by itself. */
function plain(text) {
  return unescape(text).split(PHONE).map((part, at) => (at % 2 ? link(`tel:${part.replaceAll(" ", "")}`, part) : part));
}

/** One line of mrkdwn as a list of nodes. `names` finds a person or a channel by id. */
export function inline(text, names) {
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, inside, bold, italic, strike, emoji] = match;
    const character = emoji && emojiFor(emoji);
    if (emoji && !character) continue;
    nodes.push(...plain(text.slice(done, match.index)));
    if (code) nodes.push(el("code", { text: unescape(code) }));
    else if (inside) nodes.push(entity(inside, names));
    else if (bold) nodes.push(el("strong", {}, inline(bold, names)));
    else if (italic) nodes.push(el("em", {}, inline(italic, names)));
    else if (strike) nodes.push(el("s", {}, inline(strike, names)));
    else nodes.push(character);
    done = match.index + whole.length;
  }
  nodes.push(...plain(text.slice(done)));
  return nodes.filter((node) => node !== "");
}

const QUOTE = /^(?:&gt;|>)\s?(.*)$/;
const BULLET = /^\s*[•◦▪-]\s+(.*)$/;

function kindOf(line) {
  if (QUOTE.test(line)) return ["quote", QUOTE];
  if (BULLET.test(line)) return ["bullets", BULLET];
  return ["text", null];
}

function lines(group, names) {
  return group.flatMap((line, at) => (at === 0 ? inline(line, names) : [el("br"), ...inline(line, names)]));
}

function paragraph(kind, group, names) {
  if (kind === "quote") return el("blockquote", {}, lines(group, names));
  if (kind === "bullets") return el("ul", {}, group.map((line) => el("li", {}, inline(line, names))));
  while (group.length > 1 && group[group.length - 1] === "") group.pop();
  return el("p", {}, lines(group, names));
}

function prose(text, names) {
  const groups = [];
  for (const line of text.replace(/^\n|\n$/g, "").split("\n")) {
    const [kind, pattern] = kindOf(line);
    const words = pattern ? line.match(pattern)[1] : line;
    const last = groups[groups.length - 1];
    if (last && last.kind === kind && !(kind === "text" && last.lines.at(-1) === "" && words !== "")) last.lines.push(words);
    else if (words !== "" || kind !== "text") groups.push({ kind, lines: [words] });
  }
  return groups.map((group) => paragraph(group.kind, group.lines, names));
}

/** A whole mrkdwn text as a list of block-level nodes. */
export function mrkdwn(text, names) {
  return text.split(/```\n?([\s\S]*?)```/).flatMap((part, at) => {
    if (at % 2 === 1) return [el("pre", {}, el("code", { text: unescape(part) }))];
    return part.trim() === "" ? [] : prose(part, names);
  });
}
