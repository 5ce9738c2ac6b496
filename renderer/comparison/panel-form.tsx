import { useMemo } from 'react';
import {
  CORRELATION_METHODS,
  type DashboardPanel,
  needsMetric,
  newPanel,
  PANEL_KINDS,
  panelSchema,
  type PanelKind,
  STATISTIC_FORMS,
  UNLIKE_CHOICES,
} from '../../shared/comparison/index.ts';
import type { AnySubject } from '../../shared/figures/index.ts';
import type { Draft, ReadDraft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import type { Field } from '../forms/field.ts';
import { useMetrics } from '../metrics/index.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { keyOf } from './ways.ts';
import { FORM_NAMES, KIND_NAMES, UNLIKE_NAMES, windowWords, WINDOWS } from './words.ts';

interface PanelFormProps {
  readonly panel: DashboardPanel;
  readonly isNew: boolean;
  readonly subjects: readonly AnySubject[];
  readonly titles: readonly (string | null)[];
  readonly onSave: (panel: DashboardPanel) => void;
  readonly onRemove: () => void;
  readonly onCancel: () => void;
}

/** What a panel shows: its kind, metric, time and the choices that belong to the kind. */
export function PanelForm({ panel, isNew, subjects, titles, onSave, onRemove, onCancel }: PanelFormProps) {
  const form = `comparison.panel ${panel.id}`;
  const kinds = useMemo(() => new Set(subjects.map(({ kind }) => kind)), [subjects]);
  const all = useMetrics();
  const metrics = useMemo(() => {
    const found = new Map(
      all
        .filter((metric) => metric.hasHistory && (kinds.size === 0 || kinds.has(metric.subject)))
        .map((metric) => [metric.word, metric.name]),
    );
    if (panel.metric !== null && !found.has(panel.metric)) found.set(panel.metric, panel.metric);
    return [...found].map(([value, name]) => ({ value, label: `${name} (${value})` }));
  }, [all, kinds, panel.metric]);
  const choices = useMemo(
    () => subjects.map((subject, place) => ({ value: keyOf(subject), label: titles[place] ?? subject.id })),
    [subjects, titles],
  );
  const read = useMemo(() => (draft: Draft) => readPanel(draft, panel, subjects), [panel, subjects]);
  function leave(): void {
    forgetDraft(form);
    onCancel();
  }
  useEscape(true, leave);
  return (
    <div className="panel-form-place not-printed">
      <EntryForm
        form={form}
        label={isNew ? 'Add a panel' : 'Edit the panel'}
        does={isNew ? 'Add it' : 'Save it'}
        first={draftOf(panel, metrics[0]?.value)}
        fields={(draft) => fieldsOf(draft, metrics, choices)}
        read={read}
        says={(value) => sentence(value, metrics.find((metric) => metric.value === value.metric)?.label ?? '', choices.length)}
        busy={false}
        refusal={null}
        onSave={(value) => {
          forgetDraft(form);
          onSave(value);
        }}
        onCancel={leave}
      >
        {!isNew && (
          <p>
            <button type="button" className="way" onClick={onRemove}>
              Remove this panel
            </button>
          </p>
        )}
      </EntryForm>
    </div>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

function fieldsOf(draft: Draft, metrics: readonly Option[], subjects: readonly Option[]): readonly Field[] {
  const kind = (draft['kind'] ?? 'history') as PanelKind;
  const named = (names: Readonly<Record<string, string>>, values: readonly string[]) =>
    values.map((value) => ({ value, label: names[value] ?? value }));
  const about: readonly Field[] = needsMetric(kind)
    ? [
        { path: 'metric', label: 'Metric', type: 'choice', choices: metrics, needed: true },
        {
          path: 'windowDays',
          label: 'Time',
          type: 'choice',
          choices: WINDOWS.map(([days, label]) => ({ value: String(days), label })),
          hint: 'Up to the newest observation of any of them.',
        },
      ]
    : [];
  const statistic: readonly Field[] =
    kind === 'correlation' || kind === 'distribution'
      ? [
          {
            path: 'of',
            label: 'Of what',
            type: 'choice',
            choices: named(FORM_NAMES, STATISTIC_FORMS),
            hint: 'Levels that both drift seem to go together; changes and returns say more.',
          },
        ]
      : [];
  const correlation: readonly Field[] =
    kind === 'correlation'
      ? [
          {
            path: 'method',
            label: 'Method',
            type: 'choice',
            choices: CORRELATION_METHODS.map((value) => ({ value, label: value === 'pearson' ? 'Pearson’s' : 'Spearman’s, by ranks' })),
          },
          { path: 'rolling', label: 'Over time, days of the moving window', type: 'whole', hint: 'Empty shows the matrix alone.' },
        ]
      : [];
  const unlike: readonly Field[] =
    kind === 'indexed' || kind === 'drawdown'
      ? [{ path: 'unlike', label: 'Where they are of unlike kinds', type: 'choice', choices: named(UNLIKE_NAMES, UNLIKE_CHOICES) }]
      : [];
  const tolerance: readonly Field[] = needsMetric(kind)
    ? [
        {
          path: 'tolerance',
          label: 'A value holds, days',
          type: 'whole',
          hint: 'So long is it carried on where none was observed; after that there is a gap.',
        },
      ]
    : [];
  const note: readonly Field[] = kind === 'note' ? [{ path: 'text', label: 'Note', type: 'passage' }] : [];
  const only: readonly Field[] =
    kind !== 'note' && subjects.length > 1
      ? [{ path: 'only', label: 'Shows', type: 'choices', choices: subjects, hint: 'None marked shows all.' }]
      : [];
  return [
    { path: 'kind', label: 'Panel', type: 'choice', choices: named(KIND_NAMES, PANEL_KINDS) },
    ...about,
    ...statistic,
    ...correlation,
    ...unlike,
    ...tolerance,
    ...note,
    ...only,
    { path: 'title', label: 'Title', type: 'text', hint: 'Empty says what it shows.' },
  ];
}

function draftOf(panel: DashboardPanel, firstMetric: string | undefined): Draft {
  const { options } = panel;
  return {
    kind: panel.kind,
    metric: panel.metric ?? firstMetric ?? '',
    windowDays: String(panel.windowDays),
    of: options.of,
    method: options.method,
    rolling: options.rolling === null ? '' : String(options.rolling),
    unlike: options.unlike,
    tolerance: String(options.tolerance),
    text: options.text,
    only: (panel.only ?? []).map(keyOf).join('\n'),
    title: panel.title ?? '',
  };
}

function readPanel(draft: Draft, panel: DashboardPanel, subjects: readonly AnySubject[]): ReadDraft<DashboardPanel> {
  const text = (path: string) => (draft[path] ?? '').trim();
  const kind = text('kind') as PanelKind;
  const whole = (path: string): number => (/^\d{1,5}$/.test(text(path)) ? Number(text(path)) : Number.NaN);
  const complaints: Record<string, string> = {};
  if (needsMetric(kind) && text('metric') === '')
    complaints['metric'] = 'Of these subjects no history is kept: add one that has a history, or choose a table.';
  if (needsMetric(kind) && !(whole('tolerance') <= 366)) complaints['tolerance'] = 'A number of days from 0 to 366.';
  if (kind === 'correlation' && text('rolling') !== '' && !(whole('rolling') >= 2 && whole('rolling') <= 3660))
    complaints['rolling'] = 'A number of days from 2 to 3660, or nothing.';
  if (Object.keys(complaints).length > 0) return { complaints };
  const marked = text('only').split('\n');
  const only = subjects.filter((subject) => marked.includes(keyOf(subject)));
  const fresh = kind === panel.kind ? panel : { ...newPanel(panel.id, kind, null), title: null };
  const read = panelSchema.safeParse({
    ...fresh,
    kind,
    title: text('title') === '' ? null : text('title'),
    metric: needsMetric(kind) ? text('metric') : null,
    windowDays: needsMetric(kind) && text('windowDays') !== 'null' ? Number(text('windowDays') || '365') : null,
    only: only.length === 0 || only.length === subjects.length ? null : only,
    options: {
      of: text('of'),
      method: text('method'),
      unlike: text('unlike'),
      tolerance: needsMetric(kind) ? whole('tolerance') : fresh.options.tolerance,
      rolling: kind === 'correlation' && text('rolling') !== '' ? whole('rolling') : null,
      text: draft['text'] ?? '',
    },
  });
  return read.success ? { value: read.data } : { complaints: { title: read.error.issues[0]?.message ?? 'Something is missing.' } };
}

function sentence(panel: DashboardPanel, metric: string, subjects: number): string {
  const whose = `of ${panel.only?.length ?? subjects} ${(panel.only?.length ?? subjects) === 1 ? 'subject' : 'subjects'}`;
  if (panel.kind === 'note') return 'A note of your own.';
  if (!needsMetric(panel.kind)) return `Shows ${KIND_NAMES[panel.kind]} ${whose}.`;
  const of = panel.kind === 'correlation' || panel.kind === 'distribution' ? `, of ${FORM_NAMES[panel.options.of]}` : '';
  const time = panel.windowDays === null ? 'all the time there is' : windowWords(panel.windowDays);
  return `Shows ${KIND_NAMES[panel.kind]} of ${metric} ${whose} over ${time}${of}.`;
}
