/** How many may be invited at once. */
export const invitationsMax = 50;
