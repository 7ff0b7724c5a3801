// "New since": hides what is older than a date, which the address keeps.

const SINCE = "since";

/** Whether something of ``date`` (a year, a month or a day) may be as new as ``since``. */
const isNew = (date, since) => !since || (date !== "" && date >= since.slice(0, date.length));

const start = (bar) => {
  const input = bar.querySelector("input");
  const items = [...bar.closest(".debate").querySelectorAll(".debate-timeline > [data-date]")];
  const show = () => {
    for (const item of items) item.hidden = !isNew(item.dataset.date, input.value);
    bar.querySelector("[role=status]").textContent = items.every((item) => item.hidden) ? bar.dataset.none : "";
  };
  input.value = new URLSearchParams(window.location.search).get(SINCE) ?? "";
  input.addEventListener("change", () => {
    const { pathname, hash } = window.location;
    window.history.replaceState(window.history.state, "", `${pathname}${input.value && `?${SINCE}=${input.value}`}${hash}`);
    show();
  });
  bar.hidden = false;
  show();
};

export const arrive = () => {
  for (const bar of document.querySelectorAll(".debate-since[hidden]")) start(bar);
};
