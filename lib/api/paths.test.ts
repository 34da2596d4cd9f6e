import { expect, test } from "vitest";
import { isApiPath } from "./paths";

test.each([
  "/v1/connect",
  "/v1/auth/any/thing",
  "/1/events.json",
  "/user/authenticate",
  "/c42api/v3/auth/jwt",
  "/api/v3/customer/my",
  "/api/User/my",
  "/api/v1/auth/login/",
  "/.well-known/jwks.json",
  "/openapi.json",
  "/healthz",
  "/readyz",
  "/metrics",
])("%s is the API's", (pathname) => expect(isApiPath(pathname)).toBe(true));

test.each([
  "/",
  "/passcodes",
  "/users",
  "/api/auth/session",
  "/api/auth/v1/",
  "/v10/connect",
  "//v1/connect",
  "/V1/connect",
  "/console/v1/connect",
  "/healthz/more",
])("%s is the console's", (pathname) => expect(isApiPath(pathname)).toBe(false));
