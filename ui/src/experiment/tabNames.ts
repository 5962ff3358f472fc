/** The tabs of an experiment, in the order of their keys, and what each is called. */
export const TAB_TITLES = { logs: "Logs", files: "Files", console: "Console" } as const;

export type TabName = keyof typeof TAB_TITLES;
