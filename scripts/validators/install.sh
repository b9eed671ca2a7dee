#!/bin/sh
# Sets up .validators from requirements.txt beside this file, unless it is as it should be; called by make.
# `install.sh --lock` writes requirements.txt anew from requirements.in first.
set -eu
unset PYTHONPATH PYTHONHOME PIP_TARGET PIP_PREFIX PIP_USER PIP_REQUIRE_VIRTUALENV || true
here=scripts/validators
if [ "${1:-}" = --lock ]; then
    .venv/bin/python -m pip show --quiet uv 2>/dev/null || .venv/bin/python -m pip install --quiet uv
    .venv/bin/python -m uv pip compile "$here/requirements.in" --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet --output-file "$here/requirements.txt"
fi
stamp=.validators/.ready
cat "$here/requirements.txt" "$here/schemas.txt" | cmp -s - "$stamp" && exit
echo 'Installing the validators …'
.venv/bin/python -m venv --clear .validators
.validators/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement "$here/requirements.txt"
.validators/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --requirement "$here/schemas.txt"
cat "$here/requirements.txt" "$here/schemas.txt" >"$stamp"
