// Words for people are not behaviour: a changed letter in a message is no fault that a test should find. Codes,
// terms, paths and every other text stay in.
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

const proseNames = new Set(['message', 'nl', 'en']);
const errors = /Error$/;

class Prose {
  shouldIgnore(path) {
    if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
    return isNamedProse(path.parentPath) || isErrorText(path) ? 'prose for people' : undefined;
  }
}

/** `message: '…'`, `const nl = \`…\`` and the branches of a conditional there. */
function isNamedProse(parent) {
  if (parent === null) return false;
  if (parent.isConditionalExpression()) return isNamedProse(parent.parentPath);
  if (parent.isObjectProperty()) return proseNames.has(parent.node.key.name);
  return parent.isVariableDeclarator() && proseNames.has(parent.node.id.name);
}

/** The text of `new SomeError(…)`, which has a code before it when the error is one of the catalogue. */
function isErrorText(path) {
  const { parentPath: parent } = path;
  if (!parent?.isNewExpression() || !errors.test(parent.node.callee.name ?? '')) return false;
  const isCode = parent.node.callee.name === 'AcquitError' && parent.node.arguments[0] === path.node;
  return !isCode;
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Ignore, 'prose', Prose)];
