import { LinkButton } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { Ready } from '../../../shell/Ready.tsx';
import { t } from '../../../text/index.ts';
import { type Document, listed, readDocument } from './document.ts';
import { EventItem } from './EventItem.tsx';
import { OperationItem } from './OperationItem.tsx';
import { Said } from './Said.tsx';

/** What programs can ask, drawn from the very document that tools import (W-4). */
export function Reference() {
  const language = window.document.documentElement.lang.startsWith('es') ? 'es' : 'en';
  const query = useQuery(`reference-${language}`, signal => readDocument(language, signal));
  return (
    <Ready query={query}>
      {document => (
        <div class="api-reference" data-testid="api-reference">
          <About document={document} language={language} />
          {document.tags.map(({ name, description }) => (
            <section key={name} aria-label={description}>
              <h2>{description}</h2>
              {listed(document, name).map(one => (
                <OperationItem key={one.operation.operationId} document={document} one={one} />
              ))}
            </section>
          ))}
          <section aria-label={t.api.ref.events}>
            <h2>{t.api.ref.events}</h2>
            {Object.entries(document.webhooks).map(([name, { post }]) => (
              <EventItem key={name} document={document} name={name} operation={post} />
            ))}
          </section>
        </div>
      )}
    </Ready>
  );
}

function About({ document, language }: { document: Document; language: string }) {
  const words = t.api.ref;
  return (
    <div class="api-about">
      <Said text={document.info.description} />
      <p>
        {words.address}: <code class="api-path">{document.servers[0]?.url}</code>
      </p>
      <div class="api-files">
        <LinkButton href={`/openapi.json?lang=${language}`} testid="download-openapi">
          {words.download}
        </LinkButton>
        <LinkButton href={`/postman.json?lang=${language}`} testid="download-postman">
          {words.postman}
        </LinkButton>
      </div>
    </div>
  );
}
