import { type ReactNode, useId } from 'react';
import type { MarketMapping } from '../../shared/market/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { KeepMapping } from './keep-mapping.tsx';

interface MarketMappingFormProps {
  readonly name: string;
  readonly header: readonly string[];
  readonly mapping: MarketMapping;
  readonly onChange: (mapping: MarketMapping) => void;
}

const TARGETS: ReadonlyArray<{ readonly value: MarketMapping['target']; readonly title: string }> = [
  { value: 'price', title: 'prices' },
  { value: 'rate', title: 'redemption rates of a token' },
  { value: 'supply', title: 'supply or its growth' },
  { value: 'cpi', title: 'consumer prices' },
];
const STAMPS: ReadonlyArray<{ readonly value: MarketMapping['stamp']; readonly title: string }> = [
  { value: 'day', title: 'days: the value is of the day’s end' },
  { value: 'instant', title: 'instants, as they stand' },
  { value: 'month', title: 'months' },
];

/** Which columns of a free table of values hold the date and the values, and of what they are. */
export function MarketMappingForm({ name, header, mapping, onChange }: MarketMappingFormProps) {
  const columns = [...new Set(header)].filter((column) => column !== '');
  const value = mapping.values[0];
  return (
    <section className="mapping" aria-label="Mapping of the columns">
      <div className="mapping-grid">
        <Choice
          title="The table holds"
          value={mapping.target}
          choices={TARGETS}
          onChoose={(target) => onChange({ ...mapping, target: target as MarketMapping['target'] })}
        />
        <Choice title="Date" value={mapping.at} choices={columns.map(named)} onChoose={(at) => onChange({ ...mapping, at })} />
        <Choice
          title="Dates are"
          value={mapping.stamp}
          choices={STAMPS}
          onChoose={(stamp) => onChange({ ...mapping, stamp: stamp as MarketMapping['stamp'] })}
        />
        <Choice
          title="Value"
          value={value?.column ?? ''}
          choices={columns.map(named)}
          onChoose={(column) => onChange({ ...mapping, values: [{ ...value, column }] })}
        />
        {mapping.target !== 'cpi' && (
          <Choice
            title="Asset, by column"
            value={mapping.assetColumn ?? ''}
            choices={columns.map(named)}
            onChoose={(column) => onChange(withText(mapping, 'assetColumn', column))}
          />
        )}
        {mapping.target !== 'cpi' && mapping.assetColumn === undefined && (
          <Code
            title="or the one asset"
            example="DOT"
            value={mapping.asset ?? ''}
            onCode={(asset) => onChange(withText(mapping, 'asset', asset))}
          />
        )}
        {mapping.target === 'rate' && (
          <Code title="Counted in" example="ETH" value={mapping.unit ?? ''} onCode={(unit) => onChange(withText(mapping, 'unit', unit))} />
        )}
        {(mapping.target === 'price' || mapping.target === 'cpi') && (
          <Code
            title="Currency"
            example="USD"
            value={mapping.currency ?? ''}
            onCode={(currency) => onChange(withText(mapping, 'currency', currency))}
          />
        )}
      </div>
      <footer>
        <Remember name={name} header={header} mapping={mapping} />
      </footer>
    </section>
  );
}

/** A mapping to begin with, by what the columns are called. */
export function guessedMarketMapping(header: readonly string[]): MarketMapping {
  const find = (guess: RegExp) => header.find((column) => guess.test(column.trim()));
  const at = find(/date|time|day|month/i) ?? header[0] ?? '';
  const column = find(/^(close|price|value|rate|index)/i) ?? header.find((each) => each !== at) ?? at;
  return { target: 'price', at, values: [{ column }], stamp: /month/i.test(at) ? 'month' : 'day' };
}

function Remember({ name, header, mapping }: Omit<MarketMappingFormProps, 'onChange'>) {
  const { carry, busy, refusal } = useCarrying(api.market.saveMapping.mutate);
  return (
    <KeepMapping
      suggested={name.replace(/\.[^.]*$/, '')}
      keep={async (kept) => Boolean(await carry({ name: kept, saved: { header: [...header], mapping } }))}
      busy={busy}
      refusal={refusal?.message}
    />
  );
}

interface ChoiceProps {
  readonly title: string;
  readonly value: string;
  readonly choices: ReadonlyArray<{ readonly value: string; readonly title: string }>;
  readonly onChoose: (value: string) => void;
}

function Choice({ title, value, choices, onChoose }: ChoiceProps): ReactNode {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{title}</label>
      <select id={id} className="field" value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">—</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.title}
          </option>
        ))}
      </select>
    </div>
  );
}

interface CodeProps {
  readonly title: string;
  readonly example: string;
  readonly value: string;
  readonly onCode: (code: string) => void;
}

function Code({ title, example, value, onCode }: CodeProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{title}</label>
      <input
        id={id}
        className="field"
        value={value}
        placeholder={example}
        autoComplete="off"
        onChange={(event) => onCode(event.currentTarget.value.trim())}
      />
    </div>
  );
}

function named(column: string): { readonly value: string; readonly title: string } {
  return { value: column, title: column };
}

/** An empty text leaves the member out. */
function withText(mapping: MarketMapping, member: 'asset' | 'assetColumn' | 'currency' | 'unit', text: string): MarketMapping {
  const { [member]: _, ...rest } = mapping;
  return text === '' ? rest : { ...rest, [member]: text };
}
