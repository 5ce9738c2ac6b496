import type { AppraisedCriterion, AppraisedScore } from './appraisal.ts';
import type { DrawnPart } from './acceptability.ts';

/** What of an appraised criterion is drawn at random: scores with an interval, one draw for all measures that a score speaks for, and gaps. */
export function drawnPart({ leaves }: AppraisedCriterion): DrawnPart {
  let fixed = 0;
  let missing = 0;
  const open = new Map<AppraisedScore, number>();
  for (const { share, score } of leaves) {
    const part = share.toNumber();
    if (score === null) missing += part;
    else if (score.low.equals(score.high)) fixed += part * score.points.toNumber();
    else open.set(score, (open.get(score) ?? 0) + part);
  }
  const loose = [...open].map(([score, share]) => ({
    share,
    low: score.low.toNumber(),
    mode: score.points.toNumber(),
    high: score.high.toNumber(),
  }));
  return { fixed, loose: missing > 0 ? [...loose, { share: missing, low: 0, mode: null, high: 10 }] : loose };
}
