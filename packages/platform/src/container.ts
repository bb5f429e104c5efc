import "reflect-metadata";
import { container, type DependencyContainer, instanceCachingFactory } from "tsyringe";

/** Names a part of the platform and its type, so that a wrong binding does not compile. */
export type Token<T> = symbol & { readonly of?: T };

/** Makes a token; the name shows in error messages. */
export function token<T>(name: string): Token<T> {
  return Symbol(name);
}

/** The parts of one platform. */
export interface Parts {
  /** Says how a part is made, once, when it is first asked for. */
  bind<T>(part: Token<T>, make: (parts: Parts) => T): void;
  get<T>(part: Token<T>): T;
}

/** An empty set of parts of its own: two platforms in one process share nothing. */
export function createParts(): Parts {
  const child: DependencyContainer = container.createChildContainer();
  const parts: Parts = {
    bind(part, make) {
      child.register(part, { useFactory: instanceCachingFactory(() => make(parts)) });
    },
    get: (part) => child.resolve(part),
  };
  return parts;
}
