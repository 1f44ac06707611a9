import { Icon } from '../../../kit/index.ts';
import { t } from '../../../text/index.ts';
import { bodyOf, type Document, type Operation } from './document.ts';
import { FieldList, ofObject } from './FieldList.tsx';
import { Said } from './Said.tsx';
import { asJson, Sample } from './Sample.tsx';

/** An event that hooks are sent: its data, and a sample as it arrives (W-1). */
export function EventItem({ document, name, operation }: { document: Document; name: string; operation: Operation }) {
  const body = bodyOf(document, operation.requestBody?.content);
  const data = body?.schema.properties?.data;
  return (
    <details class="api-operation" data-testid={`event-${name}`}>
      <summary>
        <Icon name="right" />
        <code class="api-path">{name}</code>
        <span class="secondary">{operation.summary}</span>
      </summary>
      <div class="api-inside">
        <Said text={operation.description} />
        {data && <FieldList title="data" entries={ofObject({ ...data, required: [] })} />}
        {body && <Sample title={t.api.ref.sample} text={asJson(body.example)} />}
      </div>
    </details>
  );
}
