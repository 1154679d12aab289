// A button that opens a menu: the arrow keys move, Enter chooses, Escape closes and gives the focus back.

import { el, icon, uniqueId } from "./dom.js";

/**
 * `items` is a list of {label, hint, run, danger} or a function that gives one when the menu opens.
 * Returns a wrapper with the button and, while it is open, the menu.
 */
export function menuButton({ label, symbol, text, items, className = "icon-button", key = null }) {
  const menuId = uniqueId("menu");
  const button = el("button", {
    type: "button", class: className, "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": menuId,
    "aria-label": label, title: text ? null : label, data: key ? { key } : {},
  }, icon(symbol), text && el("span", { text }));
  const root = el("div", { class: "menu-anchor" }, button);
  let menu = null;

  function close(refocus) {
    if (!menu) return;
    const closing = menu;
    // Removing the menu moves the focus, which would call us again.
    menu = null;
    root.classList.remove("open");
    button.setAttribute("aria-expanded", "false");
    if (refocus) button.focus();
    closing.remove();
  }

  function item({ label: words, hint, run }) {
    return el("button", {
      type: "button", class: "menu-item", role: "menuitem", tabindex: "-1",
      on: { click: () => { close(true); run(); } },
    }, el("span", { text: words }), hint && el("span", { class: "option-hint", text: hint }));
  }

  function open() {
    const list = typeof items === "function" ? items() : items;
    menu = el("div", { class: "menu", role: "menu", id: menuId, "aria-label": label }, list.map(item));
    root.append(menu);
    root.classList.add("open");
    button.setAttribute("aria-expanded", "true");
    const place = menu.getBoundingClientRect();
    menu.classList.toggle("menu-up", place.bottom > window.innerHeight - 8);
    menu.classList.toggle("menu-left", place.right > window.innerWidth - 8);
    menu.querySelector('[role="menuitem"]')?.focus();
  }

  function move(step) {
    const all = [...menu.querySelectorAll('[role="menuitem"]')];
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  }

  button.addEventListener("click", () => (menu ? close(true) : open()));
  root.addEventListener("keydown", (event) => {
    if (!menu) return;
    if (event.key === "Escape") close(true);
    else if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  root.addEventListener("focusout", (event) => {
    if (!root.contains(event.relatedTarget)) close(false);
  });
  return root;
}
