/** Refusals about voice agents: what they answer and where. */
export const agentRefusals: Record<string, string> = {
  'Another agent answers it': 'Lo atiende otro agente',
  'It is the direct number of {0}': 'Es el número directo de {0}',
  '{0} answers it': 'Lo atiende {0}',
  'A voice agent answers it': 'Lo atiende un agente de voz',
  'It is a company number, open to all': 'Es un número de la empresa, abierto a todos',
  'Confirm to have {0} answer it instead.': 'Confirma para que lo atienda {0}.',
  'It is the direct number of {0}. Confirm to have {1} answer it instead.':
    'Es el número directo de {0}. Confirma para que lo atienda {1}.',
  '{0} answers it. Confirm to have {1} answer it instead.': 'Lo atiende {0}. Confirma para que lo atienda {1}.',
  'It is a company number, open to all. Confirm to have {0} answer it instead.':
    'Es un número de la empresa, abierto a todos. Confirma para que lo atienda {0}.',
  '{0}. Confirm to have {1} answer it instead.': '{0}. Confirma para que lo atienda {1}.',
  '{0} has no endpoint yet. Enter where it answers.': '{0} aún no tiene dirección. Indica dónde contesta.',
  '{0} is assigned to {1}, who decides what answers it. Unassign it first, or choose another number.':
    '{0} está asignado a {1}, que decide qué lo atiende. Quita primero la asignación, o elige otro número.',
  'It answers {0}. Detach the number first, then remove it.':
    'Atiende {0}. Primero desconecta el número y luego elimínalo.',
  'Enter a SIP URI (sip:…), a media stream (wss://…) or a webhook (https://…).':
    'Escribe una URI SIP (sip:…), un flujo de audio (wss://…) o un webhook (https://…).',
  'Enter a webhook (https://…).': 'Escribe un webhook (https://…).',
  'Leave user name and password out of the address.': 'Quita usuario y contraseña de la dirección.',
  'Leave out the part from # on.': 'Quita la parte desde #.',
  'Enter the whole SIP URI, like sip:agent@voice.example.com.':
    'Escribe la URI SIP completa, como sip:agent@voice.example.com.',
  'Enter a host name instead of an IP address.': 'Escribe un nombre de servidor en vez de una dirección IP.',
  'This address cannot be reached from the internet. Enter a public host name.':
    'No se puede llegar a esta dirección desde internet. Escribe un nombre de servidor público.',
  '{0} has no endpoint yet, so its calls go on to forwarding. Enter where it answers.':
    '{0} aún no tiene dirección, así que sus llamadas pasan al desvío. Indica dónde contesta.',
  '{0} did not answer as it should when it was last tried, so its calls go on to forwarding until it does. See why, and check again.':
    '{0} no contestó como debe en la última prueba, así que sus llamadas pasan al desvío hasta que conteste. Mira por qué y prueba otra vez.',
  '{0} has not been tried yet. Check it, so that you know it answers.':
    '{0} aún no se ha probado. Pruébalo para saber que contesta.',
};
