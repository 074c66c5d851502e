"""The networks that are measured, with the tensor names of Redoubt's model files."""

import torch
from torch import nn
from torch.nn import functional as F

STRIDES = (1, 2, 2, 2)
BLOCKS = {10: (1, 1, 1, 1), 18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3)}


def conv3x3(inputs, outputs, stride=1):
    return nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False)


def conv1x1(inputs, outputs, stride=1):
    return nn.Conv2d(inputs, outputs, 1, stride=stride, bias=False)


class Normalised(nn.Module):
    """(x - mean) / std for each channel, then a network."""

    def __init__(self, network, channels):
        super().__init__()
        constants = ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]) if channels == 3 else ([0.449], [0.226])
        self.register_buffer("mean", torch.tensor(constants[0]).view(1, -1, 1, 1))
        self.register_buffer("std", torch.tensor(constants[1]).view(1, -1, 1, 1))
        self.network = network

    def forward(self, x):
        return self.network((x - self.mean) / self.std)


class PreActBlock(nn.Module):
    """Two 3x3 convolutions; the projection reads the activated input, the identity the raw one."""

    def __init__(self, inputs, planes, stride):
        super().__init__()
        self.bn0 = nn.BatchNorm2d(inputs)
        self.conv1 = conv3x3(inputs, planes, stride)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = conv3x3(planes, planes)
        self.shortcut = None
        if stride != 1 or inputs != planes:
            self.shortcut = nn.Sequential(conv1x1(inputs, planes, stride), nn.BatchNorm2d(planes))

    def forward(self, x):
        a = F.relu(self.bn0(x))
        h = self.conv2(F.relu(self.bn1(self.conv1(a))))
        return h + (x if self.shortcut is None else self.shortcut(a))


class Bottleneck(nn.Module):
    """1x1, 3x3 and 1x1 convolutions, with the activation after the addition."""

    expansion = 4

    def __init__(self, inputs, planes, stride):
        super().__init__()
        outputs = planes * self.expansion
        self.conv1 = conv1x1(inputs, planes)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = conv3x3(planes, planes, stride)
        self.bn2 = nn.BatchNorm2d(planes)
        self.conv3 = conv1x1(planes, outputs)
        self.bn3 = nn.BatchNorm2d(outputs)
        self.shortcut = None
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(conv1x1(inputs, outputs, stride), nn.BatchNorm2d(outputs))

    def forward(self, x):
        h = F.relu(self.bn1(self.conv1(x)))
        h = F.relu(self.bn2(self.conv2(h)))
        h = self.bn3(self.conv3(h))
        return F.relu(h + (x if self.shortcut is None else self.shortcut(x)))


class ResNet(nn.Module):
    """The CIFAR stem, four stages of blocks, average pool and a linear layer called fc or linear."""

    def __init__(self, block, depth, width, channels, classes, head):
        super().__init__()
        expansion = getattr(block, "expansion", 1)
        self.conv1 = conv3x3(channels, width)
        self.bn1 = nn.BatchNorm2d(width)
        inputs = width
        for stage in range(4):
            planes = width << stage
            blocks = []
            for index in range(BLOCKS[depth][stage]):
                blocks.append(block(inputs, planes, STRIDES[stage] if index == 0 else 1))
                inputs = planes * expansion
            self.add_module(f"layer{stage + 1}", nn.Sequential(*blocks))
        self.head = head
        self.add_module(head, nn.Linear(inputs, classes))

    def forward(self, x):
        h = F.relu(self.bn1(self.conv1(x)))
        h = self.layer4(self.layer3(self.layer2(self.layer1(h))))
        return getattr(self, self.head)(h.mean((2, 3)))


class WideBlock(nn.Module):
    """Pre-activation; if the number of channels changes, both branches read the activated input."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(inputs)
        self.conv1 = conv3x3(inputs, outputs, stride)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.conv2 = conv3x3(outputs, outputs)
        self.convShortcut = conv1x1(inputs, outputs, stride) if inputs != outputs else None

    def forward(self, x):
        a = F.relu(self.bn1(x))
        h = self.conv2(F.relu(self.bn2(self.conv1(a))))
        return h + (x if self.convShortcut is None else self.convShortcut(a))


class WideGroup(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.layer = nn.Sequential(*blocks)

    def forward(self, x):
        return self.layer(x)


class WideResNet(nn.Module):
    def __init__(self, depth, width, channels, classes):
        super().__init__()
        self.conv1 = conv3x3(channels, 16)
        inputs = 16
        for group in range(3):
            outputs = 16 * width << group
            blocks = []
            for index in range((depth - 4) // 6):
                blocks.append(WideBlock(inputs, outputs, 2 if group > 0 and index == 0 else 1))
                inputs = outputs
            self.add_module(f"block{group + 1}", WideGroup(blocks))
        self.bn1 = nn.BatchNorm2d(inputs)
        self.fc = nn.Linear(inputs, classes)

    def forward(self, x):
        h = self.block3(self.block2(self.block1(self.conv1(x))))
        return self.fc(F.relu(self.bn1(h)).mean((2, 3)))


def create(architecture, depth, width, channels, classes=10):
    if architecture == "preact-resnet-v2-cifar":
        network = ResNet(PreActBlock, depth, width, channels, classes, "fc")
    elif architecture == "resnet":
        network = ResNet(Bottleneck, depth, width, channels, classes, "linear")
    elif architecture == "wide-resnet":
        network = WideResNet(depth, width, channels, classes)
    else:
        raise ValueError(f"architecture '{architecture}' is unknown")
    return Normalised(network, channels)
