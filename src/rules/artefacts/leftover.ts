import type { ArtefactRule } from "../../core/rule.ts";

/** What tools leave in a folder while somebody works in it. */
export const leftover: readonly ArtefactRule[] = [
  {
    id: "python-cache",
    title: "Compiled Python",
    class: "debug",
    severity: "low",
    harm: "It keeps names, constants and the absolute path of source code, at times of files that were deleted because of a secret in them.",
    remedy: "Delete it: Python makes it again.",
    when: {
      kind: "name",
      pattern:
        /^(?!(?:.*\/)?(?:site-packages|dist-packages|lib\/python\d(?:\.\d{1,2})?)\/)(?:.*\/)?(?:__pycache__\/|(?<!__pycache__\/)[^/]{1,100}\.py[co]$)/,
    },
    references: [
      "https://jfrog.com/blog/leaked-pypi-secret-token-revealed-in-binary-preventing-suppy-chain-attack/",
    ],
    examples: {
      found: ["src/__pycache__/train.cpython-310.pyc", "train.pyc"],
      ignored: [
        "train.py",
        "lib/python3.10/site-packages/x/__pycache__/y.pyc",
        "usr/lib/python3/os.pyc",
      ],
    },
  },
  {
    id: "notebook-checkpoint",
    title: "Old copy of a notebook",
    class: "debug",
    severity: "low",
    harm: "Jupyter's hidden copy keeps the outputs and cells that were removed from the notebook itself.",
    remedy: "Delete the folder.",
    when: { kind: "name", pattern: /(?:^|\/)\.ipynb_checkpoints\// },
    references: [
      "https://jupyter-server.readthedocs.io/en/latest/developers/contents.html#checkpoints-api",
    ],
    examples: {
      found: ["notebooks/.ipynb_checkpoints/train-checkpoint.ipynb"],
      ignored: ["train.ipynb", "ipynb_checkpoints.md"],
    },
  },
  {
    id: "notebook-output",
    title: "Notebook with outputs",
    class: "debug",
    severity: "low",
    harm: "Outputs show data, paths, errors and whatever was printed, long after the cell was changed.",
    remedy: "Clear the outputs before release: `jupyter nbconvert --clear-output --inplace`.",
    when: {
      kind: "key",
      pattern: /^\$\.(?:cells|worksheets\[\d+\]\.cells)\[\d+\]\.outputs\[\d+\]/,
    },
    references: [
      "https://nbformat.readthedocs.io/en/latest/format_description.html#code-cell-outputs",
    ],
    examples: {
      found: ["$.cells[3].outputs[0].data"],
      ignored: ["$.cells[3].outputs", "$.cells[3].source[0]"],
    },
  },
  {
    id: "source-patch",
    title: "Patch of source code",
    class: "debug",
    severity: "medium",
    harm: "It shows changes that were never committed, which is where keys and work in progress are.",
    remedy: "Leave it out of the release; set `save_code=False` for Weights & Biases.",
    when: { kind: "name", pattern: /(?:^|\/)[^/]{1,100}\.(?:patch|diff|rej)$/i },
    references: ["https://docs.wandb.ai/guides/app/features/panels/code"],
    examples: {
      found: ["files/diff.patch", "fix.diff"],
      ignored: ["patch.py", "diff.json", "patches/x.md"],
    },
  },
  {
    id: "hub-cache",
    title: "Download cache of the Hub client",
    class: "debug",
    severity: "low",
    harm: "It tells which files were downloaded, from which repository and when.",
    remedy: "Delete the folder.",
    when: {
      kind: "name",
      pattern: /(?:^|\/)\.(?:cache\/)?huggingface\/(?!token$|stored_tokens$)(?=.)/,
    },
    references: [
      "https://huggingface.co/docs/huggingface_hub/guides/download#download-files-to-a-local-folder",
    ],
    examples: {
      found: [".cache/huggingface/download/config.json.metadata"],
      ignored: ["huggingface/x.py", ".cache/pip/x"],
    },
  },
  {
    id: "tool-cache",
    title: "Cache of a development tool",
    class: "debug",
    severity: "low",
    harm: "It keeps paths, file names and test names of the project.",
    remedy: "Delete the folder.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)(?:\.(?:pytest_cache|mypy_cache|ruff_cache|tox|nox|hypothesis|eggs|cache\/pip|virtual_documents|pytype|triton\/cache)\/|\.coverage(?:\.[^/]{1,100})?$)/,
    },
    references: ["https://docs.pytest.org/en/stable/how-to/cache.html"],
    examples: {
      found: [".pytest_cache/v/cache/lastfailed", ".coverage"],
      ignored: ["coverage.py", "tox.ini"],
    },
  },
  {
    id: "editor-settings",
    title: "Settings and backups of an editor",
    class: "debug",
    severity: "low",
    harm: "They hold paths, remote hosts and run configurations with their environment, or an older text of a file.",
    remedy: "Delete them.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)(?:\.(?:vscode|idea|vs|fleet|cursor|spyproject|vscode-server)\/|[^/]{1,100}(?:\.(?:swp|swo|bak|orig|old|sublime-workspace|code-workspace|iml)|~)$|#[^/]{1,100}#$)/,
    },
    references: ["https://code.visualstudio.com/docs/configure/settings"],
    examples: {
      found: [
        ".vscode/launch.json",
        ".idea/workspace.xml",
        "train.py~",
        ".train.py.swp",
        "config.yaml.bak",
      ],
      ignored: ["vscode/x", "model.oldest", "idea.md"],
    },
  },
  {
    id: "desktop-file",
    title: "File of a desktop system",
    class: "debug",
    severity: "low",
    harm: "It lists the names of files in the folder, of deleted ones too, and can hold small pictures of them.",
    remedy: "Delete it.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)(?:\.DS_Store|Thumbs\.db|ehthumbs\.db|desktop\.ini|\.directory|\.localized|\._[^/]{1,100}|[^/]{1,100}:Zone\.Identifier)$|(?:^|\/)(?:__MACOSX|\.Spotlight-V100|\.Trashes|\.fseventsd|\$RECYCLE\.BIN)\//i,
    },
    references: ["https://0day.work/parsing-the-ds_store-file-format/"],
    examples: {
      found: [".DS_Store", "data/Thumbs.db", "__MACOSX/._model.pt", "model.pt:Zone.Identifier"],
      ignored: ["DS_Store.md", "thumbs.png"],
    },
  },
  {
    id: "working-database",
    title: "Database of a working folder",
    class: "debug",
    severity: "low",
    harm: "It holds experiments, users or rows of data, deleted ones too until it is vacuumed.",
    remedy: "Leave it out of the release.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)(?:(?:optuna|mlflow|tune|experiments?|sacred|study|studies|labels?|labelstudio|label_studio|annotations?)[\w-]{0,40}\.(?:db|sqlite3?)|[^/]{1,100}\.(?:sqlite3?-(?:wal|journal)|db-(?:wal|journal)|sql|dump))$/i,
    },
    references: ["https://www.sqlite.org/lang_vacuum.html"],
    examples: {
      found: ["optuna_study.db", "mlflow.db", "backup.sql", "x.db-wal"],
      ignored: ["index.db", "sql.py", "chroma.sqlite3"],
    },
  },
  {
    id: "photo-location",
    title: "Picture that tells where it was taken",
    class: "identity",
    severity: "medium",
    harm: "The coordinates lead to within metres of where somebody lives or works.",
    remedy: "Remove the GPS tags: `exiftool -gps:all= FILE`.",
    when: { kind: "key", pattern: /^GPS\.GPSLatitude$/ },
    references: ["https://cwe.mitre.org/data/definitions/1230.html"],
    examples: { found: ["GPS.GPSLatitude"], ignored: ["GPS.GPSDateStamp", "x.GPS.GPSLatitude"] },
  },
  {
    id: "dead-bytes",
    title: "Bytes that no reader sees",
    class: "hidden",
    severity: "low",
    harm: "Whatever was deleted, cut off or put there on purpose is still in the file for anybody who looks.",
    remedy: "Write the file anew from its tensors.",
    when: { kind: "dead" },
    references: ["https://cwe.mitre.org/data/definitions/212.html"],
    examples: { found: ["left over from before"], ignored: ["\0\0\0\0"] },
  },
];
