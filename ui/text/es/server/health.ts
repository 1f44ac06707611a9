/** Routing health, readiness (T-6), what a plan stands at, and who had a number. */
export const health: Record<string, string> = {
  '{0} is not an approved user.': '{0} no está entre las personas aprobadas.',
  '{0} has a phone that cannot be dialled.': '{0} tiene un teléfono que no se puede marcar.',
  'Calls go straight to their voicemail.': 'Las llamadas van directo a su buzón de voz.',
  'Calls to them go straight to forwarding.': 'Sus llamadas van directo al desvío.',
  '1 contact belongs to {0}, who {1}. {2}': '1 contacto es de {0}, que {1}. {2}',
  '{0#} contacts belong to {1}, who {2}. {3}': '{0} contactos son de {1}, que {2}. {3}',
  '1 contact belongs to somebody who is not a user here. Its calls go straight to forwarding. Give it another owner in your CRM.':
    '1 contacto es de alguien que no está aquí. Sus llamadas van directo al desvío. Asígnale otro responsable en tu CRM.',
  '{0#} contacts belong to people who are not users here. Their calls go straight to forwarding. Give them other owners in your CRM.':
    '{0} contactos son de personas que no están aquí. Sus llamadas van directo al desvío. Asígnales otros responsables en tu CRM.',
  '{0} of {1} {2}, so its calls go on to forwarding.': '{0} de {1} {2}, así que sus llamadas pasan al desvío.',
  '{0} of {1} has no endpoint yet, so its calls go on to forwarding.':
    '{0} de {1} aún no tiene dirección, así que sus llamadas pasan al desvío.',
  '{0} of {1} did not answer as it should when it was last tried, so its calls go on to forwarding.':
    '{0} de {1} no contestó como debe en la última prueba, así que sus llamadas pasan al desvío.',
  'Calls to {0} that are {1} to {2} come back to {3}. They are stopped there.':
    'Las llamadas a {0} que {1} a {2} vuelven a {3}. Ahí se detienen.',
  'Nobody can answer {0}: every call ends {1}.': 'Nadie puede contestar {0}: toda llamada termina {1}.',
  'Callers to {0} who have no owner ring nobody: their calls end {1}.':
    'Quienes llaman a {0} y no tienen responsable no le suenan a nadie: sus llamadas terminan {1}.',
  'The forwarding number {0} was tried {1#} times in the last 14 days and never answered.':
    'El número de desvío {0} se intentó {1} veces en los últimos 14 días y nunca contestó.',
  'The rule “{0}” of {1} can ring nobody. {2}': 'La regla “{0}” de {1} no le puede sonar a nadie. {2}',
  'The rule “{0}” of {1} rings nobody now. {2}': 'La regla “{0}” de {1} no le suena a nadie ahora. {2}',
  'There is nobody to ring.': 'No hay a quién llamar.',
  '{0} is no longer a user here.': '{0} ya no está aquí.',

  'A card is on file. Numbers you buy are charged to it.':
    'Hay una tarjeta registrada. A ella se cobran los números que compras.',
  'Not needed: your own Twilio account is billed by Twilio.': 'No hace falta: Twilio le cobra a tu propia cuenta.',
  'Add the card that pays for numbers. Nothing is charged until you buy one.':
    'Agrega la tarjeta que paga los números. No se cobra nada hasta que compres uno.',
  'Your clients can pay you. In Stripe’s billing settings, let subscriptions with failed payments stay past due or become unpaid, not cancelled: a client then has three weeks before the number goes back to the pool.':
    'Tus clientes te pueden pagar. En los ajustes de facturación de Stripe, deja que las suscripciones con pagos fallidos queden vencidas o sin pagar, no canceladas: así el cliente tiene tres semanas antes de que el número vuelva al inventario.',
  'Stripe needs more from you before it takes payments. Go on where you left off.':
    'Stripe necesita más datos tuyos antes de aceptar pagos. Sigue donde te quedaste.',
  'Connect Stripe, so that your clients can pay you.': 'Conecta Stripe para que tus clientes te puedan pagar.',
  'Numbers come from your own Twilio account ending in {0}.':
    'Los números vienen de tu propia cuenta de Twilio que termina en {0}.',
  'Numbers come from our carrier account.': 'Los números vienen de nuestra cuenta.',
  'Choose where numbers come from: ours, or your own Twilio account.':
    'Elige de dónde vienen los números: de la nuestra o de tu propia cuenta de Twilio.',

  'Numbers are included in the plan; nothing is paid for them here.':
    'Los números están incluidos en el plan; aquí no se paga nada por ellos.',
  'The plan is in its trial, with a valid card.': 'El plan está en prueba, con una tarjeta válida.',
  'The plan is active, with a valid card.': 'El plan está activo, con una tarjeta válida.',
  'You are on no plan yet. Ask your agency to choose one for you.':
    'Todavía no tienes plan. Pide a tu agencia que elija uno para ti.',
  'Your agency cannot take payments yet. Ask them to connect Stripe.':
    'Tu agencia aún no puede cobrar. Pídele que conecte Stripe.',
  'Your agency cannot take payments now. Ask them to finish what Stripe wants of them.':
    'Tu agencia no puede cobrar ahora. Pídele que termine lo que Stripe le pide.',
  'There is no valid card. Add one in the billing portal.': 'No hay tarjeta válida. Agrega una en el portal de pagos.',
  'The last payment of your plan failed. Change your card in the billing portal.':
    'Falló el último pago de tu plan. Cambia la tarjeta en el portal de pagos.',
  'Your plan is not active. Start it to be given phone numbers.':
    'Tu plan no está activo. Inícialo para recibir números.',
  'This sub-account was removed in the CRM. Ask your agency.':
    'Esta subcuenta se eliminó en el CRM. Pregunta a tu agencia.',

  '{0} has it.': '{0} lo tiene.',
  'It was reserved for {0} and never paid.': 'Se reservó para {0} y nunca se pagó.',
  'It went back to the pool.': 'Volvió al inventario.',
  'It is reserved for {0} and not paid yet.': 'Está reservado para {0} y aún no se paga.',
  '{0} has it and gives it up when the period ends.': '{0} lo tiene y lo deja cuando termine el periodo.',
  '{0} has it, but the last payment failed.': '{0} lo tiene, pero falló el último pago.',
  '{0} has it, but it is suspended because it is not paid.': '{0} lo tiene, pero está suspendido por falta de pago.',
  'The reservation for {0} lapsed unpaid.': 'La reserva de {0} venció sin pago.',
  'The reservation for {0} was taken back.': 'Se retiró la reserva de {0}.',
  '{0} released it at the end of a paid period.': '{0} lo liberó al final de un periodo pagado.',
  'It was taken back from {0}.': 'Se le quitó a {0}.',
  '{0} did not pay for it.': '{0} no lo pagó.',
  'The subscription of {0} was cancelled at Stripe.': 'La suscripción de {0} se canceló en Stripe.',
};
