"""Checkpoints that many processes write, and NeMo's, which hold what `torch.save` wrote."""

import io
import shutil
import tarfile
import tempfile
from pathlib import Path

import torch
import yaml
from kit import config, makes, note
from torch.distributed._shard.checkpoint import FileSystemWriter, save_state_dict


def saved(value):
    out = io.BytesIO()
    torch.save(value, out)
    return out.getvalue()


def save_shards(path, state):
    """One file of a distributed checkpoint of a single process."""
    with tempfile.TemporaryDirectory() as folder:
        save_state_dict(state, FileSystemWriter(folder, single_file_per_rank=True), no_dist=True)
        shutil.copy(Path(folder, path.name), path)


@makes("distributed/__0_0.distcp", "torch")
def shard(path, plants):
    """Each item as `torch.save` has it, one after the other."""
    save_shards(path, {"config": config(plants), "note": note(plants.at("second")), "weight": torch.randn(4, 4), "bias": torch.zeros(3)})


@makes("distributed/.metadata", "torch")
def index(path, plants):
    """Which item is where: names of tensors and of other things."""
    save_shards(path, {plants.path: torch.randn(4), plants.at("other").path: {"lr": 0.1}})


@makes("distributed/mp_rank_00_model_states.pt", "torch")
def deepspeed(path, plants):
    """The keys that DeepSpeed's engine writes beside the weights."""
    state = {
        "module": {"weight": torch.randn(4, 4)},
        "ds_config": {"tensorboard": {"output_path": plants.path}, "wandb": {"host": plants.host}},
        "ds_version": "0.14.0",
        "args": config(plants.at("args")),
        "global_steps": 10,
    }
    torch.save(state, path)


@makes("distributed/tiny.nemo", "torch", "PyYAML")
def nemo(path, plants):
    """What NeMo's `save_to` packs, by Python's `tarfile`: settings as YAML, and a checkpoint."""
    parts = {
        "./model_config.yaml": yaml.safe_dump({"model": config(plants)}).encode(),
        "./model_weights.ckpt": saved({"weight": torch.randn(4), "note": note(plants.at("weights"))}),
    }
    with tarfile.open(path, "w") as archive:
        for name, data in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
