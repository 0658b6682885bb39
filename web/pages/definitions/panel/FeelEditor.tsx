import Editor, { type FeelName } from '@bpmn-io/feel-editor';
import { useEffect, useRef } from 'react';

interface Props {
  id: string;
  label: string;
  value: string;
  /** Names that are offered while typing, those of members after a dot. */
  variables: FeelName[];
  functions: FeelName[];
  onChange: (text: string) => void;
}

/** A field for a FEEL condition that completes names and functions: as one types, or with Ctrl-Space. */
export function FeelEditor({ id, label, value, variables, functions, onChange }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const current = useRef({ value, onChange });
  current.current.onChange = onChange;
  const names = JSON.stringify([variables, functions]);
  useEffect(() => {
    const at = current.current;
    if (box.current === null) return undefined;
    const container = box.current;
    const [known, callable] = JSON.parse(names) as [FeelName[], FeelName[]];
    editor.current = new Editor({
      ...{ container, value: at.value, variables: known, builtins: callable },
      contentAttributes: { id, 'aria-label': label },
      onChange: (text) => {
        at.value = text;
        at.onChange(text);
      },
    });
    return () => {
      editor.current = null;
      container.replaceChildren();
    };
  }, [id, label, names]);
  useEffect(() => {
    // The drawing keeps no blanks at the edges; whoever types goes on behind the blank.
    if (current.current.value.trim() === value) return;
    current.current.value = value;
    editor.current?.setValue(value);
  }, [value]);
  return <div ref={box} className="feel-editor" />;
}
