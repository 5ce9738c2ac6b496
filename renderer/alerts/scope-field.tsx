import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import { SUBJECT_KINDS, type SubjectKind } from '../../shared/figures/index.ts';
import type { Scope } from '../../shared/watchlists/index.ts';
import { KIND_WORDS, type MetricEntry } from '../metrics/index.ts';
import { useNamedLists, useNamedScreens } from './lists-reading.ts';
import { SubjectsField } from './subjects-field.tsx';

interface ScopeFieldProps {
  readonly about: Scope;
  readonly metrics: readonly MetricEntry[];
  readonly onChange: (about: Scope) => void;
}

/** What a rule is about: a kind of subject, and which of them. */
export function ScopeField({ about, metrics, onChange }: ScopeFieldProps) {
  const { kind, which } = about;
  const lists = useNamedLists(kind);
  const screens = useNamedScreens(kind);
  const kinds = useMemo(() => SUBJECT_KINDS.filter((each) => metrics.some(({ subject }) => subject === each)), [metrics]);
  const [one, many] = KIND_WORDS[kind];
  const ways = [
    ...(kind === 'workspace' ? [] : [{ value: 'named', label: `${many} by name` }]),
    { value: 'every', label: kind === 'workspace' ? 'this workspace' : `every ${one}` },
    ...(lists.length > 0 ? [{ value: 'list', label: 'those of a watchlist' }] : []),
    ...(screens.length > 0 ? [{ value: 'screen', label: 'those in a saved screen' }] : []),
  ];
  function chooseKind(next: SubjectKind): void {
    if (next !== kind) onChange({ kind: next, which: { of: 'every' } });
  }
  function chooseWay(way: string): void {
    const [list, screen] = [lists[0], screens[0]];
    if (way === 'every') onChange({ kind, which: { of: 'every' } });
    // None is named yet: the picker below asks, and the rule cannot be kept before.
    else if (way === 'named') onChange({ kind, which: { of: 'named', ids: [] } });
    else if (way === 'list' && list) onChange({ kind, which: { of: 'list', list: list.id } });
    else if (way === 'screen' && screen) onChange({ kind, which: { of: 'screen', screen: screen.id } });
  }
  return (
    <fieldset>
      <legend>Watches</legend>
      <div className="rule-line who">
        <NativeSelect
          label="Kind"
          value={kind}
          data={kinds.length === 0 ? [{ value: kind, label: one }] : kinds.map((each) => ({ value: each, label: KIND_WORDS[each][0] }))}
          onChange={(event) => chooseKind(event.currentTarget.value as SubjectKind)}
        />
        <NativeSelect label="Which" value={which.of} data={ways} onChange={(event) => chooseWay(event.currentTarget.value)} />
      </div>
      {which.of === 'named' && (
        <SubjectsField kind={kind} ids={which.ids} onChange={(ids) => onChange({ kind, which: { of: 'named', ids: [...ids] } })} />
      )}
      {which.of === 'list' && (
        <NativeSelect
          label="Watchlist"
          value={which.list}
          data={lists.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(event) => onChange({ kind, which: { of: 'list', list: event.currentTarget.value } })}
        />
      )}
      {which.of === 'screen' && (
        <NativeSelect
          label="Saved screen"
          value={which.screen}
          data={screens.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(event) => onChange({ kind, which: { of: 'screen', screen: event.currentTarget.value } })}
        />
      )}
    </fieldset>
  );
}
