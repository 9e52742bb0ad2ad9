import type { FastifyInstance } from 'fastify';
import type { Hub } from '../db/types.ts';
import { budgetQuery, firstQuery, type LandingText, type Language, landingText } from './landing-text.ts';
import { escapeHtml, hashOf } from './pages.ts';

interface DatasetShown {
  key: string;
  name: string;
  nameZh: string | null;
  nameEn: string | null;
  isDemo: boolean;
}

const style = `
:root { color-scheme: light dark; --ink: light-dark(#1c1b1a, #ece9e4); --soft: light-dark(#5c5852, #b3ada4);
  --line: light-dark(#ddd7cd, #45413b); --ground: light-dark(#fbf9f5, #191817); --panel: light-dark(#fff, #232120);
  --accent: light-dark(#9a3412, #fdba74); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.65;
  font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
header, main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding-top: 1.5rem; }
h1 { font-size: clamp(1.6rem, 6vw, 2.4rem); line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; }
.brand { font-weight: 700; }
.lead { font-size: 1.1rem; max-width: 42rem; margin: 0; }
a { color: var(--accent); text-underline-offset: .2em; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
.skip { position: absolute; left: -100rem; } .skip:focus { left: 1rem; top: .5rem; }
.button { display: inline-block; background: var(--accent); color: var(--ground); padding: .6rem 1.1rem;
  border-radius: .4rem; text-decoration: none; font-weight: 600; }
.grid { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr));
  padding: 0; margin: 1.75rem 0 0; list-style: none; }
.card { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; }
.card strong { display: block; }
.soft { color: var(--soft); }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; overflow-x: auto;
  font: .875rem/1.55 ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.25rem; margin: 0; }
dd { margin: 0; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .6rem; } }
@media print { .skip, .button { display: none; } }
`;

const policy = `default-src 'none'; style-src ${hashOf(style)}; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** `/` and `/en`: what this is and where to begin. Plain HTML without a script, so that it works everywhere. */
export function landingRoutes(app: FastifyInstance, hub: Hub, origin: string | null): void {
  const datasets = rememberedDatasets(hub);
  for (const [path, language] of [
    ['/', 'zh'],
    ['/en', 'en'],
  ] as const) {
    app.get(path, async (request, reply) => {
      const base = origin ?? `${request.protocol}://${request.host}`;
      void reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', policy)
        .header('content-language', landingText[language].lang)
        .header('cache-control', 'no-cache');
      return page(landingText[language], language, await datasets(), base);
    });
  }
}

/** Asked of the public login, so the page cannot show what the public may not read; kept for ten seconds. */
function rememberedDatasets(hub: Hub): () => Promise<DatasetShown[] | null> {
  let asked = Number.NEGATIVE_INFINITY;
  let answer: Promise<DatasetShown[] | null> = Promise.resolve(null);
  return () => {
    if (Date.now() - asked >= 10_000) {
      asked = Date.now();
      answer = hub
        .pool('public')
        .query<{
          key: string;
          name: string;
          name_zh: string | null;
          name_en: string | null;
          is_demo: boolean;
        }>(
          'SELECT key, name, name_zh, name_en, is_demo FROM disclosed.dataset ORDER BY is_demo, key LIMIT 50',
        )
        .then(
          ({ rows }) =>
            rows.map((row) => ({
              key: row.key,
              name: row.name,
              nameZh: row.name_zh,
              nameEn: row.name_en,
              isDemo: row.is_demo,
            })),
          () => null,
        );
    }
    return answer;
  };
}

function page(text: LandingText, language: Language, datasets: DatasetShown[] | null, base: string): string {
  const link = (asked: string) => `/graphiql?query=${encodeURIComponent(asked)}`;
  const query = '{ contracts(first: 5) { nodes { title } } }';
  const curl = `curl ${base}/graphql -H 'content-type: application/json' \\\n  -d '${JSON.stringify({ query })}'`;
  const other = text.other;
  return `<!doctype html>
<html lang="${text.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title}</title>
<meta name="description" content="${escapeHtml(text.lead)}">
<link rel="icon" href="data:,">
<link rel="alternate" hreflang="${other.lang}" href="${other.href}">
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">${text.skip}</a>
<header><span class="brand" aria-hidden="true">☀</span><a href="${other.href}" lang="${other.lang}" hreflang="${other.lang}">${other.label}</a></header>
<main id="main">
<h1>${text.title}</h1>
<p class="lead">${escapeHtml(text.lead)}</p>
<ul class="grid">${text.groups
    .map(([who, what]) => `<li class="card"><strong>${escapeHtml(who)}</strong>${escapeHtml(what)}</li>`)
    .join('')}</ul>
<h2>${text.try}</h2>
<pre tabindex="0" aria-label="${text.try}"><code>${escapeHtml(firstQuery)}</code></pre>
<p><a class="button" href="${link(firstQuery)}">${text.openQuery}</a></p>
<p>${text.budgets[0]}<a href="${link(budgetQuery)}">${text.budgets[1]}</a></p>
<p class="soft">${text.fromShell}</p>
<pre tabindex="0" aria-label="${text.fromShell}"><code>${escapeHtml(curl)}</code></pre>
<h2>${text.data}</h2>
${datasetList(text, language, datasets)}
<h2>${text.doorsTitle}</h2>
<dl>${text.doors.map(([path, what]) => `<dt>${door(path)}</dt><dd>${escapeHtml(what)}</dd>`).join('')}</dl>
</main>
</body>
</html>
`;
}

/** A browser that follows a link to `/graphql` is turned away there (CSRF), so that one is only named. */
function door(path: string): string {
  return path === '/graphql' ? `<code>${path}</code>` : `<a href="${path}">${path}</a>`;
}

function datasetList(text: LandingText, language: Language, datasets: DatasetShown[] | null): string {
  if (datasets === null) return `<p>${text.unknown}</p>`;
  const real = datasets.filter((each) => !each.isDemo);
  const shown = real.length > 0 ? real : datasets;
  if (shown.length === 0) {
    return `<p>${text.empty}</p><pre tabindex="0"><code>npm run sunledger -- import ocds FILE…
npm run sunledger -- import table FILE… --profile NAME</code></pre>`;
  }
  const items = shown.map((each) => {
    const name = (language === 'zh' ? each.nameZh : each.nameEn) ?? each.name;
    const note = each.isDemo ? `<br><strong>${text.demo}</strong>` : '';
    return `<li class="card">${escapeHtml(name)} <span class="soft">(${escapeHtml(each.key)})</span>${note}</li>`;
  });
  return `<ul class="grid">${items.join('')}</ul>`;
}
