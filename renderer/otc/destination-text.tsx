import { copyText } from '../window/copy-text.ts';

/** An address or account whole, in blocks of four, so that two can be compared by eye. It is never cut. */
export function DestinationText({ text, name }: { readonly text: string; readonly name?: string }) {
  const characters = Array.from(text);
  const blocks = Array.from({ length: Math.ceil(characters.length / 4) }, (_, index) => ({
    at: index * 4,
    block: characters.slice(index * 4, index * 4 + 4).join(''),
  }));
  const drawn = blocks.map(({ at, block }) => <span key={at}>{block}</span>);
  if (name === undefined) return <span className="destination">{drawn}</span>;
  return (
    <button
      type="button"
      className="destination"
      aria-label={`${name}: ${text}. Copy`}
      data-tip={`Copy the ${name}`}
      onClick={() => void copyText(text, `the ${name}`)}
    >
      {drawn}
    </button>
  );
}
