/** The style of the bank's pages; inline, as the page loads nothing from anywhere. */
export const scaStyle = `
:root { color-scheme: light dark; --ink: #16302b; --soft: #53686a; --paper: #fffdf8; --ground: #f3ead9; --line: #e6dcc8;
  --sea: #0f4c5c; --on-sea: #fff; --danger: #9b2c2c; --focus: #d97706; }
@media (prefers-color-scheme: dark) { :root { --ink: #f4efe4; --soft: #b3bfbd; --paper: #1b2a2e; --ground: #101a1d;
  --line: #31444a; --sea: #e9c46a; --on-sea: #16302b; --danger: #f2a6a0; --focus: #ffd166; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center; padding: 0 1rem 1rem;
  background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
header { width: 100%; max-width: 35rem; display: flex; align-items: center; gap: .7rem; padding: 1.1rem .2rem .9rem; }
.brand { font-size: 1.3rem; font-weight: 700; letter-spacing: -.01em; }
.tag { font-size: .78rem; font-weight: 600; padding: .15rem .6rem; border: 1px solid currentColor; border-radius: 1rem; color: var(--soft); }
nav { margin-left: auto; }
nav a { color: var(--ink); font-size: .92rem; padding: .5rem .2rem; }
main { width: 100%; max-width: 35rem; padding: clamp(1.2rem, 5vw, 1.9rem) clamp(1.2rem, 5vw, 2.2rem); background: var(--paper); border: 1px solid var(--line);
  border-radius: 1.1rem; box-shadow: 0 1.2rem 3rem -1.6rem rgb(22 48 43 / .45); }
h1 { margin: 0; font-size: 1.55rem; line-height: 1.2; letter-spacing: -.015em; }
.intro { margin: .6rem 0 0; color: var(--soft); overflow-wrap: anywhere; }
.amount { margin: 1.1rem 0 .8rem; font-size: 2.5rem; font-weight: 700; line-height: 1.15; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.amount .label { display: block; font-size: .88rem; font-weight: 400; letter-spacing: 0; color: var(--soft); }
dl { margin: 0; border-top: 1px solid var(--line); }
.row { display: flex; flex-wrap: wrap; gap: .1rem 1rem; padding: .6rem 0; border-bottom: 1px solid var(--line); }
dt { flex: 0 0 9.5rem; color: var(--soft); }
dd { flex: 1 1 14rem; margin: 0; overflow-wrap: anywhere; }
.apart { margin-top: 1.1rem; }
.apart dt { flex-basis: 12.5rem; }
.transfers { margin: 0; padding: 0; list-style: none; max-height: 24rem; overflow: auto; border-top: 1px solid var(--line);
  box-shadow: inset 0 -1.4rem 1rem -1.3rem rgb(22 48 43 / .4); }
/* A list that ends here needs no shadow that says it goes on. */
.transfers:not(:has(> :nth-child(4))) { box-shadow: none; }
.transfers li { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .6rem .2rem .6rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.sum { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
.more { grid-column: 1 / -1; color: var(--soft); font-size: .92rem; }
.back { display: inline-block; padding: .6rem 1rem; border-radius: .7rem; background: var(--sea); color: var(--on-sea); font-weight: 600; text-decoration: none; }
.strong { font-weight: 650; }
header svg { flex: none; }
@media (max-width: 26rem) { .tag { display: none; } button { padding: .6rem .5rem; } }
.iban { white-space: nowrap; font-variant-numeric: tabular-nums; letter-spacing: .02em; }
:is(dd, .more).iban { white-space: normal; }
form { display: grid; grid-template-columns: 1fr 1fr; gap: .7rem; margin-top: 1.3rem; }
button { min-height: 3rem; padding: .6rem 1rem; border-radius: .7rem; font: inherit; font-weight: 600; cursor: pointer; }
.approve { grid-column: 1 / -1; border: 0; background: var(--sea); color: var(--on-sea); font-size: 1.06rem; min-height: 3.3rem; }
.approve:hover { filter: brightness(1.12); }
.refuse { border: 1.5px solid var(--danger); background: none; color: var(--danger); }
.abandon { border: 1.5px solid color-mix(in srgb, var(--soft) 55%, transparent); background: none; color: var(--soft); }
.refuse:hover, .abandon:hover { background: color-mix(in srgb, currentColor 8%, transparent); }
.warning { grid-column: 1 / -1; margin: 0; padding: .8rem 1rem; border: 1.5px solid var(--danger); border-radius: .7rem; color: var(--danger); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: .4rem; }
footer { max-width: 35rem; margin-top: 1.1rem; font-size: .88rem; color: var(--soft); text-align: center; }
`;
