import type { Interpretations } from '../model.ts'

/** GEN-23: the status of an action whose body is JSON and breaks a rule of its schema. */
export function actionRefusal(interpretations: Interpretations): 400 | 422 {
  return interpretations['C-400-422'] === '400' ? 400 : 422
}

/** GEN-23: the status of an update that is understood and cannot be processed. */
export function updateRefusal(interpretations: Interpretations): 400 | 422 {
  return interpretations['C-PATCH-422'] === '422' ? 422 : 400
}

/** FRZ-20, UNF-20, CAN-20, GEN-10: the status of an action on an order that does not exist. */
export function unknownOrder(interpretations: Interpretations): 404 | 422 {
  return interpretations['C-404-MEANING'] === 'order' ? 404 : 422
}

/** UPD-71: the status of an update of an order that does not exist. */
export function unknownUpdate(interpretations: Interpretations): 400 | 404 {
  return interpretations['C-CODES-PATCH'] === '400' ? 400 : 404
}

/** UNF-54, CAN-56: whether an action is refused at once where the status of the order shuts it out. */
export function gateRefuses(interpretations: Interpretations): boolean {
  return interpretations['C-STATUS-REJECT'] === 'refuse'
}
