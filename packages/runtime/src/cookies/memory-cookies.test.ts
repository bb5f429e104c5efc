import { cookieStoreContract } from "./cookie-store.contract.ts";
import { createMemoryCookies } from "./memory-cookies.ts";

cookieStoreContract("memory", createMemoryCookies);
