// The Markdown of a `markdown` block: headings, lists, quotes, code, tables and the inline marks.

import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./mrkdwn.js";

const INLINE = /`([^`]+)`|\[([^\]]+)\]\(([^()\s]+)\)|<(https?:[^>\s]+)>|\*\*(.+?)\*\*|~~(.+?)~~|(?<!\w)_(\S.*?)_(?!\w)|\*(\S.*?)\*/g;

function inline(text) {
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, label, url, bare, bold, strike, under, star] = match;
    nodes.push(withEmoji(text.slice(done, match.index)));
    if (code) nodes.push(el("code", { text: code }));
    else if (url) nodes.push(link(url, label));
    else if (bare) nodes.push(link(bare, bare));
    else if (bold) nodes.push(el("strong", {}, inline(bold)));
    else if (strike) nodes.push(el("s", {}, inline(strike)));
    else nodes.push(el("em", {}, inline(under ?? star)));
    done = match.index + whole.length;
  }
  nodes.push(withEmoji(text.slice(done)));
  return nodes.filter((node) => node !== "");
}

function cells(line) {
  return line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
}

function table([head, , ...rows]) {
  const row = (line, tag) => el("tr", {}, cells(line).map((cell) => el(tag, {}, inline(cell))));
  return el("div", { class: "table-scroll" },
    el("table", {}, el("thead", {}, row(head, "th")), el("tbody", {}, rows.map((line) => row(line, "td")))));
}

function list(tag, group, pattern) {
  return el(tag, {}, group.map((line) => el("li", {}, inline(line.replace(pattern, "")))));
}

// Each kind of group: which lines belong to it, and what they become. The first that fits wins.
const GROUPS = [
  { fits: /^#{1,6}\s/, single: true, make: ([line]) => el("p", { class: "block-header", role: "heading", "aria-level": 4 }, inline(line.replace(/^#+\s+/, ""))) },
  { fits: /^\s*([-*_])(\s*\1){2,}\s*$/, single: true, make: () => el("hr") },
  { fits: /^\s*[-*+]\s+/, make: (group) => list("ul", group, /^\s*[-*+]\s+/) },
  { fits: /^\s*\d+[.)]\s+/, make: (group) => list("ol", group, /^\s*\d+[.)]\s+/) },
  { fits: /^>/, make: (group) => el("blockquote", {}, inline(group.map((line) => line.replace(/^>\s?/, "")).join(" "))) },
  { fits: /^\|.*\|/, make: (group) => (group.length > 1 ? table(group) : el("p", {}, inline(group[0]))) },
  { fits: /\S/, make: (group) => el("p", {}, group.flatMap((line, at) => (at ? [el("br"), ...inline(line)] : inline(line)))) },
];

function prose(text) {
  const nodes = [];
  let open = null;
  const close = () => {
    if (open) nodes.push(open.kind.make(open.lines));
    open = null;
  };
  for (const line of text.split("\n")) {
    const kind = GROUPS.find((group) => group.fits.test(line));
    if (!kind || kind !== open?.kind || kind.single) close();
    if (!kind) continue;
    if (open) open.lines.push(line);
    else open = { kind, lines: [line] };
  }
  close();
  return nodes;
}

/** A Markdown text as a list of nodes. */
export function markdown(text) {
  return text.split(/```[a-z]*\n?([\s\S]*?)```/).flatMap((part, at) =>
    at % 2 === 1 ? [el("pre", {}, el("code", { text: part }))] : prose(part));
}
