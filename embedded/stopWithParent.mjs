/** Loaded into api and worker by `npm start`: when the parent dies without a word, they stop as if asked to. */
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
