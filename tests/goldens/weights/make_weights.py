"""Losses with weights from PyTorch (float64), and their gradients with respect to the outputs.

Run:  /usr/bin/python3 make_weights.py OUT_FILE      (Debian: apt-get install python3-torch)
A list of cases: name, shape (batch first, classes last), logits, classes or targets, loss, gradient; all row-major.
"""
import json, sys
import torch, torch.nn.functional as F
torch.set_default_dtype(torch.float64)
torch.manual_seed(11)
cases = []
WEIGHT = torch.tensor([1.0, 2.5, 0.0, 0.25, 3.0])
flat = lambda t: t.detach().reshape(-1).tolist()

def entropy(name, shape, ignore=None, **settings):
    z = torch.randn(*shape, requires_grad=True)
    y = torch.randint(0, shape[-1], shape[:-1])
    if ignore is not None:
        y.view(-1)[1::3] = ignore
        settings['ignore_index'] = ignore
    loss = F.cross_entropy(z.reshape(-1, shape[-1]), y.reshape(-1), **settings)
    loss.backward()
    cases.append(dict(name=name, shape=list(shape), logits=flat(z), classes=flat(y), loss=float(loss), gradient=flat(z.grad)))

def binary(name, shape, smoothing=0.0, pos_weight=None, is_probability=False):
    z = torch.randn(*shape, requires_grad=True)
    y = torch.rand(*shape).round() if smoothing else torch.rand(*shape)
    t = y * (1 - smoothing) + smoothing / 2
    loss = F.binary_cross_entropy(torch.sigmoid(z), t) if is_probability else F.binary_cross_entropy_with_logits(z, t, pos_weight=pos_weight)
    loss.backward()
    cases.append(dict(name=name, shape=list(shape), logits=flat(z), targets=flat(y), loss=float(loss), gradient=flat(z.grad)))

entropy('Weights', (7, 5), weight=WEIGHT)
entropy('WeightsSmoothed', (7, 5), weight=WEIGHT.clamp(min=0.5), label_smoothing=0.2)
entropy('WeightsIgnored', (7, 5), ignore=-100, weight=WEIGHT.clamp(min=0.5), label_smoothing=0.2)
entropy('WeightsIgnoredClass', (7, 5), ignore=3, weight=WEIGHT)
entropy('WeightsPositions', (4, 3, 5), ignore=-1, weight=WEIGHT)
binary('Positive', (6, 3), pos_weight=torch.tensor(2.5))
binary('PositiveEach', (6, 3), pos_weight=torch.tensor([2.5, 1.0, 0.25]))
binary('PositiveEachPosition', (4, 2, 3), pos_weight=torch.tensor([2.5, 1.0, 0.25]))
binary('SmoothedLogits', (6, 3), smoothing=0.1)
binary('SmoothedPositive', (6, 3), smoothing=0.1, pos_weight=torch.tensor([2.5, 1.0, 0.25]))
binary('Smoothed', (6, 3), smoothing=0.1, is_probability=True)
json.dump(cases, open(sys.argv[1], 'w'))
