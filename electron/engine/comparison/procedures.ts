import { router } from '../api/procedure.ts';

export const comparisonProcedures = router({});
