import './nonce.ts';
import 'graphiql/setup-workers/vite';
// Not `graphiql/style.css`: it brings 35 inlined font faces and a second copy of Monaco's styles.
import '@graphiql/react/style.css';
import 'graphiql/graphiql.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import './style.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { isChinese } from './words.ts';

document.documentElement.lang = isChinese ? 'zh-Hans' : 'en';
createRoot(document.getElementById('root')!).render(<App />);
