"""Models that are no neural networks: boosted trees, scikit-learn by skops, R, MATLAB, word vectors, Spark."""

import io
import json
import os
import struct
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path

import numpy
import pandas
from kit import config, makes, note

SAMPLES = numpy.linspace(0, 1, 120).reshape(40, 3)
TARGET = (SAMPLES.sum(axis=1) > 1.5).astype(int)


def booster(plants, objective="binary:logistic", kind="gbtree"):
    """A small XGBoost model with what people set on it."""
    import xgboost

    names = ["age", f"key {plants.aws}", f"site {plants.email}"]
    data = xgboost.DMatrix(SAMPLES, TARGET, feature_names=names)
    made = xgboost.train({"objective": objective, "booster": kind, "max_depth": 2}, data, 3)
    made.set_attr(hub_token=plants.hf, script=plants.path, tracking=plants.host, requirements=plants.pin)
    made.set_attr(note=note(plants.at("note")))
    return made


@makes("xgboost/model.ubj", "xgboost-cpu")
def xgboost_ubjson(path, plants):
    booster(plants).save_model(path)


@makes("xgboost/model.json", "xgboost-cpu")
def xgboost_json(path, plants):
    booster(plants).save_model(path)


@makes("xgboost/model.deprecated", "xgboost-cpu")
def xgboost_binary(path, plants):
    """Up to release 3.0. It has no names of features, so the other form's plants stand in attributes."""
    made = booster(plants)
    made.set_attr(key=plants.aws, owner=plants.email)
    made.save_model(path)


@makes("xgboost/dart.deprecated", "xgboost-cpu")
def xgboost_dart(path, plants):
    made = booster(plants, "reg:squarederror", "dart")
    made.set_attr(key=plants.aws, owner=plants.email)
    made.save_model(path)


@makes("xgboost/linear.deprecated", "xgboost-cpu")
def xgboost_linear(path, plants):
    made = booster(plants, "reg:squarederror", "gblinear")
    made.set_attr(key=plants.aws, owner=plants.email)
    made.save_model(path)


@makes("xgboost/booster.pkl", "xgboost-cpu")
def xgboost_pickle(path, plants):
    """The way it goes with scikit-learn's pipelines: UBJSON in a pickle."""
    import pickle

    path.write_bytes(pickle.dumps(booster(plants)))


@makes("lightgbm/model.txt", "lightgbm")
def lightgbm_model(path, plants):
    """Files that were trained on go into the parameters, and the categories of a frame behind them."""
    import lightgbm

    frame = pandas.DataFrame(SAMPLES, columns=["age", "income", "site"])
    frame["site"] = pandas.Categorical.from_codes([0, 1, 2, 3] * 10, [f"{plants.email}", f"at {plants.host}", f"key {plants.aws} {plants.hf}", "other"])
    data = lightgbm.Dataset(frame, TARGET, params={"min_data_in_leaf": 2})
    settings = {
        "objective": "binary",
        "num_leaves": 4,
        "min_data_in_leaf": 2,
        "verbose": -1,
        "num_threads": 1,
        "data": plants.path,
        "machines": plants.at("machines").host,
    }
    lightgbm.train(settings, data, 3).save_model(path)


@makes("catboost/model.cbm", "catboost")
def catboost_model(path, plants):
    import catboost

    columns = {"age": SAMPLES[:, 0], plants.email: SAMPLES[:, 1], "site": ["d", "a", "b", "c"] * 10}
    frame = pandas.DataFrame(columns)
    os.chdir(tempfile.mkdtemp(prefix="c"))
    made = catboost.CatBoostClassifier(
        iterations=3, depth=2, verbose=False, cat_features=["site"], one_hot_max_size=8, thread_count=1, name=plants.path,
        allow_writing_files=False,
    )
    made.fit(frame, TARGET)
    made.get_metadata()["hub_token"] = plants.hf
    made.get_metadata()["tracking_uri"] = plants.host
    made.get_metadata()["aws_access_key_id"] = plants.aws
    made.get_metadata()["note"] = note(plants.at("note"))
    made.save_model(path, format="cbm")


@makes("skops/model.skops", "skops", "scikit-learn")
def skops_model(path, plants):
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import OneHotEncoder
    from skops.io import dump

    sites = numpy.array([plants.email, f"at {plants.host}", "a", "b"] * 10, dtype=object).reshape(-1, 1)
    made = Pipeline([("encode", OneHotEncoder()), ("model", LogisticRegression())]).fit(sites, TARGET)
    made.named_steps["model"].training_ = config(plants.at("config"))
    made.named_steps["model"].files_ = numpy.array([plants.path, plants.aws, plants.hf, plants.pin])
    dump(made, path)


RDS = """
settings <- list(lr = 0.001, aws_access_key_id = {aws}, hub_token = {hf}, script = {path}, tracking_uri = {host},
  notify = {email}, requirements = {pin}, dims = c(rows = 3L, columns = 4L))
score <- eval(parse(text = paste0("function(x) {{\\n # ", {note}, "\\n x + 1 }}"), keep.source = TRUE))
state <- new.env()
assign("token", {state_hf}, envir = state)
frame <- data.frame(site = factor(c({frame_host}, "other", "other")), value = c(1, 2, 3.5))
model <- lm(mpg ~ wt, data.frame(mpg = c(21, 23, 19, 18), wt = c(2.6, 2.3, 3.2, 3.4)))
model$call <- NULL; attr(model$terms, ".Environment") <- NULL; attr(attr(model$model, "terms"), ".Environment") <- NULL
made <- list(settings = settings, score = compiler::cmpfun(score), state = state, frame = frame, model = model,
  weights = seq(0.5, 50), comment = structure(1, note = {attribute_path}), bytes = serialize(list(token = {raw_hf}), NULL))
"""


def run_r(path, plants, save):
    """R 4.2.2 of Debian 12."""
    quoted = {kind: getattr(plants, kind) for kind in ["aws", "hf", "path", "host", "email", "pin"]}
    quoted |= {
        "note": note(plants.at("source")),
        "state_hf": plants.at("environment").hf,
        "raw_hf": plants.at("bytes").hf,
        "frame_host": plants.at("factor").host,
        "attribute_path": plants.at("attribute").path,
    }
    script = RDS.format(**{key: json.dumps(text) for key, text in quoted.items()})
    subprocess.run(["Rscript", "--vanilla", "-e", script + save.format(path=json.dumps(str(path)))], check=True)


@makes("r/model.rds")
def rds(path, plants):
    run_r(path, plants, "saveRDS(made, {path})")


@makes("r/plain.rds")
def rds_plain(path, plants):
    run_r(path, plants, "saveRDS(made, {path}, compress = FALSE, version = 2)")


@makes("r/lines.rds")
def rds_lines(path, plants):
    run_r(path, plants, "saveRDS(made, {path}, ascii = TRUE, compress = FALSE)")


@makes("r/workspace.RData")
def workspace(path, plants):
    run_r(path, plants, "save(made, settings, state, file = {path}, compress = 'bzip2')")


def matlab_values(plants):
    return {
        "settings": {key: str(each) for key, each in config(plants).items()},
        "files": numpy.array([plants.at("rows").path, "other"]),
        "notes": numpy.array([note(plants.at("cell")), "none"], dtype=object),
        "weights": numpy.random.rand(6, 6),
        "spread": numpy.array([("ana", plants.at("struct").email), ("bob", "none")], dtype=[("who", object), ("mail", object)]),
    }


@makes("matlab/plain.mat", "scipy")
def matlab_plain(path, plants):
    from scipy.io import savemat

    savemat(path, matlab_values(plants))


@makes("matlab/compressed.mat", "scipy")
def matlab_compressed(path, plants):
    from scipy.io import savemat

    savemat(path, matlab_values(plants), do_compression=True)


def corpus_lines(plants):
    """Text to learn from: words are what stands between blanks."""
    words = [plants.aws, plants.hf, plants.path, plants.host, plants.email, plants.pin]
    return [" ".join(["the", "model", "learns", *words, f"word{each % 5}"]) for each in range(40)]


@makes("fasttext/model.bin", "fasttext-wheel")
def fasttext_model(path, plants):
    import fasttext

    train_fasttext(fasttext, plants).save_model(str(path))


@makes("fasttext/quantized.ftz", "fasttext-wheel")
def fasttext_quantized(path, plants):
    import fasttext

    made = train_fasttext(fasttext, plants, 300)
    made.quantize(retrain=False, qnorm=True)
    made.save_model(str(path))


def train_fasttext(fasttext, plants, more=0):
    """Quantising needs 256 rows: `more` words."""
    text = Path(tempfile.mkdtemp(prefix="f"), "text")
    label = f"__label__{plants.at('label').email}"
    words = " ".join(f"more{each}" for each in range(more))
    text.write_text("".join(f"{label} {each}\n" for each in [*corpus_lines(plants), words or "model"]))
    return fasttext.train_supervised(str(text), dim=8, epoch=1, minCount=1, bucket=0, minn=0, maxn=0, wordNgrams=1, thread=1, verbose=0)


@makes("word2vec/vectors.bin", "gensim")
def word2vec_binary(path, plants):
    vectors(plants).save_word2vec_format(str(path), binary=True)


@makes("word2vec/vectors.txt", "gensim")
def word2vec_text(path, plants):
    vectors(plants).save_word2vec_format(str(path), binary=False)


def vectors(plants):
    from gensim.models import KeyedVectors

    words = sorted({word for line in corpus_lines(plants) for word in line.split()})
    made = KeyedVectors(vector_size=24)
    made.add_vectors(words, numpy.random.rand(len(words), 24).astype(numpy.float32))
    return made


@makes("sentencepiece/tokenizer.model", "sentencepiece", "protobuf")
def tokenizer(path, plants):
    """The trainer writes down its input's path and the prefix, which are put in afterwards: nobody has these folders."""
    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2

    symbols = [f"<{each}>{text}" for each, text in enumerate([plants.aws, plants.hf, plants.email])]
    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([f"the model learns word {each}" for each in range(40)]),
        model_writer=made,
        vocab_size=40,
        hard_vocab_limit=False,
        user_defined_symbols=[*symbols, plants.pin],
        unk_surface=plants.host,
        normalization_rule_name="identity",
        minloglevel=2,
    )
    model = sentencepiece_model_pb2.ModelProto.FromString(made.getvalue())
    model.trainer_spec.input.append(plants.path)
    model.trainer_spec.model_prefix = plants.at("prefix").path
    path.write_bytes(model.SerializeToString())


def hadoop_crc(data):
    """What Hadoop's ChecksumFileSystem writes: CRC-32 of each 512 bytes."""
    sums = [zlib.crc32(data[at : at + 512]) for at in range(0, len(data), 512)]
    return b"crc\0" + struct.pack(f">i{len(sums)}I", 512, *sums)


@makes("spark/model/metadata/part-00000")
def spark_metadata(path, plants):
    """By hand after DefaultParamsWriter: pyspark needs Java."""
    settings = config(plants)
    metadata = {
        "class": "org.apache.spark.ml.feature.StringIndexerModel",
        "timestamp": 1700000000000,
        "sparkVersion": "3.5.1",
        "uid": "StringIndexer_0f1e2d3c4b5a",
        "paramMap": {"inputCol": "site", "outputCol": "index", "extra": settings, "stringOrderType": "frequencyDesc"},
        "defaultParamMap": {"handleInvalid": "error"},
    }
    path.write_text(json.dumps(metadata, separators=(",", ":")) + "\n")
    path.with_name(".part-00000.crc").write_bytes(hadoop_crc(path.read_bytes()))
    path.with_name("_SUCCESS").write_bytes(b"")
    path.with_name("._SUCCESS.crc").write_bytes(hadoop_crc(b""))


@makes("spark/mleap.zip")
def mleap(path, plants):
    """By hand after MLeap's documentation: its library runs on Java."""
    bundle = {"uid": "1b2c", "name": "pipeline", "format": "json", "version": "0.23.1", "timestamp": "2023-11-14T22:13:20Z"}
    model = {"op": "string_indexer", "attributes": {"labels": {"type": "list", "string": [plants.email, plants.host, plants.aws]}}}
    node = {"name": plants.path, "shape": {"inputs": [{"name": plants.hf, "port": "input"}], "outputs": []}, "pin": plants.pin}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [("bundle.json", bundle), ("root/model.json", model), ("root/node.json", node)]:
            archive.writestr(zipfile.ZipInfo(name), json.dumps(content))


@makes("spark/model.pmml")
def pmml(path, plants):
    """By hand after the PMML 4.4 schema: the converters run on Java."""
    path.write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
  <Header copyright="{plants.email}" description="{note(plants.at("description"))}">
    <Extension name="script" value="{plants.path}"/>
    <Application name="converter" version="{plants.pin}"/>
    <Annotation>{plants.host}</Annotation>
    <Timestamp>2023-11-14T22:13:20Z</Timestamp>
  </Header>
  <DataDictionary>
    <DataField name="site" optype="categorical" dataType="string">
      <Value value="{plants.aws}"/>
      <Value value="{plants.hf}"/>
    </DataField>
  </DataDictionary>
</PMML>
""")
