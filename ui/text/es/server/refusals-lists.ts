/** Refusals about levels and their lists, keys, workflows and hooks. */
export const listRefusals: Record<string, string> = {
  'This request was already used for another list. Start again.':
    'Esta petición ya se usó para otra lista. Empieza otra vez.',
  'A quotation mark opened on line {0#} is never closed.': 'Unas comillas abiertas en la línea {0} nunca se cierran.',
  'directly at {0}': 'directamente en {0}',
  'in the program “{0}” of “{1}”': 'en el programa “{0}” de “{1}”',
  'in the unit “{0}”': 'en la unidad “{0}”',
  'in the program “{0}”': 'en el programa “{0}”',
  'on another level': 'en otro nivel',
  'It sits {0}. Remove it there.': 'Está {0}. Quítalo allí.',
  'It sits {0}. Confirm to reassign it, or leave it there.': 'Está {0}. Confirma para reasignarlo, o déjalo allí.',
  'Choose a day of the calendar.': 'Elige un día del calendario.',
  'The last day must not be before the first.': 'El último día no puede ser anterior al primero.',
  'This is not a complete phone number. Check the digits, or write it like +1 212 555 0100.':
    'No es un número de teléfono completo. Revisa los dígitos, o escríbelo como +1 212 555 0100.',
  'Your business does not hold this number. Check the digits.': 'Tu negocio no tiene este número. Revisa los dígitos.',
  'It is on the list more than once; the first one counts.': 'Está más de una vez en la lista; vale la primera.',
  'There is no such call purpose. Choose one of the list, or leave it empty.':
    'No existe ese propósito. Elige uno de la lista, o déjalo vacío.',
  'One list takes at most {0#} numbers. Put this one on the next.':
    'Una lista admite como máximo {0} números. Pon este en la siguiente.',
  'It is somebody’s direct number. Detach it first, or move it to another level.':
    'Es el número directo de alguien. Desconéctalo primero, o muévelo a otro nivel.',
  'It is a company number. Detach it first, or move it to another level.':
    'Es un número de la empresa. Desconéctalo primero, o muévelo a otro nivel.',
  'A voice agent, campaign or workflow answers it. Detach it first, or move it to another level.':
    'Lo atiende un agente de voz, una campaña o un flujo de trabajo. Desconéctalo primero, o muévelo a otro nivel.',
  'It is on this level already.': 'Ya está en este nivel.',
  'The business itself holds and pays for it. Release it under Phone numbers if you no longer need it.':
    'Lo tiene y lo paga el negocio mismo. Libéralo en Números de teléfono si ya no lo necesitas.',
  'A business has at most {0#} programs. Remove one that has ended first.':
    'Un negocio tiene como máximo {0} programas. Primero quita uno que haya terminado.',
  'A business has at most {0#} units. Remove one first.':
    'Un negocio tiene como máximo {0} unidades. Quita una primero.',
  '{0} still sits in it. Move or remove them first.': 'Aún tiene {0}. Muévelo o quítalo primero.',
  '{0} still sit in it. Move or remove them first.': 'Aún tiene {0}. Muévelos o quítalos primero.',
  'This unit has a program of that name. Choose another.': 'Esta unidad tiene un programa con ese nombre. Elige otro.',
  'There is a unit of that name. Choose another.': 'Ya hay una unidad con ese nombre. Elige otro.',
  'It still holds {0} and {1}.': 'Aún tiene {0} y {1}.',
  'Move its numbers and remove its programs first.': 'Primero mueve sus números y quita sus programas.',
  'Enter 1 to {0#} characters.': 'Escribe de 1 a {0} caracteres.',
  'Choose a day.': 'Elige un día.',
  '8 to 64 letters, digits, - or _': 'de 8 a 64 letras, dígitos, - o _',
  'Add at least one number.': 'Agrega al menos un número.',
  'Put at most {0#} numbers on one list.': 'Pon como máximo {0} números en una lista.',

  'A key like this one cannot have: {0}.': 'Una clave así no puede tener: {0}.',
  'There are {0#} keys already. Revoke one that is no longer used.': 'Ya hay {0} claves. Revoca una que ya no se use.',
  'Enter 1 to {0#} days.': 'Escribe de 1 a {0} días.',
  'There is no such scope.': 'No existe ese permiso.',
  'Choose at least one.': 'Elige al menos uno.',
  'This API key lacks the scope {0}. Make a key that has it in the panel, under API.':
    'A esta clave de API le falta el permiso {0}. Crea en el panel, en API, una clave que lo tenga.',
  'Only an agency’s key sees sub-accounts. Use one of those.':
    'Solo una clave de la agencia ve las subcuentas. Usa una de esas.',
  'Only an agency’s credentials can do this. Use an API key of the agency.':
    'Solo lo pueden las credenciales de una agencia. Usa una clave de API de la agencia.',
  'These credentials are an agency’s. Say which sub-account is meant in sub_account.':
    'Estas credenciales son de una agencia. Di en sub_account de qué subcuenta se trata.',
  '{0} is the agency’s own agent, which answers only. Opt-outs and contacts are a sub-account’s: use an agent of that sub-account.':
    '{0} es un agente propio de la agencia, que solo contesta. Las bajas y los contactos son de una subcuenta: usa un agente de esa subcuenta.',
  'Enter 1 to {0#}.': 'Escribe de 1 a {0}.',
  'Fill this in.': 'Llena este campo.',
  'This is too long.': 'Es demasiado largo.',
  'Say true or false.': 'Di true o false.',
  'Choose one of: {0}.': 'Elige entre: {0}.',
  'Send next_cursor as the last page gave it.': 'Envía next_cursor como lo dio la última página.',
  'Enter a phone number, or say which contact.': 'Escribe un número de teléfono, o di qué contacto.',
  'The contact has no phone number. Add one in the CRM.':
    'El contacto no tiene número de teléfono. Agrega uno en el CRM.',
  'Enter whole minutes, 0 or more.': 'Escribe minutos enteros, 0 o más.',
  'Enter a moment with its zone, like 2026-03-03T18:00:00Z.':
    'Escribe un momento con su zona, como 2026-03-03T18:00:00Z.',
  'Nobody looks after this contact. Say who is to call.': 'Nadie atiende a este contacto. Di quién debe llamar.',
  '{0} has neither a direct nor a company number that can make calls. Give them one under My Staff.':
    '{0} no tiene número directo ni de la empresa que haga llamadas. Dale uno en Mi equipo.',
  'There is no such trigger.': 'No existe ese disparador.',
  'Its hook was removed. Add the hook again to hear of what happens next.':
    'Su webhook se quitó. Agrégalo otra vez para enterarte de lo que siga.',
  'It is being sent at this moment. Look again in a few seconds.':
    'Se está enviando ahora. Mira otra vez en unos segundos.',
  'There are {0#} hooks already. Remove one that is no longer used.':
    'Ya hay {0} webhooks. Quita uno que ya no se use.',
  'Somebody else replaced this secret a moment ago. Look again.':
    'Otra persona reemplazó este secreto hace un momento. Mira otra vez.',
  'This trigger has no such field. It has: {0}.': 'Este disparador no tiene ese campo. Tiene: {0}.',
  'Enter a public address that begins with https://, at most 500 characters.':
    'Escribe una dirección pública que empiece con https://, de 500 caracteres como máximo.',
  'This idempotency key was used for another action or input. Use a new key for each thing you want done.':
    'Esta clave de idempotencia se usó para otra acción u otros datos. Usa una nueva para cada cosa.',
  'The first request with this idempotency key is still under way. Ask again in a few seconds.':
    'La primera petición con esta clave de idempotencia sigue en curso. Pregunta otra vez en unos segundos.',
  'Name a field of the event.': 'Nombra un campo del evento.',
  'Use one of: {0}.': 'Usa uno de: {0}.',
  'At most {0#} conditions.': 'Máximo {0} condiciones.',
  'Enter an address.': 'Escribe una dirección.',
  'Start anew.': 'Empieza de nuevo.',
  'There is no such state.': 'No existe ese estado.',
  'a whole number': 'un número entero',
  'at most {0#}': 'máximo {0}',
  'epoch milliseconds': 'milisegundos desde 1970',
  'a kind of thing': 'un tipo de cosa',
  'as the last page gave it': 'como lo dio la última página',
  'Send 1 to 200 visible ASCII characters.': 'Envía de 1 a 200 caracteres ASCII visibles.',
  'This request was already used for something else. Start again.':
    'Esta petición ya se usó para otra cosa. Empieza otra vez.',
  'Choose from the columns there are.': 'Elige entre las columnas que hay.',
  'Name numbers, or a filter.': 'Indica números o un filtro.',
};
