// Shows the claims of a person, of a relation, on a crux, and those above them. The address keeps the choice.

import { reveal } from "./folding.js";

/** By select: the claims' attribute, and the element that names a value of it. */
const FIELDS = {
  by: ["by", (claim, id, index) => claim.querySelectorAll(".debate-by a")[index]],
  relation: ["relation", (claim) => claim.querySelector(".debate-byline .debate-relation")],
  crux: ["cruxes", (claim, id) => document.querySelector(`[data-crux="${id}"]`) ?? document.querySelector("h1")],
};

const fill = (select, claims) => {
  const [attribute, find] = FIELDS[select.name];
  const options = new Map();
  for (const claim of claims) {
    for (const [index, id] of claim.dataset[attribute]?.split(" ").entries() ?? []) {
      const named = id && !options.has(id) && find(claim, id, index);
      if (named) options.set(id, new Option(named.title || named.textContent, id));
    }
  }
  select.append(...[...options.values()].sort((one, other) => one.text.localeCompare(other.text)));
  select.parentElement.hidden = select.length < 2;
};

export const start = (filter) => {
  const debate = filter.closest(".debate");
  const claims = [...debate.querySelectorAll(".debate-claim")];
  const selects = [...filter.querySelectorAll("select")];
  const { dataset, children } = filter.nextElementSibling;
  const [status, all] = children;
  const opened = [];

  const show = () => {
    const wanted = selects.filter(({ value }) => value);
    const selector = wanted.map(({ name, value }) => `[data-${FIELDS[name][0]}~="${value}"]`).join("");
    const matching = claims.filter((claim) => selector && claim.matches(selector));
    all.hidden = !selector;
    debate.toggleAttribute("data-filtered", selector);
    for (const fold of opened.splice(0)) fold.open = false;
    for (const claim of claims) claim.toggleAttribute("data-match", matching.includes(claim));
    // One claim alone keeps its replies folded.
    for (const claim of "focused" in debate.dataset ? [] : matching)
      for (let fold; (fold = claim.parentElement.closest("details:not([open])")); opened.push(fold)) fold.open = true;
    const words = matching.length === 1 ? dataset.one : dataset.many;
    status.textContent = selector && words.replace("{matching}", matching.length).replace("{all}", claims.length);
  };

  const choose = () => {
    const address = new URL(window.location);
    for (const { name, value } of selects) {
      address.searchParams.set(name, value);
      if (!value) address.searchParams.delete(name);
    }
    window.history.replaceState(window.history.state, "", address);
    debate.querySelector(".debate-target")?.classList.remove("debate-target");
    show();
  };

  for (const select of selects) {
    fill(select, claims);
    select.value = new URLSearchParams(window.location.search).get(select.name);
    if (!select.value) select.value = "";
  }
  filter.addEventListener("change", choose);
  all.addEventListener("click", () => {
    for (const select of selects) select.value = "";
    choose();
    filter.firstElementChild.focus();
  });
  show();
  if (!all.hidden) reveal();
};
