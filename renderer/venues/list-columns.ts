import { isKnown } from '../../shared/figures/index.ts';
import type { Limit } from '../../shared/venues/index.ts';
import { dayText } from '../figures/time-text.ts';
import type { Drawn } from '../grid/drawn-cell.ts';
import type { GridColumn } from '../grid/grid.tsx';
import { counted } from '../figures/number-text.ts';
import type { ListRow } from './arrange.ts';
import type { VenueSummary } from './readings.ts';
import { intervalText, limitTone, scoreSays, scoreText, shareText, sumSays, sumText, usedText } from './score-text.ts';
import { STATE_WORDS, STATUS_WORDS, TYPE_WORDS } from './words.ts';

interface ColumnOptions {
  readonly currency: string;
  readonly discreet: boolean;
  /** Pixels the list has. */
  readonly width: number;
  readonly marked: readonly string[];
  /** What each limit holds, by its id. */
  readonly limits: ReadonlyMap<string, LimitScope>;
}

/** Whether a limit holds the venue, its group, or more. */
export type LimitScope = Limit['scope']['to'];

const FAMILY_HEADS = { derivatives: 'Derivatives venues', otc: 'OTC desks' };
const EMPTY: Drawn = { text: '' };
/** Widths of the list from which a column has room, in pixels. */
const FROM: Readonly<Record<string, number>> = { flags: 610, coverage: 500, review: 720, status: 810, evidence: 920 };

/** The columns of the list of venues. */
export function venueColumns({ currency, discreet, width, marked, limits }: ColumnOptions): readonly GridColumn<ListRow>[] {
  const of = (draw: (venue: VenueSummary) => Drawn) => (row: ListRow) => (row.row === 'venue' ? draw(row.venue) : EMPTY);
  const columns: readonly GridColumn<ListRow>[] = [
    {
      id: 'venue',
      title: 'Venue',
      flex: 3,
      width: 150,
      draw: (row) =>
        row.row === 'head'
          ? { text: FAMILY_HEADS[row.family], count: row.shown.toLocaleString() }
          : nameOf(row.venue, marked.includes(row.venue.venue)),
    },
    { id: 'gate', title: 'Gates', width: 118, draw: of(gateOf) },
    { id: 'rank', title: 'Rank', numeric: true, width: 44, draw: of(rankOf) },
    { id: 'score', title: 'Score, 0–10', numeric: true, width: 80, draw: of(scoreOf) },
    { id: 'coverage', title: 'Covered', numeric: true, width: 64, draw: of(coverageOf) },
    {
      id: 'exposure',
      title: `Exposure, ${currency}`,
      numeric: true,
      width: 98,
      draw: of((venue) => exposureOf(venue, discreet, limits)),
    },
    { id: 'flags', title: 'Flags', numeric: true, width: 60, draw: of(flagsOf) },
    { id: 'review', title: 'Review', width: 112, draw: of(reviewOf) },
    { id: 'status', title: 'Status', width: 84, draw: of(({ status }) => ({ text: STATUS_WORDS[status] })) },
    { id: 'evidence', title: 'Evidence', flex: 1, width: 112, draw: of(evidenceOf) },
  ];
  return columns.filter(({ id }) => width >= (FROM[id] ?? 0));
}

function nameOf({ name, type, bestFor, bundled }: VenueSummary, marked: boolean): Drawn {
  return {
    text: name,
    under: [bundled ? null : 'yours', TYPE_WORDS[type], bestFor].filter((part) => part !== null).join(' · '),
    tone: 'strong',
    ...(marked ? { tip: 'marked to be compared', count: '✓ compare' } : {}),
  };
}

const LIGHTS = { pass: '●', fail: '✕', unknown: '?' };

function gateOf({ gate, gates, place }: VenueSummary): Drawn {
  const open = gates.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable');
  const words =
    gate === 'pass' ? STATE_WORDS[place.state].split(',')[0] : gate === 'fail' ? STATE_WORDS['not-eligible'] : STATE_WORDS['cannot-decide'];
  return {
    text: `${LIGHTS[gate]} ${words}`,
    tone: gate === 'pass' ? 'gain' : gate === 'fail' ? 'loss' : 'muted',
    tip: open.length === 0 ? 'Every gate passes.' : open.map(({ name, says }) => `${name}: ${says}`).join(' '),
    ...(open.length > 0 ? { under: open.map(({ name }) => name.toLowerCase()).join(', ') } : {}),
  };
}

function rankOf({ place }: VenueSummary): Drawn {
  return place.rank === null
    ? { text: '—', tone: 'muted', tip: place.because ?? 'not ranked' }
    : { text: place.rank.toLocaleString(), tone: 'strong' };
}

function scoreOf(venue: VenueSummary): Drawn {
  const { score, low, high, rank } = venue.place;
  if (score === null) return { text: '—', tone: 'muted', under: 'not scored', tip: scoreSays(venue) };
  return {
    text: scoreText(score),
    under: intervalText(low, high),
    tip: scoreSays(venue),
    ...(rank === null ? { tone: 'muted' as const } : {}),
  };
}

function coverageOf({ place }: VenueSummary): Drawn {
  const share = Number(place.coverage);
  return { text: shareText(place.coverage), bar: { from: 0, to: share }, tip: 'share of the weights for which there is evidence' };
}

function exposureOf(venue: VenueSummary, discreet: boolean, limits: ColumnOptions['limits']): Drawn {
  const unchecked = venue.limit !== null && !isKnown(venue.limit.use) ? ` ${venue.limit.use.unavailable.message}` : '';
  const none = venue.exposure.items === 0 ? { tone: 'muted' as const } : {};
  return { text: sumText(venue.exposure, discreet), ...none, tip: `${sumSays(venue.exposure)}${unchecked}`, ...limitUnder(venue, limits) };
}

/** The tightest limit that holds it. One on everything is not the venue's own doing, so it gets no bar. */
function limitUnder({ limit }: VenueSummary, limits: ColumnOptions['limits']): Partial<Drawn> {
  if (limit === null) return { under: 'no limit' };
  const scope = limits.get(limit.limit) ?? 'venue';
  const tone = limitTone(limit.tone);
  const bar =
    isKnown(limit.use) && scope !== 'total'
      ? {
          bar: {
            from: 0,
            to: Number(limit.use.ok),
            ...(tone === 'loss' ? { tone: 'loss' as const } : tone === 'flag' ? { tone: 'warn' as const } : {}),
          },
        }
      : {};
  return {
    under: isKnown(limit.use) ? `${usedText(limit.use)} of ${OF_SCOPE[scope]}` : 'limit unchecked',
    ...bar,
    ...(tone === 'loss' ? { tone: 'loss' as const } : {}),
  };
}

const OF_SCOPE: Readonly<Record<LimitScope, string>> = {
  venue: 'limit',
  desk: 'limit',
  group: 'group limit',
  asset: 'asset limit',
  total: 'total',
};

function flagsOf({ flags }: VenueSummary): Drawn {
  if (flags.open === 0) return { text: '0', tone: 'muted' };
  return {
    text: flags.open.toLocaleString(),
    tone: flags.critical > 0 ? 'loss' : 'flag',
    tip: `${counted(flags.open, 'open red flag')}, ${flags.critical === 0 ? 'none critical' : `${flags.critical} critical`}`,
  };
}

function reviewOf({ reviewDue, reviewOverdue }: VenueSummary): Drawn {
  if (reviewDue === null) return { text: '—', tone: 'muted', tip: 'no review is set' };
  return { text: dayText(reviewDue), ...(reviewOverdue ? { tone: 'loss' as const, under: 'overdue' } : {}) };
}

function evidenceOf({ evidence }: VenueSummary): Drawn {
  const { expired, expiring, scores, files } = evidence;
  const says = `${counted(scores, 'score')}, ${counted(files, 'file')}`;
  if (expired + expiring === 0)
    return { text: scores === 0 ? '—' : 'fresh', tone: 'muted', tip: scores === 0 ? 'There is no evidence yet.' : says };
  const parts = [expired > 0 ? `${expired} expired` : '', expiring > 0 ? `${expiring} soon` : ''].filter(Boolean);
  return { text: parts.join(', '), tone: 'flag', tip: `${says}; soon is within 30 days` };
}
