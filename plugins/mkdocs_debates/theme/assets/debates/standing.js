// "Where do you stand?": what the chosen answers favour, which single one would change that, which crux comes next.
// The state is the page's address: an answer for each crux, and under "_with" those of someone to compare with.

// No id begins with an underscore.
const WITH = "_with";

const words = (list) => list.split(" ").filter(Boolean);

/** The cruxes as the form asks them: id, title, address, what they hang on, and what each answer counts for. */
export const read = (explorer) =>
  [...explorer.querySelectorAll("fieldset[data-crux]")].map((field) => ({
    id: field.dataset.crux,
    title: field.querySelector("legend").textContent,
    href: field.querySelector("a").href,
    needs: words(field.dataset.needs),
    settled: "settled" in field.dataset,
    inputs: [...field.querySelectorAll("input")],
    answers: new Map(
      [...field.querySelectorAll("input[data-supports]")].map((input) => [
        input.value,
        {
          label: input.nextElementSibling.textContent,
          supports: words(input.dataset.supports),
          opposes: words(input.dataset.opposes),
        },
      ]),
    ),
  }));

const balances = (cruxes, positions, stances) => {
  const tally = new Map(positions.map((position) => [position, { supports: 0, opposes: 0 }]));
  for (const crux of cruxes) {
    const answer = crux.answers.get(stances.get(crux.id));
    for (const side of ["supports", "opposes"]) for (const each of answer?.[side] ?? []) tally.get(each)[side] += 1;
  }
  return tally;
};

const leading = (tally) => {
  const balance = [...tally].map(([position, { supports, opposes }]) => [position, supports - opposes]);
  const highest = Math.max(0, ...balance.map(([, value]) => value));
  return highest > 0 ? balance.filter(([, value]) => value === highest).map(([position]) => position) : [];
};

/** All that follows from ``stances``, a map from crux to answer; a crux that is not in it is one not sure about. */
export const follow = (cruxes, positions, stances) => {
  const tally = balances(cruxes, positions, stances);
  const favoured = leading(tally);
  const after = (crux, answer) => leading(balances(cruxes, positions, new Map(stances).set(crux.id, answer)));
  const flips = [];
  for (const crux of favoured.length > 0 ? cruxes : []) {
    for (const answer of [...crux.answers.keys(), ""]) {
      const then = after(crux, answer);
      if (then.length > 0 && !then.some((each) => favoured.includes(each))) flips.push({ crux, answer, then });
    }
  }
  const open = cruxes.filter((crux) => !stances.get(crux.id) && !crux.settled);
  const changing = (crux) =>
    [...crux.answers.keys()].filter((answer) => after(crux, answer).join() !== favoured.join()).length;
  let next = open.reduce((best, crux) => (best && changing(best) >= changing(crux) ? best : crux), undefined);
  for (let first = next; first; ) {
    open.splice(open.indexOf(first), 1);
    next = first;
    first = open.find((crux) => crux.id === first.needs.find((need) => open.some((each) => each.id === need)));
  }
  return { tally, favoured, flips, next };
};

const known = (cruxes, pairs) =>
  new Map(cruxes.flatMap(({ id, answers }) => (answers.has(pairs.get(id)) ? [[id, pairs.get(id)]] : [])));

const stancesIn = (cruxes, search) => known(cruxes, new Map(new URLSearchParams(search)));

const withIn = (cruxes, search) => {
  const given = new URLSearchParams(search).get(WITH);
  return given === null ? null : known(cruxes, new Map(given.split(",").map((pair) => pair.split("."))));
};

const searchOf = (stances, other) => {
  const parameters = new URLSearchParams([...stances]);
  if (other) parameters.set(WITH, [...other].map((pair) => pair.join(".")).join(","));
  const search = parameters.toString().replaceAll("%2C", ",");
  return search && `?${search}`;
};

const element = (name, ...content) => {
  const made = document.createElement(name);
  made.append(...content);
  return made;
};

const link = (href, text) => Object.assign(element("a", text), { href });

const start = (explorer) => {
  const find = (selector) => explorer.querySelector(selector);
  const say = explorer.dataset;
  const cruxes = read(explorer);
  const rows = [...explorer.querySelectorAll("[data-position]")];
  const positions = rows.map((row) => row.dataset.position);
  const title = (position) => rows[positions.indexOf(position)].querySelector("a");
  const linked = (ids) => ids.flatMap((id, index) => [index > 0 ? say.between : "", title(id).cloneNode(true)]);
  const labelOf = (crux, answer) => crux.answers.get(answer)?.label ?? say.unsure;

  const arrived = stancesIn(cruxes, window.location.search);
  let other = withIn(cruxes, window.location.search);

  const chosen = () =>
    new Map(
      cruxes.flatMap(({ id, inputs }) => {
        const value = inputs.find((input) => input.checked)?.value;
        return value ? [[id, value]] : [];
      }),
    );

  const choose = (stances) => {
    for (const { id, inputs } of cruxes) for (const each of inputs) each.checked = each.value === (stances.get(id) ?? "");
  };

  const differ = (stances) => {
    const both = cruxes.filter(({ id }) => other?.has(id) && stances.has(id) && other.get(id) !== stances.get(id));
    const found = find(".debate-difference");
    const shared = [...(other ?? [])].some(([id]) => stances.has(id));
    found.textContent = !other ? "" : !shared ? say.apart : both.length === 0 ? say.same : both.length === 1 ? `${say.one}:` : `${say.many.replace("{}", both.length)}:`;
    find(".debate-differences").replaceChildren(
      ...both.map((crux) =>
        element("li", link(crux.href, crux.title), ` ${say.yours}: ${labelOf(crux, stances.get(crux.id))}${say.between}${say.theirs}: ${labelOf(crux, other.get(crux.id))}`),
      ),
    );
  };

  const show = () => {
    const stances = chosen();
    const { tally, favoured, flips, next } = follow(cruxes, positions, stances);
    for (const row of rows) {
      const { supports, opposes } = tally.get(row.dataset.position);
      row.querySelector("[data-tally=supports]").textContent = supports;
      row.querySelector("[data-tally=opposes]").textContent = opposes;
      row.toggleAttribute("data-favoured", favoured.includes(row.dataset.position));
    }
    const words = favoured.length > 1 ? say.level : say.favours;
    find(".debate-favoured").replaceChildren(...(favoured.length > 0 ? [`${words} `, ...linked(favoured)] : [say.nothing]));
    find(".debate-no-flips").hidden = flips.length > 0 || favoured.length !== 1;
    find(".debate-many-level").hidden = flips.length > 0 || favoured.length < 2;
    find(".debate-no-answers").hidden = favoured.length > 0;
    find(".debate-flips").replaceChildren(
      ...flips.map(({ crux, answer, then }) =>
        element("li", `${say.if} `, element("strong", labelOf(crux, answer)), " · ", link(crux.href, crux.title), `${say.to} `, ...linked(then)),
      ),
    );
    const following = find(".debate-next-crux");
    following.hidden = !next;
    if (next) following.querySelector("a").replaceWith(link(next.href, next.title));
    differ(stances);
    window.history.replaceState(window.history.state, "", `${window.location.pathname}${searchOf(stances, other)}${window.location.hash}`);
  };

  const theirs = find(".debate-their-answers");
  const actions = {
    compare: () => {
      other = arrived;
      theirs.hidden = true;
      choose(new Map());
      cruxes[0].inputs[0].focus();
    },
    clear: () => {
      other = null;
      theirs.hidden = true;
      choose(new Map());
    },
    copy: async (button) => {
      const { origin, pathname } = window.location;
      try {
        await navigator.clipboard.writeText(`${origin === "null" ? "file://" : origin}${pathname}${searchOf(chosen())}`);
        button.textContent = button.dataset.copied;
      } catch {
        button.textContent = button.dataset.failed;
      }
    },
  };

  choose(arrived);
  // Who loads the page again, or comes back to it, finds answers of their own.
  const again = performance.getEntriesByType("navigation")[0]?.type !== "navigate";
  theirs.hidden = arrived.size === 0 || other !== null || again;
  explorer.hidden = false;
  explorer.previousElementSibling.hidden = true;
  show();
  explorer.addEventListener("change", show);
  explorer.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-debate-stand]");
    if (!button) return;
    await actions[button.dataset.debateStand](button);
    show();
  });
  find(".debate-with").addEventListener("input", (event) => {
    const search = URL.canParse(event.target.value) ? new URL(event.target.value).search : "";
    other = event.target.value ? stancesIn(cruxes, search) : null;
    show();
  });
  find("form").addEventListener("submit", (event) => event.preventDefault());
};

export const arrive = () => {
  for (const explorer of document.querySelectorAll(".debate-explorer[hidden]")) start(explorer);
};
