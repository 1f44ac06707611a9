import { signal } from '@preact/signals';

export interface Route {
  panel: string;
  /** What follows the panel's id, e.g. the id of an open number. */
  path: readonly string[];
}

/** Where the person is. Kept in the fragment by replacing it, so that the host's Back button never walks our panels. */
export const route = signal<Route>({ panel: '', path: [] });

export function parseRoute(hash: string): Route {
  const [panel = '', ...path] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .filter(Boolean)
    .map(part => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });
  return { panel, path };
}

export function routeHash({ panel, path }: Route): string {
  return `#/${[panel, ...path].map(encodeURIComponent).join('/')}`;
}

/** Goes to a panel, or into a thing on it: `go('numbers', id)`. */
export function go(panel: string, ...path: string[]): void {
  route.value = { panel, path };
  history.replaceState(null, '', routeHash(route.value));
}
