import { createSid } from "@repartee/protocol";
import type { Application, Locate } from "@repartee/send-core";
import { changeOwn, findOwned, ownInDraft } from "../../http/find-owned.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { toRfc2822 } from "../../http/wire-date.ts";
import { noUrls, readUrls, toUrlsJson } from "../messages/message-urls.ts";
import type { NumberParts } from "../numbers/number-operations.ts";

const path = "/2010-04-01/Accounts/{AccountSid}/Applications";
const differs = "settings of voice change nothing";

/** Creates, lists, changes and deletes applications: URLs that numbers and messages share. */
export function applicationOperations({
  configuration,
  clock,
  locate,
}: NumberParts): readonly Operation[] {
  const write = (application: Application): object => toJson(application, locate);

  async function list(call: Call): Promise<Answer> {
    const name = call.query.text("FriendlyName");
    const all = await configuration.applications.list(call.account.sid);
    const wanted = name ? all.filter(({ friendlyName }) => friendlyName === name) : all;
    const filters = ["FriendlyName"];
    return answerPage(call, {
      key: "applications",
      filters,
      read: pagesOf(wanted),
      write,
    });
  }

  async function create(call: Call): Promise<Answer> {
    const now = clock.now();
    const application = readChanges(call, {
      sid: createSid("AP"),
      accountSid: call.account.sid,
      friendlyName: "",
      messageStatusCallback: "",
      ...noUrls,
      dateCreated: now,
      dateUpdated: now,
    });
    await configuration.change(({ applications }) => applications.add(application));
    return { status: 201, body: write(application) };
  }

  async function update(call: Call): Promise<Answer> {
    const dateUpdated = clock.now();
    const application = await configuration.change(({ applications }) =>
      changeOwn(applications, call, (current) => ({ ...readChanges(call, current), dateUpdated })),
    );
    return { status: 200, body: write(application) };
  }

  async function remove(call: Call): Promise<Answer> {
    await configuration.change(({ applications }) =>
      applications.remove(ownInDraft(applications, call).sid),
    );
    return { status: 204 };
  }

  return [
    { product: "api", method: "GET", path, run: list },
    { product: "api", method: "POST", path, differs, run: create },
    {
      product: "api",
      method: "GET",
      path: `${path}/{Sid}`,
      run: async (call) => ({
        status: 200,
        body: write(await findOwned(configuration.applications, call)),
      }),
    },
    { product: "api", method: "POST", path: `${path}/{Sid}`, differs, run: update },
    { product: "api", method: "DELETE", path: `${path}/{Sid}`, run: remove },
  ];
}

function readChanges({ form }: Call, before: Application): Application {
  return {
    ...before,
    ...readUrls(form, before),
    friendlyName: form.text("FriendlyName") ?? before.friendlyName,
    messageStatusCallback:
      form.url("MessageStatusCallback") ??
      form.url("SmsStatusCallback") ??
      before.messageStatusCallback,
  };
}

function toJson(application: Application, locate: Locate): object {
  const { sid, accountSid } = application;
  const messageStatusCallback = locate(application.messageStatusCallback);
  return {
    sid,
    account_sid: accountSid,
    api_version: "2010-04-01",
    friendly_name: application.friendlyName,
    ...toUrlsJson(application, locate),
    sms_status_callback: messageStatusCallback,
    message_status_callback: messageStatusCallback,
    voice_url: null,
    voice_method: "POST",
    voice_fallback_url: null,
    voice_fallback_method: "POST",
    voice_caller_id_lookup: false,
    public_application_connect_enabled: false,
    date_created: toRfc2822(application.dateCreated),
    date_updated: toRfc2822(application.dateUpdated),
    uri: `${path.replace("{AccountSid}", accountSid)}/${sid}.json`,
  };
}
