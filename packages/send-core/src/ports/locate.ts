/**
 * Where a configured URL leads. A command assigns a port to the app that it starts, and URLs are
 * configured with that port; the app may ignore it and listen on another one.
 */
export type Locate = (url: string) => string;
