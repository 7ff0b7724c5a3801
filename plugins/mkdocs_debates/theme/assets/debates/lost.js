// Leads from the address of a claim's own page, where there is none, to its place in the list of all claims, and from an
// anchor that its page has no more to where what it names stands now.

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const CLAIM = /^(.*\/claims\/)([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\/(index\.html)?$/;

/** Where the claim stands that `pathname` names, or null. */
export const found = (pathname) => {
  const match = CLAIM.exec(pathname);
  return match && `${match[1]}${match[3] ?? ""}#${match[2]}`;
};

export const follow = (location) => {
  const target = found(location.pathname);
  if (target) location.replace(target);
};

/** Where `id` of the debate in `folder` stands, by the list of all permalinks. */
const placeOf = async (folder, id) => {
  const answer = await fetch(new URL("../permalinks.json", folder));
  const places = answer.ok ? await answer.json() : {};
  const debate = folder.pathname.split("/").at(-2);
  const place = places[`${debate}/${id}`];
  return place && new URL("../".repeat(places[debate].split("/").length - 1) + place, folder);
};

/** Follows the address of what its page has no more: lists went on to other pages, a claim to another debate. */
export const lead = async (location) => {
  const id = location.hash.slice(1);
  if (!ID.test(id)) return;
  const [, debate] = document.querySelectorAll(".debate-crumbs a");
  try {
    const place = await placeOf(new URL(".", debate?.href ?? location.href), id);
    if (place) location.replace(place);
  } catch {
    // Files that no server serves cannot be asked for: the page stays.
  }
};
