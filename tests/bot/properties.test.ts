import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitText } from '../../bot/channels/split.ts';
import { readIncoming } from '../../bot/directline/incoming.ts';
import { HttpError } from '../../bot/http-error.ts';

describe('Whatever comes', () => {
  it('a text is cut without losing a letter, and never too long', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), fc.integer({ min: 1, max: 80 }), (text, limit) => {
        const parts = splitText(text, limit);

        assert.ok(parts.every((part) => part.length <= limit));
        assert.equal(parts.join('').replace(/\s/g, ''), text.replace(/\s/g, ''));
      }),
    );
  });

  it('an activity is either read or refused with 400', () => {
    const activity = fc.record(
      {
        type: fc.oneof(fc.constant('message'), fc.anything()),
        from: fc.anything(),
        text: fc.anything(),
        channelData: fc.anything(),
      },
      { requiredKeys: [] },
    );

    fc.assert(
      fc.property(fc.oneof(activity, fc.anything()), (body) => {
        try {
          assert.equal(typeof readIncoming(body).type, 'string');
        } catch (error) {
          assert.ok(error instanceof HttpError && error.status === 400, String(error));
        }
      }),
    );
  });
});
