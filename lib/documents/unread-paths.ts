import type { XmlElement } from './xml-element.ts';

/** Distinct paths met so far, as a tree, so that ten thousand equal lines cost one path and not ten thousand. */
interface Branch {
  readonly path: string;
  readonly branches: Map<string, Branch>;
  isListed: boolean;
}

/** A file made to fill the list would only hide what matters; a real one stays far below this. */
const maximumPaths = 500;

/**
 * The paths below `root` of elements whose text nobody read, without their values: distinct, in document order,
 * `cac:Delivery/cbc:ActualDeliveryDate`. Ends with `…` when there are more than 500.
 */
export function unreadPaths(root: XmlElement): readonly string[] {
  const paths: string[] = [];
  collect(root, { path: '', branches: new Map(), isListed: false }, paths);
  return paths.length > maximumPaths ? [...paths.slice(0, maximumPaths), '…'] : paths;
}

function collect(parent: XmlElement, trunk: Branch, paths: string[]): void {
  for (const element of parent.children) {
    if (paths.length > maximumPaths) return;
    const branch = branchFor(element, trunk);
    if (element.isUnread && !branch.isListed) {
      branch.isListed = true;
      paths.push(branch.path);
    }
    if (element.children.length > 0) collect(element, branch, paths);
  }
}

function branchFor({ name }: XmlElement, trunk: Branch): Branch {
  let branch = trunk.branches.get(name);
  if (branch === undefined) {
    branch = {
      path: trunk.path === '' ? name : `${trunk.path}/${name}`,
      branches: new Map(),
      isListed: false,
    };
    trunk.branches.set(name, branch);
  }
  return branch;
}
