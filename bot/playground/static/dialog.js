// A dialog over the page: the focus stays inside, Escape closes, and the focus goes back to where it was.

import { el, focusable, trapTab } from "./dom.js";

/** Open a dialog with these children. `onEscape` (default: close) answers Escape; `onClosed` runs once at the end. */
export function openDialog({ labelledBy, className = "", onEscape, onClosed }, ...children) {
  const opener = document.activeElement;
  const openerKey = opener?.closest?.("[data-key]")?.dataset.key;
  const dialog = el("dialog", { class: `dialog ${className}`.trim(), "aria-labelledby": labelledBy, tabindex: "-1" }, children);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (onEscape) onEscape();
    else dialog.close();
  });
  dialog.addEventListener("keydown", (event) => trapTab(dialog, event));
  dialog.addEventListener("close", () => {
    dialog.remove();
    const again = openerKey && document.querySelector(`[data-key="${CSS.escape(openerKey)}"]`);
    const back = opener?.isConnected ? opener : again || document.getElementById("composer-input");
    back?.focus({ preventScroll: true });
    onClosed?.();
  }, { once: true });
  document.body.append(dialog);
  dialog.showModal();
  focusFirst(dialog);
  return dialog;
}

/** Put the focus on the first field of a dialog, or on its first button when it has no field. */
export function focusFirst(dialog) {
  const stops = focusable(dialog);
  const field = stops.find((node) => node.matches("input, textarea, select"));
  (field ?? stops.find((node) => !node.matches("[data-dismiss]")) ?? dialog).focus({ preventScroll: true });
}
