"use server";
import { replaceAccountKey as replaceKey } from "@/lib/core/account-key/replace-account-key";
import { revealAccountKey as revealKey } from "@/lib/core/account-key/reveal-account-key";
import { createApiKey as makeKey } from "@/lib/core/api-key/create-api-key";
import { revokeApiKey as revokeKey } from "@/lib/core/api-key/revoke-api-key";
import { createPrivateToken as makePrivate } from "@/lib/core/private-token/create-private-token";
import { revokePrivateToken as revokePrivate } from "@/lib/core/private-token/revoke-private-token";
import { rotatePrivateToken as rotatePrivate } from "@/lib/core/private-token/rotate-private-token";
import { createServiceKey as makeServiceKey } from "@/lib/core/service-key/create-service-key";
import { revokeServiceKey as revoke } from "@/lib/core/service-key/revoke-service-key";
import { endManyTokens as endMany } from "@/lib/core/token/end-many-tokens";
import { endToken as end } from "@/lib/core/token/end-token";
import { act } from "@/lib/web/action";

export async function endToken(input: unknown) {
  return act(end, input);
}

export async function endManyTokens(input: unknown) {
  return act(endMany, input);
}

export async function createServiceKey(input: unknown) {
  return act(makeServiceKey, input);
}

export async function revokeServiceKey(input: unknown) {
  return act(revoke, input);
}

export async function createApiKey(input: unknown) {
  return act(makeKey, input);
}

export async function revokeApiKey(input: unknown) {
  return act(revokeKey, input);
}

export async function createPrivateToken(input: unknown) {
  return act(makePrivate, input);
}

export async function rotatePrivateToken(input: unknown) {
  return act(rotatePrivate, input);
}

export async function revokePrivateToken(input: unknown) {
  return act(revokePrivate, input);
}

export async function revealAccountKey(input: unknown) {
  return act(revealKey, input);
}

export async function replaceAccountKey(input: unknown) {
  return act(replaceKey, input);
}
