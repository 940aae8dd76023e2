/** What tokens of Google Cloud are asked for. */
export const scope = "https://www.googleapis.com/auth/cloud-platform";
