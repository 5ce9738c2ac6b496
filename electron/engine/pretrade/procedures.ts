import { router } from '../api/procedure.ts';

export const pretradeProcedures = router({});
