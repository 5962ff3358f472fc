import createClient from "openapi-fetch";
import { fetchExact } from "./exactJson";
import type { components, paths } from "./schema";

/** The payloads of the server, by their own names: `Payload["ExperimentRow"]`. */
export type Payload = components["schemas"];

/** The one door to the server: address, parameters and answer are checked against its OpenAPI. */
export const api = createClient<paths>({
  fetch: fetchExact,
  querySerializer: { array: { style: "form", explode: true } },
});

/** A refusal of the server (problem+json), or `code = "unreachable"` when there was no answer at all. */
export class ServerError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
    this.name = "ServerError";
  }
}

/** application/problem+json, as far as a page needs it. */
interface Problem {
  code: string;
  detail: string;
}

interface Answered<T> {
  data?: T | undefined;
  error?: unknown;
  response: Response;
}

/** The data of an answer; throws {@link ServerError} instead of returning a refusal. */
export async function unwrap<T>(request: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await request.catch(unreachable);
  if (response.ok) return data as T;
  throw refusal(response.status, error);
}

function unreachable(cause: unknown): never {
  if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
  throw new ServerError(0, "unreachable", "The server does not answer. It may have been stopped.");
}

function refusal(status: number, error: unknown): ServerError {
  const problem = (typeof error === "object" && error !== null ? error : {}) as Partial<Problem>;
  const code = problem.code ?? `http-${status}`;
  return new ServerError(status, code, problem.detail ?? `The server answered with ${status}.`);
}
