"""The sentence model as a graph for onnxruntime, written from its weights.

A graph file is a few nested protobuf messages; these are encoded here, so that no package for it is needed.
The encoder reads one sentence at a time: without neighbours there is no padding, and a vector never depends on
what else was asked in the same moment.

weights    tensors of a BERT encoder by their usual names, float32
whole      True keeps float32; False keeps matrices as 8-bit numbers (a quarter of the memory, about twice the speed)
returns    the bytes of an ONNX model: `hidden` [tokens, width] in, `vector` [1, width] of length 1 out
source     onnx.proto3 (field numbers), ONNX operators opset 17, onnxruntime contributed operators
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Weights = Mapping[str, npt.NDArray[np.float32]]

HEADS = 12
# layer_norm_eps of the model's own configuration
EPSILON = 1e-12
_IR_VERSION = 8
_OPSET = 17
_TYPES = {np.dtype(np.float32): 1, np.dtype(np.uint8): 2, np.dtype(np.int8): 3, np.dtype(np.int64): 7}
_OWN = "com.microsoft"
# seven bits, not eight: processors without VNNI add pairs of products in 16 bits and would saturate
_INT8_PEAK = 63


def model_bytes(weights: Weights, *, whole: bool) -> bytes:
    """The model; see the module."""
    graph = _Graph(whole)
    width = len(weights["embeddings.LayerNorm.weight"])
    layers = sum(1 for name in weights if name.endswith("attention.self.query.weight"))
    flow = graph.norm("hidden", weights, "embeddings.LayerNorm")
    for number in range(layers):
        flow = _layer(graph, flow, weights, f"encoder.layer.{number}", width)
    graph.constant("rows", np.asarray([0], dtype=np.int64))
    graph.node("ReduceMean", [flow], "middle", axes=[0], keepdims=1)
    graph.node("LpNormalization", ["middle"], "vector", axis=-1, p=2)
    return graph.model(width)


def _layer(graph: _Graph, flow: str, weights: Weights, name: str, width: int) -> str:
    """Attention and its two dense steps, each followed by a sum with what came in."""
    own = f"{name}.attention.self"
    joined = np.concatenate([weights[f"{own}.{part}.weight"] for part in ("query", "key", "value")])
    bias = np.concatenate([weights[f"{own}.{part}.bias"] for part in ("query", "key", "value")])
    mixed = graph.dense(flow, joined, bias, f"{name}.qkv")
    parts = [f"{name}.{part}" for part in "qkv"]
    graph.node("Split", [mixed, graph.constant("thirds", np.asarray([width] * 3, dtype=np.int64))], *parts, axis=-1)
    one = graph.constant("front", np.asarray([0], dtype=np.int64))
    lifted = [graph.node("Unsqueeze", [part, one], f"{part}.one") for part in parts]
    attended = graph.node("MultiHeadAttention", lifted, f"{name}.seen", own=True, num_heads=HEADS)
    attended = graph.node("Squeeze", [attended, one], f"{name}.flat")
    output = f"{name}.attention.output"
    flow = graph.rest(
        graph.dense(attended, weights[f"{output}.dense.weight"], weights[f"{output}.dense.bias"], output),
        flow, weights, f"{output}.LayerNorm",
    )  # fmt: skip
    middle, out = f"{name}.intermediate.dense", f"{name}.output"
    wide = graph.dense(flow, weights[f"{middle}.weight"], weights[f"{middle}.bias"], middle)
    curved = graph.node("Gelu", [wide], f"{middle}.gelu", own=True)
    narrow = graph.dense(curved, weights[f"{out}.dense.weight"], weights[f"{out}.dense.bias"], out)
    return graph.rest(narrow, flow, weights, f"{out}.LayerNorm")


class _Graph:
    """Nodes and constants as they are written, each already encoded."""

    def __init__(self, whole: bool) -> None:
        self._whole = whole
        self._nodes: list[bytes] = []
        self._constants: dict[str, bytes] = {}

    def constant(self, name: str, value: npt.NDArray[np.generic]) -> str:
        """Keep an array under a name."""
        dims = b"".join(_number(1, size) for size in value.shape)
        raw = np.ascontiguousarray(value).tobytes()
        self._constants[name] = dims + _number(2, _TYPES[value.dtype]) + _text(8, name) + _bytes(9, raw)
        return name

    def node(self, kind: str, takes: Sequence[str], *gives: str, own: bool = False, **facts: object) -> str:
        """One step; returns the name of the first thing it gives."""
        message = b"".join(_text(1, name) for name in takes) + b"".join(_text(2, name) for name in gives)
        message += _text(4, kind) + b"".join(_bytes(5, _fact(name, value)) for name, value in facts.items())
        self._nodes.append(message + (_text(7, _OWN) if own else b""))
        return gives[0]

    def dense(self, flow: str, weight: npt.NDArray[np.float32], bias: npt.NDArray[np.float32], name: str) -> str:
        """flow times weight plus bias."""
        matrix = weight.T
        shift = self.constant(f"{name}.b", bias)
        if self._whole:
            product = self.node("MatMul", [flow, self.constant(f"{name}.w", matrix)], f"{name}.x")
            return self.node("Add", [product, shift], f"{name}.y")
        scale = np.abs(matrix).max(axis=0) / np.float32(_INT8_PEAK)
        small = np.rint(matrix / scale).astype(np.int8)
        kept = [self.constant(f"{name}.w", small), self.constant(f"{name}.s", scale.astype(np.float32))]
        return self.node("DynamicQuantizeMatMul", [flow, *kept, "", shift], f"{name}.y", own=True)

    def norm(self, flow: str, weights: Weights, name: str) -> str:
        """Each row to mean 0 and spread 1, then scaled."""
        scale = self.constant(f"{name}.g", weights[f"{name}.weight"])
        shift = self.constant(f"{name}.b", weights[f"{name}.bias"])
        return self.node("LayerNormalization", [flow, scale, shift], f"{name}.y", axis=-1, epsilon=EPSILON)

    def rest(self, flow: str, skipped: str, weights: Weights, name: str) -> str:
        """The sum of what a step gave and what came into it, as `norm`."""
        return self.norm(self.node("Add", [flow, skipped], f"{name}.sum"), weights, name)

    def model(self, width: int) -> bytes:
        """All of it as a file."""
        body = b"".join(_bytes(1, node) for node in self._nodes) + _text(2, "sentence")
        body += b"".join(_bytes(5, constant) for constant in self._constants.values())
        body += _bytes(11, _value("hidden", ["tokens", width])) + _bytes(12, _value("vector", [1, width]))
        opsets = _bytes(8, _text(1, "") + _number(2, _OPSET)) + _bytes(8, _text(1, _OWN) + _number(2, 1))
        return _number(1, _IR_VERSION) + _bytes(7, body) + opsets


def _fact(name: str, value: object) -> bytes:
    """An attribute: a float, a whole number or a list of those."""
    head = _text(1, name)
    if isinstance(value, float):
        return head + _key(2, 5) + struct.pack("<f", value) + _number(20, 1)
    if isinstance(value, int):
        return head + _number(3, value) + _number(20, 2)
    if isinstance(value, list):
        return head + b"".join(_number(8, one) for one in value) + _number(20, 7)
    raise TypeError(name)


def _value(name: str, shape: Sequence[int | str]) -> bytes:
    sizes = [_number(1, size) if isinstance(size, int) else _text(2, size) for size in shape]
    dims = b"".join(_bytes(1, size) for size in sizes)
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, 1) + _bytes(2, dims)))


def _key(field: int, kind: int) -> bytes:
    return _varint(field << 3 | kind)


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)


def _number(field: int, value: int) -> bytes:
    return _key(field, 0) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _key(field, 2) + _varint(len(value)) + value


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())
