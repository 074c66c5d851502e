"""Describes this Python: PyTorch, its threads, and whether the package autoattack is installed."""

import importlib.util

import torch

import repetitions


def describe():
    found = importlib.util.find_spec("autoattack") is not None
    return {
        "torch": torch.__version__,
        "threads": torch.get_num_threads(),
        "autoattack": "yes" if found else "no",
    }


repetitions.serve(describe)
