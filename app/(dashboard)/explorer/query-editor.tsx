'use client';

import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { completion, graphqlLanguageSupport, stateExtensions, updateSchema } from 'cm6-graphql';
import { buildSchema } from 'graphql';
import { useEffect, useRef } from 'react';
import { editorLook } from './editor-look';
import { queryChecks } from './query-checks';

type Props = {
  text: string;
  onChange: (text: string) => void;
  onRun: () => void;
  slug: string;
  nonce: string;
};

/** The editor: completion and checks from the schema, ⌘ or Ctrl with Enter runs, Escape then Tab leaves by keyboard. */
export default function QueryEditor({ text, onChange, onRun, slug, nonce }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef({ onChange, onRun });
  latest.current = { onChange, onRun };

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; later texts come through the effect below
  useEffect(() => {
    if (!place.current) return;
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          EditorView.cspNonce.of(nonce),
          runKeys(() => latest.current.onRun()),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
          basics,
        ],
      }),
    });
    view.current = editor;
    const ending = new AbortController();
    loadSchema(editor, slug, ending.signal);
    return () => {
      ending.abort();
      editor.destroy();
    };
  }, [slug, nonce]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);

  return <div ref={place} className="min-h-0 flex-1 overflow-auto" />;
}

const basics: Extension = [
  lineNumbers(),
  history(),
  drawSelection(),
  highlightActiveLine(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  autocompletion(),
  stateExtensions(),
  graphqlLanguageSupport(),
  completion,
  queryChecks,
  lintGutter(),
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ 'aria-label': 'Query' }),
  keymap.of([
    ...completionKeymap,
    ...defaultKeymap,
    ...historyKeymap,
    ...lintKeymap,
    indentWithTab,
  ]),
  editorLook,
];

function runKeys(run: () => void): Extension {
  const command = () => {
    run();
    return true;
  };
  return keymap.of([{ key: 'Mod-Enter', run: command, preventDefault: true }]);
}

/** Without the schema the editor still edits; only completion and marks are missing. */
async function loadSchema(editor: EditorView, slug: string, signal: AbortSignal): Promise<void> {
  try {
    const url = `/api/explorer/schema?account=${encodeURIComponent(slug)}`;
    const response = await fetch(url, { signal });
    if (!response.ok) return;
    const schema = buildSchema(await response.text(), { assumeValid: true });
    if (!signal.aborted) updateSchema(editor, schema);
  } catch {
    // Left alone on purpose: see above.
  }
}
