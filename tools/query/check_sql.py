"""Parses Athena's SQL and looks up every column in the tables' schema.

Reads JSON: {"schema": {table: {column: type}}, "queries": {name: sql}}; types are Hive's.
Writes JSON: {name: what is wrong} for those with a fault.
"""

import json
import sys

import sqlglot
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify

given = json.load(sys.stdin)
schema = {
    table: {name: sqlglot.exp.DataType.build(kind, dialect="hive") for name, kind in columns.items()}
    for table, columns in given["schema"].items()
}
faults = {}
for name, sql in given["queries"].items():
    try:
        qualify(sqlglot.parse_one(sql, dialect="athena"), dialect="athena", schema=schema)
    except SqlglotError as fault:
        faults[name] = str(fault)
json.dump(faults, sys.stdout)
