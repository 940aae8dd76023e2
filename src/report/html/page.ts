/**
 * The frame of the page, up to its data. All content is put in by the script as
 * text, so nothing from a report can become markup.
 *
 * @param csp The content security policy.
 */
export const beforeData = (csp: string, style: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>tare report</title>
<style>${style}</style>
</head>
${body}`;

const body = `<body>
<a class="skip" href="#findings-title">Skip to the findings</a>
<header class="top">
<p class="brand">tare <span id="version"></span></p>
<button id="theme" class="plain" type="button"></button>
</header>
<main>
<p class="eyebrow">Release report</p>
<h1 id="target"></h1>
<p id="meta" class="meta"></p>
<noscript><p class="notice">This page needs JavaScript to show the report that it carries. \
It loads nothing from elsewhere. Without it, use <code>--format text</code>.</p></noscript>
<p id="revealed" class="notice" hidden>This page holds secrets in full, because it was made with \
--reveal. Do not share it, and delete it after use.</p>
<p id="verdict" class="verdict"></p>
<div class="cards">
<section class="card" aria-labelledby="severity-title">
<h2 id="severity-title">How bad it is</h2>
<div id="severity-bar" class="bar" aria-hidden="true"></div>
<ul id="severities" class="filters"></ul>
</section>
<section class="card" aria-labelledby="class-title">
<h2 id="class-title">What it gives away</h2>
<ul id="classes" class="filters"></ul>
</section>
<section class="card" aria-labelledby="coverage-title">
<h2 id="coverage-title">What was inspected</h2>
<div id="bar" class="bar" role="img"></div>
<dl id="coverage"></dl>
</section>
</div>
<section id="advice-section" aria-labelledby="advice-title">
<h2 id="advice-title">What to do</h2>
<div id="advice" class="advice"></div>
</section>
<section id="findings-section" aria-labelledby="findings-title">
<h2 id="findings-title" tabindex="-1">Findings</h2>
<div class="tools" role="search">
<input id="search" type="search" placeholder="Search values, files, keys, rules" \
aria-label="Search the findings" autocomplete="off" spellcheck="false">
<div id="active" class="active"></div>
<p id="count" class="count" role="status"></p>
<button id="expand" class="plain" type="button" aria-pressed="false">Expand all</button>
</div>
<div id="list"></div>
<p id="more" class="meta" hidden>More follows as you scroll.</p>
</section>
<section id="gaps-section" aria-labelledby="gaps-title">
<h2 id="gaps-title">Not inspected</h2>
<p class="meta">What these parts hold is unknown.</p>
<ul id="gaps" class="gaps"></ul>
</section>
</main>
<footer>Made by tare. This page is one file and loads nothing.</footer>
<script type="application/json" id="data">`;

/** What closes the page after its data. */
export const afterData = (script: string): string => `</script>
<script>${script}</script>
</body>
</html>
`;
