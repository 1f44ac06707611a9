import { Hono } from 'hono';
import type { DeliveryRoom } from '../event/delivery.ts';
import type { World } from '../world.ts';

export function dashboardPages(_world: World, _deliveries: DeliveryRoom): Hono {
  return new Hono();
}
