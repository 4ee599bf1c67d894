import type { ReactNode } from 'react';
import { usePreferences } from '../../state/index.ts';
import { type Json, jsonOf } from './answer.ts';
import styles from './Custom.module.css';

export interface AnswerViewProps {
  text: string;
  /** A value was chosen: the JMESPath that finds it. Missing: there is nothing to choose it for. */
  onPick?: ((path: string) => void) | undefined;
}

/** What came back: JSON of which each value can be chosen, or plain text. */
export function AnswerView({ text, onPick }: AnswerViewProps) {
  const json = jsonOf(text);
  const { maskAmounts } = usePreferences();
  const hide = (shown: string) => (maskAmounts ? shown.replaceAll(/\d/g, '•') : shown);
  return (
    <pre className={styles.answer}>
      {json === undefined ? hide(text) : <Value value={json} path="" depth={0} hide={hide} onPick={onPick} />}
    </pre>
  );
}

function Value({
  value,
  path,
  depth,
  hide,
  onPick,
}: {
  value: Json;
  path: string;
  depth: number;
  hide: (shown: string) => string;
  onPick: AnswerViewProps['onPick'];
}): ReactNode {
  if (typeof value !== 'object' || value === null)
    return onPick === undefined ? (
      hide(JSON.stringify(value))
    ) : (
      <button type="button" className={styles.value} title={path} onClick={() => onPick(path || '@')}>
        {hide(JSON.stringify(value))}
      </button>
    );
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const indent = '  '.repeat(depth + 1);
  if (entries.length === 0) return isList ? '[]' : '{}';
  return (
    <>
      {isList ? '[' : '{'}
      {entries.map(([name, part], at) => (
        <span key={name}>
          {`\n${indent}${isList ? '' : `${JSON.stringify(name)}: `}`}
          <Value
            value={part}
            path={isList ? `${path}[${name}]` : joined(path, name)}
            depth={depth + 1}
            hide={hide}
            onPick={onPick}
          />
          {at < entries.length - 1 && ','}
        </span>
      ))}
      {`\n${'  '.repeat(depth)}${isList ? ']' : '}'}`}
    </>
  );
}

/** A name that is no plain word is quoted in JMESPath. */
function joined(path: string, name: string): string {
  const step = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
  return path === '' ? step : `${path}.${step}`;
}
