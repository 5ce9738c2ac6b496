import { router } from '../api/procedure.ts';

export const deliveryProcedures = router({});
