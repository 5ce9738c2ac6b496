import { router } from '../api/procedure.ts';
import { csvProcedures } from './csv-procedures.ts';
import { gradeProcedures } from './grade-procedures.ts';
import { listProcedures } from './list-procedures.ts';
import { screenProcedures } from './screen-procedures.ts';
import { selectProcedures } from './select-procedures.ts';

export const watchlistProcedures = router({
  ...listProcedures,
  ...screenProcedures,
  ...selectProcedures,
  ...gradeProcedures,
  ...csvProcedures,
});
