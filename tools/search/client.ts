/** Calls a node and gives the JSON of the answer. */
export type Ask = <T>(method: string, path: string, body?: object | string) => Promise<T>;

/** A client without anything: JSON, or lines of JSON when the body is text. It rejects with status and body when refused. */
export function searchClient(endpoint: string): Ask {
  return async <T>(method: string, path: string, body?: object | string): Promise<T> => {
    const content = typeof body === "string" ? "application/x-ndjson" : "application/json";
    const answer = await fetch(endpoint + path, {
      method,
      ...(body === undefined
        ? {}
        : {
            headers: { "content-type": content },
            body: typeof body === "string" ? body : JSON.stringify(body),
          }),
    });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    }
    return JSON.parse(text) as T;
  };
}
