import { router } from '../api/procedure.ts';

export const venueProcedures = router({});
