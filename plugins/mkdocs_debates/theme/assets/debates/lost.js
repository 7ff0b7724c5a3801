// Leads from the address of a claim's own page, where there is none, to its place in the list of all claims.

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
