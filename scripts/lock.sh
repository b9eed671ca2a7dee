#!/bin/sh
# Writes requirements.lock: exact versions with hashes for Python 3.11 to 3.13 on every system, and no registry address.
set -eu
.venv/bin/python -m pip show --quiet uv 2>/dev/null || .venv/bin/python -m pip install --quiet uv
{
    echo '# Written by `make lock` from pyproject.toml; do not edit.'
    .venv/bin/python -m uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet "$@"
} >requirements.lock.new
mv requirements.lock.new requirements.lock
