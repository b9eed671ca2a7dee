#!/bin/sh
# Installs what `make bench` compares the hub with into .bench/peers: Node, Bun and the npm packages of scripts/bench/peers/package-lock.json. PostgreSQL
# comes with the development packages of the hub. wrk is a package of Debian; without the right to install it, a sentence says so.
set -eu
mkdir -p .bench/peers
cp scripts/bench/peers/package.json scripts/bench/peers/package-lock.json .bench/peers/
# No install scripts: Node, Bun and better-sqlite3 ship their binaries inside their packages.
npm ci --prefix .bench/peers --ignore-scripts --no-audit --no-fund --loglevel=error
command -v wrk >/dev/null || { apt-get update -qq && apt-get install -y -qq wrk; } || {
    echo 'wrk could not be installed; install it by hand (on Debian: apt-get install wrk).' >&2
    exit 1
}
