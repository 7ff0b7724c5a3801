// Copies a claim's permanent link, and says so. Without a clipboard the link is followed as any other.

const SHOWN_FOR = 2000;

let region;
let clearing;

// Placed on each page: a status that is there before it speaks: some screen readers pass over the words of a new one.
export const arrive = () => {
  if (region?.isConnected) return;
  region = document.createElement("div");
  region.className = "debate-copied";
  region.setAttribute("role", "status");
  document.body.append(region);
};

const say = (words) => {
  arrive();
  region.textContent = "";
  window.clearTimeout(clearing);
  window.setTimeout(() => {
    region.textContent = words;
  });
  clearing = window.setTimeout(() => {
    region.textContent = "";
  }, SHOWN_FOR);
};

const plain = (event) =>
  event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

const copied = async (event) => {
  const link = event.target.closest?.(".debate a.debate-permalink");
  if (!link || !plain(event) || !navigator.clipboard) return;
  event.preventDefault();
  event.stopPropagation();
  try {
    await navigator.clipboard.writeText(link.href);
    say(document.querySelector(".debate-toolbar").dataset.copied);
  } catch {
    window.location.assign(link.href);
  }
};

// Before anything else that follows links.
document.addEventListener("click", copied, { capture: true });
