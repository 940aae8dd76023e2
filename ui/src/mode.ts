/** Whether this is the page of one report, without a server behind it. Known when it is built. */
export const isReport = import.meta.env.MODE === "report";
