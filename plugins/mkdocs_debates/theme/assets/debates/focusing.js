// One claim alone, with what it answers and its direct replies. The address names it: "?focus=<claim>".

import { reveal } from "./folding.js";

const FOLDS = "details.debate-replies";

let claim;
let seen;

const showOnly = (bar) => {
  const debate = claim.closest(".debate");
  for (let each = claim; each !== debate; each = each.parentElement) {
    each.dataset.focused = "path";
    if (each.matches(FOLDS)) each.open = true;
  }
  for (const each of claim.querySelectorAll(FOLDS)) each.open = each.parentElement === claim;
  claim.dataset.focused = "claim";
  debate.dataset.focused = "";
  debate.querySelector("h1").after(bar);
};

/** Shows what the address asks for: one claim, or all, if there is none or if the hash names something outside of it. */
export const arrive = () => {
  const { href, hash, search } = window.location;
  if (href === seen && claim?.isConnected) return;
  seen = href;
  const before = claim;
  const byId = (id) => document.getElementById(id);
  const bar = document.querySelector(".debate-focus-bar");
  claim = bar && byId(new URLSearchParams(search).get("focus"))?.closest(".debate-claim");
  const named = hash && byId(hash.slice(1));
  if (named && !claim?.contains(named) && !named.contains(claim)) claim = null;
  if (claim && claim === before && "focused" in claim.dataset) return named ? reveal() : undefined;
  for (const each of document.querySelectorAll("[data-focused]")) delete each.dataset.focused;
  if (claim) showOnly(bar);
  else document.querySelector(".debate-filter[open]")?.dispatchEvent(new Event("change"));
  const shown = claim ?? before;
  if (!shown?.isConnected) return;
  if (hash) return reveal();
  shown.firstElementChild.scrollIntoView({ block: "center" });
  shown.tabIndex = -1;
  shown.focus({ preventScroll: true });
};

/** Goes to the claim that a link asks for, or to all; what else the address holds, such as a filter, stays. */
export const follow = (link) => {
  const address = new URL(window.location);
  address.hash = "";
  address.searchParams.set("focus", new URL(link).searchParams.get("focus") ?? "");
  if (!address.searchParams.get("focus")) address.searchParams.delete("focus");
  window.history.pushState(null, "", address);
  arrive();
};

document.addEventListener("click", ({ target }) => target.closest?.("a[href]") && window.setTimeout(arrive));
for (const moved of ["popstate", "hashchange"]) window.addEventListener(moved, arrive);
