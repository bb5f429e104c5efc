import type { Operation } from "../../http/operation.ts";

const usecases = [
  ["notifications", "Notices of deliveries, accounts, orders or emergencies.", "Notify my users."],
  ["marketing", "Information on products, offers and calls to action.", "Market my services."],
  ["verification", "One-time passcodes and two-factor authentication.", "Verify users."],
  ["discussion", "Conversations between people, also in groups.", "Let users talk to each other."],
  ["poll", "Polls and surveys.", "Ask my users."],
  ["undeclared", "The use case is not declared.", "Use case not declared."],
] as const;

/** The use cases that a Messaging Service may declare. */
export const usecaseOperation: Operation = {
  product: "messaging",
  method: "GET",
  path: "/v1/Services/Usecases",
  differs: "descriptions are worded otherwise",
  run: async () => ({
    status: 200,
    body: {
      usecases: usecases.map(([usecase, description, purpose]) => ({
        usecase,
        description,
        purpose,
      })),
    },
  }),
};
