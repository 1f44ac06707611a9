import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

/** A page outside the CRM's frame, such as the marketplace's. */
export const barePage = (title: string, body: Html): Html => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="stylesheet" href="/assets/crm.css"></head>
<body><main class="main">${body}</main></body></html>`;
