/** A mail server's answer: its code (RFC 5321, 4.2.2) and its enhanced status (RFC 3463), where it gives one. */
export interface MailServerAnswer {
  code: number | null;
  /** Such as `5.1.1`. */
  status: string | null;
}

/** The mailbox does not exist, is not local, or has no valid name (RFC 5321, 4.2.3). */
const BAD_MAILBOX: readonly number[] = [550, 551, 553];
/** Bad addressing, a disabled mailbox, or no such host (RFC 3463, 3.2 to 3.5): another try would end alike. */
const BAD_ADDRESS = /^5\.(1\.(?!7$|8$)\d+|2\.1|4\.4)$/;

/**
 * Whether the answer says that the address does not work, rather than that this mail was not wanted. The enhanced
 * status decides where there is one: the codes alone also stand for refusals by policy.
 */
export function isAddressAtFault({ code, status }: MailServerAnswer): boolean {
  if (status !== null) return BAD_ADDRESS.test(status);
  return code !== null && BAD_MAILBOX.includes(code);
}

/** Refusals of the text or by policy (RFC 3463, 3.7 and 3.8). */
const NOT_WANTED = /^5\.[67]\./;

/**
 * Whether a report on a mail that came back says that the next one would, too: what was given up for good after days of
 * trying, or a full mailbox, as well as a bad address.
 */
export function isBounceOfAddress(status: string): boolean {
  return !NOT_WANTED.test(status);
}

/** The enhanced status with which the text of an answer begins, or that follows its code. */
export function statusIn(answer: string): string | null {
  return /^(?:\d{3}[ -])?([245]\.\d{1,3}\.\d{1,3})\b/.exec(answer)?.[1] ?? null;
}
