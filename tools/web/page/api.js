// The API of the server that this page comes from (openapi.json).

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** GET /api/`question`; parameters that are empty are left out. Throws ApiError. */
export async function ask(question, parameters = {}, signal = undefined) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== "" && value !== undefined && value !== null) query.set(name, value);
  let response;
  try {
    response = await fetch(`/api/${question}?${query}`, { signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(0, "the server does not answer; is 'entente serve' still running?");
  }
  const text = await response.text();
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new ApiError(response.status, text.trim() || response.statusText);
  }
  if (!response.ok) throw new ApiError(response.status, answer.error);
  return answer;
}

/** Runs only the newest of its calls to the end: older ones are aborted. */
export function newest(work) {
  let running = null;
  return async (...given) => {
    running?.abort();
    const mine = (running = new AbortController());
    try {
      return await work(mine.signal, ...given);
    } catch (error) {
      if (error.name === "AbortError") return undefined;
      throw error;
    } finally {
      if (running === mine) running = null;
    }
  };
}
