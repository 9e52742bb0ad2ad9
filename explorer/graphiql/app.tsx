import { useGraphiQLActions } from '@graphiql/react';
import { GraphiQL } from 'graphiql';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { examples } from './examples.ts';
import { fetcherWith } from './fetcher.ts';
import { words } from './words.ts';

/** `?query=` and `?variables=` of a link; null where the link brings none. */
function fromAddress(name: string): string | null {
  return new URLSearchParams(window.location.search).get(name);
}

/** The first tab of a visit by a link; GraphiQL names it by its query. */
function linkedTab(query: string, variables: string | null) {
  return variables === null ? { query } : { query, variables };
}

/** Inside GraphiQL's own tree: reads the schema again when another viewer asks, and keeps its buttons. */
function Reintrospect({ token }: { token: string }) {
  const { introspect } = useGraphiQLActions();
  const seen = useRef(token);
  useEffect(() => {
    if (seen.current === token) return;
    seen.current = token;
    void introspect();
  }, [token, introspect]);
  return null;
}

export function App() {
  const [token, setToken] = useState('');
  const [isRefused, setRefused] = useState(false);
  const current = useRef(token);
  current.current = token;
  const fetcher = useMemo(() => fetcherWith(() => current.current, setRefused), []);
  const query = fromAddress('query');
  const variables = fromAddress('variables');
  return (
    <>
      <TokenBar token={token} isRefused={isRefused} onToken={setToken} />
      <main className="editor">
        <GraphiQL
          fetcher={fetcher}
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
          defaultTabs={query === null ? [...examples] : [linkedTab(query, variables), ...examples.slice(1)]}
          {...(query === null ? {} : { initialQuery: query })}
          {...(variables === null ? {} : { initialVariables: variables })}
        >
          <GraphiQL.Logo>
            <span className="logo">GraphiQL</span>
          </GraphiQL.Logo>
          <GraphiQL.Toolbar>
            {({ prettify, copy, merge }) => (
              <>
                {prettify}
                {merge}
                {copy}
                <Reintrospect token={token} />
              </>
            )}
          </GraphiQL.Toolbar>
        </GraphiQL>
      </main>
    </>
  );
}

/** Whether an answer without named datasets comes from the invented city; asked once, as anybody. */
function useIsDemo(): boolean {
  const [isDemo, setIsDemo] = useState(false);
  useEffect(() => {
    const body = JSON.stringify({ query: '{ contracts(first: 0) { pageInfo { hasNextPage } } }' });
    fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      .then((response) => response.json())
      .then((answer) => setIsDemo(answer?.extensions?.sunledger?.demo === true))
      // The editor shows what is wrong with the server; the mark need not.
      .catch(() => {});
  }, []);
  return isDemo;
}

interface TokenBarProps {
  token: string;
  isRefused: boolean;
  onToken: (token: string) => void;
}

function TokenBar({ token, isRefused, onToken }: TokenBarProps) {
  const [typed, setTyped] = useState('');
  const isDemo = useIsDemo();
  const apply = (event: FormEvent) => {
    event.preventDefault();
    onToken(typed.trim().replace(/^Bearer\s+/i, ''));
  };
  const clear = () => {
    setTyped('');
    onToken('');
  };
  return (
    <header className="bar">
      <a className="home" href="/" title={words.home}>
        ☀ Sunledger <span className="wide">阳光账本</span>
      </a>
      {isDemo && <strong className="demo">{words.demo}</strong>}
      <form onSubmit={apply}>
        <label htmlFor="token">{words.token}</label>
        <input
          id="token"
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder="eyJ…"
          title={words.tokenHint}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit">{words.use}</button>
        {token !== '' && (
          <button type="button" onClick={clear}>
            {words.leave}
          </button>
        )}
        <output className={token === '' ? 'state' : 'state internal'} htmlFor="token">
          {token === '' ? words.asPublic : isRefused ? words.refused : words.withToken}
        </output>
      </form>
    </header>
  );
}
