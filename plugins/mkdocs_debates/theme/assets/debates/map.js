// The argument map: zoom, pan by dragging, and a focus on what is near a box.

const STEP = 1.25;
const LEGIBLE = 0.75;
const LEGIBLE_ON_A_PHONE = 0.9;
const PHONE = 600;
const DWELL = 300;
const NEAR = 2;

const button = (label, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
};

const start = (map) => {
  const view = map.querySelector(".debate-map-view");
  const svg = view.querySelector("svg");
  const { width, height } = svg.viewBox.baseVal;
  const nodes = [...svg.querySelectorAll("[data-node]")];
  const edges = [...svg.querySelectorAll("[data-from]")];
  let scale = 1;
  let last = null;

  const zoom = (wanted) => {
    const before = scale;
    scale = Math.min(3, Math.max(0.1, wanted));
    const [x, y] = [view.scrollLeft + view.clientWidth / 2, view.scrollTop + view.clientHeight / 2];
    svg.setAttribute("width", width * scale);
    svg.setAttribute("height", height * scale);
    view.scrollTo((x * scale) / before - view.clientWidth / 2, (y * scale) / before - view.clientHeight / 2);
  };

  const fitting = () => Math.min(1, view.clientWidth / width);

  const near = (node) => {
    let reached = new Set([node.dataset.node]);
    for (let step = 0; step < NEAR; step += 1) {
      const wider = new Set(reached);
      for (const { dataset } of edges) {
        if (reached.has(dataset.from)) wider.add(dataset.to);
        if (reached.has(dataset.to)) wider.add(dataset.from);
      }
      reached = wider;
    }
    return reached;
  };

  const show = (kept) => {
    for (const node of nodes) node.toggleAttribute("data-faint", Boolean(kept) && !kept.has(node.dataset.node));
    for (const edge of edges)
      edge.toggleAttribute("data-faint", Boolean(kept) && !(kept.has(edge.dataset.from) && kept.has(edge.dataset.to)));
    all.disabled = !kept;
  };

  const focus = button(map.dataset.focus, () => last && show(near(last)));
  const all = button(map.dataset.all, () => show(null));
  focus.disabled = true;
  all.disabled = true;
  const tools = document.createElement("p");
  tools.className = "debate-map-tools";
  tools.append(
    button(map.dataset.zoomIn, () => zoom(scale * STEP)),
    button(map.dataset.zoomOut, () => zoom(scale / STEP)),
    button(map.dataset.fit, () => zoom(fitting())),
    focus,
    all,
  );
  view.before(tools);
  zoom(Math.max(view.clientWidth < PHONE ? LEGIBLE_ON_A_PHONE : LEGIBLE, fitting()));
  const begin = (svg.querySelector("[data-focus]") ?? nodes[0]).getBoundingClientRect();
  const { top, height: shown } = view.getBoundingClientRect();
  view.scrollTo(0, view.scrollTop + begin.top - top - (shown - begin.height) / 2);

  const light = (node) => {
    const { node: number } = node.dataset;
    for (const edge of edges) edge.toggleAttribute("data-lit", edge.dataset.from === number || edge.dataset.to === number);
  };
  const choose = (node) => {
    last?.removeAttribute("data-chosen");
    last = node;
    last.setAttribute("data-chosen", "");
    focus.disabled = false;
  };
  // A pointer on its way to the button crosses boxes that are not meant.
  let dwelling;
  const look = ({ type, target }) => {
    window.clearTimeout(dwelling);
    const node = target.closest("[data-node]");
    if (!node) return;
    light(node);
    dwelling = window.setTimeout(() => choose(node), type === "focusin" ? 0 : DWELL);
  };
  view.addEventListener("focusin", look);
  view.addEventListener("pointerover", look);
  view.addEventListener("pointerleave", () => window.clearTimeout(dwelling));

  let dragged = null;
  view.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0 || event.target.closest("a")) return;
    dragged = { x: event.clientX + view.scrollLeft, y: event.clientY + view.scrollTop };
    view.setPointerCapture(event.pointerId);
    view.dataset.grab = "";
  });
  view.addEventListener("pointermove", (event) => {
    if (dragged) view.scrollTo(dragged.x - event.clientX, dragged.y - event.clientY);
  });
  for (const end of ["pointerup", "pointercancel"])
    view.addEventListener(end, () => {
      dragged = null;
      delete view.dataset.grab;
    });
};

export const arrive = () => {
  for (const map of document.querySelectorAll(".debate-map")) if (!map.querySelector(".debate-map-tools")) start(map);
};
