import { describe, expect, it } from 'vitest';
import { Channel } from '../../src/runtime/channel.js';

async function drained<T>(channel: Channel<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of channel) items.push(item);
  return items;
}

describe('a channel', () => {
  it('gives what was pushed before anyone listened, in order', async () => {
    const channel = new Channel<number>();
    [1, 2, 3].forEach((item) => channel.push(item));
    channel.close();
    expect(await drained(channel)).toEqual([1, 2, 3]);
  });

  it('waits for what is pushed later', async () => {
    const channel = new Channel<number>();
    const all = drained(channel);
    for (const item of [1, 2, 3]) {
      await new Promise((resolve) => setImmediate(resolve));
      channel.push(item);
    }
    channel.close();
    expect(await all).toEqual([1, 2, 3]);
  });

  it('loses nothing of bursts that a slow consumer leaves behind', async () => {
    const channel = new Channel<number>();
    const seen: number[] = [];
    const all = (async () => {
      for await (const item of channel) {
        seen.push(item);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for (let item = 0; item < 100; item++) {
      channel.push(item);
      if (item % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    channel.close();
    await all;
    expect(seen).toEqual(Array.from({ length: 100 }, (_, item) => item));
  });
});

describe('a channel that is closed', () => {
  it('ends without items', async () => {
    const channel = new Channel<number>();
    channel.close();
    expect(await drained(channel)).toEqual([]);
  });

  it('throws its failure, after what came before it', async () => {
    const channel = new Channel<number>();
    const seen: number[] = [];
    const all = (async () => {
      for await (const item of channel) seen.push(item);
    })();
    channel.push(1);
    channel.close(new Error('broken'));
    await expect(all).rejects.toThrow('broken');
    expect(seen).toEqual([1]);
  });
});
