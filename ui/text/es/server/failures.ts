/** What could not be delivered or done, why, and why a text did not arrive. */
export const failures: Record<string, string> = {
  'An email': 'Un correo',
  'Keeping a number’s forwarding for when the database cannot be reached':
    'Guardar el desvío de un número para cuando no se llegue a la base de datos',
  'Keeping your Twilio account’s key for when the database cannot be reached':
    'Guardar la clave de tu cuenta de Twilio para cuando no se llegue a la base de datos',
  'Having Twilio send a number’s calls to Trunkline': 'Hacer que Twilio envíe a Trunkline las llamadas de un número',
  'Having Stripe charge for the numbers you keep': 'Hacer que Stripe cobre los números que conservas',
  'Handing a number back to the carrier': 'Devolver un número a la operadora',
  'Ending a subscription at Stripe': 'Terminar una suscripción en Stripe',
  'Changing the price of a subscription at Stripe': 'Cambiar el precio de una suscripción en Stripe',
  'Making sure at Stripe that a released number costs nothing more':
    'Asegurar en Stripe que un número liberado ya no cueste nada',
  'Closing a payment page at Stripe': 'Cerrar una página de pago en Stripe',
  'Refunding a payment that came too late': 'Devolver un pago que llegó demasiado tarde',
  'Sending a text': 'Enviar un mensaje',
  'Handing a text to an agent’s webhook': 'Entregar un mensaje al webhook de un agente',
  'Telling workflows of something that happened': 'Avisar a los flujos de trabajo de algo que pasó',
  'News of a contact from your CRM': 'Un aviso de tu CRM sobre un contacto',
  'News of a user from your CRM': 'Un aviso de tu CRM sobre una persona',
  'News of a sub-account from your CRM': 'Un aviso de tu CRM sobre una subcuenta',
  'News of the installation from your CRM': 'Un aviso de tu CRM sobre la instalación',
  'News of a subscription from Stripe': 'Un aviso de Stripe sobre una suscripción',
  'News of a payment from Stripe': 'Un aviso de Stripe sobre un pago',
  'News of a payment page from Stripe': 'Un aviso de Stripe sobre una página de pago',
  'Writing {0} to a contact’s timeline in your CRM': 'Anotar {0} en el historial de un contacto en tu CRM',
  'Telling somebody of a change': 'Avisar a alguien de un cambio',
  'Writing down a call': 'Anotar una llamada',
  'Looking at Stripe how an assignment stands': 'Ver en Stripe cómo va una asignación',
  'Finishing the purchase of a number': 'Terminar la compra de un número',
  'Looking up at Twilio what came while we were away': 'Ver en Twilio qué llegó mientras no estábamos',
  'Comparing your books with Stripe’s and Twilio’s': 'Comparar tus registros con los de Stripe y Twilio',
  'Taking in a text': 'Recibir un mensaje',
  'Taking in a voicemail': 'Recibir un mensaje de voz',
  'Writing down a call that came while the database was away':
    'Anotar una llamada que llegó cuando la base de datos no estaba',
  'Something in the background': 'Algo de fondo',
  'Noting what became of a call': 'Anotar qué pasó con una llamada',
  'News from Stripe': 'Un aviso de Stripe',
  'News from your CRM': 'Un aviso de tu CRM',
  'No cause was given.': 'No se indicó la causa.',
  'Our database refused it or could not be reached.': 'Nuestra base de datos lo rechazó o no se pudo llegar a ella.',
  'Something broke on our side. It can be tried again.': 'Algo falló de nuestro lado. Se puede intentar otra vez.',
  'Its hook ended.': 'Su webhook terminó.',
  'The app is not installed there any more.': 'La app ya no está instalada allí.',
  'This is not where a trigger is set off.': 'Aquí no se activa un disparador.',
  'It did not answer within {0#} seconds.': 'No respondió en {0} segundos.',
  'It could not be reached.': 'No se pudo llegar.',
  'It answered 410: it wants no more.': 'Respondió 410: no quiere más.',
  'It answered {0}, a redirect, which is not followed.': 'Respondió {0}, una redirección, que no se sigue.',
  'It answered {0}.': 'Respondió {0}.',
  'Twilio did not answer': 'Twilio no respondió',
  'Twilio answered {0}': 'Twilio respondió {0}',
  'the agent is gone; the text is in the inbox': 'el agente ya no está; el mensaje está en la bandeja',
  'the agent is gone': 'el agente ya no está',
  'the agent has no message webhook any more': 'el agente ya no tiene webhook de mensajes',
  "the agent's message webhook is not allowed: {0}": 'el webhook de mensajes del agente no está permitido: {0}',
  "the agent's message webhook answered {0}": 'el webhook de mensajes del agente respondió {0}',
  'the recipient {0} is gone': 'el destinatario {0} ya no está',
  'the recipient {0} has no email address': 'el destinatario {0} no tiene dirección de correo',
  'the CRM did not answer': 'el CRM no respondió',
  'the CRM is not connected': 'el CRM no está conectado',
  'the CRM answered {0} to {1} {2}': 'el CRM respondió {0} a {1} {2}',
  'the CRM answered something that is not JSON': 'el CRM respondió algo que no es JSON',
  'the CRM answered in another form than agreed: {0}': 'el CRM respondió de una forma no acordada: {0}',
  'the CRM is not connected: the app has to be installed again':
    'el CRM no está conectado: hay que instalar la app otra vez',
  'the CRM’s list of contacts came empty': 'la lista de contactos del CRM llegó vacía',
  'the sub-account is gone, or without the app': 'la subcuenta ya no está, o no tiene la app',
  'something broke on our side': 'algo falló de nuestro lado',
  'another renewal of the connection did not end in time': 'otra renovación de la conexión no terminó a tiempo',
  'the user’s sub-account is not mirrored yet': 'la subcuenta de la persona aún no se ha traído',
  'the contact’s sub-account is not mirrored yet': 'la subcuenta del contacto aún no se ha traído',

  'The number texted does not exist. Check its digits.': 'El número al que se escribió no existe. Revisa sus dígitos.',
  'Texts to this country are not switched on for this phone account. Ask the agency to allow them.':
    'Los mensajes a este país no están activados en esta cuenta. Pide a la agencia que los permita.',
  'The text was empty.': 'El mensaje estaba vacío.',
  'This number cannot send texts. Choose another sender.':
    'Este número no puede enviar mensajes. Elige otro remitente.',
  'The recipient asked to get no more texts. They can write START to get them again.':
    'El destinatario pidió no recibir más mensajes. Puede escribir START para recibirlos otra vez.',
  'The carrier has no way from this sender to this recipient. Choose another sender.':
    'La operadora no tiene ruta de este remitente a este destinatario. Elige otro remitente.',
  'The number texted is not a mobile phone.': 'El número al que se escribió no es un celular.',
  'The text was too long. Split it into several.': 'El mensaje era demasiado largo. Divídelo en varios.',
  'Too many texts were waiting to go out. Send it again later.':
    'Había demasiados mensajes por salir. Envíalo otra vez más tarde.',
  'The phone account is suspended. Ask the agency to look into it.':
    'La cuenta telefónica está suspendida. Pide a la agencia que la revise.',
  'The phone was switched off or out of reach. Try again later.':
    'El teléfono estaba apagado o sin señal. Intenta más tarde.',
  'The recipient or their carrier blocks texts from this number.':
    'El destinatario o su operadora bloquea los mensajes de este número.',
  'The number is not in use, or the phone is not on any network.':
    'El número no está en uso, o el teléfono no tiene red.',
  'This is a landline, or its carrier takes no texts. Call instead.':
    'Es un teléfono fijo, o su operadora no recibe mensajes. Mejor llama.',
  'The carrier took the text for spam. Word it differently, or call.':
    'La operadora tomó el mensaje por spam. Escríbelo de otra forma, o llama.',
  'The carrier did not say why the text did not arrive. Try again, or call.':
    'La operadora no dijo por qué no llegó el mensaje. Intenta otra vez, o llama.',
  'The toll-free sender is not verified yet. Choose another sender.':
    'El remitente gratuito aún no está verificado. Elige otro remitente.',
  'The sender is not registered with the carriers for business texts. Ask the agency to register it.':
    'El remitente no está registrado con las operadoras para mensajes de negocio. Pide a la agencia que lo registre.',
  'The carrier did not answer in time. Try again later.': 'La operadora no respondió a tiempo. Intenta más tarde.',
  'The same text was sent too often. Wait a while.': 'El mismo mensaje se envió demasiadas veces. Espera un rato.',
  'The number was no longer in service when the text was due. Nothing was sent.':
    'El número ya no estaba en servicio cuando tocaba enviar. No se envió nada.',
  'The recipient is one of our own numbers, so the text would have come back. Nothing was sent.':
    'El destinatario es uno de nuestros números, así que el mensaje habría vuelto. No se envió nada.',
  'Texts to this number are not allowed. Nothing was sent.': 'No se permiten mensajes a este número. No se envió nada.',
  'The sending number is marked "do not originate". Nothing was sent.':
    'El número que envía está marcado como “no originar llamadas”. No se envió nada.',
  'The carrier refused the text (error {0}). Try again, or call.':
    'La operadora rechazó el mensaje (error {0}). Intenta otra vez, o llama.',
  'Your call was not answered.': 'No contestaron tu llamada.',
};
