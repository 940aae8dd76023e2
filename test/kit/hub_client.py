"""Asks a hub what tare asks it, by the hub's own client, and prints what that makes of it.

Arguments: the hub's address, a repository, one that is gated, and a folder for what is fetched.
"""

import json
import sys

from huggingface_hub import HfApi


endpoint, name, gated, folder = sys.argv[1:]
api = HfApi(endpoint=endpoint, token=False)


def failure(ask):
    try:
        ask()
    except Exception as error:
        return type(error).__name__


def fetched(path):
    with open(api.hf_hub_download(name, path, local_dir=folder), "rb") as file:
        return len(file.read())


refs = api.list_repo_refs(name, include_pull_requests=True)
discussions = list(api.get_repo_discussions(name))
print(
    json.dumps(
        {
            "models": [each.id for each in api.list_models(author=name.split("/")[0])],
            "sha": api.model_info(name).sha,
            "tree": [
                [each.path, each.size, each.lfs.sha256 if each.lfs else each.blob_id]
                for each in api.list_repo_tree(name, recursive=True)
            ],
            "branches": [[each.name, each.target_commit] for each in refs.branches],
            "pulls": [each.ref for each in refs.pull_requests],
            "commits": [[each.title, each.authors] for each in api.list_repo_commits(name)],
            "discussions": [
                [event.content for event in api.get_discussion_details(name, each.num).events]
                for each in discussions
            ],
            "sizes": [fetched("small.txt"), fetched("large.bin")],
            "failures": [
                failure(lambda: api.hf_hub_download(gated, "a.txt", local_dir=folder)),
                failure(lambda: api.model_info("nobody/nothing")),
                failure(lambda: api.model_info(name, revision="v9")),
            ],
        }
    )
)
