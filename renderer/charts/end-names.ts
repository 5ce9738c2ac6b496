/**
 * Names cut to the room they have. A name that fits stays; one that does not loses its end, and where that would leave two alike, its middle: pools of
 * one project on two chains stay tellable apart.
 */
export function tellableNames(names: readonly string[], fits: (text: string) => boolean): readonly string[] {
  const cut = names.map((name) => (fits(name) ? name : longest(name, fits, (letters) => `${name.slice(0, letters)}…`)));
  return cut.map((text, place) => {
    const name = names[place]!;
    const isAlone = cut.every((other, at) => at === place || other !== text || names[at] === name);
    if (isAlone) return text;
    return longest(
      name,
      fits,
      (letters) => `${name.slice(0, Math.ceil(letters / 2))}…${name.slice(name.length - Math.floor(letters / 2))}`,
    );
  });
}

/** The form with the most letters that fits; of none, the one with two. */
function longest(name: string, fits: (text: string) => boolean, form: (letters: number) => string): string {
  for (let letters = name.length - 1; letters > 2; letters -= 1) if (fits(form(letters))) return form(letters);
  return form(2);
}
