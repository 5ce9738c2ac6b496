import {
  dayOf,
  daysBetween,
  Decimal,
  decimalText,
  type Figure,
  figureText,
  isKnown,
  isRefused,
  known,
  type MetricValue,
  unavailable,
} from '../../../shared/figures/index.ts';
import { appraise, type Family, gateVerdict, type LimitState } from '../../../shared/venues/index.ts';
import type { Engine } from '../engine.ts';
import { keptUntil } from '../kept.ts';
import type { Listed, MetricSource, SubjectSource } from '../sources.ts';
import { assess, gatesOf, ofKind } from './assessment.ts';
import { findVenue } from './commands.ts';
import { expiring } from './expiring.ts';
import { type ExposureBook, exposureBook, exposureOf, sumFigure, sumOf } from './exposure.ts';
import { limitStatesFor } from './limits.ts';
import { keyAgeDays } from './register.ts';
import { familyOf } from './scoring.ts';
import { readRecords, readScheme, readScore, readScores, readVenue, readVenues, type Venue } from './venue-rows.ts';

/** The measure of the bundled criteria that speaks of reserves. */
const RESERVES = 'security.reserves';

/** What checklists, tickets and alerts may read of a venue. */
export const venueMetrics: readonly MetricSource[] = [
  metric(
    'exposure',
    'Exposure',
    'What would be lost if the venue failed now: positions, balances, unrealised gains and what is unsettled.',
    'money',
    (engine, { venue }, seen) => {
      const { sum, currency } = exposureOf(engine, venue, seen.book());
      const figure = sumFigure(sum, currency);
      return isKnown(figure) ? known({ text: figure.ok, currency }) : figure;
    },
  ),
  metric(
    'exposure-share',
    'Share of everything exposed',
    'The exposure at the venue over that at all platforms together.',
    'fraction',
    (_engine, { venue }, seen) => {
      const book = seen.book();
      const [own, all] = [sumOf(book.items.filter((item) => item.venue === venue)), sumOf(book.items)];
      if (all.missing > 0)
        return unavailable('value-missing', `The value of ${all.missing} exposures is not known, so shares are not either.`);
      return all.known.isZero()
        ? unavailable('nothing-exposed', 'Nothing is exposed anywhere.')
        : plain(figureText(own.known.dividedBy(all.known)));
    },
  ),
  metric(
    'limit-use',
    'Use of the tightest limit',
    'The largest share of an exposure limit that holds the venue: its own, its group’s or the total.',
    'fraction',
    (engine, venue, seen) => tightest(limitStatesFor(engine, venue, seen.book(), seen.venues()), venue),
  ),
  metric(
    'open-red-flags',
    'Open critical red flags',
    'Critical red flags of the register that nobody has closed.',
    'count',
    (engine, { venue }) => {
      const flags = ofKind(readRecords(engine.store, venue, 'red-flag'), 'red-flag');
      return plain(String(flags.filter(({ detail }) => detail.closed === null && detail.severity === 'critical').length));
    },
  ),
  metric('red-flags', 'Open red flags', 'Red flags of any weight that nobody has closed.', 'count', (engine, { venue }) => {
    const flags = ofKind(readRecords(engine.store, venue, 'red-flag'), 'red-flag');
    return plain(String(flags.filter(({ detail }) => detail.closed === null).length));
  }),
  metric('eligibility', 'Eligible', 'Whether you may trade there, by the newest check that still stands.', 'verdict', (engine, { venue }) =>
    plain(gatesOf(engine, venue)?.find(({ gate }) => gate === 'eligibility')?.verdict ?? 'unknown'),
  ),
  metric('gates', 'Gates', 'All gates together: fail before unknown before pass.', 'verdict', (engine, { venue }) =>
    plain(gateVerdict(gatesOf(engine, venue) ?? [])),
  ),
  metric('api-key-age', 'Age of the oldest API key', 'Days since the oldest key that is in use was made.', 'days', (engine, { venue }) => {
    const today = dayOf(engine.now());
    const ages = ofKind(readRecords(engine.store, venue, 'api-key'), 'api-key').flatMap(({ detail }) => keyAgeDays(detail, today) ?? []);
    return ages.length === 0
      ? unavailable(
          'no-key',
          'No API key of this venue is in the register. Enter those that are in use; answer “not applicable” where there are none.',
        )
      : plain(String(Math.max(...ages)));
  }),
  metric(
    'score',
    'Score',
    'The weighted score from 0 to 10 by the first bundled weights, over what is scored.',
    'score',
    (_engine, venue, seen) => {
      const place = seen.placeOf(venue);
      return place?.score ? plain(figureText(place.score)) : unavailable('unscored', `Nothing of ${venue.details.name} is scored yet.`);
    },
  ),
  metric('coverage', 'Coverage', 'The share of the weights for which there is a score.', 'fraction', (_engine, venue, seen) =>
    plain(figureText(seen.placeOf(venue)!.coverage)),
  ),
  metric('evidence-age', 'Age of the oldest score', 'Days since the oldest score’s evidence.', 'days', (engine, { venue, details }) => {
    const scores = readScores(engine.store).get(venue);
    const ages = scores
      ? appraise(readScheme(engine.store, familyOf(details.kind)), scores, { today: dayOf(engine.now()), conservative: false }).scores
      : [];
    return ages.length === 0
      ? unavailable('unscored', `Nothing of ${details.name} is scored yet.`)
      : plain(String(Math.max(...ages.map(({ ageDays }) => ageDays))));
  }),
  metric(
    'por-age',
    'Age of the proof of reserves',
    'Days since the evidence behind the score for proof of reserves.',
    'days',
    (engine, { venue, details }) => {
      const score = readScore(engine.store, venue, RESERVES);
      return score === null
        ? unavailable('unscored', `The proof of reserves of ${details.name} is not scored yet.`)
        : known({ text: String(daysBetween(score.asOf, dayOf(engine.now()))), asOf: score.asOf });
    },
  ),
  metric(
    'evidence-expiring',
    'Days until evidence runs out',
    'Days until the next score, check, channel, key, limit or review runs out; below nought where one has.',
    'days',
    (engine, { venue, details }) => {
      const [next] = expiring(engine, { withinDays: 36_500, venue });
      return next ? plain(String(next.daysLeft)) : unavailable('nothing-runs-out', `Nothing that is kept of ${details.name} runs out.`);
    },
  ),
  metric(
    'review-due',
    'Days until the review',
    'Days until the venue is to be reviewed; below nought where that is past.',
    'days',
    (engine, { venue, details }) => {
      const due = expiring(engine, { withinDays: 36_500, venue }).find(({ what }) => what === 'review');
      return due ? plain(String(due.daysLeft)) : unavailable('no-review', `No day is set by which ${details.name} is to be reviewed.`);
    },
  ),
];

const list = keptUntil(['venues'], ({ store }): readonly Listed[] =>
  readVenues(store).map(({ venue, details }) => ({ id: venue, title: details.name })),
);

export const venueSubject: SubjectSource = {
  kind: 'venue',
  list,
  title: (engine, id) => readVenue(engine.store, id)?.details.name ?? null,
  facts: (engine, id) => venueFacts(engine, id),
};

/** What conditions may ask of a venue; all null where there is none of that id. */
export function venueFacts(
  engine: Pick<Engine, 'store'>,
  id: string,
): Readonly<Record<'venue.kind' | 'venue.type' | 'venue.custody', string | null>> {
  const details = readVenue(engine.store, id)?.details;
  return { 'venue.kind': details?.kind ?? null, 'venue.type': details?.type ?? null, 'venue.custody': details?.custody ?? null };
}

function metric(
  id: string,
  name: string,
  says: string,
  unit: MetricSource['unit'],
  read: (engine: Engine, venue: Venue, seen: Seen) => Figure<MetricValue>,
): MetricSource {
  const isText = unit === 'verdict';
  return {
    id: `venues.${id}`,
    name,
    says,
    subject: 'venue',
    unit,
    // All but the red flags follow from days that pass, or from prices that grow old.
    clocked: !id.endsWith('red-flags'),
    ...(id === 'red-flags' || id === 'open-red-flags' ? { dependsOn: ['venues'] } : {}),
    read: (engine, subject) => {
      const venue = findVenue(engine, subject);
      return isRefused(venue) ? unavailable(venue.error.code, venue.error.message) : read(engine, venue.ok, seenBy(engine));
    },
    readAll: (engine) => {
      const seen = seenBy(engine);
      const texts = seen.venues().map((venue) => {
        const figure = read(engine, venue, seen);
        return isKnown(figure) ? figure.ok.text : null;
      });
      return isText ? { texts } : { numbers: Float64Array.from(texts, (text) => (text === null ? Number.NaN : Number(text))) };
    },
  };
}

function plain(text: string): Figure<MetricValue> {
  return known({ text });
}

/** A limit that cannot be told must not look like the tightest one that can. */
function tightest(states: readonly LimitState[], { details }: Venue): Figure<MetricValue> {
  const over = states.find(({ isOver }) => isOver);
  const unclear = states.find(({ tone }) => tone === 'unknown');
  if (!over && unclear) return unavailable('limit-unclear', unclear.says);
  const most = states.reduce((use, state) => Math.max(use, state.use ?? 0), -1);
  if (most < 0) return unavailable('no-limit', `No exposure limit holds ${details.name}. Set one for it, its group or the total.`);
  return plain(decimalText(new Decimal(most.toPrecision(15))));
}

/** What reading several venues has in common, made when it is first asked for. */
interface Seen {
  venues(): readonly Venue[];
  book(): ExposureBook;
  placeOf(venue: Venue): ReturnType<typeof assess>['venues'][number]['place'] | undefined;
}

function seenBy(engine: Engine): Seen {
  let venues: readonly Venue[] | undefined;
  let book: ExposureBook | undefined;
  const assessed = new Map<Family, ReturnType<typeof assess>>();
  const seen: Seen = {
    venues: () => (venues ??= readVenues(engine.store)),
    book: () => (book ??= exposureBook(engine, seen.venues())),
    placeOf: ({ venue, details }) => {
      const family = familyOf(details.kind);
      let found = assessed.get(family);
      if (!found) assessed.set(family, (found = assess(engine, { family })));
      return found.venues.find((each) => each.venue.venue === venue)?.place;
    },
  };
  return seen;
}
