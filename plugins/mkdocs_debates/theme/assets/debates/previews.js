// Previews: what a link leads to, beside it, while it is hovered or focused by keyboard, or after a long press.

const DELAY = 350;
const KINDS = ".debate-claim, .debate-person, .debate-link, .debate-page-crux";
const NOT_FROM = ".debate-crumbs, .debate-contents, .debate-actions, .debate-home, .debate-preview";
const PARTS =
  ":scope > header > :is(.debate-byline, .debate-claim-title), :scope > :is(h1, .debate-entry-title, .debate-meta, .debate-text:not([id])), :scope > section > .debate-answers";
const LEFT_OUT =
  "details, button, .debate-hidden, .debate-note, .debate-passage-link, .debate-meta > :has(a), .debate-text > :nth-child(n + 3), .debate-answer > :not(.debate-answer-label, .debate-side)";

const pages = {};

const load = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(address);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
};

/** What the link leads to, if it is one of the kinds, and not the one that the link stands in. */
const target = async (link) => {
  const { hash, origin, pathname } = new URL(link.href.baseVal ?? link.href, document.baseURI);
  const here = window.location;
  if (origin !== here.origin || !(hash ? /^#[a-z]/ : /\/cruxes\/./).test(hash || pathname)) return null;
  const page = pathname === here.pathname ? document : await (pages[pathname] ??= load(pathname).catch(() => void delete pages[pathname]));
  const found = (hash ? page?.getElementById(hash.slice(1)) : page?.querySelector(KINDS))?.closest(KINDS);
  return found === link.closest(KINDS) ? null : found;
};

const element = (name, kind, content) => {
  const made = document.createElement(name);
  made.className = kind;
  made.append(...content);
  return made;
};

const preview = (found) => {
  const made = element("div", "debate-preview", [...found.querySelectorAll(PARTS)].map((part) => part.cloneNode(true)));
  const each = (selector, act) => made.querySelectorAll(selector).forEach(act);
  each(LEFT_OUT, (one) => one.remove());
  each("a, img", (one) => one.replaceWith(...one.childNodes, one.alt ?? ""));
  each("h1, h2, h3, h4, h5, h6", (one) => one.replaceWith(element("p", "debate-preview-title", one.childNodes)));
  each("[id], [tabindex]", (one) => ["id", "tabindex"].forEach((name) => one.removeAttribute(name)));
  made.id = "_preview";
  made.setAttribute("role", "tooltip");
  return made;
};

let at; // what the pointer is on
let next; // the link that is to have a preview
let link; // the link that has one
let box;
let title; // of an SVG link: a browser would lay it upon the preview
let turn; // the last wish to show one
let timer;
let pressed;

const place = () => {
  const { top, bottom, left } = link.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const { x, y, width, height } = box.getBoundingClientRect();
  box.style.left = `${Math.max(6, Math.min(left, clientWidth - width - 6)) - x}px`;
  box.style.top = `${(bottom + height > clientHeight && top > height ? top - height : bottom) - y}px`;
};

const later = (act) => {
  window.clearTimeout(timer);
  turn = null;
  if (act) timer = window.setTimeout(act, DELAY);
};

const hide = () => {
  later();
  box?.remove();
  link?.removeAttribute("aria-describedby");
  if (title) link.prepend(title);
  box = link = title = null;
};

const show = async () => {
  if (next === link) return;
  hide();
  const now = {};
  turn = now;
  const found = next && (await target(next));
  if (!found || now !== turn || !next.isConnected) return;
  link = next;
  box = preview(found);
  title = link.querySelector("title");
  title?.remove();
  link.setAttribute("aria-describedby", box.id);
  link.closest(".debate").append(box);
  place();
};

const linkAt = (place) => {
  const found = place?.closest?.(".debate a");
  return found?.closest(NOT_FROM) ? null : found;
};

const look = () => {
  const wanted = box?.contains(at) ? link : (linkAt(at) ?? linkAt(document.querySelector(":focus-visible")));
  if (wanted === next) return;
  next = wanted;
  later(show);
};

const release = () => pressed || at || later();

const LISTENERS = {
  focusin: look,
  focusout: () => window.setTimeout(look),
  pointerover({ target, pointerType }) {
    if (pointerType === "touch") return;
    at = target;
    look();
  },
  pointerdown({ target, pointerType }) {
    pressed = false;
    if (pointerType !== "touch" || box?.contains(target)) return;
    at = next = null;
    hide();
    later(() => {
      at = next = linkAt(target);
      pressed = Boolean(next);
      show();
    });
  },
  pointerup: release,
  pointercancel: release,
  contextmenu: (event) => pressed && event.preventDefault(),
  click(event) {
    if (pressed) {
      event.preventDefault();
      event.stopPropagation();
    } else if (linkAt(event.target)) hide();
    pressed = false;
  },
  keydown: ({ key }) => key === "Escape" && hide(),
};

for (const [name, act] of Object.entries(LISTENERS)) document.addEventListener(name, act, { capture: true });
