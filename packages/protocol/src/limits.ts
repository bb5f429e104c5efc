/** Characters in a message body; the API refuses more with 21617, markup warns with 14103. */
export const MAX_BODY_CHARACTERS = 1600;
/** Media in one message; the API refuses more with 21623. */
export const MAX_MEDIA = 10;
/** Bytes of body and media together in one MMS; more fails with 11751. */
export const MAX_MESSAGE_BYTES: number = 5 * 1024 * 1024;
/** Bytes of one reply document; more is 11750. The source says "64 kB"; the larger reading is used. */
export const MAX_DOCUMENT_BYTES: number = 64 * 1024;
/** Documents fetched for one inbound message; the 51st is refused with 14106. */
export const MAX_DOCUMENTS = 50;
/** Replies to one inbound message; the 11th is refused with 14109. */
export const MAX_REPLIES = 10;
/** HTTP redirects followed in a row; the platform's own number is not documented. More is 11215. */
export const MAX_HTTP_REDIRECTS = 10;
/** Milliseconds for a whole exchange with a webhook, connect time included (11205). */
export const WEBHOOK_TOTAL_MS = 15_000;
/** Milliseconds for one attempt to connect to a webhook (11201). */
export const WEBHOOK_CONNECT_MS = 5_000;
