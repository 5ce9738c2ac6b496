import { z } from 'zod';
import { done, identifier, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import type { QuarantineJudged, Verdict } from '../../../shared/market/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';

/** A value in quarantine, with the reason and what has been said of it. */
export const quarantinedView = z.object({
  dataset: identifier,
  n: z.int(),
  file: z.string(),
  source: z.string(),
  row: z.int(),
  field: z.string().nullable(),
  reason: z.string(),
  message: z.string(),
  series: z.string(),
  day: z.string(),
  value: z.string(),
  verdict: z.enum(['released', 'kept']).nullable(),
});
type QuarantinedView = z.infer<typeof quarantinedView>;

export interface QuarantineFilter {
  readonly dataset?: string | undefined;
  /** Also those that a person has judged already. */
  readonly judged: boolean;
  readonly from: number;
  readonly limit: number;
}

export function quarantined(store: Reader, filter: QuarantineFilter): { total: number; values: QuarantinedView[] } {
  const scope = [filter.dataset ?? null, filter.dataset ?? null, filter.judged ? 1 : 0] as const;
  const rows = store.all<QuarantinedView>(
    `SELECT remark.dataset, remark.n, file, source, remark.row, remark.field, remark.reason, remark.message,
       coalesce(point.kind || ' ' || point.subject || '/' || point.unit, 'pool ' || pool.pool, '') AS series,
       coalesce(point.day, pool.day, '') AS day, coalesce(point.value, pool.apy || ' %', '') AS value,
       CASE verdict.released WHEN 1 THEN 'released' WHEN 0 THEN 'kept' END AS verdict
     ${QUARANTINED} ORDER BY dataset.seq DESC, remark.n LIMIT ? OFFSET ?`,
    ...scope,
    filter.limit,
    filter.from,
  );
  return {
    total: store.get<{ total: number }>(`SELECT count(*) AS total ${QUARANTINED}`, ...scope)!.total,
    values: rows,
  };
}

const QUARANTINED = `
  FROM market_remark AS remark JOIN market_dataset AS dataset USING (dataset)
  LEFT JOIN market_point AS point USING (dataset, n)
  LEFT JOIN pool_point AS pool USING (dataset, n)
  LEFT JOIN market_verdict AS verdict USING (dataset, n)
  WHERE remark.outcome = 'quarantined' AND dataset.live = 1 AND (? IS NULL OR remark.dataset = ?) AND (? OR verdict.released IS NULL)`;

/** Says of values in quarantine that figures may use them, that they stay out, or that nothing is decided yet. */
export function judgeQuarantined(
  engine: Engine,
  dataset: string,
  numbers: readonly number[],
  verdict: Verdict,
  why: string | undefined,
): Outcome<{ judged: number }> {
  const { store } = engine;
  const found = store.get<{ file: string }>('SELECT file FROM market_dataset WHERE dataset = ?', dataset);
  if (!found) return refuse('no-such-dataset', `There is no dataset ${dataset}. The list of datasets names them.`);
  const values: QuarantineJudged['values'] = [];
  for (const n of new Set(numbers)) {
    const row = store.get<{ outcome: string; released: number | null }>(
      `SELECT remark.outcome, verdict.released FROM market_remark AS remark LEFT JOIN market_verdict AS verdict USING (dataset, n)
       WHERE remark.dataset = ? AND remark.n = ?`,
      dataset,
      n,
    );
    if (row?.outcome !== 'quarantined') return refuse('not-quarantined', `Value ${n} of ${found.file} is not in quarantine.`, { n });
    const before = verdictOf(row.released);
    if (before !== verdict) values.push({ n, verdict, before });
  }
  if (values.length === 0) return done({ judged: 0 });
  const payload: QuarantineJudged = { file: found.file, values, ...(why === undefined ? {} : { why }) };
  const event: NewEvent<QuarantineJudged> = { type: 'market.quarantine-judged', subject: dataset, payload };
  const committed = engine.journal.commit([event]);
  return isRefused(committed) ? committed : done({ judged: values.length });
}

function verdictOf(released: number | null): Verdict {
  return released === null ? null : released === 1 ? 'released' : 'kept';
}
