// Cites a claim in the forms of the page's foot.

const TEX = {
  "\\": "textbackslash{}", "{": "textbraceleft{}", "}": "textbraceright{}",
  "~": "textasciitilde{}", "^": "textasciicircum{}",
};

const text = (words) => words.replace(/[\s\0-\x20\x7f-\xa0\ufeff]+/g, " ").trim();

/** As in pages/citing.py. */
export const ESCAPES = {
  text,
  markdown: (words) => text(words).replace(/[\\`*_{}[\]<>#!|~&$^=:@]|(?<![^0-9w])[.)+-]/g, "\\$&"),
  bibtex: (words) =>
    `{${text(words).replace(/[\\{}~^#$%&_]/g, (sign) => `\\${TEX[sign] ?? sign}`)}}`,
};

const fill = (root, values) => {
  for (const field of root.querySelectorAll("[data-cite]")) {
    const value = values[field.dataset.cite];
    if (value === undefined) continue;
    const { form } = field.closest("pre").dataset;
    field.textContent = value.map?.(ESCAPES[form]).join(form === "bibtex" ? " and " : ", ") ?? value;
    field.parentElement.hidden = !value.length;
  }
};

/** Cites the claim of a button. */
export const claim = (button) => {
  const article = button.closest("article");
  const head = article.querySelector("header");
  const block = document.querySelector(".debate-cite");
  const date = head.querySelector("time")?.dateTime ?? "";
  const dialog = document.createElement("dialog");
  dialog.className = "debate-cite";
  dialog.append(block.lastElementChild.cloneNode(true));
  dialog.querySelector("[data-of=page]")?.remove();
  fill(dialog, {
    authors: Array.from(head.querySelector(".debate-by")?.children ?? [], (name) => name.textContent),
    title: [head.querySelector("[id]").textContent],
    debate: [block.dataset.title],
    date,
    year: date.slice(0, 4),
    url: head.querySelector(".debate-permalink").href,
    key: `${block.dataset.id}:${article.id}`,
  });
  dialog.ariaLabel = button.title;
  dialog.onclose = dialog.remove;
  block.after(dialog);
  dialog.showModal();
};

/** Fills in an address that the build did not know. */
export const page = ({ parentElement: block }) => {
  if (block.querySelector("[data-cite=url]:empty")) fill(block, { url: window.location.href.split(/[?#]/)[0] });
};

/** Copies a form, or else selects it. */
export const copy = async (button) => {
  const words = button.parentElement.nextElementSibling;
  try {
    await navigator.clipboard.writeText(words.innerText);
    button.nextElementSibling.textContent = button.value;
  } catch {
    window.getSelection().selectAllChildren(words);
  }
};
