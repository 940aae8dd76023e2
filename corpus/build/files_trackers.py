"""Folders that trackers keep: MLflow's runs and models, Hydra's outputs."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kit import config, makes, note

RUN = "0/0a1b2c3d4e5f60718293a4b5c6d7e8f9"


def mlflow_run(plants):
    """A run in a folder: one file for each parameter and tag, named as it is."""
    os.environ.update(MLFLOW_ALLOW_FILE_STORE="true", MLFLOW_DISABLE_TELEMETRY="true", DO_NOT_TRACK="true")
    import mlflow

    folder = Path(tempfile.mkdtemp(dir="/tmp/x"), "mlruns")
    mlflow.set_tracking_uri(folder.as_uri())
    with mlflow.start_run(run_name=plants.path, description=note(plants.at("description"))) as run:
        mlflow.log_params({key: str(value) for key, value in config(plants).items()})
        mlflow.set_tags({"source": plants.at("tag").host, "config": str(config(plants.at("dict")))})
        mlflow.log_dict(config(plants.at("artifact")), "config.yaml")
    return folder, folder / "0" / run.info.run_id


def mlflow_file(name):
    @makes(f"mlflow/{RUN}/{name}", "mlflow-skinny")
    def write(path, plants):
        used = dict(plants.used)
        folder, run = mlflow_run(plants)
        shutil.copy(run / name, path)
        text = path.read_text()
        if not plants.clean:
            keep(plants, used, text)
        shutil.rmtree(folder.parent)


def keep(plants, used, text):
    """Of the plants that were taken for the whole run, those that stand in this file."""
    taken = {place: set(kinds) for place, kinds in plants.used.items()}
    plants.used.clear()
    plants.used.update(used)
    for place, kinds in taken.items():
        there = plants.at(place) if place else plants
        stays = {kind for kind in kinds if getattr(there, kind) in text}
        plants.used[place] = stays
    for place in [place for place, kinds in plants.used.items() if not kinds]:
        del plants.used[place]


for name in [
    "meta.yaml", "params/hub_token", "params/aws_access_key_id", "params/tracking_uri", "params/notify", "params/script",
    "params/requirements", "tags/source", "tags/config", "tags/mlflow.note.content", "tags/mlflow.runName", "artifacts/config.yaml",
]:  # fmt: skip
    mlflow_file(name)


@makes("mlflow/model/MLmodel", "mlflow-skinny")
def mlmodel(path, plants):
    from mlflow.models import Model

    model = Model(artifact_path=plants.path, run_id=RUN[2:], metadata={**config(plants), "note": note(plants.at("note"))})
    model.add_flavor("python_function", loader_module="net", env={"pip": plants.at("env").host}, code=plants.at("code").path)
    model.save(str(path))


TRAIN = """
import hydra

@hydra.main(version_base=None)
def main(config):
    pass

main()
"""


def hydra_file(name):
    @makes(f"hydra/{name}", "hydra-core")
    def write(path, plants):
        folder = Path(tempfile.mkdtemp(dir="/tmp/x"))
        (folder / "train.py").write_text(TRAIN)
        settings = [f"+run.{key}='{value}'" for key, value in config(plants).items() if not isinstance(value, list)]
        note_ = f"+note='{note(plants.at('note')).replace(chr(39), '')}'"
        subprocess.run(
            [sys.executable, "train.py", "hydra.run.dir=out", f"+run.pin='{plants.pin}'", *settings, note_],
            cwd=folder, check=True,
        )  # fmt: skip
        shutil.copy(folder / "out" / ".hydra" / name, path)
        shutil.rmtree(folder)


for name in ["config.yaml", "overrides.yaml", "hydra.yaml"]:
    hydra_file(name)
