import { useCallback } from 'react';
import { LIMIT_METRICS, type Limit, limitSchema } from '../../shared/venues/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { percentText, quantityText } from '../figures/number-text.ts';
import { dayText } from '../figures/time-text.ts';
import { type Draft, readDraft, type ReadDraft, writeDraft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import type { Field } from '../forms/field.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import type { LimitUse, VenueDetail } from './readings.ts';
import { METRIC_WORDS } from './words.ts';

interface LimitFormProps {
  readonly detail: VenueDetail;
  /** What is changed; a new limit where null. */
  readonly limit: LimitUse | null;
  readonly done: () => void;
}

/** How much may stand here, with the group, in an asset, or in all. */
export function LimitForm({ detail, limit, done: leave }: LimitFormProps) {
  const { carry, busy, refusal } = useCarrying(api.venues.setLimit.mutate);
  const { venue, name, group, currency } = detail;
  const form = `venues.${venue}.limit.${limit?.limit ?? 'new'}`;
  const read = useCallback((draft: Draft) => readLimit(draft, venue, group), [venue, group]);
  function done(): void {
    forgetDraft(form);
    leave();
  }
  useEscape(true, done);
  async function save(next: Limit): Promise<void> {
    if ((await carry(limit ? { limit: limit.limit, detail: next } : { detail: next })) === null) return;
    sayChanged(limit ? 'The limit is changed.' : 'The limit is set.');
    done();
  }
  return (
    <section className="card-form" aria-label={limit ? 'Change the limit' : 'Set a limit'}>
      <EntryForm<Limit>
        form={form}
        label={limit ? 'Change the limit' : 'Set a limit'}
        does={limit ? 'Save' : 'Set it'}
        first={limit ? draftOf(limit.detail) : { to: 'venue', metric: 'exposure', currency, warnAt: '70' }}
        fields={(draft) => fieldsFor(draft, name, group)}
        read={read}
        says={(value) => sentence(value, name)}
        busy={busy}
        refusal={refusal}
        onSave={(next) => void save(next)}
        onCancel={done}
      />
    </section>
  );
}

const METRIC: Field = {
  path: 'metric',
  label: 'Of',
  type: 'choice',
  needed: true,
  choices: LIMIT_METRICS.map((metric) => ({ value: metric, label: METRIC_WORDS[metric] })),
};
const REST: readonly Field[] = [
  { path: 'warnAt', label: 'Warn from, %', type: 'percent', needed: true, hint: 'of the limit' },
  { path: 'validUntil', label: 'Valid until', type: 'day' },
  { path: 'note', label: 'Note', type: 'passage' },
];

function fieldsFor(draft: Draft, name: string, group: string | null): readonly Field[] {
  const scope: Field = {
    path: 'to',
    label: 'Holds',
    type: 'choice',
    needed: true,
    choices: [
      { value: 'venue', label: name },
      ...(group === null ? [] : [{ value: 'group', label: `the group ${group}` }]),
      { value: 'asset', label: 'an asset, anywhere' },
      { value: 'total', label: 'everything' },
    ],
  };
  const asset: readonly Field[] = draft['to'] === 'asset' ? [{ path: 'asset', label: 'Asset', type: 'asset', needed: true }] : [];
  const amount: readonly Field[] =
    draft['metric'] === 'leverage'
      ? [{ path: 'amount', label: 'At most, times', type: 'decimal', needed: true }]
      : [
          { path: 'amount', label: 'At most', type: 'decimal', needed: true },
          { path: 'currency', label: 'Currency', type: 'asset', needed: true },
        ];
  return [scope, ...asset, METRIC, ...amount, ...REST];
}

function readLimit(draft: Draft, venue: string, group: string | null): ReadDraft<Limit> {
  const to = draft['to'] ?? 'venue';
  const scope = {
    venue: { to, venue },
    desk: { to, venue },
    group: { to, group },
    asset: { to, asset: draft['asset']?.trim() },
    total: { to },
  }[to];
  const fields = fieldsFor(draft, '', group).filter(({ path }) => path !== 'to' && path !== 'asset');
  const currency = draft['metric'] === 'leverage' ? { currency: null } : {};
  if (to === 'asset' && (draft['asset'] ?? '').trim() === '') return { complaints: { asset: 'Asset is needed.' } };
  return readDraft(draft, { fields, schema: limitSchema, given: { scope, ...currency }, otherwise: 'amount' });
}

function draftOf(limit: Limit): Draft {
  const { scope } = limit;
  return {
    ...writeDraft(limit, [METRIC, { path: 'amount', label: '', type: 'decimal' }, { path: 'currency', label: '', type: 'asset' }, ...REST]),
    to: scope.to === 'desk' ? 'venue' : scope.to,
    ...(scope.to === 'asset' ? { asset: scope.asset } : {}),
  };
}

function sentence({ scope, metric, amount, currency, warnAt, validUntil }: Limit, name: string): string {
  const where =
    scope.to === 'venue' || scope.to === 'desk'
      ? `At ${name}`
      : scope.to === 'group'
        ? `With the group ${scope.group}`
        : scope.to === 'asset'
          ? `In ${scope.asset}, wherever it is,`
          : 'In all';
  const most = metric === 'leverage' ? `${quantityText(amount)}×` : `${quantityText(amount)} ${currency}`;
  const until = validUntil === null ? '' : ` It stands until ${dayText(validUntil)}.`;
  return `${where} the ${METRIC_WORDS[metric]} may be at most ${most}; from ${percentText(warnAt)} of that on it warns.${until}`;
}
