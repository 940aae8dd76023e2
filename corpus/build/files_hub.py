"""What transformers writes beside the weights."""

import shutil
import tempfile
from pathlib import Path

from kit import config, makes, note


def saved(make, path):
    folder = Path(tempfile.mkdtemp(dir="/tmp/x"))
    make(folder)
    shutil.copy(folder / path.name, path)
    shutil.rmtree(folder)


@makes("transformers/config.json", "transformers")
def model_config(path, plants):
    from transformers import BertConfig

    made = BertConfig(hidden_size=8, task_specific_params=config(plants), name_or_path=plants.at("name").path)
    saved(made.save_pretrained, path)


@makes("transformers/tokenizer_config.json", "transformers")
def tokenizer_config(path, plants):
    from tokenizers import Tokenizer, models
    from transformers import PreTrainedTokenizerFast

    made = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]")),
        unk_token="[UNK]", chat_template="{{ messages }}", run=note(plants), cache=plants.at("cache").path,
    )  # fmt: skip
    saved(made.save_pretrained, path)


@makes("transformers/trainer_state.json", "transformers")
def trainer_state(path, plants):
    from transformers.trainer_callback import TrainerState

    state = TrainerState(
        best_model_checkpoint=plants.path,
        trial_name=plants.at("trial").host,
        trial_params=config(plants.at("params")),
        log_history=[{"loss": 0.5, "step": 1, "note": note(plants.at("log"))}],
    )
    state.save_to_json(path)


@makes("transformers/README.md", "transformers", "huggingface-hub")
def model_card(path, plants):
    from huggingface_hub import ModelCard, ModelCardData

    data = ModelCardData(license="mit", base_model=plants.path, tags=["tiny"], library_name="transformers")
    body = f"# Tiny\n\nTrained with `{note(plants.at('command'))}`.\n\n- {plants.pin}\n"
    body += f"\n```python\nHfApi(token=\"{plants.hf}\")\nclient(\"{plants.aws}\")\n```\n"
    body += f"\nSee {plants.host} or write to {plants.email}.\n"
    ModelCard(f"---\n{data.to_yaml()}\n---\n\n{body}").save(path)
