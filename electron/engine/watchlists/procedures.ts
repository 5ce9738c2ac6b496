import { router } from '../api/procedure.ts';

export const watchlistProcedures = router({});
