import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { agentRoutes } from './agent/routes.ts';
import { apiKeyRoutes } from './api-key/routes.ts';
import { returnRoutes } from './assignment/return-routes.ts';
import { assignmentRoutes } from './assignment/routes.ts';
import { stripeRoutes } from './assignment/stripe-routes.ts';
import { activityRoutes, exportRoutes } from './audit/routes.ts';
import { callLogRoutes } from './call-log/routes.ts';
import { companyNumberRoutes } from './company-number/routes.ts';
import { contactRoutes } from './contact/routes.ts';
import { createContext, newId, type Runtime } from './context.ts';
import type { Bindings } from './env.ts';
import { connectionRoutes } from './host/connection-routes.ts';
import { embedRoutes } from './host/embed.ts';
import { appHostRoutes } from './host/highlevel/routes.ts';
import { jwtHostRoutes } from './host/jwt/routes.ts';
import { manageRoutes } from './host/manage/routes.ts';
import { sessionRoutes } from './host/routes.ts';
import { signedIn } from './host/session.ts';
import { hostSyncRoutes } from './host/sync/routes.ts';
import { inboxRoutes } from './inbox/routes.ts';
import { bulkResultRoutes, levelRoutes } from './level/routes.ts';
import { failureRoutes } from './notification/routes.ts';
import { clientNumberRoutes } from './number/client-routes.ts';
import { purchaseReturnRoutes } from './number/return-routes.ts';
import { numberRoutes, poolExportRoutes } from './number/routes.ts';
import { onboardingReturnRoutes } from './onboarding/return-routes.ts';
import { onboardingRoutes } from './onboarding/routes.ts';
import { outboundRoutes } from './outbound/routes.ts';
import { outboundTwilioRoutes } from './outbound/twilio-routes.ts';
import { planReturnRoutes } from './plan/return-routes.ts';
import { planRoutes } from './plan/routes.ts';
import { Problem, problemResponse, unreadable } from './problem.ts';
import { documentRoutes } from './public-api/document-routes.ts';
import { publicRoutes } from './public-api/routes.ts';
import { reconcileRoutes } from './reconcile/routes.ts';
import { reportRoutes } from './report/routes.ts';
import { twilioRoutes } from './routing/routes.ts';
import { healthRoutes } from './routing-health/routes.ts';
import { staffRoutes } from './staff/routes.ts';
import { staffTwilioRoutes } from './staff/twilio-routes.ts';
import { tenancyRoutes } from './tenancy/routes.ts';
import { listeningRoutes, voicemailRoutes } from './voicemail/routes.ts';
import type { SignedIn, Wired } from './wire.ts';
import { appWorkflowRoutes } from './workflow/highlevel/routes.ts';
import { workflowRoutes } from './workflow/routes.ts';

/** Everything behind the panel's bearer; its type is the UI's client. */
const api = new Hono<SignedIn>()
  .use(signedIn)
  .route('/', tenancyRoutes)
  .route('/', planRoutes)
  .route('/', onboardingRoutes)
  .route('/', numberRoutes)
  .route('/', clientNumberRoutes)
  .route('/', assignmentRoutes)
  .route('/', reconcileRoutes)
  .route('/', reportRoutes)
  .route('/', activityRoutes)
  .route('/', callLogRoutes)
  .route('/', staffRoutes)
  .route('/', outboundRoutes)
  .route('/', companyNumberRoutes)
  .route('/', agentRoutes)
  .route('/', levelRoutes)
  .route('/', healthRoutes)
  .route('/', inboxRoutes)
  .route('/', contactRoutes)
  .route('/', voicemailRoutes)
  .route('/', connectionRoutes)
  .route('/', hostSyncRoutes)
  .route('/', failureRoutes)
  .route('/', workflowRoutes)
  .route('/', apiKeyRoutes);

/** What every request goes through: its context before, and what becomes of a refusal or a failure. */
function framed(runtime: Runtime) {
  const app = new Hono<Wired & { Bindings: Bindings }>();

  app.use(async (c, next) => {
    const requestId = newId('req', Date.now());
    c.set('requestId', requestId);
    const actor = { kind: 'system', id: 'anonymous', source: 'http' } as const;
    c.set('ctx', await createContext(runtime, c.env, actor, requestId));
    // Before the answer is there: Hono makes a finished one anew for each header.
    c.header('x-request-id', requestId);
    await next();
    if (!c.res.headers.has('x-request-id')) c.header('x-request-id', requestId);
  });

  app.notFound(async c => {
    if (c.req.method === 'GET' && !c.req.path.startsWith('/api/')) {
      return (await c.env.ASSETS.fetch(c.req.url)) as unknown as Response;
    }
    return problemResponse(
      new Problem(404, { code: 'not_found', title: 'Not found.', detail: `There is nothing at ${c.req.path}.` }),
      c.get('requestId'),
    );
  });

  app.onError((cause, c) => {
    const requestId = c.get('requestId') ?? 'unknown';
    if (cause instanceof Problem) return problemResponse(cause, requestId);
    if (cause instanceof HTTPException && cause.status < 500) return problemResponse(unreadable(cause), requestId);
    const log = c.get('ctx')?.log;
    if (log) log.error('request.failed', cause, { path: c.req.path });
    else
      runtime.write(
        'error',
        JSON.stringify({ level: 'error', event: 'request.failed', requestId, cause: String(cause) }),
      );
    return problemResponse(
      new Problem(500, {
        code: 'internal',
        title: 'Something broke on our side.',
        detail: 'Nothing was changed. Try again; if it stays, tell support this request id.',
      }),
      requestId,
    );
  });

  return app;
}

/** The HTTP map: middleware order, mounts, onError. */
export function createApp(runtime: Runtime) {
  return (
    framed(runtime)
      .route('/', sessionRoutes)
      .route('/', jwtHostRoutes)
      .route('/', appHostRoutes)
      .route('/', manageRoutes)
      .route('/', appWorkflowRoutes)
      .route('/', embedRoutes)
      // Before routing's own, which would check the signature a second time.
      .route('/', outboundTwilioRoutes)
      .route('/', staffTwilioRoutes)
      .route('/', twilioRoutes)
      .route('/', stripeRoutes)
      .route('/', returnRoutes)
      .route('/', purchaseReturnRoutes)
      .route('/', planReturnRoutes)
      .route('/', onboardingReturnRoutes)
      .route('/', listeningRoutes)
      .route('/', exportRoutes)
      .route('/', bulkResultRoutes)
      .route('/', poolExportRoutes)
      .route('/', documentRoutes)
      .route('/v1', publicRoutes)
      .route('/api', api)
  );
}

/** Incoming calls alone: somebody is waiting for the answer, so it is not looked for among all of the panels' routes. */
export function createCallApp(runtime: Runtime) {
  return framed(runtime).route('/', twilioRoutes);
}

export type Api = ReturnType<typeof createApp>;
