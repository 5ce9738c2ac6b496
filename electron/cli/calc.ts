import { z } from 'zod';
import { type Calculator, type Figure, isKnown } from '../../shared/figures/index.ts';
import { type Answer, WrongUsage } from './answer.ts';
import type { Command, Invocation } from './command.ts';
import { checkedInput, jsonOf, textOf } from './input.ts';
import { plain, record, table } from './table.ts';

/** The calculator whose input is a JSON text and not the value in it. */
const TAKES_TEXT = 'canonical-json';

export const calc: Command = {
  name: 'calc',
  usage: '[NAME [JSON | @FILE | -]]',
  says: 'runs a calculator, once for each element where the input is a list; without a name, lists them',
  takes: [0, 2],
  async run(invocation) {
    // Loaded when wanted: schemas of every column take longer than most other commands.
    const { calculators } = await import('./calculators.ts');
    const [name, argument] = invocation.arguments;
    if (name === undefined) return list(calculators);
    const calculator = calculators.find((candidate) => candidate.name === name);
    if (!calculator) throw new WrongUsage(`There is no calculator ${name}. "countinghouse calc" lists them all.`);
    return answerOf(await run(calculator, argument, invocation));
  },
};

async function run(
  calculator: Calculator,
  argument: string | undefined,
  invocation: Invocation,
): Promise<Figure<unknown> | Figure<unknown>[]> {
  const text = await textOf(argument, invocation);
  if (calculator.name === TAKES_TEXT) return calculator.run(checkedInput(calculator.input, text));
  const input = jsonOf(text);
  if (!Array.isArray(input)) return calculator.run(checkedInput(calculator.input, input));
  // All are checked before one is run, so that a wrong element is told at once.
  const inputs = input.map((element, i) => checkedInput(calculator.input, element, [i]));
  return inputs.map((element) => calculator.run(element));
}

function list(calculators: readonly Calculator[]): Answer {
  const document = calculators.map(({ name, says, input, ok }) => ({
    name,
    says,
    input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }),
    output: z.toJSONSchema(ok, { unrepresentable: 'any' }),
  }));
  return {
    document,
    text: table(
      ['calculator', 'answers'],
      calculators.map(({ name, says }) => [name, says]),
    ),
  };
}

function answerOf(answer: Figure<unknown> | Figure<unknown>[]): Answer {
  return { document: answer, text: Array.isArray(answer) ? answer.map(words).join('\n\n') : words(answer) };
}

function words(figure: Figure<unknown>): string {
  if (!isKnown(figure)) return `unavailable (${figure.unavailable.reason}): ${figure.unavailable.message}`;
  return typeof figure.ok === 'object' && figure.ok !== null ? record(figure.ok as Record<string, unknown>) : plain(figure.ok);
}
