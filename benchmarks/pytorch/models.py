"""The models and images that Redoubt writes for comparisons."""

import json
import struct

import torch

import networks

DTYPES = {"F32": torch.float32, "I64": torch.int64}


def read_tensors(path):
    """Reads a safetensors file: the length of the header, the header as JSON, and the data."""
    with open(path, "rb") as file:
        content = file.read()
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    data = bytearray(content[8 + length :])
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            start, end = entry["data_offsets"]
            values = torch.frombuffer(data[start:end], dtype=DTYPES[entry["dtype"]])
            tensors[name] = values.reshape(entry["shape"]).clone()
    return tensors


def load(path, width):
    """Returns a pre-activation ResNet of depth 10 in evaluation mode, its test images and their labels."""
    tensors = read_tensors(path)
    images, labels = tensors.pop("images"), tensors.pop("labels")
    model = networks.create("preact-resnet-v2-cifar", 10, width, images.shape[1])
    missing, unexpected = model.network.load_state_dict(tensors, strict=False)
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]
    if missing or unexpected:
        raise ValueError(f"{path} lacks {missing} and has unexpected {unexpected}")
    return model.eval(), images, labels
