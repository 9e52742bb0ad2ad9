const zh = {
  home: '首页',
  token: '内部令牌',
  tokenHint: '粘贴 sunledger token 打印的令牌；只留在本页内存中',
  use: '使用',
  leave: '清除',
  asPublic: '公开',
  withToken: '已用令牌',
  refused: '令牌无效',
  demo: '示例数据，非真实',
};

const en: typeof zh = {
  home: 'Home',
  token: 'Internal token',
  tokenHint: 'Paste what "sunledger token" printed; it stays in this page’s memory',
  use: 'Use',
  leave: 'Clear',
  asPublic: 'public',
  withToken: 'with token',
  refused: 'token refused',
  demo: 'Demo data, not real',
};

/** Words around the editor in the reader's language; GraphiQL itself speaks English only. */
export const isChinese = /^zh\b/i.test(navigator.language);
export const words = isChinese ? zh : en;
