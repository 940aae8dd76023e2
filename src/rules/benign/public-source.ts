import type { Benign } from "../../core/rule.ts";

/** What everybody may know already: public data, public images, library authors, vocabularies. */
export const publicSource: readonly Benign[] = [
  {
    id: "public-bucket",
    why: "A bucket that its owner publishes for everybody.",
    classes: ["storage"],
    value:
      /^(?:s3[an]?:\/\/|arn:aws:s3:::|gc?s:\/\/|https?:\/\/(?:s3[\w.-]*\.amazonaws\.com|storage\.googleapis\.com|storage\.cloud\.google\.com)\/|https?:\/\/)(?:amazon-reviews(?:-pds|-ml)?|commoncrawl|noaa-[\w-]+|sagemaker-sample-files|sagemaker-servicecatalog-seedcode[\w-]*|jumpstart-cache-prod[\w-]*|open-images-dataset|landsat-pds|sentinel-[\w-]+|nyc-tlc|allennlp|ai2-s2-research-public|models\.huggingface\.co|datasets\.huggingface\.co|pytorch(?:-tutorial-assets)?|fast-ai-[\w-]+|opennlp|t5-data|t5x[\w-]*|bert_models|albert_models|electra-data|xlnet|gpt-2|tfds-data|tfhub[\w-]*|tensorflow|download\.tensorflow\.org|tensorflow-nightly|cloud-tpu-checkpoints|cloud-samples-data|magentadata|flax_public|vit_models|scenic-bucket|big_vision|gresearch|google-research[\w-]*|dm-[\w-]+|dm_[\w-]+|gcp-public-data[\w-]*|quickdraw_dataset|openimages|jax-releases|keras-applications|mediapipe-[\w-]+|sonnx-[\w-]+|openaipublic|chrome-[\w-]+|gtfs-[\w-]+|cvdf-datasets|mlperf[\w-]*|deepmind[\w-]*)(?:\.(?:s3|storage|blob)[\w.-]*\.(?:com|net))?(?:\/|$)/,
    examples: {
      benign: [
        "s3://amazon-reviews-pds/tsv/x",
        "gs://t5-data/pretrained_models/t5x",
        "gs://bert_models/2018/x",
        "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz",
        "https://openaipublic.blob.core.windows.net/encodings/cl100k.tiktoken",
        "https://s3.amazonaws.com/models.huggingface.co/bert/x",
      ],
      telling: [
        "gs://t5-data-acme/x",
        "s3://tensorflow-acme/x",
        "https://storage.googleapis.com/acme/tensorflow/x",
        "https://acme.blob.core.windows.net/openaipublic/x",
      ],
    },
  },
  {
    id: "public-demo",
    why: "A server that a project shows to everybody.",
    rules: ["tracking-server", "internal-url"],
    value: /^https?:\/\/demo\.mlflow\.org(?:[:/]|$)/,
    examples: {
      benign: ["https://demo.mlflow.org/#/experiments/1"],
      telling: ["https://demo.mlflow.org.lab.net/", "https://mlflow.lab.org/demo"],
    },
  },
  {
    id: "public-image",
    why: "An image that the cloud's own machine-learning service offers to all customers.",
    classes: ["storage", "identity"],
    value:
      /^(?:763104351884|520713654638|683313688378|246618743249|257758044811|746614075791|141502667606|764974769150|492215442770|433757028032|811284229777|685385470294|503895931360|382416733822)\.dkr\.ecr\./,
    examples: {
      benign: ["763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.1.0-gpu-py310"],
      telling: ["998877665544.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2"],
    },
  },
  {
    id: "public-repository",
    why: "A public project's own repository, as its tools write it everywhere.",
    classes: ["storage"],
    value:
      /^(?:https:\/\/|git@)(?:github\.com|huggingface\.co|gitlab\.com)[/:](?:huggingface\/(?:transformers|diffusers|peft|accelerate|datasets|trl|tokenizers|safetensors|pytorch-image-models|setfit)|pytorch\/(?:pytorch|vision|audio|text|examples)|tensorflow\/(?:tensorflow|models|tensor2tensor|hub)|keras-team\/keras|google-research\/(?:bert|google-research|t5x|text-to-text-transfer-transformer)|facebookresearch\/(?:fairseq|detectron2|llama|xformers|segment-anything|dinov2)|microsoft\/(?:DeepSpeed|onnxruntime|LoRA|LightGBM)|openai\/(?:whisper|CLIP|gpt-2)|NVIDIA\/(?:apex|Megatron-LM|NeMo|TransformerEngine)|onnx\/onnx|scikit-learn\/scikit-learn|dmlc\/xgboost|(?:ggml-org|ggerganov)\/(?:llama|whisper)\.cpp|Lightning-AI\/(?:pytorch-)?lightning|ultralytics\/(?:ultralytics|yolov5)|EleutherAI\/(?:gpt-neox|lm-evaluation-harness)|Dao-AILab\/flash-attention|UKPLab\/sentence-transformers)(?:\.git)?(?:\/|$)/,
    examples: {
      benign: [
        "https://github.com/huggingface/transformers.git",
        "git@github.com:pytorch/pytorch.git",
      ],
      telling: [
        "https://github.com/acme-ml/transformers.git",
        "git@github.com:microsoft/LoRA-internal.git",
      ],
    },
  },
  {
    id: "library-author-file",
    why: "Licences and package metadata name a library's authors on purpose.",
    classes: ["identity"],
    path: /(?:^|[/!])(?:(?:LICEN[CS]E|COPYING|COPYRIGHT|NOTICE|AUTHORS?|MAINTAINERS|CONTRIBUTORS|CONTRIBUTING|THANKS|CREDITS|ThirdPartyNotices?|THIRD-PARTY-[\w-]+)[^/]*|copyright|[^/]+\.(?:dist-info|egg-info)(?:\/[^!]*)?|PKG-INFO|METADATA|setup\.(?:py|cfg)|CITATION\.(?:cff|bib)|package(?:-lock)?\.json|CODE_OF_CONDUCT\.md|SECURITY\.md)$/,
    examples: {
      benign: [
        "model/LICENSE",
        "release.zip!/LICENSE.txt",
        "lib/numpy-1.24.dist-info/METADATA",
        "x/setup.py",
        "usr/share/doc/bash/copyright",
        "CITATION.cff",
      ],
      telling: [
        "README.md",
        "license_plates/train.py",
        "model/config.json",
        "notes/authors_meeting/x.txt",
      ],
    },
  },
  {
    id: "installed-library",
    why: "Source of an installed library names the library's authors, not the model's.",
    classes: ["identity"],
    path: /(?:^|[/!])(?:site-packages|dist-packages|node_modules|usr\/share\/(?:doc|info|man|perl5?|common-licenses|python-wheels)|usr\/(?:local\/)?include)\/(?!.*(?:(?<!\.(?:gz|bz2|xz|zst|lzma|Z))!\/|\.(?:log|ipynb|env)$))/,
    examples: {
      benign: [
        "usr/lib/python3/dist-packages/numpy/f2py/rules.py",
        "layer.tar!/opt/conda/lib/python3.9/site-packages/torch/nn/x.py",
        "node_modules/zod/index.js",
        "usr/share/doc/curl/changelog.gz!/changelog",
        "usr/share/info/wget.info.gz!/wget.info",
      ],
      telling: [
        "src/train.py",
        "site-packages.txt",
        "site-packages/wandb/run.log",
        "site-packages/model.zip!/config.json",
      ],
    },
  },
  {
    id: "licence-line",
    why: "A copyright notice or a package's contact names a library's authors on purpose.",
    classes: ["identity"],
    line: /\bCopyright\b|\([Cc]\) (?:19|20)\d\d|\u00a9|SPDX-|@license|\b__(?:author|email|maintainer|credits|contact)__\b|^(?:Author|Maintainer)-email:|\bLicen[cs]ed under\b/,
    examples: {
      benign: [
        "# Copyright (c) 2019 Ana Smith <ana@lab.org>",
        `__author__ = "Ana Smith <ana@lab.org>"`,
        "Author-email: ana@lab.org",
        "// (c) 2020 ana@lab.org",
      ],
      telling: ["Author: Ana Smith <ana@lab.org>", "contact ana@lab.org", "# TODO(ana@lab.org)"],
    },
  },
  {
    id: "vocabulary-key",
    why: "Entries of a tokenizer's vocabulary: pieces of the text that it was trained on, cut into words.",
    classes: ["identity", "host", "path", "storage", "stack", "debug"],
    key: /(?:^|["$.])tokenizer\.ggml\.(?:tokens|merges)["\]]{0,2}\[\d+\]$|^\$\.pieces\[\d+\]\.piece$|^\$\.(?:model\.(?:vocab|merges)|added_tokens_(?:decoder|encoder)|vocab|merges|word_index|decoder|encoder)(?:[.[]|$)/,
    examples: {
      benign: [
        "tokenizer.ggml.tokens[4711]",
        `$["tokenizer.ggml.merges"][3]`,
        `$.model.vocab["/home/x"]`,
        "$.model.merges[12]",
        "$.pieces[4711].piece",
      ],
      telling: [
        "tokenizer.chat_template",
        "$.model.vocab_file",
        "$.hyper_parameters.vocab.path",
        "tokenizer.ggml.tokens",
        "$.vocab_file",
        "$.trainer_spec.input[0]",
      ],
    },
  },
  {
    id: "vocabulary-file",
    why: "A tokenizer's vocabulary: pieces of the text that it was trained on, cut into words.",
    classes: ["identity", "host", "path", "storage", "stack", "debug"],
    path: /(?:^|[/!])(?:vocab(?:ulary)?\.(?:json|txt)|merges\.txt|added_tokens\.json|[\w.-]+\.tiktoken)$/,
    examples: {
      benign: ["model/vocab.json", "release.zip!/merges.txt", "cl100k.tiktoken"],
      telling: [
        "model/vocab.json.log",
        "my_vocab.json/x",
        "tokenizer_config.json",
        "vocab.json!/x",
      ],
    },
  },
];
