// Opens and closes chains of replies: all at once, for the claim that an address names, and for print.

const FOLDS = "details.debate-replies";
const TARGET = "debate-target";

const folds = (state = "") => document.querySelectorAll(`.debate ${FOLDS}${state}`);

const addressed = () => {
  const hash = window.location.hash.slice(1);
  try {
    return hash ? document.getElementById(decodeURIComponent(hash)) : null;
  } catch {
    return document.getElementById(hash);
  }
};

const unmark = () => {
  for (const marked of document.querySelectorAll(`.${TARGET}`)) marked.classList.remove(TARGET);
};

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
  const found = addressed();
  if (!found?.closest(".debate")) return;
  for (let fold = found.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  mark(found.matches(".debate-former") ? found.parentElement : found);
};

const foldAll = (open) => {
  for (const fold of folds()) fold.open = open;
};

const followsOnPage = (link) => {
  const there = new URL(link.href);
  const here = window.location;
  return there.hash && there.origin === here.origin && there.pathname === here.pathname && there.search === here.search;
};

const clicked = (event) => {
  const button = event.target.closest?.(".debate [data-debate-fold]");
  if (button) return foldAll(button.dataset.debateFold === "open");
  const link = event.target.closest?.("a[href]");
  if (link && !event.defaultPrevented && followsOnPage(link)) window.setTimeout(reveal);
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

let started = false;

/** Listens, once for all pages. */
export const start = () => {
  if (started) return;
  started = true;
  document.addEventListener("click", clicked);
  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", beforePrint);
  window.addEventListener("afterprint", afterPrint);
};

/** Readies the page that is shown now. */
export const arrive = () => {
  if (folds().length > 0) for (const bar of document.querySelectorAll(".debate-fold[hidden]")) bar.hidden = false;
  reveal();
};
