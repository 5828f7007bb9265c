"""The paper's networks in PyTorch, as somebody who reimplements it would write them; torchvision is not needed."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Generator(nn.Module):
    """100 -> 14400 -> 64 x 15 x 15, three transposed convolutions of stride 2, padded once and cropped twice."""

    def __init__(self, norm=True, channels=(64, 32, 16)):
        super().__init__()
        a, b, c = channels
        self.channels = a
        self.fc = nn.Linear(100, a * 15 * 15)
        self.bn0 = nn.BatchNorm2d(a) if norm else nn.Identity()
        self.up1 = nn.ConvTranspose2d(a, b, 3, stride=2)
        self.bn1 = nn.BatchNorm2d(b) if norm else nn.Identity()
        self.up2 = nn.ConvTranspose2d(b, c, 3, stride=2)
        self.bn2 = nn.BatchNorm2d(c) if norm else nn.Identity()
        self.up3 = nn.ConvTranspose2d(c, 1, 3, stride=2)

    def forward(self, z):
        x = F.leaky_relu(self.bn0(self.fc(z).view(-1, self.channels, 15, 15)), 0.2)
        x = F.leaky_relu(self.bn1(F.pad(self.up1(x), (0, 1, 0, 1))), 0.2)
        x = F.leaky_relu(self.bn2(self.up2(x)[:, :, :-1, :-1]), 0.2)
        return torch.tanh(self.up3(x)[:, :, :-1, :-1])


class Discriminator(nn.Module):
    def __init__(self):
        super().__init__()
        self.main = nn.Sequential(
            nn.Conv2d(1, 16, 3, 2, 1), nn.LeakyReLU(0.2),
            nn.Conv2d(16, 32, 3, 2, 1), nn.LeakyReLU(0.2),
            nn.Conv2d(32, 64, 3, 2, 1), nn.LeakyReLU(0.2),
            nn.Flatten(), nn.Linear(64 * 16 * 16, 1),
        )

    def forward(self, x):
        return self.main(x)


class BasicBlock(nn.Module):
    """torchvision.models.resnet.BasicBlock, with its names."""

    def __init__(self, inplanes, planes, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inplanes, planes, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(planes, planes, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.downsample = None
        if stride != 1:
            self.downsample = nn.Sequential(nn.Conv2d(inplanes, planes, 1, stride, bias=False), nn.BatchNorm2d(planes))

    def forward(self, x):
        identity = x if self.downsample is None else self.downsample(x)
        out = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        return self.relu(out + identity)


class ResNet18(nn.Module):
    """torchvision.models.resnet18 for one channel, with its names; `fc` is SimSiam's projection head."""

    def __init__(self, fc):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        widths = [64, 64, 128, 256, 512]
        for i in range(1, 5):
            first = BasicBlock(widths[i - 1], widths[i], 1 if i == 1 else 2)
            setattr(self, f"layer{i}", nn.Sequential(first, BasicBlock(widths[i], widths[i], 1)))
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = fc

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(self.avgpool(x).flatten(1))


def projection():
    """512-512-100, as the authors of SimSiam build it."""
    return nn.Sequential(
        nn.Linear(512, 512, bias=False), nn.BatchNorm1d(512), nn.ReLU(inplace=True),
        nn.Linear(512, 512, bias=False), nn.BatchNorm1d(512), nn.ReLU(inplace=True),
        nn.Linear(512, 100), nn.BatchNorm1d(100, affine=False),
    )


class SimSiam(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = ResNet18(projection())
        self.predictor = nn.Sequential(
            nn.Linear(100, 128, bias=False), nn.BatchNorm1d(128), nn.ReLU(inplace=True), nn.Linear(128, 100))

    def forward(self, x):
        return self.encoder(x)


def randomised(network, seed):
    """A network in use has running statistics and scales of its own; untrained ones hide what is mixed up."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, value in network.state_dict().items():
            if name.endswith("running_var"):
                value.copy_(torch.rand(value.shape, generator=generator) + 0.5)
            elif value.dim() == 1 and value.is_floating_point():
                value.add_(0.2 * torch.randn(value.shape, generator=generator))
    return network.eval()
