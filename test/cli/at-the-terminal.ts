import type { Sent } from '../../shared/checklists/index.ts';
import { answer, terminalProcess } from './run-terminal.ts';

/** One workspace as somebody has it who only has a terminal. */
export interface Terminal {
  readonly path: string;
  /** What a procedure answers; fails where it is refused. */
  readonly call: <T = Record<string, unknown>>(procedure: string, input?: unknown) => Promise<T>;
  /** The refusal of a command that must be refused, with the status that a script sees. */
  readonly refused: (
    procedure: string,
    input: unknown,
  ) => Promise<{ readonly status: number; readonly code: string; readonly message: string }>;
}

/** Calls are made in this process; with `asProcess`, each is a process of its own, with the input on standard input. */
export function terminalAt(path: string, asProcess = false): Terminal {
  const ask = async (procedure: string, input: unknown) => {
    const line = ['--workspace', path, 'call', procedure];
    return asProcess
      ? answer<unknown>([...line, '-'], JSON.stringify(input), terminalProcess)
      : answer<unknown>([...line, JSON.stringify(input)]);
  };
  return {
    path,
    async call<T>(procedure: string, input: unknown = {}) {
      const { status, document } = await ask(procedure, input);
      if (status !== 0) throw new Error(`${procedure} ended with ${status}: ${JSON.stringify(document)}`);
      return document as T;
    },
    async refused(procedure, input) {
      const { status, document } = await ask(procedure, input);
      const { error } = document as { error?: { code: string; message: string } };
      if (!error) throw new Error(`${procedure} was not refused: ${JSON.stringify(document).slice(0, 400)}`);
      return { status, code: error.code, message: error.message };
    },
  };
}

interface AskedItem {
  readonly id: string;
  readonly shown: boolean;
  readonly positions: readonly number[] | null;
  readonly item: {
    readonly kind: string;
    readonly attach?: string;
    readonly options?: ReadonlyArray<{ readonly id: string; readonly result: string }>;
  };
}
export interface AnsweredRun {
  readonly items: readonly AskedItem[];
  readonly signing: { readonly runHash: string };
  readonly state: string;
}
interface File {
  readonly evidence: string;
  readonly sha256: string;
}

/** What is typed: for a comparison the words on the paper, for a text its words, for anything else the whole answer. */
export type Typed = Readonly<Record<string, string | Sent>>;

/** Runs a checklist from the terminal: what is typed by hand comes from the caller, like from the paper beside the keyboard. */
export async function answeredAt(
  { call }: Terminal,
  template: string,
  about: { readonly kind: string; readonly id: string },
  typed: Typed,
  file?: File,
): Promise<string> {
  const { run } = await call<{ run: string }>('checklists.start', { template, about, by: 'owner' });
  const { items } = await call<AnsweredRun>('checklists.run', { run });
  for (const { id, item, shown, positions } of items) {
    if (!shown) continue;
    const wants = item.kind === 'evidence' || item.attach === 'required';
    const given = givenFor(id, item, typed[id], positions);
    await call('checklists.answer', { run, item: id, given, by: 'owner', ...(wants && file ? { evidence: [file] } : {}) });
  }
  return run;
}

/** Signs as each person in turn, each time under what was read. */
export async function signedAt({ call }: Terminal, run: string, people: readonly string[]): Promise<string> {
  let hash = '';
  for (const person of people) {
    hash = (await call<AnsweredRun>('checklists.run', { run })).signing.runHash;
    await call('checklists.sign', { run, runHash: hash, person });
  }
  return hash;
}

function givenFor(id: string, item: AskedItem['item'], typed: string | Sent | undefined, positions: readonly number[] | null): Sent {
  if (typeof typed === 'object') return typed;
  if (typed !== undefined) {
    if (item.kind === 'text') return { is: 'text', text: typed };
    if (item.kind === 'value') return { is: 'value', value: typed };
    if (item.kind === 'date') return { is: 'date', day: typed };
    const letters = Array.from(typed);
    if (positions === null || positions.length === 0) return { is: 'compare', right: typed };
    return { is: 'compare', characters: positions.map((position) => ({ position, character: letters[position - 1]! })) };
  }
  switch (item.kind) {
    case 'tick':
      return { is: 'tick', holds: true };
    case 'choice':
      return { is: 'choice', option: item.options!.find(({ result }) => result === 'pass')!.id };
    case 'computed':
      return { is: 'computed' };
    case 'evidence':
      return { is: 'evidence' };
    default:
      throw new Error(`nothing is typed for ${id}, a ${item.kind}`);
  }
}
