/** What the tests use of the npm package, which ships no types. */
declare module "crossbar" {
  type Answer = { auth_token: string; status: string; message?: string; error?: string; data: { account_id?: string } };
  type Callback = (refused: Answer | Error | null, answer: Answer | null) => void;
  type Client = {
    api: { user_auth: { create_user_auth(given: { data: Record<string, string> }, callback: Callback): void } };
  };
  export default function crossbar(options: { url: string; port: number; version: "v1" }): Client;
}
