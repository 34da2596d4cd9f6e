import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/web/auth-options";
import { currentSession } from "@/lib/web/session";

async function handler(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }) {
  return NextAuth(request, context, authOptions(request.headers, await currentSession()));
}

export { handler as GET, handler as POST };
