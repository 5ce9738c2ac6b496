import { addDays, type Day, VERDICTS } from '../figures/index.ts';
import { type Gate, type GateId, GATES } from './gates.ts';
import type { LimitState } from './limit-use.ts';
import type { RecordOf } from './records.ts';
import type { VenuePolicy } from './score.ts';
import type { VenueDetails } from './venue.ts';

/** A signed answer of a checklist about the venue, as the gates need it. */
export interface SignedAnswer {
  readonly result: (typeof VERDICTS)[number];
  readonly at: string;
  readonly expired: boolean;
  readonly run: string;
}

interface Kept<Kind extends 'eligibility' | 'attestation' | 'red-flag'> {
  readonly record: string;
  readonly detail: RecordOf<Kind>;
}

/** Everything that the gates of one venue look at. */
export interface GateEvidence {
  readonly today: Day;
  readonly details: Pick<VenueDetails, 'name' | 'custody' | 'regionsDeny'>;
  readonly policy: VenuePolicy;
  readonly eligibility: readonly Kept<'eligibility'>[];
  readonly attestations: readonly Kept<'attestation'>[];
  readonly redFlags: readonly Kept<'red-flag'>[];
  /** Latest signed answers by item, such as `P01`. */
  readonly answers: ReadonlyMap<string, SignedAnswer>;
  /** Exposure limits that hold the venue. */
  readonly limits: readonly LimitState[];
}

const NAMES: Readonly<Record<GateId, string>> = {
  eligibility: 'Eligibility',
  legal: 'Sanctions and law',
  'red-flags': 'Red flags',
  kyc: 'KYC',
  custody: 'Custody',
  'exposure-limit': 'Exposure limit',
};

type Found = Pick<Gate, 'verdict' | 'says' | 'from'>;

/** Each gate with its verdict, the sentence and the record it comes from. What is not known never passes. */
export function judgeGates(evidence: GateEvidence): readonly Gate[] {
  const found: Readonly<Record<GateId, Found>> = {
    eligibility: eligibility(evidence),
    legal: attested(evidence, 'legal', undefined),
    'red-flags': redFlags(evidence),
    kyc: attested(evidence, 'kyc', 'P02'),
    custody: custody(evidence),
    'exposure-limit': exposure(evidence),
  };
  return GATES.map((gate) => {
    const { verdict, says, from } = found[gate];
    return { gate, name: NAMES[gate], verdict, says, from };
  });
}

/** The day until which an entry stands: its own, else so many days from the check. */
export function standsUntil(checkedOn: Day, validUntil: Day | null, days: number): Day {
  return validUntil ?? addDays(checkedOn, days);
}

/** One entity that may trade there is enough; the entry that decides is named. A region that the venue excludes contradicts it. */
function eligibility({ today, details, policy, eligibility: checks, answers }: GateEvidence): Found {
  const latest = latestBy(
    checks,
    ({ detail }) => `${detail.entity}\n${detail.region}`,
    ({ detail }) => detail.checkedOn,
  );
  const current = latest.filter(({ detail }) => standsUntil(detail.checkedOn, detail.validUntil, policy.eligibilityDays) >= today);
  const passes = current.find(({ detail }) => detail.result === 'eligible');
  if (passes) {
    const { entity, region, checkedOn } = passes.detail;
    const from = { in: 'record', record: passes.record } as const;
    if (details.regionsDeny.includes(region)) {
      return unknown(
        `You found ${entity} eligible in ${region} on ${checkedOn}, but ${region} is among the regions that ${details.name} excludes. Correct one of the two.`,
        from,
      );
    }
    return pass(`${entity} is eligible in ${region}, checked on ${checkedOn}.`, from);
  }
  const bars = current.find(({ detail }) => detail.result === 'not-eligible');
  if (bars) {
    const { entity, region, checkedOn } = bars.detail;
    return fail(`${entity} is not eligible in ${region}, checked on ${checkedOn}.`, { in: 'record', record: bars.record });
  }
  const restricted = current.find(({ detail }) => detail.result === 'restricted');
  if (restricted) {
    const { entity, region } = restricted.detail;
    return unknown(`${entity} is restricted in ${region}: enter which products are allowed, as eligible or not.`, {
      in: 'record',
      record: restricted.record,
    });
  }
  const answered = fromAnswer(answers.get('P01'), 'P01', 'Eligibility');
  if (answered) return answered;
  const old = latest[0];
  return old
    ? unknown(`The check of ${old.detail.checkedOn} has run out. Check again whether you may trade at ${details.name}.`, {
        in: 'record',
        record: old.record,
      })
    : unknown(`Nobody has checked whether you may trade at ${details.name}. Enter an eligibility check with region, day and source.`, null);
}

function attested(evidence: GateEvidence, of: 'legal' | 'kyc', item: string | undefined): Found {
  const { today, details, policy, attestations, redFlags: flags, answers } = evidence;
  const what = of === 'kyc' ? 'KYC' : 'The check of sanctions and law';
  if (of === 'legal') {
    const flag = flags.find(({ detail }) => detail.flag === 'sanctions' && detail.closed === null);
    if (flag) return fail(`A red flag for sanctions is open since ${flag.detail.seenOn}.`, { in: 'record', record: flag.record });
  }
  const latest = latestBy(
    attestations.filter(({ detail }) => detail.of === of),
    () => of,
    ({ detail }) => detail.checkedOn,
  )[0];
  const answer = item === undefined ? undefined : answers.get(item);
  const newer = answer && latest && answer.at.slice(0, 10) > latest.detail.checkedOn;
  if (latest && !newer) {
    const { result, checkedOn, validUntil } = latest.detail;
    const from = { in: 'record', record: latest.record } as const;
    const until = standsUntil(checkedOn, validUntil, of === 'kyc' ? policy.kycDays : policy.legalDays);
    if (until < today) return unknown(`${what} of ${checkedOn} ran out on ${until}. Check again.`, from);
    if (result === 'pass') return pass(`${what} passed on ${checkedOn}.`, from);
    if (result === 'fail') return fail(`${what} failed on ${checkedOn}.`, from);
    return unknown(`${what} of ${checkedOn} came to no result.`, from);
  }
  const words =
    of === 'kyc'
      ? `Enter whether KYC with ${details.name} is complete.`
      : `Enter the result of a check of sanctions and law for ${details.name}.`;
  return fromAnswer(answer, item ?? '', what) ?? unknown(`${what} is not on record. ${words}`, null);
}

function redFlags({ redFlags: flags }: GateEvidence): Found {
  const open = flags.filter(({ detail }) => detail.closed === null);
  const critical = open.filter(({ detail }) => detail.severity === 'critical');
  const first = critical[0];
  if (first) {
    const more = critical.length > 1 ? `, and ${critical.length - 1} more` : '';
    return fail(`A critical red flag is open: ${first.detail.says}${more}.`.replace('..', '.'), { in: 'record', record: first.record });
  }
  return pass(open.length === 0 ? 'No red flag is open.' : `No critical red flag is open; ${open.length} of less weight are.`, null);
}

function custody({ details, policy }: GateEvidence): Found {
  if (policy.custodyAccepted === null)
    return unknown('You have not said which kinds of custody you accept. Say it once for all venues.', { in: 'policy' });
  if (details.custody === null)
    return unknown(`Who holds the money at ${details.name} is not known. Enter it among its facts.`, { in: 'catalogue' });
  return policy.custodyAccepted.includes(details.custody)
    ? pass(`Custody “${details.custody}” is among those you accept.`, { in: 'catalogue' })
    : fail(`Custody “${details.custody}” is not among those you accept (${policy.custodyAccepted.join(', ')}).`, { in: 'policy' });
}

function exposure({ details, limits }: GateEvidence): Found {
  const over = limits.find(({ tone }) => tone === 'red');
  if (over?.isOver) return fail(over.says, { in: 'limit', limit: over.limit });
  const unclear = limits.find(({ tone }) => tone === 'unknown');
  if (unclear) return unknown(unclear.says, { in: 'limit', limit: unclear.limit });
  const tightest = limits.toSorted((a, b) => (b.use ?? 0) - (a.use ?? 0))[0];
  return tightest
    ? pass(tightest.says, { in: 'limit', limit: tightest.limit })
    : unknown(`No exposure limit holds ${details.name}. Set one for it, its group or the total.`, null);
}

function fromAnswer(answer: SignedAnswer | undefined, item: string, what: string): Found | null {
  if (!answer) return null;
  const from = { in: 'checklist', run: answer.run, item } as const;
  const day = answer.at.slice(0, 10);
  if (answer.expired) return unknown(`${what} was answered on ${day} in a checklist, and that has run out. Run it again.`, from);
  if (answer.result === 'pass') return pass(`${what} passed in the checklist signed on ${day}.`, from);
  if (answer.result === 'fail') return fail(`${what} failed in the checklist signed on ${day}.`, from);
  return unknown(`${what} came to no result in the checklist signed on ${day}.`, from);
}

function pass(says: string, from: Gate['from']): Found {
  return { verdict: 'pass', says, from };
}
function fail(says: string, from: Gate['from']): Found {
  return { verdict: 'fail', says, from };
}
function unknown(says: string, from: Gate['from']): Found {
  return { verdict: 'unknown', says, from };
}

/** The newest of each key; of two of one day, the one that came later. Newest first. */
function latestBy<T>(items: readonly T[], keyOf: (item: T) => string, dayOf: (item: T) => Day): readonly T[] {
  const latest = new Map<string, T>();
  for (const item of items) {
    const before = latest.get(keyOf(item));
    if (before === undefined || dayOf(item) >= dayOf(before)) latest.set(keyOf(item), item);
  }
  return [...latest.values()].sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0));
}
