import { toldOf } from '../../domain/trail.ts';

it('a trail is told up to its limit, and says where more was handed out than it tells', () => {
  expect(toldOf([3, 2], 2)).toEqual({ told: [3, 2], cut: false });
  expect(toldOf([3, 2, 1], 2)).toEqual({ told: [3, 2], cut: true });
  expect(toldOf([], 2)).toEqual({ told: [], cut: false });
});
