import type pg from 'pg';

export type FloorActivities = ReturnType<typeof createFloorActivities>;

export function createFloorActivities(pool: pg.Pool) {
  return {
    async writeOneRow(id: string, step: number): Promise<void> {
      await pool.query('INSERT INTO bench_floor (id, step) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET step = $2', [
        id,
        step,
      ]);
    },
  };
}
