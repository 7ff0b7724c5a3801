// Entry of the scripts: nothing here is needed to read. It runs once; with instant navigation, for each page anew.

const ON_DEMAND = {
  ".debate-explorer": "./standing.js",
  ".debate-since": "./timeline.js",
  ".debate-map": "./map.js",
  ".debate-claim": "./stepping.js",
  ".debate-search > [hidden]": "./searching.js",
};

const lost = async () => {
  const [navigation] = performance.getEntriesByType("navigation");
  if (navigation?.responseStatus === 404) {
    const { follow } = await import("./lost.js");
    follow(window.location);
  }
};

const focus = async (event) => {
  const link = event.target.closest?.(".debate a.debate-focus");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  const { follow } = await import("./focusing.js");
  follow(link.href);
};

const offerFilter = (filter) => {
  filter.hidden = false;
  filter.addEventListener("toggle", async () => (await import("./filtering.js")).start(filter), { once: true });
  filter.open = /[?&](by|relation|crux)=/.test(window.location.search);
};

// Kept: a page that replaces another, or itself, is ready before it is painted.
let modules;

const arrive = async () => {
  const debate = document.querySelector(".debate");
  if (!debate) return;
  modules ??= Promise.all([import("./folding.js"), import("./copying.js"), import("./previews.js")]);
  const [folding, copying] = await modules;
  copying.arrive();
  debate.dataset.scripts = "";
  folding.arrive();
  const anchor = window.location.hash.slice(1);
  if (anchor && !document.getElementById(anchor)) (await import("./lost.js")).lead(window.location);
  if (window.location.search.includes("focus=")) (await import("./focusing.js")).arrive();
  for (const filter of document.querySelectorAll(".debate:has(.debate-claim) .debate-filter[hidden]")) offerFilter(filter);
  for (const [selector, name] of Object.entries(ON_DEMAND)) {
    if (document.querySelector(selector)) (await import(name)).arrive();
  }
};

document.addEventListener("click", focus, { capture: true });
document.addEventListener("click", async ({ target }) => {
  const asked = target.closest?.("[data-cites]");
  if (asked) (await import("./citing.js"))[asked.dataset.cites](asked);
});
document.addEventListener("input", async ({ target }) => {
  const page = document.querySelector("link[rel=search]");
  if (page && target.closest(".md-search")) (await import("./searching.js")).offer(target, page);
});

lost();
window.document$?.subscribe(arrive) ?? arrive();
