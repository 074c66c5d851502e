"""PGD-20 on test images. Arguments: the model file, its width, the number of images, and plain or tuned."""

import sys

import torch

import models
import pgd
import repetitions

BATCH = 128
STEPS = 20


def main():
    path, width, count, variant = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    torch.manual_seed(1)
    model, images, labels = models.load(path, width)
    if variant == "tuned":
        model = model.to(memory_format=torch.channels_last).requires_grad_(False)
        images = images.contiguous(memory_format=torch.channels_last)

    def correct(x, y):
        with torch.no_grad():
            return model(x).argmax(1) == y

    def attack(number):
        robust = 0
        for x, y in zip(images[:number].split(BATCH), labels[:number].split(BATCH)):
            clean = correct(x, y)
            robust += (clean & correct(pgd.perturb(model, x, y, STEPS), y)).sum().item()
        return {"images": number, "robust": 100 * robust / number}

    repetitions.serve(lambda: attack(count), lambda: attack(max(1, count // 8)))


main()
