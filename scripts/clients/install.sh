#!/bin/sh
# Sets up .clients from requirements.txt beside this file, and tests/node where node is, unless they are as they should be; called by make.
# `install.sh --lock` writes requirements.txt anew from requirements.in first.
set -eu
unset PYTHONPATH PYTHONHOME PIP_TARGET PIP_PREFIX PIP_USER PIP_REQUIRE_VIRTUALENV || true
here=scripts/clients
if [ "${1:-}" = --lock ]; then
    .venv/bin/python -m pip show --quiet uv 2>/dev/null || .venv/bin/python -m pip install --quiet uv
    .venv/bin/python -m uv pip compile "$here/requirements.in" --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet --output-file "$here/requirements.txt"
fi
if ! cmp -s "$here/requirements.txt" .clients/.ready; then
    echo 'Installing the generator of the Python client …'
    .venv/bin/python -m venv --clear .clients
    .clients/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement "$here/requirements.txt"
    cp "$here/requirements.txt" .clients/.ready
fi
if command -v npm >/dev/null && [ ! -d tests/node/node_modules/@graphql-codegen ]; then
    (cd tests/node && npm ci --ignore-scripts --no-audit --no-fund --silent)
fi
