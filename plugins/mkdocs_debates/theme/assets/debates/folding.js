// Opens and closes chains of replies: all at once, for the claim that an address names, and for print.

const FOLDS = "details.debate-replies";
const TARGET = "debate-target";

const folds = (state = "") => document.querySelectorAll(`.debate ${FOLDS}${state}`);

const unmark = () => document.querySelector(`.${TARGET}`)?.classList.remove(TARGET);

/** Marks what is read now, scrolls to it and focuses it. */
export const mark = (shown) => {
  unmark();
  shown.classList.add(TARGET);
  shown.scrollIntoView();
  if (!shown.hasAttribute("tabindex")) shown.setAttribute("tabindex", "-1");
  shown.focus({ preventScroll: true });
};

/** Shows what the address names: opens all that folds above it, and marks it. */
export const reveal = () => {
  unmark();
  const found = document.getElementById(window.location.hash.slice(1));
  if (!found?.closest(".debate")) return;
  for (let fold = found.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  mark(found.matches(".debate-former") ? found.parentElement : found);
};

/** Opens or closes each chain by what ``isOpen`` says of its place; one of which it says nothing stays as it is. */
const foldAll = (isOpen) => {
  for (const [index, fold] of folds().entries()) fold.open = isOpen(index) ?? fold.open;
};

const withoutHash = ({ href }) => href.split("#", 1)[0];

const clicked = (event) => {
  const button = event.target.closest?.(".debate [data-debate-fold]");
  if (button) foldAll(() => button.dataset.debateFold === "open");
  const link = event.target.closest?.("a[href]");
  const within = link?.hash && withoutHash(link) === withoutHash(window.location);
  if (within && !event.defaultPrevented) window.setTimeout(reveal);
};

let unfoldedForPrint = [];

const beforePrint = () => {
  unfoldedForPrint = [...folds(":not([open])")];
  for (const fold of unfoldedForPrint) fold.open = true;
};

const afterPrint = () => {
  for (const fold of unfoldedForPrint) fold.open = false;
  unfoldedForPrint = [];
};

/** By path, which chains were open last: instant navigation lays a page anew, even for the first link within it. */
const left = new Map();
let path;

const remember = ({ target }) => {
  if (target.isConnected && target.matches(FOLDS)) left.set(path, [...folds()].map(({ open }) => open));
};

document.addEventListener("click", clicked);
document.addEventListener("toggle", remember, { capture: true });
window.addEventListener("hashchange", reveal);
window.addEventListener("beforeprint", beforePrint);
window.addEventListener("afterprint", afterPrint);

/** Readies the page that is shown now. */
export const arrive = () => {
  if (folds().length > 0) for (const bar of document.querySelectorAll(".debate-fold[hidden]")) bar.hidden = false;
  path = window.location.pathname;
  foldAll((index) => left.get(path)?.[index]);
  reveal();
};
