import type { Benign } from "../../core/rule.ts";

/** Paths and names that belong to whoever built a library, not to whoever made the model. */
export const buildHost: readonly Benign[] = [
  {
    id: "build-service-home",
    why: "The home folder of a public build service, or one that a compiler makes up: every package built there has it.",
    classes: ["path", "debug"],
    value:
      /^(?:File \\?")?(?:\/home|\/Users|[A-Za-z]:[\\/]+Users)[\\/]+(?:runner(?:admin)?|conda|builder|jenkins|vsts(?:_azpcontainer)?|circleci|distiller|travis|appveyor|buildbot|buildslave|buildd|buildkite-agent|gitlab-runner|teamcity|kbuild|mock|mockbuild|abuild|linuxbrew|nixbld\d*|docs|task_\d+|AzDevOps|VssAdministrator|ContainerAdministrator|pwuser|web_user)(?:[\\/]|$)/,
    examples: {
      benign: [
        "/home/runner/work/pytorch/pytorch/torch/nn/x.py",
        "/home/conda/feedstock_root/build_artifacts/x/work",
        "/Users/distiller/project/x",
        "C:\\Users\\runneradmin\\x",
        `File "/home/travis/build/a/x.py", line 3`,
      ],
      telling: [
        "/home/asmith/runner/x",
        "/home/runner2/work",
        "/data/home/runner/x",
        "/home/condas/x",
      ],
    },
  },
  {
    id: "library-folder",
    why: "Where a distribution, conda, a container image or a library's own builders put code: the same on every machine.",
    classes: ["path", "debug"],
    value:
      /^(?:File \\?")?(?:\/usr\/(?:local\/)?lib(?:64)?\/python\d|\/opt\/(?:conda\/(?:lib|conda-bld)|python|_internal|rh)\/|\/pytorch\/|\/builder\/|\/nix\/store\/|\/root\/|\/rustc\/[0-9a-f]{40}\/|\/croot\/|\/tmp\/build\/80754af9\/|\/buildbot\/)/,
    examples: {
      benign: [
        `File "/usr/lib/python3.10/threading.py", line 980, in run`,
        "/opt/conda/lib/python3.7/site-packages/torch/nn/modules/conv.py(443): forward",
        "/pytorch/aten/src/ATen/native/x.cpp",
        "/nix/store/abc-python3/lib",
        "/root/miniconda3/envs/py39/lib/x.py",
      ],
      telling: [
        `File "/home/asmith/usr/lib/python3.10/x.py", line 1`,
        "/opt/conda/envs/acme-ranker/bin/python",
        "/opt/acme/python/train.py(3): f",
        "/rooted/x",
      ],
    },
  },
  {
    id: "python-launcher",
    why: "The launcher that pip puts before each script on Windows, as its author built it.",
    classes: ["path"],
    value: /^C:\\Users\\Vinay\\Projects\\simple_launcher\\/,
    examples: {
      benign: ["C:\\Users\\Vinay\\Projects\\simple_launcher\\dist\\w64.pdb"],
      telling: ["C:\\Users\\Vinay\\Projects\\x\\w64.pdb"],
    },
  },
  {
    id: "conda-placeholder-prefix",
    why: "The padded prefix that conda-build replaces at installation.",
    classes: ["path"],
    value: /_placehold_placehold|\/_(?:build|h|test)_env_?placehold|\/feedstock_root\//,
    examples: {
      benign: ["/home/x/conda-bld/python_1/_h_env_placehold_placehold_placehold/lib"],
      telling: ["/home/asmith/placehold/x"],
    },
  },
  {
    id: "catboost-builder",
    why: "CatBoost writes the host and author of its own build into every model.",
    classes: ["identity", "host", "path", "stack", "debug", "storage"],
    key: /catboost_version_info/,
    examples: {
      benign: ["$.catboost_version_info", `$["catboost_version_info"]`],
      telling: ["$.params.catboost_version", "$.model_info.author"],
    },
  },
  {
    id: "catboost-builder-line",
    why: "The same text, where the model was exported or is read as plain bytes: the committer of the release, and its build host.",
    classes: ["identity", "host", "path", "stack"],
    line: /Hostname: \S*catboost-builder|catboost-(?:builder|build)-(?:linux|mac|win)|(?:^|\\n)[ ]{4}Author: [\w.-]{2,40} <[\w.-]{2,40}@yandex-team\.(?:com|ru)>(?:\\n|$)/i,
    examples: {
      benign: [
        "Hostname: catboost-builder-linux",
        "Linux catboost-builder-linux 5.4.0-1 SMP",
        "    Author: akhropov <akhropov@yandex-team.com>",
      ],
      telling: [
        "Hostname: gpu07",
        "catboost trained on builder-linux",
        "Author: asmith <asmith@yandex-team.com>",
        "    Author: asmith <asmith@contoso.com>",
      ],
    },
  },
  {
    id: "container-id",
    why: "Docker names a container after its random id unless told otherwise.",
    rules: [
      "tfevents-host",
      "run-folder-host",
      "host-variable",
      "host-field",
      "nccl-host",
      "shell-prompt",
    ],
    value: /^(?:\w{1,20}@)?[0-9a-f]{12}(?::\/\S*)?$/,
    examples: {
      benign: ["3f2a1b4c5d6e", "root@3f2a1b4c5d6e:/workspace"],
      telling: ["3f2a1b4c5d6", "gpu07", "3f2a1b4c5d6e.lab.org"],
    },
  },
  {
    id: "constant-in-code",
    why: "A constant of a program (`Scope.LOCAL`), not a host: those are written in one case.",
    rules: ["internal-host"],
    value: /^(?=.*[a-z])[\w.-]+\.(?:LOCAL|INTERNAL|PRIVATE)$/,
    examples: {
      benign: ["t.Y1.LOCAL", "x2.INTERNAL"],
      telling: ["GPU07.LOCAL", "gpu07.local", "http://t1.LOCAL"],
    },
  },
  {
    id: "local-host",
    why: "Every machine calls itself so.",
    classes: ["host"],
    value:
      /^(?:\w{2,10}:\/\/)?(?:localhost|ip6-localhost|localhost\.local(?:domain)?|127(?:\.\d{1,3}){3}|0\.0\.0\.0|host\.docker\.internal|gateway\.docker\.internal|metadata\.google\.internal|kubernetes\.default\.svc(?:\.cluster\.local)?|(?:runnervm|fv-az)[\w-]+|buildkitsandbox)(?::\d{1,5})?(?:\/.*)?$/i,
    examples: {
      benign: [
        "localhost",
        "localhost.localdomain",
        "http://127.0.0.1:5000",
        "0.0.0.0:8080",
        "http://host.docker.internal:9001",
        "metadata.google.internal",
        "buildkitsandbox",
      ],
      telling: ["localhost2", "mlflow:5000", "10.0.0.7", "docker.internal.corp"],
    },
  },
];
