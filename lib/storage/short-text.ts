/** As much of a text as a person reads; an item of the table has no room for more (400 KB). */
const longest = 500;

/** A text for people of at most 500 characters, the last of them `…` when it was longer. */
export const shortText = (text: string): string =>
  text.length <= longest
    ? text
    : // Half a surrogate pair would come back from the table as another character.
      `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
