"""The standard AutoAttack of the public package. Arguments: the model file, its width, the number of images, tuned."""

import sys

import torch
from autoattack import AutoAttack

import models
import pgd
import repetitions

BATCH = 128


def main():
    path, width, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    model, images, labels = models.load(path, width)
    model = model.to(memory_format=torch.channels_last).requires_grad_(False)
    images = images.contiguous(memory_format=torch.channels_last)

    def attack(number):
        suite = AutoAttack(model, norm="Linf", eps=pgd.EPS, version="standard", device="cpu", verbose=False)
        adversarial = suite.run_standard_evaluation(images[:number], labels[:number], bs=BATCH)
        with torch.no_grad():
            robust = (model(adversarial).argmax(1) == labels[:number]).sum().item()
        return {"images": number, "robust": 100 * robust / number}

    repetitions.serve(lambda: attack(count), lambda: attack(max(1, count // 8)))


main()
