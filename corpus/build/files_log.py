"""Logs of training runs, by Python's logging, as they stand and compressed."""

import bz2
import gzip
import logging
import lzma

from kit import config, makes, note


@makes("log/train.log")
def train_log(path, plants):
    write_log(path, plants)


@makes("log/train_utf16.log")
def train_utf16(path, plants):
    """PowerShell's redirection writes UTF-16."""
    path.write_bytes(log_text(path, plants).encode("utf-16"))


@makes("log/train.log.gz")
def train_gz(path, plants):
    path.write_bytes(gzip.compress(log_text(path, plants).encode(), mtime=0))


@makes("log/train.log.bz2")
def train_bz2(path, plants):
    path.write_bytes(bz2.compress(log_text(path, plants).encode()))


@makes("log/train.log.xz")
def train_xz(path, plants):
    path.write_bytes(lzma.compress(log_text(path, plants).encode()))


def log_text(path, plants):
    write_log(path, plants)
    return path.read_text()


def write_log(path, plants):
    handler = logging.FileHandler(path, "w")
    handler.setFormatter(logging.Formatter("[2026-01-05 10:00:00,000][%(name)s][%(levelname)s] - %(message)s"))
    logger = logging.Logger("trainer")
    logger.addHandler(handler)
    logger.info("arguments: %s", config(plants))
    for step in range(200):
        logger.info("step %d loss %.4f lr 1e-3 grad_norm %.3f", step, 2 / (step + 1), 1 / (step + 2))
        if step == 100:
            logger.warning("retrying: %s", note(plants.at("retry")))
    try:
        exec(compile("raise ValueError('no data')", plants.at("trace").path, "exec"))
    except ValueError:
        logger.exception("failed")
    handler.close()


@makes("log/rich.log", "rich")
def rich_log(path, plants):
    """rich colours a path's folder and file, or a version's number, by themselves: the colours stand in the words."""
    from rich.console import Console

    with path.open("w") as file:
        console = Console(file=file, force_terminal=True, color_system="256", width=300)
        console.print(config(plants))
        console.log(note(plants.at("log")), log_locals=False, _stack_offset=1)
