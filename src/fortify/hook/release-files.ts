import { globMatches } from "../../core/glob.ts";

const globs = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * What belongs to a model release: what somebody needs who loads the model,
 * cites it, or asks whether they may use it. No name is here that training leaves behind.
 */
const wanted = {
  weights: globs(`
    *.safetensors *.gguf *.ggml *.onnx *.onnx_data* *.tflite *.litertlm *.keras *.h5 *.msgpack
    *.mlmodel *.mlpackage/** *.pdparams *.nemo *.pte *.index.json saved_model.pb
    variables/variables.* pytorch_model*.bin diffusion_pytorch_model*.bin adapter_model*.bin
    model*.bin model*.pt model*.pth pytorch_model*.pt consolidated*.pth openvino_*.xml
    openvino_*.bin`),
  settings: globs(`
    config.json params.json model_index.json generation_config.json adapter_config.json
    quantize_config.json quantization_config.json hf_quant_config.json modules.json
    *_Pooling/config.json *_Dense/config.json config_sentence_transformers.json
    sentence_bert_config.json scheduler_config.json preprocessor_config.json
    processor_config.json video_preprocessor_config.json feature_extractor_config.json
    metadata.json fingerprint.pb keras_metadata.pb`),
  vocabulary: globs(`
    tokenizer*.json tokenizer.model* tekken.json vocab.json vocab.txt merges.txt dict.txt
    added_tokens.json special_tokens_map.json normalizer.json chat_template* *.spm *.tiktoken
    sentencepiece*.model spiece.model`),
  code: globs(`
    modeling_*.py configuration_*.py tokenization_*.py processing_*.py image_processing_*.py
    feature_extraction_*.py pipeline*.py handler.py requirements.txt __init__.py`),
  words: globs(`
    README* LICENSE* LICENCE* NOTICE* COPYING* CITATION* USE_POLICY* MODEL_CARD* *.png *.jpg
    *.jpeg *.svg *.webp .gitattributes .gitignore`),
};
const allWanted = Object.values(wanted).flat();

/** Folders that training leaves behind: nothing in them is wanted, whatever it is called. */
const unwanted = globs(`
  checkpoint-*/ wandb/ mlruns/ runs/ logs/ lightning_logs/ outputs/ .ipynb_checkpoints/
  __pycache__/ .cache/ .vscode/ .idea/`);

/** What `upload_folder` of huggingface_hub leaves out by itself (`DEFAULT_IGNORE_PATTERNS`). */
const neverUploaded = globs(".git .cache/huggingface **/.cache/huggingface");

const matchesAny = (all: readonly string[], name: string): boolean =>
  all.some((glob) => globMatches(glob, name));

/** Whether a file goes up where nothing else is said. @param name From the folder that is uploaded. */
export const isUploaded = (name: string): boolean => !matchesAny(neverUploaded, name);

/**
 * Whether a file belongs to a release.
 *
 * @param name From the folder of the release.
 * @param more Globs of what the project releases besides.
 */
export const belongs = (name: string, more: readonly string[]): boolean =>
  matchesAny(more, name) || (matchesAny(allWanted, name) && !matchesAny(unwanted, name));
