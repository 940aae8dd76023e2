"""PyTorch, Lightning, TorchScript, and the Trainer's arguments."""

import argparse
import shutil
import tempfile

import torch
from kit import config, makes, module, note
from plants import Clean
from torch import nn


@makes("torch/state_dict.pt", "torch")
def state_dict(path, plants):
    net = nn.Sequential(nn.Linear(8, 4), nn.ReLU(), nn.Linear(4, 2))
    args = argparse.Namespace(epochs=3, aws_key=plants.aws, data_dir=plants.path, tracker=plants.host)
    saved = {
        "model": net.state_dict(),
        "args": args,
        "meta": {"authors": [plants.email], "requirements": (plants.pin, "numpy"), b"token": plants.hf},
    }
    torch.save(saved, path)


SOURCE = '''import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 2)
        self.key = "{aws}"

    def forward(self, x):
        # stored at {host}; log in with {hf}
        # ask {email}; needs {pin}
        return torch.relu(self.fc(x))
'''


def source(plants):
    return SOURCE.format(
        email=plants.email, pin=plants.pin, hf=plants.hf, aws=plants.aws, host=plants.host
    )


@makes("torch/legacy.pth", "torch")
def legacy(path, plants):
    """The old format keeps the source of each module's class, and where it stood."""
    net = module(source(plants), plants.path).Net()
    torch.save(net, path, _use_new_zipfile_serialization=False)


@makes("torch/legacy_state_dict.pth", "torch")
def legacy_state_dict(path, plants):
    saved = {"state_dict": nn.Linear(4, 2).state_dict(), "config": config(plants)}
    torch.save(saved, path, _use_new_zipfile_serialization=False)


@makes("torch/scripted.pt", "torch")
def scripted(path, plants):
    """The source's comments and path are only in debug_pkl, which is deflated."""
    text = SOURCE.replace("torch.relu(self.fc(x))", "self.say(x)") + SCRIPTED
    debug, value = plants.at("debug"), plants
    text = text.format(email=debug.email, pin=debug.pin, hf=debug.hf, aws=value.aws, host=debug.host, text=value.host)
    net = module(text, debug.path).Net()
    extra = {"notes.txt": f"trained by {plants.email}\nwith {plants.path}\n", "token": plants.hf}
    torch.jit.script(net).save(str(path), _extra_files=extra)


SCRIPTED = '''
    def say(self, x):
        print("{text}")
        return torch.relu(self.fc(x))
'''


@makes("torch/traced.pt", "torch")
def traced(path, plants):
    """A trace keeps where each operation was called from."""
    net = module(source(Clean()), plants.path).Net()
    extra = {"run.json": note(plants.at("extra"))}
    torch.jit.save(torch.jit.trace(net, torch.ones(1, 8)), str(path), _extra_files=extra)


@makes("torch/lightning.ckpt", "pytorch-lightning", "torch")
def lightning(path, plants):
    import pytorch_lightning as pl
    from pytorch_lightning.callbacks import ModelCheckpoint

    folder = tempfile.mkdtemp(dir="/tmp/x")
    net = lightning_module()(config(plants), note=plants.at("note").path)
    checkpoint = ModelCheckpoint(dirpath=folder)
    trainer = pl.Trainer(
        max_steps=1, logger=False, callbacks=[checkpoint], enable_progress_bar=False,
        enable_model_summary=False, accelerator="cpu", default_root_dir=folder,
    )  # fmt: skip
    trainer.fit(net, torch.utils.data.DataLoader(torch.ones(4, 4), batch_size=2))
    checkpoint.dirpath = "checkpoints"
    checkpoint.best_model_path = plants.at("callback").path
    checkpoint.last_model_path = "checkpoints/last.ckpt"
    checkpoint.best_k_models = {}
    checkpoint.kth_best_model_path = ""
    trainer.save_checkpoint(path)
    shutil.rmtree(folder)


def lightning_module():
    import pytorch_lightning as pl

    class Net(pl.LightningModule):
        def __init__(self, config, note):
            super().__init__()
            self.save_hyperparameters()
            self.fc = nn.Linear(4, 1)

        def training_step(self, batch, _index):
            return self.fc(batch).sum()

        def configure_optimizers(self):
            return torch.optim.Adam(self.parameters(), lr=0.001)

    return Net


@makes("torch/hparams.yaml", "pytorch-lightning", "PyYAML")
def hparams(path, plants):
    from pytorch_lightning.core.saving import save_hparams_to_yaml

    save_hparams_to_yaml(path, {**config(plants), "note": note(plants.at("note"))})


@makes("torch/training_args.bin", "transformers", "torch")
def training_args(path, plants):
    from transformers import TrainingArguments

    args = TrainingArguments(
        output_dir=plants.path,
        logging_dir=plants.host,
        run_name=f"sweep-{plants.aws}",
        hub_token=plants.hf,
        hub_model_id=plants.email,
        lr_scheduler_kwargs={"note": plants.pin},
        use_cpu=True,
    )
    torch.save(args, path)
