/** Refusals about calls, texts, people and company numbers. */
export const callRefusals: Record<string, string> = {
  'Enter a phone number.': 'Escribe un número de teléfono.',
  'Enter one phone number.': 'Escribe un número de teléfono.',
  'Enter one number.': 'Escribe un número.',
  'Choose a number.': 'Elige un número.',
  'This is not a complete phone number. Check the digits, or write it with its country code, like +1 212 555 0100.':
    'No es un número de teléfono completo. Revisa los dígitos, o escríbelo con su código de país, como +1 212 555 0100.',
  'Calls are never sent to an emergency number. Enter an ordinary phone number.':
    'Nunca se envían llamadas a un número de emergencia. Escribe un número común.',
  'Short numbers cannot be dialled from here. Enter an ordinary phone number.':
    'Desde aquí no se pueden marcar números cortos. Escribe un número común.',
  'Premium-rate numbers are not allowed. Enter an ordinary phone number.':
    'No se permiten números de tarifa especial. Escribe un número común.',
  'Satellite numbers are not allowed. Enter an ordinary phone number.':
    'No se permiten números satelitales. Escribe un número común.',
  'Your agency does not allow calls and texts to this country. Ask the agency to allow it.':
    'Tu agencia no permite llamadas ni mensajes a este país. Pídele que lo permita.',
  'This is the calling number itself. Enter another one.': 'Es el mismo número que llama. Escribe otro.',
  'This is the sending number itself. Enter another one.': 'Es el mismo número que envía. Escribe otro.',
  '{0} has no endpoint that could speak. Enter where it answers under Voice agents.':
    '{0} no tiene dirección con que hablar. Indica dónde contesta en Agentes de voz.',
  'You have no phone to ring. Enter one under My call settings, then call.':
    'No tienes teléfono que sonar. Escribe uno en Mis ajustes de llamadas y luego llama.',
  'You have no phone to ring. Enter one under My call settings.':
    'No tienes teléfono que sonar. Escribe uno en Mis ajustes de llamadas.',
  'You have no phone to ring. Enter a phone under Calls first.':
    'No tienes teléfono que sonar. Primero escribe un teléfono en Llamadas.',
  'You have no phone to ring.': 'No tienes teléfono que sonar.',
  'Your own phone cannot be rung. {0} Change it under My call settings.':
    'Tu propio teléfono no puede sonar. {0} Cámbialo en Mis ajustes de llamadas.',
  'Your own phone cannot be rung. {0}': 'Tu propio teléfono no puede sonar. {0}',
  'Your phone cannot be rung. {0} Enter a phone under Calls first.':
    'Tu teléfono no puede sonar. {0} Primero escribe un teléfono en Llamadas.',
  'Your phone cannot be rung. {0}': 'Tu teléfono no puede sonar. {0}',
  'Enter a phone under Calls first.': 'Primero escribe un teléfono en Llamadas.',
  'This is your own phone. Enter the number of the person to call.':
    'Es tu propio teléfono. Escribe el número de la persona a quien llamar.',
  'This number is not yours to call from. Choose your direct number or a company number.':
    'No puedes llamar desde este número. Elige tu número directo o uno de la empresa.',
  'This number is not yours to send from. Choose your direct number or a company number.':
    'No puedes enviar desde este número. Elige tu número directo o uno de la empresa.',
  'You have a call under way that you placed from here. Hang up first, then call again.':
    'Tienes en curso una llamada hecha desde aquí. Cuelga primero y llama otra vez.',
  'Too many calls were placed at the same moment. Wait a few seconds and call again.':
    'Se hicieron demasiadas llamadas a la vez. Espera unos segundos y llama otra vez.',
  'Too many calls were placed at the same moment. Wait a few seconds and try again.':
    'Se hicieron demasiadas llamadas a la vez. Espera unos segundos e intenta otra vez.',
  'The carrier did not place the call (error {0}). Show another number, or tell support this error.':
    'La operadora no hizo la llamada (error {0}). Muestra otro número, o dile a soporte este error.',
  'The carrier did not place the call (error {0}). Write the greeting instead, or tell support this error.':
    'La operadora no hizo la llamada (error {0}). Escribe el saludo, o dile a soporte este error.',
  'The carrier did not place the call: {0}. Try again in a minute.':
    'La operadora no hizo la llamada: {0}. Intenta otra vez en un minuto.',
  'This number takes no calls. Choose another one.': 'Este número no recibe llamadas. Elige otro.',
  'A test call comes from another number, and there is no free one. Call it from your own phone instead.':
    'Una llamada de prueba sale de otro número, y no hay uno libre. Llama desde tu propio teléfono.',
  'This test call is being placed already. Wait for it to ring.':
    'Esta llamada de prueba ya se está haciendo. Espera a que suene.',
  '{0} is attached to no number. Attach the number to it under Voice agents, then try again.':
    '{0} no está conectado con ningún número. Conéctale el número en Agentes de voz e intenta otra vez.',
  '{0} is attached to another number or to none. Attach the number to it under Voice agents, then try again.':
    '{0} está conectado con otro número o con ninguno. Conéctale el número en Agentes de voz e intenta otra vez.',
  'The number is not in service. See under Phone numbers what is missing.':
    'El número no está en servicio. En Números de teléfono verás qué falta.',
  'The number is marked "do not originate". Choose another one.':
    'El número está marcado como “no originar llamadas”. Elige otro.',
  'The number cannot send texts. Choose another one.': 'El número no puede enviar mensajes. Elige otro.',
  'The number cannot make calls. Choose another one.': 'El número no puede hacer llamadas. Elige otro.',
  "The contact's owner has neither a direct nor a company number that can send texts. Give them one under My Staff.":
    'El responsable del contacto no tiene número directo ni de la empresa que envíe mensajes. Dale uno en Mi equipo.',
  'The contact has no owner, and no company number can send texts. Set one up under Company number.':
    'El contacto no tiene responsable, y ningún número de la empresa puede enviar mensajes. Configura uno en Número de la empresa.',
  'They asked to get no more texts. They get them again once they write START to you; you can still call.':
    'Pidió no recibir más mensajes. Los recibe otra vez cuando te escriba START; aún puedes llamar.',
  'There is no number in service here that could ring your phone.':
    'Aquí no hay un número en servicio que pueda llamar a tu teléfono.',
  'There is no number in service here that could ring your phone. Write the greeting instead.':
    'Aquí no hay un número en servicio que pueda llamar a tu teléfono. Escribe el saludo.',
  'Your phone is not verified as caller id yet. Ask the agency to verify it, or show another number.':
    'Tu teléfono aún no está verificado como identificador. Pide a la agencia que lo verifique, o muestra otro número.',
  'Whether your phone is verified cannot be checked at the moment. Show another number, or try again.':
    'Ahora no se puede comprobar si tu teléfono está verificado. Muestra otro número, o intenta otra vez.',
  'Write something first.': 'Primero escribe algo.',
  'A text has at most {0#} characters. Split it into several.':
    'Un mensaje tiene como máximo {0} caracteres. Divídelo en varios.',
  'A text has at most {0#} characters.': 'Un mensaje tiene como máximo {0} caracteres.',
  'Ask for 1 to 100 calls at once.': 'Pide de 1 a 100 llamadas a la vez.',
  'There is no such outcome of a call.': 'No existe ese resultado de una llamada.',
  'Search for fewer characters.': 'Busca con menos caracteres.',
  'Choose a nearer date.': 'Elige una fecha más cercana.',
  'Your CRM does not let contacts be made from here. Add the contact in the CRM itself.':
    'Tu CRM no permite crear contactos desde aquí. Agrega el contacto en el mismo CRM.',
  'This caller is being made a contact just now. Look again in a moment.':
    'Este contacto se está creando ahora. Mira otra vez en un momento.',
  'This caller is a contact already: {0}. Open it in your CRM.': 'Ya es un contacto: {0}. Ábrelo en tu CRM.',
  'Your CRM no longer has this contact. Choose another one.': 'Tu CRM ya no tiene este contacto. Elige otro.',
  'Your CRM did not answer. The caller stays yours; try again in a minute, nothing is made twice.':
    'Tu CRM no respondió. La conversación sigue siendo tuya; intenta otra vez en un minuto, nada se crea dos veces.',
  'Your CRM refused it. Add the contact in the CRM itself, or ask your agency.':
    'Tu CRM lo rechazó. Agrega el contacto en el mismo CRM, o pregunta a tu agencia.',
  'The caller withheld their number, so there is nothing to call or text.':
    'Quien llamó ocultó su número, así que no hay a quién llamar ni escribir.',
  '{0} looks after this caller. Ask them, or ask an admin to free the caller.':
    '{0} atiende a esta persona. Habla con quien la atiende, o pide a un administrador que la libere.',
  'This came to other people of your team. One of them, or an admin, can act on it.':
    'Esto le llegó a otras personas de tu equipo. Puede actuar alguien de ellas, o un administrador.',
  'Whoever answered this caller looks after them. Ask them to do it.':
    'Quien contestó atiende a esta persona. Pídele que lo haga.',
  'There is nothing of this caller here.': 'Aquí no hay nada de esta persona.',
  'This is not a place to read on from.': 'Desde aquí no se puede seguir leyendo.',
  'Choose unknown, mine or all.': 'Elige desconocidos, mías o todas.',
  'Enter a name.': 'Escribe un nombre.',
  'Use at most {0#} characters.': 'Usa como máximo {0} caracteres.',
  'Choose a contact.': 'Elige un contacto.',

  '{0} is limited to chosen people, and {1} is not among them. Add them under Company number first.':
    '{0} está limitado a personas elegidas, y {1} no está entre ellas. Agrega a esa persona primero en Número de la empresa.',
  'Somebody chosen here is no longer a user of this sub-account. Reload the page and choose again.':
    'Alguna persona elegida ya no está en esta subcuenta. Recarga la página y elige otra vez.',
  'Enter when this rule holds: days, start and end.': 'Indica cuándo vale esta regla: días, inicio y fin.',
  'Calls passed on there would come back to this number. Enter a phone outside of your Trunkline numbers.':
    'Las llamadas que pasen allí volverían a este número. Escribe un teléfono que no sea de Trunkline.',
  'Calls forwarded there would come back here. Enter a phone outside of your Trunkline numbers.':
    'Las llamadas que se desvíen allí volverían aquí. Escribe un teléfono que no sea de Trunkline.',
  'Choose the person who is rung.': 'Elige a quién le suena.',
  'This person is no longer a user here. Choose somebody else.': 'Esta persona ya no está aquí. Elige a otra.',
  'Choose at least one person.': 'Elige al menos a una persona.',
  'At most {0#} people are rung at once. Take somebody out.':
    'Suena como máximo a {0} personas a la vez. Quita a alguien.',
  'Somebody is in the group twice. Take them out once.':
    'Alguien está dos veces en el grupo. Quita a esa persona una vez.',
  'Choose between {0#} and {1#} seconds.': 'Elige entre {0} y {1} segundos.',
  'Choose between {0#} and {1#} calls.': 'Elige entre {0} y {1} llamadas.',
  'At these times another rule decides already: {0@}. Change the hours, or switch one of the rules off.':
    'A estas horas ya decide otra regla: {0}. Cambia el horario, o apaga una de las reglas.',
  'Choose at least one day of the week.': 'Elige al menos un día de la semana.',
  'Enter a time from 00:00 to 23:59.': 'Escribe una hora de 00:00 a 23:59.',
  'Enter a time from 00:00 to 24:00.': 'Escribe una hora de 00:00 a 24:00.',
  'Start and end are the same. For the whole day enter 00:00 to 24:00.':
    'El inicio y el fin son iguales. Para el día entero escribe de 00:00 a 24:00.',
  'A company number has at most {0#} rules of its own. Change one of them, or delete one first.':
    'Un número de la empresa tiene como máximo {0} reglas propias. Cambia una, o elimina una primero.',
  'The default rule takes every unknown caller whom no other rule covers. Change whom it rings instead.':
    'La regla predeterminada recibe a todo desconocido que ninguna otra cubre. Mejor cambia a quién le suena.',
  '{0}. Confirm to open it to everybody instead.': '{0}. Confirma para abrirlo a todos.',
  'Enter a name of up to {0#} characters.': 'Escribe un nombre de hasta {0} caracteres.',
  'Enter at most {0#} characters.': 'Escribe como máximo {0} caracteres.',
  'Choose at most {0#} people.': 'Elige como máximo {0} personas.',
  'Choose a ring group, a specific user or another number.':
    'Elige un grupo de llamada, una persona específica u otro número.',
  'Enter a time.': 'Escribe una hora.',
  'Enter at most {0#} times.': 'Escribe como máximo {0} horarios.',

  'This moment has passed. Choose a later one.': 'Ese momento ya pasó. Elige uno posterior.',
  'Choose a moment within a year.': 'Elige un momento dentro de un año.',
  '{0} may not send from this number. Choose their direct number or a company number open to them.':
    '{0} no puede enviar desde este número. Elige su número directo o uno de la empresa que tenga abierto.',
  'This number is answered by Trunkline itself, so calls would go round in a circle. Enter another phone.':
    'Este número lo contesta Trunkline mismo, así que las llamadas irían en círculo. Escribe otro teléfono.',
  'Its first payment is still awaited. Pay for it under Phone numbers, then give it to somebody.':
    'Aún espera su primer pago. Págalo en Números de teléfono y luego dáselo a alguien.',
  'Its first payment is still awaited. Pay for it under Phone numbers, then try again.':
    'Aún espera su primer pago. Págalo en Números de teléfono e intenta otra vez.',
  'It is not in service at the moment. See under Phone numbers what is missing.':
    'Ahora no está en servicio. En Números de teléfono verás qué falta.',
  'Direct numbers are not part of your plan. Ask your agency to add them.':
    'Los números directos no son parte de tu plan. Pide a tu agencia que los agregue.',
  '{0} has a direct number in another sub-account. It must be taken back there first.':
    '{0} tiene un número directo en otra subcuenta. Primero hay que quitárselo allí.',
  'It is the direct number of {0}. Confirm to give it to {1} instead.':
    'Es el número directo de {0}. Confirma para dárselo a {1}.',
  'A voice agent answers it. Confirm to give it to {0} alone.':
    'Lo atiende un agente de voz. Confirma para dárselo solo a {0}.',
  '{0} answers it. Confirm to give it to {1} alone.': 'Lo atiende {0}. Confirma para dárselo solo a {1}.',
  'It is a company number, open to all. Confirm to give it to {0} alone.':
    'Es un número de la empresa, abierto a todos. Confirma para dárselo solo a {0}.',
  '{0} already has {1} as direct number. Confirm to replace it.':
    '{0} ya tiene {1} como número directo. Confirma para reemplazarlo.',
  'Your phone was called a moment ago. Wait a little, then try again.':
    'Se llamó a tu teléfono hace un momento. Espera un poco e intenta otra vez.',
  'Choose a time zone from the list.': 'Elige una zona horaria de la lista.',
  'Add at least one time, or choose “always available”.': 'Agrega al menos un horario, o elige “siempre disponible”.',
  'The number is not in service here. Pay for it under Phone numbers, then set where its calls go.':
    'El número no está en servicio aquí. Págalo en Números de teléfono y luego define a dónde van sus llamadas.',
  'A greeting has at most {0#} characters. Shorten it, or record it by phone.':
    'Un saludo tiene como máximo {0} caracteres. Acórtalo, o grábalo por teléfono.',
  'There may be {0#} times at most. Put days with the same hours together.':
    'Puede haber {0} horarios como máximo. Junta los días con el mismo horario.',
};
