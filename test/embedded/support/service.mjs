/** A stand-in for api or worker: healthy at once; ends by itself after DIES_AFTER_MS where that is set. */
import { createServer } from 'node:http';

const server = createServer((_request, response) => response.writeHead(200).end(String(process.pid)));
server.listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
if (process.env.DIES_AFTER_MS) setTimeout(() => process.exit(3), Number(process.env.DIES_AFTER_MS));
