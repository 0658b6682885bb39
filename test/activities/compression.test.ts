import { compression } from '../../activities/compression.ts';

const payload = (text: string) => ({
  metadata: { encoding: Buffer.from('json/plain') },
  data: Buffer.from(JSON.stringify(text)),
});

describe('compression of payloads', () => {
  it('gives a large payload back as it was, from a fraction of the bytes', async () => {
    const large = payload('措施'.repeat(2000));
    const [stored] = await compression.encode([large]);
    expect(stored?.data?.length).toBeLessThan(large.data.length / 10);
    const [read] = await compression.decode(stored ? [stored] : []);
    expect(Buffer.from(read?.data ?? [])).toEqual(large.data);
    expect(read?.metadata).toEqual(large.metadata);
  });

  it('leaves a small payload, and one that was never compressed, alone', async () => {
    const small = payload('签收');
    expect(await compression.encode([small])).toEqual([small]);
    const old = payload('报送'.repeat(2000));
    expect(await compression.decode([old])).toEqual([old]);
  });
});
