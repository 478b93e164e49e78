#!/bin/sh
# A real browser for the page tests: the system's, else a package, else one that Playwright brings.
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ -d "/Applications/Google Chrome.app" ]; then exit 0; fi
echo "== no browser here; bringing one for the page tests"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi
.venv/bin/python -m playwright install chromium && exit 0
echo "The page tests need a browser: install Chromium or Chrome, then run make test again." >&2
exit 1
