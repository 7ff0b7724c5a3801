// Keys that step through the claims of a page, the list of these keys, and the switch that turns them off.

import { mark } from "./folding.js";

const CLAIM = ".debate .debate-claim";

const find = (selector) => document.querySelector(selector);

let visit = {};
try {
  visit = window.sessionStorage;
} catch {
  // Without it the switch holds until a page is loaded anew.
}

/** The claim that has the focus, else the marked one, else one in the middle of the window. */
const current = () =>
  document.activeElement.closest(CLAIM) ??
  find(`${CLAIM}.debate-target`) ??
  document.elementFromPoint(window.innerWidth / 2, window.innerHeight / 2)?.closest(CLAIM);

const replies = () => current()?.querySelector(":scope > .debate-replies");

const beside = (step) => {
  const claims = [...document.querySelectorAll(CLAIM)];
  let at = claims.indexOf(current());
  do at += step;
  while (claims[at]?.checkVisibility() === false);
  return claims[at];
};

const go = (claim) => {
  if (!claim) return;
  mark(claim);
  window.history.replaceState(window.history.state, "", `#${claim.id}`);
};

const goToReply = () => {
  const fold = replies();
  if (!fold) return;
  fold.open = true;
  const next = beside(1);
  if (fold.contains(next)) go(next);
};

const list = () => {
  find(".debate-keys input").checked = !visit.debateKeysOff;
  find(".debate-keys").showModal();
};

const KEYS = {
  j: () => go(beside(1)),
  k: () => go(beside(-1)),
  u: () => go(current()?.parentElement.closest(CLAIM)),
  r: goToReply,
  o: () => replies()?.toggleAttribute("open"),
  l: () => current()?.querySelector(".debate-permalink").click(),
  "?": list,
};

const pressed = (event) => {
  const { key, target } = event;
  if (!KEYS[key] || event.ctrlKey || event.metaKey || event.altKey || visit.debateKeysOff) return;
  if (target.isContentEditable || target.matches("input, select, textarea") || !find(CLAIM)) return;
  if (find("dialog[open], [data-md-toggle=search]:checked")) return;
  event.preventDefault();
  KEYS[key]();
};

document.addEventListener("keydown", pressed);

export const arrive = () => {
  const bar = find(".debate-stepping[hidden]");
  if (!bar) return;
  bar.hidden = false;
  bar.addEventListener("click", list);
  find(".debate-keys").addEventListener("change", ({ target }) => {
    visit.debateKeysOff = target.checked ? "" : "off";
  });
};
