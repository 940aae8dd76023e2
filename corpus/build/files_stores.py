"""Databases: SQLite, LMDB, LevelDB."""

import shutil
import sqlite3
from pathlib import Path

from kit import config, makes, note


def flat(plants):
    return {key: str(value) for key, value in config(plants).items()}.items()


@makes("sqlite/tracker.db")
def tracker(path, plants):
    """Tables as MLflow's and Optuna's, keys beside values; an index; texts and a blob over several pages."""
    base = sqlite3.connect(path)
    base.execute("PRAGMA page_size = 1024")
    base.execute("CREATE TABLE params (run_uuid TEXT, key TEXT NOT NULL, value TEXT, -- one a row\n PRIMARY KEY (run_uuid, key))")
    base.execute("CREATE TABLE runs (id INTEGER PRIMARY KEY, `hub_token` VARCHAR(64), [notes] TEXT, model BLOB)")
    base.execute("CREATE INDEX by_notes ON runs (notes)")
    base.executemany("INSERT INTO params VALUES ('r1', ?, ?)", flat(plants))
    base.execute("INSERT INTO runs VALUES (7, ?, ?, NULL)", (plants.at("token").hf, note(plants.at("notes"))))
    long = "log " * 900 + note(plants.at("long")) + " and so on" * 300
    base.execute("INSERT INTO runs VALUES (8, '', ?, ?)", ("short", long.encode()))
    base.executemany("INSERT INTO runs VALUES (?, '', ?, NULL)", [(each, f"run {each} " * 20) for each in range(20, 60)])
    base.execute("INSERT INTO runs VALUES (9, '', ?, NULL)", (long.replace("torch==", "torch ==") + " " + plants.at("end").host,))
    base.commit()
    base.close()


@makes("sqlite/deleted.db")
def deleted(path, plants):
    """Rows that were deleted: in a page with others, and in pages that are free now."""
    base = sqlite3.connect(path)
    base.execute("PRAGMA secure_delete = OFF")
    base.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, note TEXT)")
    base.execute("CREATE TABLE dropped (id INTEGER PRIMARY KEY, note TEXT)")
    base.executemany("INSERT INTO kept (note) VALUES (?)", [("one",), (note(plants.at("row")),), ("three",)])
    base.executemany("INSERT INTO dropped (note) VALUES (?)", [(note(plants.at("page")),)])
    base.commit()
    base.execute("DELETE FROM kept WHERE id = 2")
    base.execute("DROP TABLE dropped")
    base.commit()
    base.close()


@makes("sqlite/wide.db")
def wide(path, plants):
    """UTF-16, a table without row ids, and pages that move when the file shrinks."""
    base = sqlite3.connect(path)
    base.execute("PRAGMA encoding = 'UTF-16le'")
    base.execute("PRAGMA auto_vacuum = FULL")
    base.execute("CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
    base.executemany("INSERT INTO settings VALUES (?, ?)", flat(plants))
    base.commit()
    base.close()


def running(path, plants, mode):
    """A database that was not closed: what was written last stands in the file beside it."""
    folder = Path("/tmp/x/running")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    base = sqlite3.connect(folder / "a.db", isolation_level=None)
    base.execute(f"PRAGMA journal_mode = {mode}")
    base.execute("PRAGMA cache_size = 1")
    base.execute("CREATE TABLE runs (id INTEGER PRIMARY KEY, note TEXT)")
    base.execute("INSERT INTO runs (note) VALUES (?)", (note(plants),))
    base.execute("BEGIN")
    base.execute("UPDATE runs SET note = 'gone'")
    (file,) = folder.glob("a.db-*l")
    shutil.copy(file, path)
    base.execute("COMMIT")
    base.close()


@makes("sqlite/a.db-wal")
def wal(path, plants):
    running(path, plants, "wal")


@makes("sqlite/a.db-journal")
def journal(path, plants):
    running(path, plants, "delete")


@makes("lmdb/data.mdb", "lmdb")
def lmdb_data(path, plants):
    """Settings under their names, a database in the database, many values of one key, long values, and deleted ones."""
    import lmdb

    folder = Path("/tmp/x/lmdb")
    shutil.rmtree(folder, ignore_errors=True)
    base = lmdb.open(str(folder), map_size=1 << 20, max_dbs=4, lock=False)
    with base.begin(write=True) as write:
        for key, value in flat(plants):
            write.put(key.encode(), value.encode())
        write.put(b"long", ("log " * 2000 + note(plants.at("long"))).encode())
    names = base.open_db(b"names")
    many = base.open_db(b"many", dupsort=True)
    with base.begin(write=True) as write:
        write.put(b"deleted", note(plants.at("deleted")).encode(), db=names)
        for key, value in flat(plants.at("inner")):
            write.put(key.encode(), value.encode(), db=names)
        for value in [plants.at("many").hf, plants.at("many").host, "another"]:
            write.put(b"values", value.encode(), db=many)
    with base.begin(write=True) as write:
        write.delete(b"deleted", db=names)
    base.close()
    shutil.copy(folder / "data.mdb", path)


def leveldb(path, plants, pattern, **options):
    """One of the files of a database: keys beside values, one deleted, one over several blocks of the log."""
    import plyvel

    folder = Path("/tmp/x/leveldb")
    shutil.rmtree(folder, ignore_errors=True)
    base = plyvel.DB(str(folder), create_if_missing=True, **options)
    with base.write_batch() as write:
        for key, value in flat(plants):
            write.put(f"run/{key}".encode(), value.encode())
    base.put(b"deleted", note(plants.at("deleted")).encode())
    base.put(b"long", ("log " * 8100 + note(plants.at("long"))).encode())
    base.delete(b"deleted")
    base.close()
    if pattern == "*.ldb":
        plyvel.DB(str(folder), **options).close()
    (file,) = folder.glob(pattern)
    shutil.copy(file, path)


@makes("leveldb/000005.ldb", "plyvel")
def leveldb_packed(path, plants):
    leveldb(path, plants, "*.ldb")


@makes("leveldb/000003.log", "plyvel")
def leveldb_log(path, plants):
    leveldb(path, plants, "0*.log")


@makes("leveldb/plain/000005.ldb", "plyvel")
def leveldb_plain(path, plants):
    leveldb(path, plants, "*.ldb", compression=None, bloom_filter_bits=10)
