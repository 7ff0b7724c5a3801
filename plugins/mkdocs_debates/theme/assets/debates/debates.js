// Entry of the scripts: nothing here is needed to read. It runs once; with instant navigation, for each page anew.

const ON_DEMAND = { ".debate-explorer": "./standing.js", ".debate-since": "./timeline.js", ".debate-map": "./map.js" };

const lost = async () => {
  const [navigation] = performance.getEntriesByType("navigation");
  if (navigation?.responseStatus === 404) {
    const { follow } = await import("./lost.js");
    follow(window.location);
  }
};

const arrive = async () => {
  if (!document.querySelector(".debate")) return;
  const [folding, copying] = await Promise.all([import("./folding.js"), import("./copying.js")]);
  folding.start();
  copying.start();
  folding.arrive();
  for (const [selector, name] of Object.entries(ON_DEMAND)) {
    if (document.querySelector(selector)) (await import(name)).arrive();
  }
};

lost();
if (typeof window.document$?.subscribe === "function") window.document$.subscribe(arrive);
else arrive();
