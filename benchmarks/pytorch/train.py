"""Adversarial training steps (Madry et al. 2018) on random images of the shape of CIFAR-10."""

import argparse

import torch
from torch.nn import functional as F

import networks
import pgd
import repetitions

BATCHES = 8


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--architecture", required=True)
    for name in ("--depth", "--width", "--batch", "--attack-steps", "--steps"):
        parser.add_argument(name, type=int, required=True)
    parser.add_argument("--variant", choices=("plain", "tuned"), required=True)
    return parser.parse_args()


def main():
    options = parse()
    torch.manual_seed(1)
    tuned = options.variant == "tuned"
    model = networks.create(options.architecture, options.depth, options.width, channels=3)
    images = torch.rand(BATCHES * options.batch, 3, 32, 32)
    if tuned:
        model = model.to(memory_format=torch.channels_last)
        images = images.contiguous(memory_format=torch.channels_last)
    labels = torch.arange(len(images)) % 10
    batches = list(zip(images.split(options.batch), labels.split(options.batch)))
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True, weight_decay=5e-4)
    done = 0

    def step():
        nonlocal done
        x, y = batches[done % BATCHES]
        done += 1
        model.eval()
        if tuned:
            model.requires_grad_(False)
        adversarial = pgd.perturb(model, x, y, options.attack_steps)
        if tuned:
            model.requires_grad_(True)
        model.train()
        optimiser.zero_grad()
        loss = F.cross_entropy(model(adversarial), y)
        loss.backward()
        optimiser.step()
        return loss.item()

    def repetition():
        for _ in range(options.steps):
            step()
        return {"images": options.steps * options.batch}

    step()
    repetitions.serve(repetition)


main()
