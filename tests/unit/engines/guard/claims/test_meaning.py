"""The graph that is written from weights gives what a plain reading of them gives."""

from __future__ import annotations

import math

import numpy as np
import pytest

from dayroom.engines.guard.claims import meaning
from dayroom.engines.guard.claims.graph import model_bytes

WIDTH, HEADS, WIDE, LAYERS = 24, 12, 48, 2


@pytest.fixture(scope="module")
def weights() -> dict[str, np.ndarray]:
    source = np.random.default_rng(3)

    def some(*shape: int) -> np.ndarray:
        return source.normal(0, 0.3, shape).astype(np.float32)

    found = {"embeddings.LayerNorm.weight": 1 + some(WIDTH), "embeddings.LayerNorm.bias": some(WIDTH)}
    for number in range(LAYERS):
        name = f"encoder.layer.{number}"
        sizes = {f"attention.self.{part}": (WIDTH, WIDTH) for part in ("query", "key", "value")}
        sizes |= {
            "attention.output.dense": (WIDTH, WIDTH),
            "intermediate.dense": (WIDE, WIDTH),
            "output.dense": (WIDTH, WIDE),
        }
        for part, size in sizes.items():
            found |= {f"{name}.{part}.weight": some(*size), f"{name}.{part}.bias": some(size[0])}
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            found |= {f"{name}.{part}.weight": 1 + some(WIDTH), f"{name}.{part}.bias": some(WIDTH)}
    return found


def plain_reading(weights: dict[str, np.ndarray], hidden: np.ndarray) -> np.ndarray:
    """The encoder as the papers write it, slow and obvious."""

    def norm(flow: np.ndarray, name: str) -> np.ndarray:
        centered = flow - flow.mean(-1, keepdims=True)
        return (
            centered / np.sqrt((centered**2).mean(-1, keepdims=True) + 1e-12) * weights[f"{name}.weight"]
            + weights[f"{name}.bias"]
        )

    def dense(flow: np.ndarray, name: str) -> np.ndarray:
        return flow @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    flow = norm(hidden.astype(np.float64), "embeddings.LayerNorm")
    for number in range(LAYERS):
        name, own = f"encoder.layer.{number}", f"encoder.layer.{number}.attention.self"
        query, key, value = (
            dense(flow, f"{own}.{part}").reshape(len(flow), HEADS, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = np.exp(query @ key.transpose(0, 2, 1) / math.sqrt(WIDTH / HEADS))
        seen = (scores / scores.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(len(flow), WIDTH)
        flow = norm(dense(seen, f"{name}.attention.output.dense") + flow, f"{name}.attention.output.LayerNorm")
        wide = dense(flow, f"{name}.intermediate.dense")
        curved = wide * 0.5 * (1 + np.vectorize(math.erf)(wide / math.sqrt(2)))
        flow = norm(dense(curved, f"{name}.output.dense") + flow, f"{name}.output.LayerNorm")
    middle = flow.mean(0)
    return middle / np.linalg.norm(middle)


@pytest.mark.parametrize(("whole", "apart"), [(True, 1e-5), (False, 0.05)])
def test_the_graph_gives_what_a_plain_reading_gives(weights: dict[str, np.ndarray], whole: bool, apart: float) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    session = onnxruntime.InferenceSession(model_bytes(weights, whole=whole), providers=["CPUExecutionProvider"])
    hidden = np.random.default_rng(4).normal(0, 1, (7, WIDTH)).astype(np.float32)
    (vector,) = session.run(None, {"hidden": hidden})[0]
    assert 1 - float(vector @ plain_reading(weights, hidden)) < apart
    assert float(np.linalg.norm(vector)) == pytest.approx(1.0, abs=1e-5)


def test_weights_that_were_not_measured_are_not_used(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other")
    monkeypatch.setattr(meaning, "model_folder", lambda: tmp_path)
    meaning.find_embedder.cache_clear()
    try:
        assert meaning.find_embedder() is None
    finally:
        meaning.find_embedder.cache_clear()


def test_the_model_finds_a_claim_that_shares_no_word() -> None:
    model = meaning.find_embedder()
    if model is None:
        pytest.skip("the sentence model is not installed")
    one, near, far = model.embed(
        ["jabs give kids autism", "vaccines cause autism in children", "the bus was late today"]
    )
    assert one @ near > 0.6
    assert one @ far < 0.3
    assert np.array_equal(model.embed(["the bus was late today"])[0], far)
