import { type ASTNode, Kind, type ValueNode, visit } from 'graphql';
import { refusal } from './refusal.ts';
import type { Limits } from './table.ts';

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/**
 * Variables as sent: depth first (what comes after may then recurse), long lists, long texts, and the size of all.
 * A list or text nobody uses counts as well, since it was read and kept.
 */
export function checkVariables(variables: Readonly<Record<string, unknown>>, limits: Limits): void {
  const walk = (value: unknown, depth: number, name: string): void => {
    if (typeof value === 'string') {
      const size = bytes(value);
      if (size > limits.stringBytes) throw refusal('stringBytes', size, limits.stringBytes, `$${name}`);
    } else if (typeof value === 'object' && value !== null) {
      if (depth > limits.inputDepth) {
        throw refusal('inputDepth', `more than ${limits.inputDepth}`, limits.inputDepth, `$${name}`);
      }
      const inner = Object.values(value);
      if (Array.isArray(value) && inner.length > limits.listItems) {
        throw refusal('listItems', inner.length, limits.listItems, `$${name}`);
      }
      for (const each of inner) walk(each, depth + 1, name);
    }
  };
  for (const [name, value] of Object.entries(variables)) walk(value, 1, name);
  const size = bytes(JSON.stringify(variables));
  if (size > limits.variableBytes) throw refusal('variableBytes', size, limits.variableBytes);
}

function depthOf(value: ValueNode): number {
  if (value.kind === Kind.LIST) return 1 + Math.max(0, ...value.values.map(depthOf));
  if (value.kind === Kind.OBJECT)
    return 1 + Math.max(0, ...value.fields.map((field) => depthOf(field.value)));
  return 0;
}

/** The same for values written into the document. Its depth is bounded already by the limit on tokens. */
export function checkLiterals(document: ASTNode, limits: Limits): void {
  visit(document, {
    StringValue(node) {
      const size = bytes(node.value);
      if (size > limits.stringBytes) throw refusal('stringBytes', size, limits.stringBytes);
    },
    ListValue(node) {
      if (node.values.length > limits.listItems) {
        throw refusal('listItems', node.values.length, limits.listItems);
      }
    },
    Argument(node) {
      const depth = depthOf(node.value);
      if (depth > limits.inputDepth) {
        throw refusal('inputDepth', depth, limits.inputDepth, node.name.value);
      }
    },
  });
}
