import type { z } from 'zod';
import { dayOf, Decimal, figureText, isKnown, isRefused, known } from '../../../shared/figures/index.ts';
import {
  accrue,
  type Activity,
  compile,
  debtAssets,
  kindWords,
  moneyDecimal,
  isMoney,
  ownAssets,
  quantityDecimal,
  type QuotedRate,
  type Terms,
  unlockOf,
} from '../../../shared/positions/index.ts';
import type { Engine } from '../engine.ts';
import type { previewAnswer } from './answers.ts';
import type { ActivityDraft } from './commands.ts';
import { decimalFigure, moneyText } from './figure-text.ts';
import { measuresFor } from './measures.ts';
import { measured, ownStream, type PositionRow, readPosition } from './position-rows.ts';
import { conclusionWords, dayWords, detailOf } from './position-words.ts';
import { summarise } from './summary.ts';

export interface PreviewQuestion {
  readonly terms?: Terms | undefined;
  readonly position?: string | undefined;
  readonly activities: readonly ActivityDraft[];
  readonly currency?: string | undefined;
}

type Answer = z.infer<typeof previewAnswer>;

/**
 * What a form's draft means: the draft is taken as if it were stored — terms alone, activity on an existing position, or both — and
 * measured by the same functions. Nothing is stored.
 */
export function preview(engine: Engine, question: PreviewQuestion): Answer {
  const stored = question.position === undefined ? undefined : readPosition(engine.store, question.position);
  const terms = question.terms ?? stored?.terms;
  if (!terms) return { sentences: [], figures: [], warnings: ['There is nothing to say yet: neither terms nor a position are given.'] };
  const row: PositionRow = { position: stored?.position ?? 'draft', closed: null, removed: false, note: '', ...stored, terms };
  const drafts = question.activities.map((draft): Activity => ({ ...draft, stream: ownStream(row.position) }));
  const problems = drafts.flatMap((activity) => {
    const legs = compile(activity);
    return isRefused(legs) ? [legs.error.message] : [];
  });
  if (problems.length > 0) return { sentences: [termsWords(terms)], figures: [], warnings: problems };

  const before = stored ? measured(engine.store, row).entries : [];
  const added = drafts.map((activity, place) => ({
    id: `draft-${place}`,
    activity,
    origin: { kind: 'given' } as const,
  }));
  const entries = [...before, ...added].sort((a, b) => (a.activity.at < b.activity.at ? -1 : a.activity.at > b.activity.at ? 1 : 0));
  const measures = measuresFor(engine, question);
  const { summary, decomposition } = summarise(row, { terms, entries }, measures, undefined);
  const unlock = unlockOf(terms, measures.asOf);
  const figures: Answer['figures'] = [
    { name: 'Value now', figure: summary.value, unit: measures.currency, basis: null },
    { name: 'Put in, net', figure: moneyText(decomposition.netFlow), unit: measures.currency, basis: null },
    ...quotedFigures(terms, decomposition.holdings.held(ownAssets(terms)[0] ?? '')),
  ];
  if (summary.health) figures.push({ name: 'Health factor', figure: summary.health.healthFactor, unit: '', basis: null });
  return {
    sentences: [
      termsWords(terms),
      ...(unlock.days > 0 ? [`Asked for today, the money is back on ${dayWords(unlock.day)}, in ${unlock.days} days.`] : []),
      ...worthWords(decomposition.end, measures.currency),
    ],
    figures,
    warnings: [
      ...decomposition.conclusions.filter(({ entry }) => entry.startsWith('draft-')).map(conclusionWords),
      ...summary.flags.filter((flag) => flag.tone === 'warning').map((flag) => flag.says),
      ...drafts
        .filter((activity) => dayOf(activity.at) < terms.opened)
        .map((activity) => `“${activity.kind}” is dated before the opening on ${terms.opened}.`),
    ],
  };
}

function termsWords(terms: Terms): string {
  const debt = debtAssets(terms);
  const owed = debt.length > 0 ? `, owing ${debt.join(' and ')}` : '';
  const until =
    terms.kind === 'earn-fixed'
      ? ` until ${dayWords(terms.matures)}`
      : terms.lockedUntil
        ? `, locked until ${dayWords(terms.lockedUntil)}`
        : '';
  return `${kindWords(terms.kind)} of ${ownAssets(terms).join(' and ')}${owed} on ${detailOf(terms)}${until}.`;
}

function worthWords(end: Parameters<typeof moneyText>[0], currency: string): readonly string[] {
  return isMoney(end) ? [`By the newest prices it is worth ${moneyDecimal(end).toDecimalPlaces(2).toFixed()} ${currency}.`] : [end.message];
}

/** What the quoted rate would bring in thirty days, in the coin; net of commission where the quote is gross. */
function quotedFigures(terms: Terms, held: bigint): Answer['figures'] {
  const { quoted } = terms;
  const asset = ownAssets(terms)[0];
  if (!quoted || asset === undefined || held <= 0n || terms.kind === 'liquidity') return [];
  const rate = netRate(terms, quoted);
  const earned = accrue(quantityDecimal(held), rate, quoted.basis === 'apy' ? 'apy' : 'apr-simple', new Decimal(30));
  const basis = {
    kind: quoted.basis === 'apy' ? ('APY' as const) : ('APR' as const),
    standing: 'quoted' as const,
    net: 'net' as const,
    ...(quoted.source === undefined ? {} : { source: quoted.source }),
    ...(quoted.asOf === undefined ? {} : { asOf: quoted.asOf }),
  };
  return [
    { name: 'Quoted rate, net', figure: known(figureText(rate)), unit: '', basis },
    {
      name: 'In thirty days, if it holds',
      figure: isKnown(earned) ? decimalFigure(known(earned.ok.interest, earned.trail)) : earned,
      unit: asset,
      basis: null,
    },
  ];
}

function netRate(terms: Terms, quoted: QuotedRate): Decimal {
  const rate = new Decimal(quoted.rate);
  const commission = 'commission' in terms && terms.commission !== undefined && quoted.net === 'gross' ? terms.commission : '0';
  return rate.times(new Decimal(1).minus(commission));
}
