// Building the page out of nodes. Data never passes through innerHTML: text is text.

/**
 * Make an element. `props` are attributes, except `class`, `text`, `data` (dataset) and `on` (listeners);
 * an attribute that is false, null or undefined is left out, and true means present without a value.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  hash: "M9 4 7 20M17 4l-2 16M4 9h16M3 15h16",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  home: "M4 11.5 12 5l8 6.5M6.5 10v9h11v-9",
  chat: "M4 5h16v11H10l-4 4v-4H4z",
  reply: "M10 7 5 12l5 5M5 12h9a5 5 0 0 1 5 5v1",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  close: "M6 6l12 12M18 6 6 18",
  menu: "M4 7h16M4 12h16M4 17h16",
  send: "M5 12h13M12 6l6 6-6 6",
  left: "M14 6l-6 6 6 6",
  right: "M10 6l6 6-6 6",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  eye: "M2.5 12S6 6 12 6s9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  up: "M7 20V11l5-8 1.5 1-1 5H20l-2 11zM3 11v9",
  down: "M7 4v9l5 8 1.5-1-1-5H20L18 4zM3 13V4",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  sign: "M12 2.5v19M8.5 21.5h7M12 4.5h7l2.5 2.5L19 9.5h-7zM12 11H5.5L3 13.5 5.5 16H12z",
};

/** A decorative line icon; the words beside it, or the button's label, carry the meaning. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true", focusable: "false" })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

let serial = 0;

/** A fresh id for pairing labels, hints and errors with their controls. */
export function uniqueId(prefix) {
  serial += 1;
  return `${prefix}-${serial}`;
}

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]):not([type="hidden"]), select:not([disabled]), ' +
  'textarea:not([disabled]), summary, [tabindex]:not([tabindex="-1"])';

/** What can take focus inside `root`, in reading order, leaving out what is not shown. */
export function focusable(root) {
  return [...root.querySelectorAll(FOCUSABLE)].filter((node) => node.getClientRects().length > 0);
}

/** Keep Tab inside `root`; call it from a keydown listener of `root`. */
export function trapTab(root, event) {
  if (event.key !== "Tab") return;
  const stops = focusable(root);
  if (stops.length === 0) return;
  const [first, last] = [stops[0], stops[stops.length - 1]];
  const outside = !root.contains(document.activeElement);
  if (event.shiftKey && (document.activeElement === first || outside)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && (document.activeElement === last || outside)) {
    event.preventDefault();
    first.focus();
  }
}

/** Scroll `list` until `item` shows, and nothing around the list. */
export function showWithin(list, item) {
  const [whole, part] = [list.getBoundingClientRect(), item.getBoundingClientRect()];
  if (part.top < whole.top) list.scrollTop -= whole.top - part.top;
  else if (part.bottom > whole.bottom) list.scrollTop += part.bottom - whole.bottom;
}

/** Replace the children of `root`, and put the focus back on the control that had it (found by data-key). */
export function replaceKeepingFocus(root, ...children) {
  const active = document.activeElement;
  const had = root.contains(active) && active !== root;
  const key = had ? active.closest("[data-key]")?.dataset.key : null;
  const selection = had && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  root.replaceChildren(...children);
  if (!had) return;
  const again = key && root.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const target = again && (again.matches("input, textarea, select, button") ? again : focusable(again)[0]);
  if (!target) {
    root.focus({ preventScroll: true });
    return;
  }
  target.focus({ preventScroll: true });
  if (selection && selection[0] !== null && "setSelectionRange" in target) {
    try {
      target.setSelectionRange(...selection);
    } catch {
      // e-mail and number fields have no selection
    }
  }
}
