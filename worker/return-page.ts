import { languageAsked } from './host/language.ts';
import type { Language } from './language/rules/tag.ts';

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;box-sizing:border-box}
main{max-width:26rem;text-align:center}
h1{font-size:1.375rem;font-weight:600;margin:0 0 .5rem}
p{margin:0;opacity:.75}`;

/** The bare page people come back to from Stripe or their bank; public, so it says nothing about anybody (T-6). Words are not escaped. */
export async function returnPage(title: string, text: string, language: Language = 'en'): Promise<Response> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(STYLE)));
  const hash = btoa(String.fromCharCode(...digest));
  const html = `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1><p>${text}</p></main></body>
</html>
`;
  const policy = ["default-src 'none'", `style-src 'sha256-${hash}'`, "base-uri 'none'", "frame-ancestors 'none'"];
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  });
}

const SOON = {
  en: 'You can close this tab. The page you came from shows the result in a moment.',
  es: 'Puedes cerrar esta pestaña. La página de donde vienes muestra el resultado en un momento.',
};

/** What people are told who come back, in each language. */
const BACK = {
  thanks: { en: ['Thank you', SOON.en], es: ['Gracias', SOON.es] },
  done: {
    en: ['All done', 'You can close this tab. The page you came from shows the change in a moment.'],
    es: ['Listo', 'Puedes cerrar esta pestaña. La página de donde vienes muestra el cambio en un momento.'],
  },
  unpaid: {
    en: ['Nothing was paid', 'You can close this tab and pay later from the page you came from.'],
    es: ['No se pagó nada', 'Puedes cerrar esta pestaña y pagar después desde la página de donde vienes.'],
  },
  consent: {
    en: ['You can close this tab', 'The page you came from shows the result in a moment.'],
    es: ['Puedes cerrar esta pestaña', 'La página de donde vienes muestra el resultado en un momento.'],
  },
  card: { en: ['Card saved', SOON.en], es: ['Tarjeta guardada', SOON.es] },
  expired: {
    en: ['This link has run out', 'Close this tab and open the Stripe step again from Trunkline.'],
    es: ['Este enlace venció', 'Cierra esta pestaña y abre otra vez el paso de Stripe desde Trunkline.'],
  },
} as const;

/** The page for who comes back, in the browser's language (P-1). */
export function backFrom(what: keyof typeof BACK, request: Request): Promise<Response> {
  const language = languageAsked(request.headers.get('accept-language') ?? undefined);
  const [title, text] = BACK[what][language];
  return returnPage(title, text, language);
}
