#!/bin/sh
# Installs the stand-in for AWS's APIs that the function tests call into .engine/moto. Does nothing when that is done.
set -eu
target=$(cd "$(dirname "$0")/../.." && pwd)/.engine/moto
[ -f "$target/.ready-5.2.5" ] && exit 0
python3 -m venv "$target"
"$target/bin/pip" install --quiet --disable-pip-version-check 'moto[server]==5.2.5'
touch "$target/.ready-5.2.5"
