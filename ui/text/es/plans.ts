import type { Text } from '../en.ts';
import { count } from './plural.ts';

const places = (n: number) => count(n, 'subcuenta', 'subcuentas');

/** Planes de la agencia: la lista y el editor. */
export const plansAndEditor = {
  plans: {
    table: 'Planes',
    about: 'Lo que te pagan tus clientes, y lo que un número le suma.',
    add: 'Nuevo plan',
    name: 'Nombre',
    base: 'Precio base',
    number: 'Por número',
    allows: 'Permite',
    buying: 'El cliente compra',
    direct: 'Números directos',
    on: 'Subcuentas',
    included: 'Incluidos',
    free: 'Gratis',
    plusCost: (price: string) => `Costo + ${price}`,
    trialDays: (days: number) => count(days, 'día gratis', 'días gratis'),
    isArchived: 'Archivado',
    edit: 'Editar',
    archive: 'Archivar',
    archivedAlready: 'Ya está archivado.',
    archiveQuestion: (plan: string) => `¿Archivar ${plan}?`,
    archiveNobody: 'Nadie está en él. Ya no se puede elegir.',
    archiveStay: (n: number) =>
      n === 1
        ? 'La subcuenta que está en él se queda y paga como antes.'
        : `Las ${n} subcuentas que están en él se quedan y pagan como antes.`,
    archiveNoNew: 'No se puede poner a nadie más en él. Un plan archivado no vuelve; crea uno nuevo.',
    archiveDone: (plan: string) => `${plan} quedó archivado.`,
    empty: {
      title: 'Todavía no hay planes',
      why: 'Un plan dice lo que un cliente paga al mes y lo que suma cada número. Los clientes necesitan uno antes de recibir números.',
      act: 'Crea tu primer plan',
    },
  },
  editor: {
    create: 'Nuevo plan',
    edit: (plan: string) => `Editar ${plan}`,
    gone: 'Este plan ya no está.',
    onIt: (n: number) => `${places(n)} en él`,
    archivedNote: 'Este plan está archivado: no se puede poner a nadie nuevo en él.',
    name: 'Nombre',
    namePlaceholder: 'Consultorio',
    currency: 'Moneda',
    currencyKept: (n: number) =>
      `Se conserva mientras ${n === 1 ? 'haya 1 subcuenta' : `haya ${n} subcuentas`} en este plan: Stripe mantiene a cada cliente en una sola moneda.`,
    base: 'Precio base al mes',
    baseHint: 'Por el plan mismo, sin números. 0 para nada.',
    trial: 'Días de prueba',
    trialHint: 'Antes de cobrar el precio base. Los números se cobran de inmediato.',
    mode: 'Números de teléfono',
    modePaid: 'Se cobran uno por uno',
    modePaidWhy: 'El cliente paga cada número al mes: lo que te cuesta, más tu precio.',
    modeIncluded: 'Incluidos en el plan',
    modeIncludedWhy: 'Das números sin cargo extra. El cliente no ve precios ni puede comprar.',
    number: 'Precio por número al mes',
    numberHint: 'Tu recargo: se suma a lo que cobra la operadora por el número.',
    rate: (telco: string, own: string) => `${own} por 1 ${telco}`,
    rateHint: (telco: string) =>
      `Las operadoras cobran en ${telco}. Tu tasa fija convierte su precio a la moneda del plan.`,
    example: 'Ejemplo: un número local en Estados Unidos',
    sum: (telco: string, markup: string, sum: string) =>
      `Operadora ${telco} + tu precio ${markup} = el cliente paga ${sum}.`,
    seesSum: 'El cliente solo ve la suma.',
    buy: 'Los clientes pueden comprar números',
    buyHint: 'Se cobra a tu tarjeta cuando piden; desde entonces te pagan. Si no, solo te pueden pedir uno.',
    direct: 'Números directos',
    directHint: 'Se puede dar un número a una persona. Sin esto, los números son solo de la empresa.',
    keepPrice: 'Los números ya asignados conservan su precio. En Números puedes pasar los que elijas al precio nuevo.',
    keepBase: 'Los planes que ya corren en Stripe conservan su precio base.',
    create_verb: 'Crear plan',
    save: 'Guardar plan',
    created: (plan: string) => `${plan} está listo. Pon subcuentas en él.`,
    saved: (plan: string) => `${plan} quedó guardado.`,
    needName: 'Ponle un nombre al plan.',
    needCurrency: 'Elige una moneda.',
    notMoney: (example: string) => `Escribe un importe, como ${example}.`,
    tooSmall: 'Stripe no cobra tan poco. Escribe más, o 0.',
    notDays: 'Escribe días enteros, de 0 a 730.',
    notRate: 'Escribe una tasa mayor que 0, como 0.92.',
  },
} satisfies Pick<Text['subAccounts'], 'plans' | 'editor'>;
