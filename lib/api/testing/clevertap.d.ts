/** What the tests use of the npm package, which ships no types. */
declare module "clevertap" {
  type Callback = (answer: unknown) => void;
  type Client = {
    api: { apiEndpoint: string };
    events(query: object, options: { batchSize?: number }, callback?: Callback): Promise<unknown>;
    profile(options: { email?: string; identity?: string }, callback?: Callback): Promise<unknown>;
    upload(data: object[], options?: { batchSize?: number } | Callback, callback?: Callback): Promise<unknown>;
  };
  const CleverTap: { REGIONS: { INDIA: string }; init(accountId: string, passcode: string, region: string): Client };
  export default CleverTap;
}
