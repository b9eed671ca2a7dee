#!/bin/sh
# Sets up .venv from requirements.lock; called by make with the stamp file to leave when all is done.
set -eu
unset PYTHONPATH PYTHONHOME PIP_TARGET PIP_PREFIX PIP_USER PIP_REQUIRE_VIRTUALENV || true
stamp=$1

is_usable() {
    "$1" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1
}

# A name on PATH may be a shim for a Python that is not there, so each is tried.
find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.1[123].*/bin/python; do
        if is_usable "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    echo 'No Python from 3.11 to 3.13 with venv and ensurepip was found on PATH.' >&2
    echo 'Install one (on Debian: python3 python3-venv), or name it: make setup PYTHON=/path/to/python' >&2
    exit 1
}

if [ -n "${PYTHON:-}" ] && ! is_usable "$PYTHON"; then
    echo "PYTHON=$PYTHON is no Python from 3.11 to 3.13 with venv and ensurepip." >&2
    exit 1
fi

if ! is_usable .venv/bin/python; then
    python=$(find_python)
    echo "Making .venv with $("$python" --version) …"
    "$python" -m venv --clear .venv
fi
rm -f "$stamp"
# The bundling needs nothing but Python itself, so it goes on beside pip.
.venv/bin/python -m hub.web.assets || echo 'GraphiQL could not be bundled; all else works.' &
bundling=$!
echo 'Installing the locked dependencies …'
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements.lock
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps --editable .
wait "$bundling"
: >"$stamp"
