import type { Api } from "@/lib/api/api";
import type { Decide } from "@/lib/api/decide";
import { auditEventView, listAuditEvents, listAuditEventsInput } from "@/lib/core/audit/list-audit-events";
import { accountPath, operation, pageOf, readRefusals } from "./documentation";
import { callerOf, managed } from "./manager";
import { uncheckedInput } from "./unchecked-input";

const example = {
  seq: 42,
  at: "2026-11-22T08:00:00.000Z",
  actor: { type: "service_key", id: "5b1f0c9e-6d3a-4a55-8a5e-1d2c3b4a5f60", name: "CI" },
  action: "passcode.create",
  target: { type: "passcode", id: "0e3d6a3c-8f8b-4d0e-9d0b-0b6f3a4c5d6e", name: "Acme orders" },
  result: "ok" as const,
  address: "192.0.2.7",
  request_id: "b8a0c9a4-7a0e-4f6e-9a39-0a4f3f0f7a11",
};
const auditEvent = auditEventView.omit({ detail: true }).meta({ id: "AuditEvent", examples: [example] });

/** `GET /v1/accounts/{account}/audit`: what happened, the newest first. */
export function registerAudit(app: Api, decide: Decide): void {
  app.route({
    ...managed(decide),
    method: "GET",
    url: "/v1/accounts/:account/audit",
    handler: async (request) => {
      const own = { offset: 0, target_id: undefined };
      const query = uncheckedInput<Parameters<typeof listAuditEvents>[1]>(request.query, own);
      const { data, next_cursor } = await listAuditEvents(callerOf(request), query);
      return { data: data.map(({ detail: _detail, ...event }) => event), next_cursor };
    },
    schema: {
      ...operation("audit.list", "Audit log", "Read the audit log", "The newest first."),
      params: accountPath,
      querystring: listAuditEventsInput.omit({ offset: true, target_id: true }),
      response: {
        200: pageOf(auditEvent)
          .meta({ examples: [{ data: [example], next_cursor: null }] })
          .describe("A page of it"),
        ...readRefusals,
      },
    },
  });
}
