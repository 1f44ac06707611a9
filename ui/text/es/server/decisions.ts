/** Why a call or text went where it went, and what becomes of it. */
export const decisions: Record<string, string> = {
  'The call is being placed.': 'La llamada se está haciendo.',
  'It rings.': 'Está sonando.',
  'The contact answered.': 'El contacto contestó.',
  '{0} answered.': '{0} contestó.',
  'All lines were taken; the caller left a message.': 'Todas las líneas estaban ocupadas; quien llamó dejó un mensaje.',
  'Nobody answered; the caller left a message.': 'Nadie contestó; quien llamó dejó un mensaje.',
  'The caller hung up before anybody answered.': 'Quien llamó colgó antes de que alguien contestara.',
  'The number was not in service.': 'El número estaba fuera de servicio.',
  'The call could not be placed.': 'No se pudo hacer la llamada.',
  'The contact did not answer.': 'El contacto no contestó.',
  'All lines were taken, and nobody answered.': 'Todas las líneas estaban ocupadas y nadie contestó.',
  'Nobody answered.': 'Nadie contestó.',
  'Rings {0} at {1} for {2#} seconds.': 'Le suena a {0} en {1} durante {2} segundos.',
  'Rings {0} at {1} for {2#} seconds; they press 1 to take the call.':
    'Le suena a {0} en {1} durante {2} segundos; presiona 1 para tomar la llamada.',
  'Rings {0&} at once for {1#} seconds; the first to press 1 takes the call.':
    'Les suena a {0} a la vez durante {1} segundos; toma la llamada quien primero presione 1.',
  'Rings the forwarding number {0} for {1#} seconds.': 'Suena el número de desvío {0} durante {1} segundos.',
  'Rings {0} for {1#} seconds.': 'Le suena a {0} durante {1} segundos.',
  '{0} answers by itself.': '{0} contesta por sí solo.',
  'The voicemail of {0} takes a message.': 'El buzón de voz de {0} toma un mensaje.',
  'The voicemail of the sub-account takes a message.': 'El buzón de voz de la subcuenta toma un mensaje.',
  'A spoken message says that the number is not in service.':
    'Un mensaje hablado dice que el número no está en servicio.',
  'A spoken message says that nobody can take the call.': 'Un mensaje hablado dice que nadie puede tomar la llamada.',
  'Delivers it to the inbox of {0&}.': 'Lo entrega en la bandeja de {0}.',
  "Relays it to {0}, with the sender's number in front.": 'Lo reenvía a {0}, con el número del remitente al inicio.',
  '{0} gets it.': '{0} lo recibe.',
  'Keeps it in the inbox of the sub-account.': 'Lo guarda en la bandeja de la subcuenta.',
  'The agent that the number was attached to is gone. The call goes on to forwarding.':
    'El agente al que estaba conectado el número ya no está. La llamada pasa al desvío.',
  '{0} is not ready: it has no endpoint. The call goes on to forwarding.':
    '{0} no está listo: no tiene dirección. La llamada pasa al desvío.',
  '{0} answers by itself. If it fails, the call goes on to forwarding.':
    '{0} contesta por sí solo. Si falla, la llamada pasa al desvío.',
  '{0} takes no texts. The text goes on to forwarding.': '{0} no recibe mensajes. El mensaje pasa al desvío.',
  '{0} gets the text.': '{0} recibe el mensaje.',
  '{0} is not an approved user of this sub-account.': '{0} no está entre las personas aprobadas de esta subcuenta.',
  '{0} has no phone to ring.': '{0} no tiene teléfono que sonar.',
  '{0} has a phone number that cannot be dialled.': '{0} tiene un teléfono que no se puede marcar.',
  '{0} has the called number itself as their phone.': '{0} tiene como teléfono el mismo número al que se llama.',
  '{0} does not want to be disturbed now.': '{0} no quiere que le molesten ahora.',
  '{0} is outside their own hours.': '{0} está fuera de su horario.',
  '{0} is already on a call.': '{0} ya está en una llamada.',
  '{0} can be rung.': 'A {0} se le puede llamar.',
  '{0} can be rung now.': 'A {0} se le puede llamar ahora.',
  'The caller withheld their number or it is not a valid one, so no contact is looked up.':
    'Quien llama ocultó su número, o no es válido, así que no se busca ningún contacto.',
  'It comes back from {0}, which is being dialled for the same caller, so it rings nobody again.':
    'Vuelve de {0}, al que se está llamando por la misma persona, así que no le suena a nadie otra vez.',
  'No agent answers this number.': 'Ningún agente atiende este número.',
  'It is not the direct number of a user.': 'No es el número directo de nadie.',
  'As many calls as allowed are on this company number already: this one is overflow.':
    'Este número de la empresa ya tiene todas las llamadas permitidas: esta sobra.',
  'There is no owner to ring.': 'No hay responsable a quien llamar.',
  'It is not a company number, so there are no rules for unknown callers.':
    'No es un número de la empresa, así que no hay reglas para desconocidos.',
  "It is the direct number of {0}; nobody else's rules are considered.":
    'Es el número directo de {0}; no se consideran otras reglas.',
  'It is a direct number, but its user is gone.': 'Es un número directo, pero su persona ya no está.',
  '{0} looks after this contact and gets the text.': '{0} atiende a este contacto y recibe el mensaje.',
  '{0} looks after this contact and is rung.': '{0} atiende a este contacto y le suena.',
  'The contact has an owner, but that user is not known here.':
    'El contacto tiene responsable, pero aquí no se conoce a esa persona.',
  'The caller is {0}, who has no owner.': 'Quien llama es {0}, sin responsable.',
  'No contact has this phone.': 'Ningún contacto tiene este teléfono.',
  'The caller is {0}, looked after by {1}.': 'Quien llama es {0}; le atiende {1}.',
  'Several contacts with different owners have this phone; {0} is the newest, looked after by {1}.':
    'Varios contactos con distintos responsables tienen este teléfono; {0} es el más reciente y le atiende {1}.',
  'There is no forwarding number.': 'No hay número de desvío.',
  'The call would come back to a number it has been at; that is not done.':
    'La llamada volvería a un número por el que ya pasó; eso no se hace.',
  'The call has been through {0#} of our numbers and goes no further.':
    'La llamada pasó por {0} de nuestros números y no sigue.',
  'It goes on to {0}.': 'Sigue a {0}.',
  "{0} is another sub-account's, whose people have no part in this inbox.":
    '{0} es de otra subcuenta, cuyas personas no tienen parte en esta bandeja de entrada.',
  "{0} is one of our own numbers, so that number's rules are followed.":
    '{0} es uno de nuestros números, así que se siguen sus reglas.',
  'It is the direct number of {0}.': 'Es el número directo de {0}.',
  '{0} forwarding number cannot be dialled.': 'El número de desvío {0} no se puede marcar.',
  'The text is relayed to {0} forwarding number.': 'El mensaje se reenvía al número de desvío {0}.',
  'If it gets this far, {0} forwarding number rings for {1#} seconds.':
    'Si llega hasta aquí, el número de desvío {0} suena durante {1} segundos.',
  'The inbox of {0} keeps the text.': 'La bandeja de {0} guarda el mensaje.',
  'In the end a spoken message says that nobody can take the call.':
    'Al final un mensaje hablado dice que nadie puede tomar la llamada.',
  'In the end the voicemail of {0} takes a message.': 'Al final el buzón de voz de {0} toma un mensaje.',
  'After {0#} seconds without an answer their own voicemail answers.':
    'Tras {0} segundos sin respuesta contesta su propio buzón de voz.',
  'After {0#} seconds without an answer the call goes on to forwarding.':
    'Tras {0} segundos sin respuesta la llamada pasa al desvío.',
  'Their own voicemail answers.': 'Contesta su propio buzón de voz.',
  'The call goes on to forwarding.': 'La llamada pasa al desvío.',
  'They are left out.': 'Se omite.',
  '{0} would be one too many.': 'Con {0} serían demasiados.',
  '{0} has the same phone as somebody else in the group.': '{0} tiene el mismo teléfono que otra persona del grupo.',
  'Nobody of the group can be rung. The call goes on to forwarding.':
    'A nadie del grupo se le puede llamar. La llamada pasa al desvío.',
  'One phone rings for {0#} seconds; the first to press 1 takes the call, else forwarding follows.':
    'Suena un teléfono durante {0} segundos; toma la llamada quien presione 1; si no, sigue el desvío.',
  '{0#} phones ring at once for {1#} seconds; the first to press 1 takes the call, else forwarding follows.':
    'Suenan {0} teléfonos a la vez durante {1} segundos; toma la llamada quien primero presione 1; si no, sigue el desvío.',
  'The text goes to the inbox of {0}.': 'El mensaje va a la bandeja de {0}.',
  'The number is not one of ours.': 'El número no es nuestro.',
  'The number is not assigned, but an agent of the agency answers it.':
    'El número no está asignado, pero lo atiende un agente de la agencia.',
  'The number is not assigned to anybody.': 'El número no está asignado a nadie.',
  'The number is reserved, but its first payment is still awaited.':
    'El número está reservado, pero aún espera su primer pago.',
  'The number is suspended because a payment failed.': 'El número está suspendido porque falló un pago.',
  'The assignment of the number has ended.': 'La asignación del número terminó.',
  'The number is in service.': 'El número está en servicio.',
  'It is a company number; {0} decides for callers nobody looks after.':
    'Es un número de la empresa; {0} decide por quienes nadie atiende.',
  'It is a company number without rules; its owner stands in.':
    'Es un número de la empresa sin reglas; responde su propietario.',
  'There is nobody whom the rule could ring. It goes on to forwarding.':
    'La regla no tiene a quién llamar. Sigue el desvío.',
  "The rule's other number may not be dialled. It goes on to forwarding.":
    'El otro número de la regla no se puede marcar. Sigue el desvío.',
  'The text is passed on to another number.': 'El mensaje se pasa a otro número.',
  'Another number rings for {0#} seconds.': 'Otro número suena durante {0} segundos.',
  'It came while we were away, so the caller heard an apology.':
    'Llegó mientras no estábamos, así que quien llamó oyó una disculpa.',
  'It came while we were away, so the forwarding number kept for such moments was rung: {0}.':
    'Llegó mientras no estábamos, así que sonó el número de desvío guardado para esos momentos: {0}.',
  'The database could not be reached when the call came, so the caller heard an apology.':
    'No se pudo llegar a la base de datos cuando entró la llamada, así que quien llamó oyó una disculpa.',
  'The database could not be reached when the call came, so the forwarding number kept for such moments was rung: {0}.':
    'No se pudo llegar a la base de datos cuando entró la llamada, así que sonó el número de desvío guardado para esos momentos: {0}.',
  'The call is passed on to {0}.': 'La llamada se pasa a {0}.',
  'There is nobody to ring; the call goes on to forwarding.': 'No hay a quién llamar; la llamada pasa al desvío.',
  '{0&} are rung at once.': 'Les suena a {0} a la vez.',
  '{0} is rung.': 'Le suena a {0}.',
  'Nobody can be rung, so the call goes on to forwarding.':
    'No hay a quién llamar ahora, así que la llamada pasa al desvío.',
  'Passes the call on to {0}, {1@}.': 'Pasa la llamada a {0}, {1}.',
  'Rings {0&} at once for {1#} seconds, {2@}.': 'Les suena a {0} a la vez durante {1} segundos, {2}.',
  'Rings {0} for {1#} seconds, {2@}.': 'Le suena a {0} durante {1} segundos, {2}.',
  'Rings {0}, {1@}.': 'Le suena a {0}, {1}.',
  'whenever no other rule holds': 'cuando no vale ninguna otra regla',
  '{0} calls {1}, which sees {2}; once they answer, {3} speaks by itself.':
    '{0} llama a {1}, que ve {2}; cuando contestan, {3} habla por sí solo.',
  '{0} calls; their own phone rings first, then {1}, which sees {2}.':
    'Llama {0}; primero suena su propio teléfono, luego {1}, que ve {2}.',
};
