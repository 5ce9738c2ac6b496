import { amountWords } from '../../shared/otc/index.ts';
import { useAmounts } from './amounts.ts';

interface NetTableProps {
  readonly nets: ReadonlyArray<{
    readonly asset: string;
    readonly network: string;
    readonly amount: string;
    readonly grossIn: string;
    readonly grossOut: string;
  }>;
}

/** A net sheet: what would have come and gone, and what does. Noughts are lines too, because both sides must agree on them. */
export function NetTable({ nets }: NetTableProps) {
  const amounts = useAmounts();
  const shown = (amount: string, asset: string) => amounts(amountWords(amount, asset));
  return (
    <table className="table" aria-label="Net sheet">
      <thead>
        <tr>
          <th scope="col">Asset and network</th>
          <th scope="col" className="number">
            Would come
          </th>
          <th scope="col" className="number">
            Would go
          </th>
          <th scope="col">Net</th>
        </tr>
      </thead>
      <tbody>
        {nets.map(({ asset, network, amount, grossIn, grossOut }) => (
          <tr key={`${asset} ${network}`}>
            <td>
              {asset} <span className="muted">on {network}</span>
            </td>
            <td className="number">{shown(grossIn, asset)}</td>
            <td className="number">{shown(grossOut, asset)}</td>
            <td>
              <b>{amounts(netWords(amount, asset))}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function netWords(amount: string, asset: string): string {
  if (/^-?0*\.?0*$/.test(amount)) return `0: nothing moves in ${asset}`;
  return amount.startsWith('-') ? `we pay ${amountWords(amount.slice(1), asset)}` : `we receive ${amountWords(amount, asset)}`;
}
