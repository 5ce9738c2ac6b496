import { router } from '../api/procedure.ts';

export const alertProcedures = router({});
