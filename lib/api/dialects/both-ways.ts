/**
 * A path of this dialect, which ends in a slash, and the same without one: it gets the same answer and no redirect, and is not in the
 * document.
 */
export const bothWays = (url: `${string}/`) => [
  { url, hide: false },
  { url: url.slice(0, -1), hide: true },
];
