import { Icon } from '../../../kit/index.ts';
import { t } from '../../../text/index.ts';
import { curlOf } from './curl.ts';
import { answerOf, bodyOf, type Document, type Listed, parametersOf } from './document.ts';
import { FieldList, ofObject, ofParameters } from './FieldList.tsx';
import { Said } from './Said.tsx';
import { asJson, Sample } from './Sample.tsx';

/** One thing that can be asked: opened, with its fields, a command to try and what comes back. */
export function OperationItem({ document, one }: { document: Document; one: Listed }) {
  const words = t.api.ref;
  const { method, path, operation } = one;
  return (
    <details class="api-operation" data-testid={`operation-${operation.operationId}`}>
      <summary>
        <Icon name="right" />
        <span class="api-method" data-method={method}>
          {method}
        </span>
        <code class="api-path">{path}</code>
        <span class="secondary">{operation.summary}</span>
      </summary>
      <Inside document={document} one={one} words={words} />
    </details>
  );
}

function Inside({ document, one, words }: { document: Document; one: Listed; words: typeof t.api.ref }) {
  const parameters = parametersOf(document, one.operation);
  const body = bodyOf(document, one.operation.requestBody?.content);
  const answer = answerOf(one.operation);
  return (
    <div class="api-inside">
      <Said text={one.operation.description} />
      <FieldList title={words.inPath} entries={ofParameters(parameters, 'path')} />
      <FieldList title={words.inQuery} entries={ofParameters(parameters, 'query')} />
      <FieldList title={words.inHeader} entries={ofParameters(parameters, 'header')} />
      {body && <FieldList title={words.inBody} entries={ofObject(body.schema)} />}
      <Sample title={words.tryIt} text={curlOf(document, one)} testid={`curl-${one.operation.operationId}`} />
      {answer.example === undefined ? (
        <p class="secondary">
          {words.answer}: {words.nothing}
        </p>
      ) : (
        <Sample title={`${words.answer} · ${answer.status}`} text={asJson(answer.example)} />
      )}
    </div>
  );
}
