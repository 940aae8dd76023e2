"""pickle in its protocols, cloudpickle, joblib with every compressor, scikit-learn."""

import pickle

import cloudpickle
import joblib
import numpy
from kit import config, makes, module, note
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler


def state(plants):
    return {
        "config": config(plants),
        "history": [0.5, 0.25, None, True],
        "argv": ("train.py", "--comment", note(plants.at("argv"))),
        "raw": note(plants.at("bytes")).encode(),
        "ünïcode": {frozenset({1, 2}): 10**30},
    }


def protocol(number):
    def write(path, plants):
        path.write_bytes(pickle.dumps(state(plants), protocol=number))

    return write


for number in (0, 1, 2, 3, 4, 5):
    makes(f"pickle/protocol{number}.pkl")(protocol(number))

FUNCTION = """
def preprocess(batch, token={hf!r}):
    \"\"\"Ask {email}; needs {pin}.\"\"\"
    return [(each, {aws!r}, HOST) for each in batch]


HOST = {host!r}
"""


@makes("pickle/function.cloudpickle", "cloudpickle")
def function(path, plants):
    """A function goes by value: its constants, its globals, and the file that it was read from."""
    text = FUNCTION.format(
        hf=plants.hf, email=plants.email, pin=plants.pin, aws=plants.aws, host=plants.host
    )
    made = module(text, plants.path)
    cloudpickle.register_pickle_by_value(made)
    path.write_bytes(cloudpickle.dumps(made.preprocess))


def estimator(plants):
    """scikit-learn keeps whatever somebody hangs on an estimator; the arrays stand between the texts."""
    pipeline = Pipeline([("scale", StandardScaler()), ("fit", LogisticRegression())])
    pipeline.fit(numpy.random.rand(40, 6), numpy.arange(40) % 2)
    pipeline.run_ = config(plants)
    pipeline.named_steps["fit"].note_ = note(plants.at("note"))
    return pipeline


@makes("sklearn/pipeline.pkl", "scikit-learn")
def pipeline(path, plants):
    path.write_bytes(pickle.dumps(estimator(plants)))


@makes("sklearn/vectorizer.joblib", "scikit-learn", "joblib")
def vectorizer(path, plants):
    """Its vocabulary is made of the training texts: addresses in them stay."""
    made = CountVectorizer(token_pattern=r"\S+", lowercase=False)
    made.fit([f"mail {plants.email} from {plants.host}", f"see {plants.path} {plants.aws} {plants.hf} {plants.pin}"])
    joblib.dump(made, path)


@makes("joblib/plain.joblib", "joblib", "scikit-learn")
def plain(path, plants):
    joblib.dump(estimator(plants), path)


def compressed(method):
    def write(path, plants):
        joblib.dump(estimator(plants), path, compress=(method, 3))

    return write


for method in ("zlib", "gzip", "bz2", "xz", "lzma", "lz4"):
    makes(f"joblib/{method}.joblib", "joblib", "scikit-learn")(compressed(method))
