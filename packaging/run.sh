#!/bin/sh
# The main job. With a display: the window. Without one: the same job headless, with its results in build/demo.
set -eu
cd "$(dirname "$0")/.."
archex=.venv/bin/archex

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]; then
    exec "$archex" gui "$@"
fi

out=build/demo
design=$out/call-recordings.archex.yaml
mkdir -p "$out"
say() { printf '\n%s\n' "== $*"; }

echo "No display: doing the main job headless, with the results in $out/"
say "Open the shipped design"
"$archex" template new call-recordings -o "$design"
echo "$design"
say "Check it"
"$archex" check "$design"
say "Price it"
"$archex" cost "$design"
"$archex" cost "$design" --format markdown -o "$out/cost.md"
say "Export it, and take pictures of the window"
"$archex" export "$design" --costs -o "$out/call-recordings.svg"
"$archex" export "$design" --costs -o "$out/call-recordings.png"
QT_QPA_PLATFORM=offscreen "$archex" gui "$design" --screenshots "$out"
say "Look here"
ls "$out"/*
