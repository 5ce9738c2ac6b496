import type { BlankItem, BlankSheet, ChecklistReport, Override, ReportLine } from '../../../shared/checklists/index.ts';
import type { Block, Paper, Run as Stretch, Words } from '../paper/paper.ts';

/** A completed report as paper: answers by part, overrides in bold, what was not shown and why, files with hashes, signatures. */
export function reportPaper(report: ChecklistReport, json: Uint8Array): Paper {
  const { template, about } = report;
  return {
    title: template.title,
    subtitle: `${about.title} · revision ${report.revision} · ${report.state}`,
    foot: `${template.key} ${template.number} · run ${report.run} · ${report.runHash}`,
    at: report.signatures.at(-1)?.at ?? report.startedAt,
    blocks: [
      { kind: 'facts', facts: headFacts(report) },
      ...blockerBlocks(report),
      ...report.chunks.flatMap(({ title, lines }): Block[] => [
        { kind: 'heading', level: 1, text: title },
        answersTable(lines),
        ...overrideBlocks(lines),
      ]),
      ...hiddenBlocks(report),
      ...fileBlocks(report),
      ...signatureBlocks(report),
    ],
    attachments: [{ name: `${template.key}-${report.run}.json`, mediaType: 'application/json', bytes: json, says: 'This report as data' }],
  };
}

/** A blank sheet as one page: large, with a line for each answer, or in close rows where a long list would not fit otherwise. */
export function blankPaper(sheet: BlankSheet, at: string, rows: 'large' | 'close'): Paper {
  const part = rows === 'large' ? largePart : closePart;
  return {
    title: sheet.title,
    subtitle: sheet.moment,
    foot: `${sheet.key} version ${sheet.number} · ${sheet.hash}`,
    at,
    onePage: true,
    blocks: [
      ...sheet.chunks.flatMap(part),
      { kind: 'rule' },
      { kind: 'text', text: sheet.statement, muted: true },
      ...sheet.signatures.map((role): Block => ({ kind: 'blank', label: `${role}: name, date, signature`, lines: 1 })),
      { kind: 'qr', text: sheet.code, caption: `Version ${sheet.number} of ${sheet.key}` },
    ],
  };
}

type Part = BlankSheet['chunks'][number];

function largePart({ title, items }: Part): Block[] {
  const blanks = items.map((item): Block => {
    const label = labelOf(item);
    return item.choices.length > 0 ? { kind: 'blank', label, choices: item.choices } : { kind: 'blank', label, lines: 1 };
  });
  return [{ kind: 'heading', level: 2, text: title }, ...blanks];
}

/** Without hints: whoever has so many questions knows them. Boxes stand beside their question, or under it where they are wordy. */
function closePart({ title, items }: Part): Block[] {
  const columns = [
    { title, width: 75 },
    { title: 'Answer', width: 25 },
  ];
  const rows = items.map((item): Words[] => {
    const label = labelOf({ ...item, hint: '' });
    const boxes = item.choices.map((choice) => `☐ ${choice}`).join('   ');
    return boxes.length > 24 ? [[...label, { text: `\n${boxes}` }], ''] : [label, boxes];
  });
  return [{ kind: 'table', columns, rows }];
}

/** Critical ones have their id in bold. */
function labelOf({ item, text, critical, hint }: BlankItem): Stretch[] {
  return [{ text: `${item}  `, strong: critical }, { text }, ...(hint === '' ? [] : [{ text: ` — ${hint}` }])];
}

function headFacts(report: ChecklistReport) {
  const { template, pace } = report;
  const time =
    pace.medianMilliseconds === null
      ? 'not measured'
      : `${seconds(pace.medianMilliseconds)} in the median, ${seconds(pace.totalMilliseconds)} in all`;
  const value: Words = pace.tooFast
    ? [
        { text: `${time}: `, strong: false },
        { text: 'faster than it can be read', strong: true },
      ]
    : time;
  return [
    { name: 'About', value: `${report.about.title} (${report.about.kind} ${report.about.id})` },
    { name: 'Checklist', value: `${template.key}, version ${template.number}` },
    { name: 'Version hash', value: template.hash },
    { name: 'Begun', value: `${report.startedAt} by ${report.startedBy}` },
    { name: 'Time per item', value },
    { name: 'Counts until', value: report.expires ?? 'for good' },
    { name: 'Run hash', value: report.runHash },
  ];
}

function answersTable(lines: readonly ReportLine[]): Block {
  return {
    kind: 'table',
    columns: [
      { title: 'Item', width: 8 },
      { title: 'Question', width: 38 },
      { title: 'Result', width: 12 },
      { title: 'Answer', width: 30 },
      { title: 'When', width: 12 },
    ],
    rows: lines.map((line) => [line.item, line.text, resultWords(line), answerWords(line), whenWords(line)]),
  };
}

function resultWords({ result, override }: ReportLine): Words {
  const words = result.replace('-', ' ');
  return override === null ? words : [{ text: `${words}, overridden`, strong: true }];
}

function answerWords({ words, because, note, result }: ReportLine): Words {
  if (result === 'not-shown') return because;
  const parts = [words, because === '' || because.startsWith(words) ? '' : because, note === null ? '' : `Note: ${note}`];
  return parts.filter((part) => part !== '').join('\n');
}

function whenWords({ at, by, milliseconds, validUntil }: ReportLine): string {
  if (at === null) return '';
  const parts = [at.slice(0, 16).replace('T', ' '), by ?? '', milliseconds === null ? '' : seconds(milliseconds)];
  return [...parts, validUntil === null ? '' : `until ${validUntil.slice(0, 10)}`].filter((part) => part !== '').join('\n');
}

function overrideBlocks(lines: readonly ReportLine[]): Block[] {
  return lines.flatMap(({ item, text, override }) =>
    override === null
      ? []
      : [{ kind: 'text', strong: true, text: `OVERRIDDEN: ${item}, “${text}” (${override.blocker}). ${leaveWords(override)}` }],
  );
}

function leaveWords({ reason, by, at, leave }: Override): string {
  const whose =
    leave.kind === 'second-person'
      ? `with the leave of ${leave.approver.name} (${leave.proved === 'pin' ? 'by PIN' : 'named, no PIN'})`
      : `alone, after a cool-off since ${leave.requestedAt}`;
  return `By ${by.name} ${whose}, ${at}. Reason: ${reason}`;
}

function blockerBlocks({ blockers }: ChecklistReport): Block[] {
  if (blockers.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: 'What stands in the way of the signature' },
    ...blockers.map(({ item, text, words }): Block => ({ kind: 'text', strong: true, text: `${item}, “${text}”: ${words}` })),
  ];
}

function hiddenBlocks({ hidden }: ChecklistReport): Block[] {
  if (hidden.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: 'Not shown' },
    ...hidden.map(({ item, because }): Block => ({ kind: 'text', text: `${item} was not shown. ${because}` })),
  ];
}

function fileBlocks({ files }: ChecklistReport): Block[] {
  if (files.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: 'Evidence' },
    {
      kind: 'table',
      columns: [
        { title: 'Item', width: 8 },
        { title: 'File', width: 30 },
        { title: 'Bytes', width: 12, align: 'right' },
        { title: 'SHA-256', width: 38 },
        { title: 'State', width: 12 },
      ],
      rows: files.map(({ item, name, bytes, sha256, state }) => [
        item,
        name,
        bytes === null ? '' : bytes.toLocaleString('en'),
        sha256,
        state === 'kept' ? state : [{ text: state, strong: true }],
      ]),
    },
  ];
}

function signatureBlocks({ signatures, statement }: ChecklistReport): Block[] {
  return [
    { kind: 'heading', level: 1, text: 'Signatures' },
    { kind: 'text', text: statement },
    ...signatures.map(({ role, signer, at, proved, alone, runHash }): Block => {
      const how = proved === 'pin' ? 'by PIN' : 'named, no PIN';
      const words = `${role}: ${signer.name}, ${at} (${how}), under ${runHash}`;
      return alone
        ? { kind: 'text', strong: true, text: `${words}. The same person signed before, alone, after a cool-off.` }
        : { kind: 'text', text: words };
    }),
    ...(signatures.length === 0 ? [{ kind: 'text', text: 'Nobody has signed.', strong: true } satisfies Block] : []),
  ];
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
