import type { NoticeInput } from "@repartee/runtime";

/** The notice for an app that requests the media of a message without credentials. */
export const mediaRefused: NoticeInput = {
  code: 20003,
  sentence: "The app requested media of this message without credentials, and got 401.",
  // Twilio, "Media Resource", "HTTP Basic Auth for media", twilio.com/docs/messaging/api/media-resource
  advice:
    "Request media with HTTP Basic authentication: the account SID and the auth token. If the account has turned this off on Twilio, set media.openAccess to true in the configuration.",
};
