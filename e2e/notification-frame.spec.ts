import { insertDeliveries } from "./fixtures/insert-deliveries";
import { expect, test } from "./fixtures/own-account";

const html = `<!DOCTYPE html><html lang="en"><head><base href="https://evil.test/"><title>x</title>
<meta http-equiv="refresh" content="0;url=/passcodes">
<style>body { color: rgb(1, 2, 3) } @media (prefers-color-scheme: dark) { body { color: rgb(200, 210, 220) } }</style></head>
<body><p>The mail itself</p><a href="/passcodes">in the frame</a> <a target="_top" href="/passcodes">in the page</a>
<img alt="" src="x" onerror="top.document.title = 'owned by an image'">
<script>document.body.append("owned by a script"); top.document.title = "owned by a script";</script>
<form action="/passcodes"><button>a form</button></form></body></html>`;
const mail = { subject: "About Acme", html, text: "The text itself\n<b>as it is</b>" };

// What the browser says of what it did not let the mail do.
test.use({ expectedComplaints: [/sandboxed|NotSameOrigin|Content Security Policy|evil\.test/] });

test("a mail is shown as it was sent, runs nothing, reaches nothing, and its links open nothing", async ({
  page,
  context,
  own,
  database,
}) => {
  const [id] = await insertDeliveries(database, own, [
    { recipient: own.email, told: [{ kind: "expiry", name: "Acme" }], mail },
  ]);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const response = await page.goto(`/notifications/${id}`);
  expect(response?.headers()["content-security-policy"]).toContain("frame-src 'none'");
  const frame = page.frameLocator("iframe");
  await expect(frame.getByText("The mail itself")).toBeVisible();
  await expect(page.locator("iframe")).toHaveAttribute("sandbox", "");
  await expect(page.locator("iframe")).toHaveAccessibleName("The mail “About Acme”");
  expect(await page.locator("iframe").evaluate((frame: HTMLIFrameElement) => frame.contentDocument)).toBeNull();

  for (const name of ["in the frame", "in the page", "a form"]) await frame.getByText(name).click();
  await page.waitForTimeout(500);
  await expect(frame.getByText("The mail itself")).toBeVisible();
  await expect(page.locator("iframe").contentFrame().locator("body")).not.toContainText("owned");
  await expect(page).toHaveTitle(/About Acme/);
  await expect(page).toHaveURL(`/notifications/${id}`);
  expect(context.pages()).toHaveLength(1);
  // The console itself fetches where its navigation leads, by `_rsc`.
  expect(asked.filter((url) => url.includes("evil.test") || /\/passcodes$/.test(url))).toEqual([]);
});

test("a mail has its look by day and by night whatever the page's, and its text", async ({ page, own, database }) => {
  const [id] = await insertDeliveries(database, own, [{ recipient: own.email, told: [], mail }]);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`/notifications/${id}`);
  const body = page.frameLocator("iframe").locator("body");
  await expect(body).toHaveCSS("color", "rgb(1, 2, 3)");
  await page.getByRole("tab", { name: "Dark" }).click();
  await expect(body).toHaveCSS("color", "rgb(200, 210, 220)");
  await page.getByRole("tab", { name: "Text" }).click();
  await expect(page.getByRole("tabpanel")).toHaveText("The text itself\n<b>as it is</b>");
  await expect(page.locator("iframe")).toHaveCount(0);
});
