import type { EvidenceState } from '../evidence/index.ts';
import {
  type Day,
  daysBetween,
  dayOf,
  type Decimal,
  done,
  type Outcome,
  parseDecimal,
  refuse,
  type Verdict,
  ZERO,
} from '../figures/index.ts';
import { charactersOf } from './asked-positions.ts';
import type { Given, Reading } from './answer.ts';
import type { Item } from './template.ts';

/** What the engine knows at the instant of the answer, beside what was given. */
export interface JudgeContext {
  /** The instant of the answer. */
  readonly at: string;
  readonly files: readonly EvidenceState[];
  /** Of `computed` one, of `compare` left and right, of `sub-list` how the other checklist stands. */
  readonly readings: readonly Reading[];
  /** Of `compare` by characters: the positions that were asked. */
  readonly positions: readonly number[];
  /** Of `timer`: when it was started. */
  readonly timerSince: string | null;
}

export interface Judgement {
  readonly result: Verdict;
  readonly because: string;
}

/**
 * The result of an answer. Refused is what is no answer at all: of the wrong kind, "not applicable" where that is not allowed, no number
 * where one is wanted, a passing answer without the file that it must have. Unknown never becomes a pass.
 */
export function judge(item: Item, given: Given, context: JudgeContext): Outcome<Judgement> {
  if (given.is === 'not-applicable') {
    return item.notApplicable
      ? judged('not-applicable', `Not applicable: ${given.reason}`)
      : refuse('not-applicable-not-allowed', `“${item.text}” cannot be answered “not applicable”. Answer it, or say that it is unknown.`, {
          item: item.id,
        });
  }
  if (given.is === 'unknown') return judged('unknown', given.reason === undefined ? 'Not known.' : `Not known: ${given.reason}`);
  const judgement = ofKind(item, given, context);
  if ('error' in judgement || judgement.ok.result !== 'pass') return judgement;
  return withFiles(item, context, judgement);
}

function ofKind(item: Item, given: Given, context: JudgeContext): Outcome<Judgement> {
  if (item.kind !== given.is) {
    return refuse('wrong-kind', `“${item.text}” wants an answer of the kind “${item.kind}”, not “${given.is}”.`, { item: item.id });
  }
  switch (item.kind) {
    case 'tick':
      return given.is === 'tick' && given.holds ? judged('pass', 'It is so.') : judged('fail', 'It is not so.');
    case 'value':
      return given.is === 'value' ? ofValue(item, given.value) : neverHappens(item);
    case 'choice':
      return given.is === 'choice' ? ofChoice(item, given.option) : neverHappens(item);
    case 'date':
      return given.is === 'date' ? ofDate(item, given.day, dayOf(context.at)) : neverHappens(item);
    case 'text':
      return given.is === 'text' ? ofText(item, given.text) : neverHappens(item);
    case 'evidence':
      return ofEvidence(item, context.files);
    case 'computed':
      return ofReading(item, context.readings[0]);
    case 'compare':
      return given.is === 'compare' ? ofComparison(item, given, context) : neverHappens(item);
    case 'signature':
      return given.is === 'signature' ? judged('pass', `Signed by ${given.signer.name} as ${item.role}.`) : neverHappens(item);
    case 'timer':
      return ofTimer(item, context);
    case 'sub-list':
      return ofSubList(item, context.readings[0]);
  }
}

function judged(result: Verdict, because: string): Outcome<Judgement> {
  return done({ result, because });
}

/** Kinds were compared before; this only tells the compiler's half of it. */
function neverHappens(item: Item): never {
  throw new Error(`an answer of another kind was let through to ${item.id}`);
}

type Of<Kind extends Item['kind']> = Extract<Item, { kind: Kind }>;
interface Bounds {
  readonly atLeast?: string | undefined;
  readonly atMost?: string | undefined;
}

function ofValue(item: Of<'value'>, text: string): Outcome<Judgement> {
  const value = parseDecimal(text);
  if (value === null)
    return refuse('not-a-number', `“${text}” is no number. Type digits with a point, in ${item.unit}, without separators.`, {
      item: item.id,
    });
  return bounded(value, item, ` ${item.unit}`);
}

function bounded(value: Decimal, { atLeast, atMost }: Bounds, unit: string): Outcome<Judgement> {
  const shown = value.toFixed();
  if (atLeast !== undefined && value.lessThan(atLeast)) return judged('fail', `${shown}${unit} is less than ${atLeast}${unit}.`);
  if (atMost !== undefined && value.greaterThan(atMost)) return judged('fail', `${shown}${unit} is more than ${atMost}${unit}.`);
  const range = rangeWords({ atLeast, atMost }, unit);
  return judged('pass', range === '' ? `${shown}${unit}.` : `${shown}${unit} is ${range}.`);
}

/** A range in words; empty where there are no bounds. */
export function rangeWords({ atLeast, atMost }: Bounds, unit: string): string {
  const parts = [atLeast === undefined ? '' : `at least ${atLeast}${unit}`, atMost === undefined ? '' : `at most ${atMost}${unit}`];
  return parts.filter((part) => part !== '').join(' and ');
}

function ofChoice(item: Of<'choice'>, id: string): Outcome<Judgement> {
  const option = item.options.find((each) => each.id === id);
  if (!option) {
    return refuse(
      'no-such-option',
      `“${id}” is none of the answers to “${item.text}”: ${item.options.map((each) => each.id).join(', ')}.`,
      { item: item.id },
    );
  }
  return judged(option.result, `${option.text}.`.replace(/([.!?])\.$/, '$1'));
}

function ofDate(item: Of<'date'>, day: Day, today: Day): Outcome<Judgement> {
  const ahead = daysBetween(today, day);
  const where = ahead === 0 ? 'is today' : ahead > 0 ? `is ${days(ahead)} ahead` : `was ${days(-ahead)} ago`;
  const { atMostDaysAgo, atLeastDaysAhead } = item;
  if (atMostDaysAgo === undefined && atLeastDaysAhead === undefined) return judged('pass', `${day} ${where}.`);
  const recent = atMostDaysAgo !== undefined && ahead <= 0 && -ahead <= atMostDaysAgo;
  const far = atLeastDaysAhead !== undefined && ahead >= atLeastDaysAhead;
  const wanted = [
    atMostDaysAgo === undefined ? '' : `at most ${days(atMostDaysAgo)} ago`,
    atLeastDaysAhead === undefined ? '' : `at least ${days(atLeastDaysAhead)} ahead`,
  ].filter((part) => part !== '');
  return judged(recent || far ? 'pass' : 'fail', `${day} ${where}; wanted is ${wanted.join(' or ')}.`);
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

function ofText(item: Of<'text'>, text: string): Outcome<Judgement> {
  const length = charactersOf(text.trim()).length;
  return length >= item.atLeastCharacters
    ? judged('pass', text.trim().length > 300 ? `${text.trim().slice(0, 299)}…` : text.trim())
    : judged('fail', `The text has ${length} characters; at least ${item.atLeastCharacters} are wanted.`);
}

function ofEvidence(item: Of<'evidence'>, files: readonly EvidenceState[]): Outcome<Judgement> {
  const fault = faultWords(files);
  if (fault !== null) return judged('fail', fault);
  return files.length >= item.atLeastFiles
    ? judged('pass', files.length === 1 ? 'One file is kept.' : `${files.length} files are kept.`)
    : judged('fail', `${files.length} of ${item.atLeastFiles} files are attached.`);
}

/** A passing answer may still lack its file, or have one that is not what it was. */
function withFiles(item: Item, { files }: JudgeContext, judgement: Outcome<Judgement>): Outcome<Judgement> {
  if (item.attach === 'required' && files.length === 0) {
    return refuse('file-needed', `“${item.text}” wants a file beside its answer. Attach it, or say that the answer is unknown.`, {
      item: item.id,
    });
  }
  const fault = faultWords(files);
  return fault === null ? judgement : judged('fail', fault);
}

function faultWords(files: readonly EvidenceState[]): string | null {
  const altered = files.filter((state) => state === 'altered').length;
  const missing = files.filter((state) => state === 'missing').length;
  if (altered > 0) return `${altered} of ${files.length} attached files no longer have the bytes that were kept.`;
  return missing > 0 ? `${missing} of ${files.length} attached files are not kept any more.` : null;
}

function ofReading(item: Of<'computed'>, reading: Reading | undefined): Outcome<Judgement> {
  if (!reading || reading.value === null) return judged('unknown', reading?.unavailable?.message ?? 'The application cannot say.');
  if (item.atLeast === undefined && item.atMost === undefined) return ofVerdict(item, reading, reading.value);
  const value = parseDecimal(reading.value);
  if (value === null) return judged('unknown', `${reading.name} is “${reading.value}”, which is no number to compare with a bound.`);
  return bounded(value, item, reading.currency === null ? '' : ` ${reading.currency}`);
}

function ofVerdict(item: Item, { name, unit }: Reading, value: string): Outcome<Judgement> {
  if (unit !== 'verdict') return judged('unknown', `${name} is ${value}, and the item has no bounds to compare it with.`);
  const words = value.replace('-', ' ');
  if (value === 'pass' || value === 'fail') return judged(value, `${name}: ${words}.`);
  return judged(value === 'not-applicable' && item.notApplicable ? 'not-applicable' : 'unknown', `${name}: ${words}.`);
}

function ofComparison(item: Of<'compare'>, given: Extract<Given, { is: 'compare' }>, context: JudgeContext): Outcome<Judgement> {
  const [left, right] = context.readings;
  const unread = [left, right].find((side) => side !== undefined && side.value === null);
  if (unread) return judged('unknown', unread.unavailable?.message ?? `${unread.name} is not known.`);
  if (item.as === 'characters') return ofCharacters(item, left?.value ?? '', given, context.positions);
  if (!left || !right || left.value === null || right.value === null) return judged('unknown', 'One side of the comparison is missing.');
  if (item.as === 'number') return ofNumbers(item, left.value, right.value);
  return left.value === right.value ? judged('pass', 'Both sides are the same to the letter.') : judged('fail', 'The two sides differ.');
}

function ofNumbers(item: Of<'compare'>, leftText: string, rightText: string): Outcome<Judgement> {
  const left = parseDecimal(leftText);
  const right = parseDecimal(rightText);
  if (left === null || right === null) {
    return judged('unknown', `“${left === null ? leftText : rightText}” is no number, so the two sides cannot be compared.`);
  }
  const apart = left.minus(right).abs();
  const tolerance = item.tolerance === undefined ? ZERO : (parseDecimal(item.tolerance) ?? ZERO);
  const within = apart.lessThanOrEqualTo(tolerance);
  const allowed = tolerance.isZero() ? '' : `; up to ${tolerance.toFixed()} is allowed`;
  if (apart.isZero()) return judged('pass', 'Both sides are the same number.');
  return judged(within ? 'pass' : 'fail', `The two sides are ${apart.toFixed()} apart${allowed}.`);
}

/** Says only that something differs, never what or where: the right characters are to be read from where they must come from. */
function ofCharacters(
  item: Of<'compare'>,
  left: string,
  given: Extract<Given, { is: 'compare' }>,
  positions: readonly number[],
): Outcome<Judgement> {
  const typed = new Map(given.characters?.map(({ position, character }) => [position, character]));
  if (typed.size !== positions.length || positions.some((position) => !typed.has(position))) {
    return refuse(
      'positions-differ',
      `“${item.text}” asks for the characters at ${positions.join(', ')}. If other positions were shown, the text has changed since: look again.`,
      { item: item.id, positions },
    );
  }
  const characters = charactersOf(left);
  const same = positions.length > 0 && positions.every((position) => typed.get(position) === characters[position - 1]);
  return same
    ? judged('pass', `The characters at ${positions.join(', ')} are the same.`)
    : judged('fail', 'At least one of the typed characters differs. Read them again from where they have to come from.');
}

function ofTimer(item: Of<'timer'>, { at, timerSince }: JudgeContext): Outcome<Judgement> {
  if (timerSince === null) return refuse('timer-not-started', `The timer of “${item.text}” has not been started.`, { item: item.id });
  const due = Date.parse(timerSince) + item.minutes * 60_000;
  const left = due - Date.parse(at);
  if (left > 0) {
    const when = new Date(due).toISOString();
    return refuse('too-early', `“${item.text}” wants ${item.minutes} minutes; ${Math.ceil(left / 60_000)} are left, until ${when}.`, {
      item: item.id,
      due: when,
    });
  }
  return judged('pass', `At least ${item.minutes} minutes have gone by since ${timerSince}.`);
}

function ofSubList(item: Of<'sub-list'>, reading: Reading | undefined): Outcome<Judgement> {
  if (!reading || reading.value === null)
    return judged('unknown', reading?.unavailable?.message ?? `${item.template} cannot be looked up.`);
  if (reading.value === 'signed') return judged('pass', `${item.template} is signed and stands.`);
  const words = { missing: 'has not been run', open: 'is not signed', expired: 'has expired' }[reading.value] ?? `is ${reading.value}`;
  return judged('fail', `${item.template} ${words}.`);
}
