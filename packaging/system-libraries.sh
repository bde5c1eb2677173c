#!/bin/sh
# Makes sure that the system libraries that Qt needs are there: installs them with apt where that is possible
# without asking anyone, else prints the exact command. Elsewhere than on Debian and its kin it names them.
set -u

packages="libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0
 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0
 libxcb-xinerama0 libxkbcommon-x11-0"
libraries="libEGL.so.1 libGL.so.1 libxkbcommon.so.0 libdbus-1.so.3 libfontconfig.so.1 libglib-2.0.so.0
 libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-image.so.0 libxcb-keysyms.so.1 libxcb-render-util.so.0
 libxcb-shape.so.0 libxcb-xinerama.so.0 libxkbcommon-x11.so.0"

[ "$(uname -s)" = Linux ] || exit 0 # the wheels for Windows and macOS bring all they need

missing() {
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null)
    for library in $libraries; do
        case "$known" in
        *"$library "*) ;;
        *) echo "$library" ;;
        esac
    done
}

lacking=$(missing)
[ -n "$lacking" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "The window needs these libraries; install them with your system's package manager:" >&2
    echo "$lacking" >&2
    exit 1
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
        # shellcheck disable=SC2086 # a list of words
        echo "The window needs system libraries. Please run this, then the command again:" >&2
        echo "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends" $packages >&2
        exit 1
    fi
    as_root="sudo -n"
fi

echo "Installing system libraries for the window ..."
# shellcheck disable=SC2086
$as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
    $as_root apt-get install -qq --yes --no-install-recommends $packages >/dev/null || exit 1
lacking=$(missing)
[ -z "$lacking" ] || { echo "Still missing after the installation: $lacking" >&2; exit 1; }
