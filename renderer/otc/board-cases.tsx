import { Age } from '../figures/age.tsx';
import { fullClockText } from './cut-off-text.ts';
import { type Case, useOwnZone } from './readings.ts';
import { openTrade } from './ways.ts';
import { FAIL_WORDS } from './words.ts';

/** Settlements that have failed; while one is open, nothing is released to its desk. */
export function BoardCases({ cases }: { readonly cases: readonly Case[] }) {
  const zone = useOwnZone();
  if (cases.length === 0) return null;
  return (
    <section aria-label="Open cases">
      <h2>
        Open cases<span>nothing is released to these desks until they are closed</span>
      </h2>
      <ul className="cases">
        {cases.map(({ trade, reference, failure }) => (
          <li key={failure.case}>
            <button type="button" className="way" data-opens-row="" onClick={() => openTrade(trade, reference)}>
              {reference}
            </button>
            <span>
              <b className="late">{FAIL_WORDS[failure.code]}</b>: {failure.what}
              <small className="muted">
                {failure.owner === null ? 'nobody is named for it' : failure.owner}
                {failure.nextActionAt !== null && `, next action ${fullClockText(failure.nextActionAt, zone)}`}
              </small>
            </span>
            <Age at={failure.openedAt} />
          </li>
        ))}
      </ul>
    </section>
  );
}
