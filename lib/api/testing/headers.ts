/** The headers of seed 000. */
export const pair = (accountId: string, passcode: string) => ({
  "X-CleverTap-Account-Id": accountId,
  "X-CleverTap-Passcode": passcode,
});

/** Their short names. */
export const shortPair = (accountId: string, passcode: string) => ({
  "X-Account-Id": accountId,
  "X-Passcode": passcode,
});

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
