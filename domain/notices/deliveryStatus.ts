/** One recipient of a report on the delivery of a mail (RFC 3464, 2.3). */
export interface RecipientStatus {
  /** The address without its type. */
  address: string;
  /** `failed`, `delayed`, `delivered`, `relayed` or `expanded`, in small letters. */
  action: string;
  /** Such as `5.1.1` (RFC 3463). */
  status: string;
  /** What the mail server of the recipient said; null where it is not told. */
  diagnostic: string | null;
}

export interface DeliveryStatus {
  /** The id that the mail was sent with (RFC 3461, ENVID); null where the report names none. */
  envelopeId: string | null;
  recipients: RecipientStatus[];
}

/** Signs that no text holds, and no database keeps; the server that wrote them is somebody else's. */
const CONTROL = /[^\P{Cc}\t\n]/gu;

/**
 * Reads the part `message/delivery-status` of a report: groups of fields with an empty line between them, the first
 * about the mail, each other about a recipient. A group without an address or an action is left out.
 */
export function readDeliveryStatus(text: string): DeliveryStatus {
  const [mail, ...recipients] = text
    .replace(/\r\n/g, '\n')
    .replace(CONTROL, ' ')
    .trim()
    .split(/\n[ \t]*\n+/)
    .map(fieldsOf);
  return {
    envelopeId: mail?.get('original-envelope-id') ?? null,
    recipients: recipients.flatMap((fields) => {
      const address = withoutType(fields.get('final-recipient') ?? fields.get('original-recipient'));
      const action = fields.get('action')?.toLowerCase();
      if (address === null || action === undefined) return [];
      const status = /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '';
      return [{ address, action, status, diagnostic: withoutType(fields.get('diagnostic-code')) }];
    }),
  };
}

/** Fields by name in small letters; a line that begins with a space goes on with the one before. */
function fieldsOf(group: string): Map<string, string> {
  const lines = group.replace(/\n[ \t]+/g, ' ').split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()] as const];
    }),
  );
}

/** `rfc822; a@example.gov.cn` and `smtp; 550 no such user` without what stands before the semicolon. */
function withoutType(value: string | undefined): string | null {
  return value === undefined ? null : value.replace(/^[\w-]+\s*;\s*/, '');
}
