// Searches all debates in the indexes that Pagefind built. Of these, nothing is loaded before it is needed.

const RECORDS = 10;

const read = async (url) => (await fetch(url)).json();

/** By language, an index in which those of all parts are merged. */
const open = async (base) => {
  const indexes = {};
  for (const part of await read(`${base}parts.json`)) {
    for (const { language, common } of await read(`${base}${part}/languages.json`)) {
      const basePath = `${base}${part}/${language}/`;
      const index = indexes[language];
      if (index) {
        index.common.push(...common);
        await index.mergeIndex(basePath);
      } else {
        const { createInstance } = await import(`${basePath}pagefind.js`);
        indexes[language] = { common, ...createInstance({ basePath, noWorker: true }) };
      }
    }
  }
  return Object.entries(indexes);
};

/** The records that hold the words, the best first. Beside others, words that are in nearly all records are left out. */
const find = async (indexes, query) => {
  const found = indexes.map(async ([lang, index]) => {
    const rare = query.split(" ").filter((word) => !index.common.includes(word.toLowerCase())).join(" ");
    const { results } = await index.search(query[0] === '"' ? query : rare || query);
    return results.map((record) => ({ lang, ...record }));
  });
  return (await Promise.all(found)).flat().sort((one, other) => other.score - one.score);
};

const rank = (one, other) => other.held - one.held || other.weight - one.weight;

/** Up to three entries of a record: those that hold the most different words, by their beginnings. */
const entriesOf = async ({ lang, data }) => {
  const { raw_url, sub_results } = await data();
  return sub_results.map((result) => ({
    ...result, lang, raw_url,
    held: new Set(result.excerpt.toLowerCase().match(/<mark>.{1,3}/gu)).size,
    weight: result.weighted_locations.reduce((sum, hit) => sum + hit.balanced_score, 0),
  })).sort(rank).slice(0, 3);
};

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

/** Pagefind's HTML as text: strangers wrote the words. Every second piece is a word that was looked for. */
const marked = (html) => html.split(/<\/?mark>/).map((piece, index) => {
  const words = piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  return index % 2 ? element("mark", {}, words) : words;
});

const item = ({ lang, raw_url, anchor, title, excerpt }, dataset) => {
  const [kind, address] = anchor.id.split(",");
  return element(
    "li",
    { lang, dir: "auto" },
    element("a", { className: "debate-line-title", href: dataset.root + address }, title),
    element("span", { className: "debate-line-about" }, raw_url.replace(/^\d+/, `${dataset[kind]} ·`)),
    ...marked(excerpt.replace(`${title}.`, "")),
    "…",
  );
};

export const arrive = () => {
  const { children, dataset } = document.querySelector(".debate-search");
  const [without, form, status, list, more] = children;
  const input = form.words;
  let indexes;
  let query;
  let rest;
  let waiting;

  const load = () => (indexes ??= open(new URL(dataset.indexes, location)));

  const show = async () => {
    const asked = rest;
    const batch = await Promise.all(rest.slice(0, RECORDS).map(entriesOf));
    if (rest !== asked) return;
    rest = rest.slice(RECORDS);
    list.append(...batch.flat().sort(rank).map((entry) => item(entry, dataset)));
    const { length } = list.children;
    more.hidden = !rest.length;
    status.textContent = query && dataset[length ? "some" : "none"].replace("{count}", length);
  };

  const run = async () => {
    clearTimeout(waiting);
    const asked = query = input.value.trim();
    history.replaceState(history.state, "", `?words=${encodeURIComponent(query)}`);
    try {
      const found = query ? await find(await load(), query) : [];
      if (query !== asked) return;
      rest = found;
      list.replaceChildren();
      await show();
    } catch {
      indexes = null;
      status.textContent = dataset.failed;
    }
  };

  form.addEventListener("focusin", load, { once: true });
  // Whoever types on is not answered yet: each prefix would load what only it needs.
  form.oninput = () => {
    clearTimeout(waiting);
    waiting = setTimeout(run, 300);
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    run();
  };
  more.onclick = async () => {
    const { length } = list.children;
    await show();
    list.children[length]?.firstChild.focus();
  };
  without.remove();
  form.hidden = false;
  input.value = new URLSearchParams(location.search).get("words");
  if (input.value) run();
};

/** Leads from the site's own search, which knows no claims, to the page that does. */
export const offer = ({ value }, { href, title }) => {
  const list = document.querySelector(".md-search-result__list");
  let link = list.previousSibling;
  if (!link.href) {
    link = element("a", { className: "md-search-result__meta md-search-result__link" }, element("span"));
    // Enter takes the result of the highest score: this one, where there is no other.
    link.firstChild.dataset.mdScore = "-1";
    list.before(link);
  }
  link.href = `${href}?words=${encodeURIComponent(value)}`;
  link.firstChild.textContent = `${title}: ${value}`;
};
