import { expect, test, vi } from "vitest";
import { processClock } from "@/lib/process-clock";
import { AppError } from "./errors";
import { fewAtOnce } from "./few-at-once";
import { inTurn } from "./queue";

let nowMs = 0;
vi.spyOn(processClock, "monotonic").mockImplementation(() => nowMs);

const away = new AppError("unavailable", "away");
const takingTurns = {
  "the commands of an account": <T>(work: () => Promise<T>) => inTurn("a", 1, work),
  "the sign-ins": fewAtOnce(1, 10, "Too many"),
};
const each = Object.entries(takingTurns);

/** Work that ends when it is told to. */
function held() {
  let fail = (_error: Error) => {};
  const work = () =>
    new Promise<string>((_resolve, reject) => {
      fail = reject;
    });
  return { work, fail: (error: Error) => fail(error) };
}

test.each(each)(
  "%s: who has waited long behind one whom the database failed is refused with him",
  async (_what, inItsTurn) => {
    const { work, fail } = held();
    const tried: string[] = [];
    const first = inItsTurn(work);
    const long = inItsTurn(async () => tried.push("long"));
    nowMs += 1100;
    const short = inItsTurn(async () => tried.push("short"));
    nowMs += 300;
    await Promise.resolve();
    fail(away);
    const [one, two, three] = await Promise.allSettled([first, long, short]);
    expect(one).toEqual({ status: "rejected", reason: away });
    expect(two).toEqual({ status: "rejected", reason: away });
    expect(three.status, "one who has time to find out was not let").toBe("fulfilled");
    expect(tried).toEqual(["short"]);
    expect(await inItsTurn(async () => "later")).toBe("later");
  },
);

test.each(each)(
  "%s: who waits behind one who was refused for another reason does what he came for",
  async (_what, inItsTurn) => {
    const { work, fail } = held();
    const first = inItsTurn(work);
    const second = inItsTurn(async () => "done");
    nowMs += 10_000;
    await Promise.resolve();
    fail(new AppError("name_taken", "taken"));
    await expect(first).rejects.toMatchObject({ code: "name_taken" });
    expect(await second).toBe("done");
  },
);
