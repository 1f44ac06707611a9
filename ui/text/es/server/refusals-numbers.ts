/** Refusals about numbers, what they cost, and plans. */
export const numberRefusals: Record<string, string> = {
  'The agency’s Stripe account did not accept this, and nothing was charged. The agency finds the reason in its Stripe dashboard.':
    'La cuenta de Stripe de la agencia no lo aceptó, y no se cobró nada. La agencia ve el motivo en su panel de Stripe.',
  'sub-account {0} has no plan that can pay number {1}': 'la subcuenta {0} no tiene plan que pueda pagar el número {1}',
  'This number costs {0}, and the plan is in {1} without a rate for that. A plan in {2} can pay it.':
    'Este número cuesta {0}, y el plan está en {1} sin un tipo de cambio para eso. Un plan en {2} sí puede pagarlo.',
  'This number is linked to an agent of yours. Detach it first, or choose another number.':
    'Este número está conectado con un agente tuyo. Desconéctalo primero o elige otro.',
  'This number came back to the pool lately and rests until {0}. Choose another one, or shorten the cooldown under Settings.':
    'Este número volvió hace poco al inventario y descansa hasta {0}. Elige otro, o acorta el descanso en Ajustes.',
  'Somebody assigned this number already. Choose another one, or unassign it first.':
    'Alguien ya asignó este número. Elige otro, o quita primero la asignación.',
  '{0} was removed in the CRM. Choose another sub-account.': '{0} se eliminó en el CRM. Elige otra subcuenta.',
  'The plan of {0} does not include numbers. Assign it to be paid, or change the plan under Sub-accounts.':
    'El plan de {0} no incluye números. Asígnalo para que se pague, o cambia el plan en Subcuentas.',
  'This number is part of your plan: it costs nothing extra and your agency decides about it. Ask them.':
    'Este número es parte de tu plan: no cuesta más y tu agencia decide sobre él. Pregúntale.',
  'This number is not paid yet. Pay it first.': 'Este número aún no está pagado. Págalo primero.',
  'The paid period is over and the number went back to your agency.':
    'El periodo pagado terminó y el número volvió a tu agencia.',
  'The bank is still confirming it. The number becomes active by itself; there is nothing to do.':
    'El banco aún lo confirma. El número se activa solo; no hay nada que hacer.',
  'Somebody else is paying this number right now. Try again in a moment.':
    'Otra persona está pagando este número. Intenta otra vez en un momento.',
  'Stripe has no open invoice for this number, although it is not paid. The agency can open the invoice again in Stripe, or take the number back and assign it anew.':
    'Stripe no tiene una factura abierta por este número, aunque no está pagado. La agencia puede reabrir la factura en Stripe, o quitar el número y asignarlo de nuevo.',
  'Payments are not set up yet. The agency connects Stripe under Settings first.':
    'Los pagos aún no están configurados. La agencia conecta primero Stripe en Ajustes.',
  'This number is no longer reserved here. The agency can assign it again.':
    'Este número ya no está reservado aquí. La agencia puede asignarlo otra vez.',
  'This number is paid; there is nothing to do.': 'Este número está pagado; no hay nada que hacer.',
  'This number is no longer yours.': 'Este número ya no es tuyo.',
  'One of these numbers changed a moment ago. Nothing was set; look at the list again.':
    'Uno de estos números cambió hace un momento. No se definió nada; mira la lista otra vez.',
  'One of these numbers is not paid by itself, or is about to end. Nothing was set; look at the list again.':
    'Uno de estos números no se paga por sí mismo, o está por terminar. No se definió nada; mira la lista otra vez.',
  'This number went back to the pool. Select it there anew.':
    'Este número volvió al inventario. Elígelo allí de nuevo.',
  'This number is paid by its sub-account. Unassign it first, then assign it anew.':
    'Este número lo paga su subcuenta. Quita primero la asignación y asígnalo de nuevo.',
  'This number is only reserved and costs nothing. Leave it unpaid, or ask your agency to take it back.':
    'Este número solo está reservado y no cuesta nada. Déjalo sin pagar, o pide a tu agencia que lo retire.',
  'This number is not waiting for a payment any more. Reload the page.':
    'Este número ya no espera un pago. Recarga la página.',
  'A reminder went out less than an hour ago. Try again later.':
    'Hace menos de una hora salió un recordatorio. Intenta más tarde.',
  '{0} is {1}. Approve them under Sub-accounts.': '{0} está {1}. Apruébalo en Subcuentas.',
  '{0} is on no plan. Choose one under Sub-accounts.': '{0} no tiene plan. Elige uno en Subcuentas.',
  "{0}'s plan includes its numbers. Select them on its Numbers tab.":
    'El plan de {0} incluye sus números. Elígelos en su pestaña Números.',
  'Connect Stripe under Settings, so that clients can pay you.':
    'Conecta Stripe en Ajustes para que los clientes te puedan pagar.',
  'Your Stripe account cannot take payments now. Finish what Stripe asks for under Settings.':
    'Tu cuenta de Stripe no puede cobrar ahora. Termina en Ajustes lo que Stripe pide.',
  '{0} has no active plan at Stripe. Start or renew its plan first.':
    '{0} no tiene un plan activo en Stripe. Primero inicia o renueva su plan.',
  '{0} has no valid card. Ask them to add one in the billing portal.':
    '{0} no tiene tarjeta válida. Pide que agregue una en el portal de pagos.',
  'too long': 'demasiado largo',
  'choose at least one': 'elige al menos uno',
  'at most {0#} at once': 'máximo {0} a la vez',
  'at most {0#} characters': 'máximo {0} caracteres',
  'Somebody answered this request already. Reload the page.': 'Alguien ya respondió esta solicitud. Recarga la página.',
  'This request was already used for another number. Start the purchase again.':
    'Esta petición ya se usó para otro número. Empieza la compra otra vez.',
  'Only people of this sub-account can buy for it.': 'Solo la gente de esta subcuenta puede comprar para ella.',
  'Your plan does not include buying numbers. Request one instead, and your agency will see it.':
    'Tu plan no incluye comprar números. Solicita uno y tu agencia lo verá.',
  'Ask your agency what is missing.': 'Pregunta a tu agencia qué falta.',
  'Your plan is not active. Start or renew it, then buy the number.':
    'Tu plan no está activo. Inícialo o renuévalo y luego compra el número.',
  'Your plan has no valid card. Change the card, then buy the number.':
    'Tu plan no tiene tarjeta válida. Cambia la tarjeta y luego compra el número.',
  'Nobody consented within a day.': 'Nadie autorizó en un día.',
  'The payment was given up.': 'Se abandonó el pago.',
  'Your bank declined the card. Nothing was ordered. Change the agency’s card and try again.':
    'Tu banco rechazó la tarjeta. No se pidió nada. Cambia la tarjeta de la agencia e intenta otra vez.',
  'Your bank declined the card: {0} Nothing was ordered. Change the agency’s card and try again.':
    'Tu banco rechazó la tarjeta: {0} No se pidió nada. Cambia la tarjeta de la agencia e intenta otra vez.',
  'Your Twilio account did not deliver this number. Nothing was charged. Choose another number.':
    'Tu cuenta de Twilio no entregó este número. No se cobró nada. Elige otro.',
  'Your Twilio account did not deliver this number: {0} Nothing was charged. Choose another number.':
    'Tu cuenta de Twilio no entregó este número: {0} No se cobró nada. Elige otro.',
  'The payment could not be made and nothing was ordered. Check the agency’s card, then try again.':
    'No se pudo hacer el pago y no se pidió nada. Revisa la tarjeta de la agencia e intenta otra vez.',
  'The carrier could not deliver this number. The charge is refunded. Choose another number.':
    'La operadora no pudo entregar este número. Se devuelve el cobro. Elige otro.',
  'The carrier could not deliver this number. Choose another one.':
    'La operadora no pudo entregar este número. Elige otro.',
  'Your agency could not order this number. Nothing was bought and you pay nothing; ask them, or try again later.':
    'Tu agencia no pudo pedir este número. No se compró nada y no pagas nada; pregúntale, o intenta más tarde.',
  'Your bank did not get your consent to this payment. Nothing was charged and nothing was ordered. Buy the number again, or change the agency’s card.':
    'Tu banco no recibió tu autorización para este pago. No se cobró ni se pidió nada. Compra el número otra vez, o cambia la tarjeta de la agencia.',
  'The agency has no card on file. Add one, then buy the number.':
    'La agencia no tiene tarjeta registrada. Agrega una y luego compra el número.',
  '{0} is no longer on offer. Search again and choose another number.':
    '{0} ya no está en venta. Busca otra vez y elige otro número.',
  'Numbers are imported from a Twilio account of your own. Connect one under Settings.':
    'Los números se importan de una cuenta de Twilio propia. Conecta una en Ajustes.',
  'Type the number itself, {0}, to hand it back to the carrier. It may not be given back to you.':
    'Escribe el número, {0}, para devolverlo a la operadora. Quizá no lo recuperes.',
  'A sub-account holds this number. Unassign it first.':
    'Una subcuenta tiene este número. Quita primero la asignación.',
  'This number is linked to an agent. Detach it first.':
    'Este número está conectado con un agente. Desconéctalo primero.',
  'Only people of this sub-account can ask for a number here.':
    'Solo la gente de esta subcuenta puede pedir un número aquí.',
  'Your agency has not answered your earlier requests yet. Ask them.':
    'Tu agencia aún no responde tus solicitudes anteriores. Pregúntale.',
  'Somebody is buying this number right now. Choose another one.':
    'Alguien está comprando este número ahora. Elige otro.',
  'The carrier’s price has changed since you searched. Search again to see the new one.':
    'El precio de la operadora cambió desde tu búsqueda. Busca otra vez para ver el nuevo.',
  'Numbers here need a registered address, and many an approved regulatory bundle besides. The carrier’s account has none that fits: register them there, or choose a number that needs none.':
    'Los números de aquí necesitan un domicilio registrado, y muchos además un expediente regulatorio aprobado. La cuenta de la operadora no tiene ninguno que sirva: regístralos allí, o elige un número que no los pida.',
  'Your agency cannot order numbers right now. Nothing was bought and you pay nothing. Ask your agency.':
    'Tu agencia no puede pedir números ahora. No se compró nada y no pagas nada. Pregunta a tu agencia.',
  'Your agency cannot order numbers right now. Ask your agency, or try again later.':
    'Tu agencia no puede pedir números ahora. Pregúntale, o intenta más tarde.',
  'Numbers here need an address that your agency registers. Ask your agency, or choose a number that needs none.':
    'Los números de aquí necesitan un domicilio que registra tu agencia. Pregúntale, o elige un número que no lo pida.',
  'This is not a complete phone number. Write it with its country code, like +1 212 555 0100.':
    'No es un número de teléfono completo. Escríbelo con su código de país, como +1 212 555 0100.',
  'Your Twilio account does not hold this number. Check it in Twilio’s console.':
    'Tu cuenta de Twilio no tiene este número. Revísalo en la consola de Twilio.',
  'It is in your pool already.': 'Ya está en tu inventario.',
  'Another agency holds this number in Trunkline. Contact support if it is yours.':
    'Otra agencia tiene este número en Trunkline. Habla con soporte si es tuyo.',
  'It is being bought right now and will be in your pool in a minute.':
    'Se está comprando ahora y estará en tu inventario en un minuto.',
  'Twilio names no monthly price for numbers of this country and kind. Contact support.':
    'Twilio no indica precio mensual para números de este país y tipo. Habla con soporte.',
  'The carrier sells no {0} numbers in {1}. Choose another type or country.':
    'La operadora no vende números {0} en {1}. Elige otro tipo o país.',
  'The carrier sells no such numbers in this country. Choose another type or country.':
    'La operadora no vende números así en este país. Elige otro tipo o país.',
  'The account’s token is not accepted any more. Enter it again under Settings.':
    'El token de la cuenta ya no se acepta. Escríbelo otra vez en Ajustes.',
  'digits only': 'solo dígitos',
  'a two-letter country code': 'un código de país de dos letras',
  'a number in international format, such as +14155550132': 'un número en formato internacional, como +14155550132',
  'Choose at least one number.': 'Elige al menos un número.',
  'Choose at most {0#} numbers.': 'Elige como máximo {0} números.',
  'Choose a call purpose.': 'Elige un propósito.',
  'digits, and * for any digit': 'dígitos, y * por cualquier dígito',
  'two to five digits': 'de dos a cinco dígitos',
  'Enter a number': 'Escribe un número',
  'This is our own account. Enter the SID of yours, or choose ours.':
    'Esta es nuestra propia cuenta. Escribe el SID de la tuya, o elige la nuestra.',
  'Twilio does not accept this SID with this token. Copy both from your Twilio console.':
    'Twilio no acepta este SID con este token. Copia ambos de tu consola de Twilio.',
  'This Twilio account is connected to another agency here. Use another one, or ask support.':
    'Esta cuenta de Twilio está conectada con otra agencia aquí. Usa otra, o pregunta a soporte.',
  '{0#} of your numbers live in another account and would be out of reach. Release them to the carrier first.':
    '{0} de tus números están en otra cuenta y quedarían fuera de alcance. Devuélvelos primero a la operadora.',
  'Somebody else changed this, or is buying a number, just now. Try again.':
    'Otra persona lo cambió, o está comprando un número, ahora mismo. Intenta otra vez.',
  'Stripe takes payments for you; there is nothing to do.': 'Stripe ya cobra por ti; no hay nada que hacer.',
  'an account SID: AC and 32 digits or letters a to f': 'un SID de cuenta: AC y 32 dígitos o letras de la a a la f',
  'the auth token of that account': 'el token de autenticación de esa cuenta',
  '{0} is archived and takes nobody new. Choose another plan.':
    '{0} está archivado y no admite a nadie más. Elige otro plan.',
  '{0} pays in {1} and Stripe keeps to one currency per customer. Choose a plan in {2}.':
    '{0} paga en {1} y Stripe mantiene una moneda por cliente. Elige un plan en {2}.',
  'Another plan has this name. Choose a different one.': 'Otro plan tiene este nombre. Elige uno distinto.',
  'Sub-accounts are on this plan, and what they pay cannot change its currency. Add a plan in the other currency and move them.':
    'Hay subcuentas en este plan, y lo que pagan no puede cambiar de moneda. Agrega un plan en la otra moneda y pásalas.',
  'Connect Stripe under Settings first: customers live there.':
    'Conecta primero Stripe en Ajustes: allí están los clientes.',
  'Your Stripe account has no such customer. Copy the id from the customer’s page in your own Stripe dashboard.':
    'Tu cuenta de Stripe no tiene ese cliente. Copia el id de la página del cliente en tu propio panel de Stripe.',
  'The plan started here runs on the customer linked now and would be charged besides. End that subscription in your Stripe dashboard first.':
    'El plan iniciado aquí corre con el cliente vinculado ahora y se cobraría aparte. Termina primero esa suscripción en tu panel de Stripe.',
  'This customer pays for {0} already. Each sub-account needs a customer of its own.':
    'Este cliente ya paga por {0}. Cada subcuenta necesita un cliente propio.',
  '{0} has paid nothing yet. Start its plan first.': '{0} aún no ha pagado nada. Primero inicia su plan.',
  'The customer portal is not set up on the agency’s Stripe account. The agency saves its settings once in the Stripe dashboard, under Billing.':
    'El portal de clientes no está configurado en la cuenta de Stripe de la agencia. La agencia guarda una vez sus ajustes en el panel de Stripe, en Facturación.',
  'Choose a currency, such as usd or eur.': 'Elige una moneda, como usd o mxn.',
  'Stripe charges nothing below {0}. Enter more, or 0.': 'Stripe no cobra menos de {0}. Escribe más, o 0.',
  'Say how much one {0} is in {1}.': 'Di cuánto es un {0} en {1}.',
  'Give the plan a name.': 'Ponle un nombre al plan.',
  'a three-letter currency code': 'un código de moneda de tres letras',
  'a Stripe customer id, such as cus_NffrFeUfNV2Hib': 'un id de cliente de Stripe, como cus_NffrFeUfNV2Hib',
  'Somebody else is starting this plan right now. Try again in a moment.':
    'Otra persona está iniciando este plan. Intenta otra vez en un momento.',
  '{0} is on no plan. The agency chooses one first.': '{0} no tiene plan. La agencia elige uno primero.',
  '{0} includes its numbers; nothing is paid for it here.': '{0} incluye sus números; aquí no se paga nada.',
  'It is paid at Stripe; there is nothing to start.': 'Se paga en Stripe; no hay nada que iniciar.',
  'The plan was started before and its last payment is missing. Change the card in the billing portal; a second plan would be charged twice.':
    'El plan ya se inició y falta su último pago. Cambia la tarjeta en el portal de pagos; un segundo plan se cobraría doble.',
  'The agency’s Stripe account cannot take payments yet. The agency finishes the Stripe step under Settings first.':
    'La cuenta de Stripe de la agencia aún no puede cobrar. La agencia termina primero el paso de Stripe en Ajustes.',
};
