import { freePlace } from '../../web/pages/definitions/modeler/freePlace.ts';

const task = { width: 100, height: 80 };
const at = (x: number, y: number) => ({ x, y, ...task });

it('a step stays where it was thought of as long as nothing lies there', () => {
  expect(freePlace({ x: 200, y: 100 }, task, [at(300, 60)])).toEqual({ x: 200, y: 100 });
});

it('a step goes below whatever lies in its place, and below what lies there', () => {
  const taken = [at(160, 60), at(180, 180)];
  expect(freePlace({ x: 200, y: 100 }, task, taken)).toEqual({ x: 200, y: 180 + 80 + 30 + 40 });
});
