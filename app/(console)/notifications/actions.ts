"use server";
import { retryDelivery as retry } from "@/lib/core/delivery/retry-delivery";
import { sendWarnings as warn } from "@/lib/core/notice/sweep-notices";
import { act } from "@/lib/web/action";

export async function retryDelivery(input: unknown) {
  return act(retry, input);
}

export async function sendWarnings(input: unknown) {
  return act(warn, input);
}
