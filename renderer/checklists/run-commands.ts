import { fromMenu } from '../frame/frame-commands.ts';
import { undoEvent } from '../journal/index.ts';
import type { Command } from '../window/commands.ts';
import { isTyped } from './item-typing.ts';
import type { RunDesk } from './run-desk.ts';
import { END } from './run-pages.ts';

/** What the keys of a run reach beside the desk. */
export interface RunHands {
  readonly desk: RunDesk;
  readonly why: { readonly shown: boolean; readonly turn: () => void };
  readonly focusField: () => void;
  readonly chooseFiles: () => void;
  readonly sign: () => void;
}

/**
 * The keys of an open run. `u` says "unknown" here, so that undoing keeps its other key; letters work in capitals too, because a list is
 * often worked with one hand.
 */
export function runCommands({ desk, why, focusField, chooseFiles, sign }: RunHands): readonly Command[] {
  const { current } = desk;
  const group = 'Checklist';
  const kind = current?.item.kind;
  const noItem = () => (current ? beingSigned(desk) : 'Every item is behind you. ↑ goes back to the last one.');
  return [
    {
      id: 'run.yes',
      title: 'Pass, or confirm what is typed',
      group,
      keys: ['y', 'Y'],
      refusal: noItem,
      run: () => {
        if (kind === 'tick') return desk.give({ is: 'tick', holds: true });
        desk.confirm();
        if (current && isTyped(current.item)) focusField();
      },
    },
    {
      id: 'run.no',
      title: 'Fail',
      group,
      keys: ['n', 'N'],
      refusal: () => noItem() ?? (kind === 'tick' ? null : 'This item is judged by its answer: a value out of range fails by itself.'),
      run: () => desk.give({ is: 'tick', holds: false }),
    },
    {
      id: 'run.not-applicable',
      title: 'Not applicable, with a reason',
      group,
      keys: ['a', 'A'],
      refusal: () => noItem() ?? (current?.item.notApplicable ? null : 'This item applies always. If you do not know, answer unknown.'),
      run: () => desk.ask('reason'),
    },
    { id: 'run.unknown', title: 'Unknown', group, keys: ['u', 'U'], refusal: noItem, run: () => desk.give({ is: 'unknown' }) },
    // Listed for the eye only: digits go to the field or option of the item itself.
    { id: 'run.digits', title: 'Begin a value, or choose an option', group, keys: ['0…9'], refusal: noItem, run: focusField },
    {
      id: 'run.enter',
      title: 'Into the field, or on to the next item',
      group,
      keys: ['Enter'],
      run: () => {
        if (!current) return sign();
        if (isTyped(current.item) && beingSigned(desk) === null) focusField();
        else desk.step(1);
      },
    },
    { id: 'run.down', title: 'Next item', group, keys: ['ArrowDown', 'j'], run: () => desk.step(1) },
    { id: 'run.up', title: 'Item before', group, keys: ['ArrowUp', 'k'], run: () => desk.step(-1) },
    { id: 'run.next-open', title: 'Next item that wants an answer', group, keys: ['ArrowRight'], run: desk.nextOpen },
    { id: 'run.end', title: 'To what remains and the signature', group, keys: ['End'], run: () => desk.goTo(END) },
    { id: 'run.why', title: 'Why it is asked, and the source', group, keys: ['w', 'W'], run: why.turn },
    { id: 'run.attach', title: 'Attach files', group, keys: ['f', 'F'], refusal: noItem, run: chooseFiles },
    { id: 'run.note', title: 'Write a note beside the answer', group, keys: ['m', 'M'], refusal: noItem, run: () => desk.ask('note') },
    {
      id: 'run.override',
      title: 'Override what stands in the way',
      group,
      keys: ['o', 'O'],
      refusal: () => noItem() ?? (current?.blocker ? null : 'This item does not stand in the way of the signature.'),
      run: () => desk.ask('override'),
    },
    { id: 'run.sign', title: 'Sign', group, keys: ['s', 'S'], refusal: () => signRefusal(desk), run: sign },
    // Its other key goes on undoing.
    { ...fromMenu('journal.undo'), group: 'Window', run: () => void undoEvent() },
  ];
}

/** Why nothing can be answered any more; null where it can. */
export function beingSigned({ detail }: RunDesk): string | null {
  const [first] = detail.signatures;
  return first ? `${first.signer.name} has signed it already. Reopen it to change an answer.` : null;
}

/** Why it cannot be signed now, with what is missing; null where it can. */
export function signRefusal({ detail }: RunDesk): string | null {
  const [first, ...more] = detail.blockers;
  if (!first) return detail.interruption ? 'A part was interrupted for too long: answer it again first.' : null;
  const others = more.length === 0 ? '' : ` ${more.length} more stand in the way.`;
  return `${first.item} stands in the way: ${first.words.replace(/\.?$/, '.')}${others}`;
}
