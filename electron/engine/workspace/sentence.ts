/** A sentence as a part of another: with a small letter first and without its full stop. A path keeps its letter. */
export function asClause(sentence: string): string {
  const [first = '', second = ''] = sentence;
  const word = /[A-Z]/.test(first) && /[a-z ]/.test(second);
  return (word ? first.toLowerCase() + sentence.slice(1) : sentence).replace(/\.$/, '');
}
