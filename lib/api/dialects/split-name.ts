/** A person's one name in the two that some dialects have: the last word is the last name, where there are several. */
export function splitName(name: string): { first: string; last: string } {
  const words = name.split(" ");
  const last = words.length > 1 ? (words.pop() ?? "") : "";
  return { first: words.join(" "), last };
}
