/** A reason why the parts cannot run, said once in each language to the person at the terminal. Nothing else is printed. */
export class StartError extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
    options?: ErrorOptions,
  ) {
    super(`${zh}\n${en}`, options);
    this.name = 'StartError';
  }
}
