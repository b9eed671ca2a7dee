#!/bin/sh
# Writes requirements.lock: exact versions with hashes for Python 3.11 to 3.13 on every system, and no registry address.
# What is locked already keeps its version as long as pyproject.toml allows it; `--upgrade` takes newer ones.
set -eu
.venv/bin/python -m pip show --quiet uv 2>/dev/null || .venv/bin/python -m pip install --quiet uv
# uv prefers the versions that stand in the file which it writes, so it is given a copy of the lock.
cp requirements.lock requirements.lock.uv
trap 'rm -f requirements.lock.uv requirements.lock.new' EXIT
.venv/bin/python -m uv pip compile pyproject.toml --extra dev --extra exports --extra mcp --extra telemetry --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet --output-file requirements.lock.uv "$@"
{
    echo '# Written by `make lock` from pyproject.toml; do not edit.'
    cat requirements.lock.uv
} >requirements.lock.new
mv requirements.lock.new requirements.lock
