#!/bin/sh
# Sets up .reconciler with the client `reconciler`, which needs a numpy before 2, unless it is as it should be; called by make.
set -eu
unset PYTHONPATH PYTHONHOME PIP_TARGET PIP_PREFIX PIP_USER PIP_REQUIRE_VIRTUALENV || true
stamp=.reconciler/.ready
cmp -s scripts/reconciler/requirements.txt "$stamp" && exit
echo 'Installing the client reconciler …'
.venv/bin/python -m venv --clear .reconciler
.reconciler/bin/python -m pip install -qq --no-compile --disable-pip-version-check --require-hashes --requirement scripts/reconciler/requirements.txt
cp scripts/reconciler/requirements.txt "$stamp"
