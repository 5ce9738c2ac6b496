import { z } from 'zod';
import { alertProcedures } from '../alerts/index.ts';
import { checklistProcedures } from '../checklists/index.ts';
import { comparisonProcedures } from '../comparison/index.ts';
import { deliveryProcedures } from '../delivery/index.ts';
import { evidenceProcedures } from '../evidence/index.ts';
import { importProcedures } from '../imports/index.ts';
import { jobProcedures } from '../jobs/procedures.ts';
import type { ChangeNotice } from '../journal/index.ts';
import { journalProcedures } from '../journal/procedures.ts';
import { marketProcedures } from '../market/index.ts';
import { metricProcedures } from '../metrics/index.ts';
import { otcProcedures } from '../otc/index.ts';
import { positionProcedures } from '../positions/index.ts';
import { pretradeProcedures } from '../pretrade/index.ts';
import { venueProcedures } from '../venues/index.ts';
import { watchlistProcedures } from '../watchlists/index.ts';
import { workspaceProcedures } from '../workspace/procedures.ts';
import { createCallerFactory, router, subscription } from './procedure.ts';
import { queueOf } from './queue.ts';

const changeNotice: z.ZodType<ChangeNotice> = z.object({ size: z.number().int(), columns: z.array(z.string()) });

/** Everything a face may ask of the engine: the window, the loopback page, the terminal and the tests all speak to this. */
export const appRouter = router({
  changes: subscription(
    { says: 'Which columns changed, after every commit by anybody', input: z.object({}), output: changeNotice },
    (engine, _input, signal) => queueOf<ChangeNotice>(signal, (push) => engine.journal.onChange(push)),
  ),
  alerts: alertProcedures,
  checklists: checklistProcedures,
  comparison: comparisonProcedures,
  delivery: deliveryProcedures,
  evidence: evidenceProcedures,
  imports: importProcedures,
  jobs: jobProcedures,
  journal: journalProcedures,
  market: marketProcedures,
  metrics: metricProcedures,
  otc: otcProcedures,
  positions: positionProcedures,
  pretrade: pretradeProcedures,
  venues: venueProcedures,
  watchlists: watchlistProcedures,
  workspace: workspaceProcedures,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
