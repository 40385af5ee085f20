#!/bin/sh
# Installs the SQL parser that the tests of saved queries call into .engine/sql. Does nothing when that is done.
set -eu
target=$(cd "$(dirname "$0")/../.." && pwd)/.engine/sql
[ -f "$target/.ready-30.30.0" ] && exit 0
python3 -m venv "$target"
"$target/bin/pip" install --quiet --disable-pip-version-check 'sqlglot==30.30.0'
touch "$target/.ready-30.30.0"
