import { router } from '../api/procedure.ts';
import { listProcedures } from './list-procedures.ts';
import { screenProcedures } from './screen-procedures.ts';
import { selectProcedures } from './select-procedures.ts';

export const watchlistProcedures = router({ ...listProcedures, ...screenProcedures, ...selectProcedures });
