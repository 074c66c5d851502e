"""Projected gradient descent in the maximum norm, with the step sizes of the measurements."""

import torch
from torch.nn import functional as F

EPS = 8 / 255
STEP = 2 / 255


def perturb(model, x, labels, steps):
    """Returns the last iterate, from a uniform start that is not clipped. The model is in evaluation mode."""
    low = (x - EPS).clamp(0, 1)
    high = (x + EPS).clamp(0, 1)
    adversarial = x + torch.empty_like(x).uniform_(-EPS, EPS)
    for _ in range(steps):
        z = adversarial.detach().requires_grad_(True)
        loss = F.cross_entropy(model(z), labels)
        (gradient,) = torch.autograd.grad(loss, z)
        adversarial = torch.clamp(z.detach() + STEP * gradient.sign(), low, high)
    return adversarial.detach()
