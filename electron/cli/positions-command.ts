import { isKnown, type Figure, isDay } from '../../shared/figures/index.ts';
import { WrongUsage } from './answer.ts';
import { type Command, textOption } from './command.ts';
import { table } from './table.ts';
import { withEngine } from './workspace.ts';

export const positions: Command = {
  name: 'positions',
  usage: '[--as-of DATE] [--currency USD]',
  says: 'lists positions with their returns, decomposed',
  takes: [0, 0],
  options: ['as-of', 'currency'],
  run(invocation) {
    const [asOf, currency] = [textOption(invocation, 'as-of'), textOption(invocation, 'currency')];
    if (asOf !== undefined && !isDay(asOf)) throw new WrongUsage('--as-of takes a day that exists, written YYYY-MM-DD.');
    return withEngine(invocation, async (engine) => {
      const { createCaller } = await import('../engine/api/router.ts');
      const question = { ...(asOf === undefined ? {} : { asOf }), ...(currency === undefined ? {} : { currency }) };
      const document = await createCaller({ engine }).positions.list(question);
      const rows = document.positions.map(({ title, platform, status, value, nominal, real, xirr }) => [
        title,
        platform,
        status,
        ...[value, nominal, real].map((figure) => shown(figure, 2)),
        shown(xirr.figure, 4),
      ]);
      const headings = ['position', 'platform', 'status', `value ${document.currency}`, 'nominal', 'real', 'XIRR'];
      const all = document.totals.find(({ group }) => group === 'all');
      const total =
        all && all.positions > 0 ? [['all', '', '', ...[all.value, all.nominal, all.real].map((figure) => shown(figure, 2)), '']] : [];
      return { document, text: `As of ${document.asOf}\n${table(headings, [...rows, ...total])}` };
    });
  },
};

/** A figure in a cell: cut to so many digits after the point, or its reason. */
function shown(figure: Figure<string>, digits: number): string {
  if (!isKnown(figure)) return figure.unavailable.reason;
  const [whole = '', fraction = ''] = figure.ok.split('.');
  return fraction === '' ? whole : `${whole}.${fraction.slice(0, digits)}`;
}
