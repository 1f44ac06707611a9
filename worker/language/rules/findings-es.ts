import { catalogue } from './catalogue.ts';

/** What the night found that does not agree, in Spanish: by the sentences of `reconcile/rules/sentence.ts`. */
export const findingsInSpanish: Record<string, string> = {
  'A number': 'Un número',
  ' of {0}': ' de {0}',
  'This was mended.': 'Esto se corrigió.',
  'Something does not agree.': 'Algo no cuadra.',
  'Ask support.': 'Pregunta a soporte.',
  'Stripe runs the subscription {0} for a phone number that is not known here.':
    'Stripe tiene la suscripción {0} por un número de teléfono que aquí no se conoce.',
  'Look at it in your Stripe dashboard, and cancel it there if it is not yours.':
    'Mírala en tu panel de Stripe y cancélala allí si no es tuya.',
  'Stripe was still charging for {0} of {1} by the subscription {2}, which nobody holds the number by.':
    'Stripe seguía cobrando {0} de {1} con la suscripción {2}, por la que nadie tiene el número.',
  'Stripe was still charging for {0} by the subscription {1}, which nobody holds the number by.':
    'Stripe seguía cobrando {0} con la suscripción {1}, por la que nadie tiene el número.',
  'It is cancelled, and what was paid for nothing is given back.': 'Se canceló, y lo pagado de más se devuelve.',
  'It is tried again tonight; you can cancel it in your Stripe dashboard.':
    'Se intenta otra vez esta noche; puedes cancelarla en tu panel de Stripe.',
  '{0} had no running subscription at Stripe.': '{0} no tenía una suscripción en marcha en Stripe.',
  'Its state now follows what Stripe says.': 'Su estado ahora sigue lo que dice Stripe.',
  'Take it back and assign it anew to have it paid.': 'Quita la asignación y asígnalo de nuevo para que se pague.',
  'Your Stripe account {0} does not let Trunkline in any more, while 1 number is paid on it.':
    'Tu cuenta de Stripe {0} ya no deja entrar a Trunkline, y en ella se paga 1 número.',
  'Your Stripe account {0} does not let Trunkline in any more, while {1#} numbers are paid on it.':
    'Tu cuenta de Stripe {0} ya no deja entrar a Trunkline, y en ella se pagan {1} números.',
  'Stripe goes on charging for them, and Trunkline cannot see or end it. Connect the same account again under Settings, or take the numbers back and cancel their subscriptions in your Stripe dashboard.':
    'Stripe sigue cobrándolos, y Trunkline no puede verlo ni terminarlo. Conecta otra vez la misma cuenta en Ajustes, o quita las asignaciones y cancela sus suscripciones en tu panel de Stripe.',
  'Your Stripe account does not let Trunkline in any more.': 'Tu cuenta de Stripe ya no deja entrar a Trunkline.',
  'Connect Stripe again under Settings.': 'Conecta Stripe otra vez en Ajustes.',
  '{0} was kept at Stripe after its release, which was learnt only when its period was over.':
    '{0} se conservó en Stripe después de liberarse, y se supo solo cuando terminó su periodo.',
  'The number is back in the pool; the subscription is cancelled and what was paid for it is given back.':
    'El número volvió al inventario; la suscripción se canceló y lo pagado se devuelve.',
  'Look at the subscription in your Stripe dashboard.': 'Mira la suscripción en tu panel de Stripe.',
  '{0} is in your pool, but Twilio does not hold it for you.':
    '{0} está en tu inventario, pero Twilio no lo tiene para ti.',
  'It gets no calls. Ask support.': 'No recibe llamadas. Pregunta a soporte.',
  'Twilio did not send the calls or texts of {0} to Trunkline.':
    'Twilio no enviaba a Trunkline las llamadas o los mensajes de {0}.',
  'Its addresses at Twilio are set again.': 'Sus direcciones en Twilio quedaron corregidas.',
  'Setting its addresses at Twilio failed; it is tried again tonight.':
    'No se pudieron corregir sus direcciones en Twilio; se intenta otra vez esta noche.',
  'Twilio holds {0} for Trunkline, but it is in no pool.':
    'Twilio tiene {0} para Trunkline, pero no está en ningún inventario.',
  'Support looks into it; you pay nothing for it.': 'Soporte lo revisa; no pagas nada por él.',
  'Your Twilio account holds {0}, which is not in your pool.':
    'Tu cuenta de Twilio tiene {0}, que no está en tu inventario.',
  'Import it under Numbers if it should be.': 'Impórtalo en Ajustes si debe estar.',
  'The monthly payment for keeping your phone numbers failed.': 'Falló el pago mensual por conservar tus números.',
  'Change the card under Settings; the payment is then tried again.':
    'Cambia la tarjeta en Ajustes; entonces se reintenta el pago.',
  '1 phone number is not part of your monthly payment, in {0}.':
    '1 número de teléfono no está en tu pago mensual, en {0}.',
  '{0#} phone numbers are not part of your monthly payment, in {1}.':
    '{0} números de teléfono no están en tu pago mensual, en {1}.',
  'Put a card on file under Settings if there is none. Otherwise support settles it with you: nothing is taken from you without telling you.':
    'Registra una tarjeta en Ajustes si no hay. Si la hay, soporte lo arregla contigo: no se te cobra nada sin avisarte.',
  'Your Twilio account does not let Trunkline in any more.': 'Tu cuenta de Twilio ya no deja entrar a Trunkline.',
  'Enter its token again under Settings.': 'Escribe su token otra vez en Ajustes.',
};

export const findingInSpanish = catalogue(findingsInSpanish);
