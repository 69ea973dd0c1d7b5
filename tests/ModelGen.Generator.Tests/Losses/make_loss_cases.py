"""Losses and their gradients by PyTorch for outputs and targets that are no ordinary numbers: python3 make_loss_cases.py > loss_cases.csv

A line is: loss, output, target, value, gradient with respect to the output; for softmax cross-entropy, outputs and targets are three numbers each.
"""
import torch
import torch.nn.functional as F

LOSSES = {
    "MeanSquaredErrorLoss": lambda o, t: F.mse_loss(o, t),
    "HalfSumOfSquaresLoss": lambda o, t: 0.5 * F.mse_loss(o, t, reduction="sum"),
    "MeanAbsoluteErrorLoss": lambda o, t: F.l1_loss(o, t),
    "HuberLoss": lambda o, t: F.huber_loss(o, t),
    "BinaryCrossEntropyLoss": lambda o, t: F.binary_cross_entropy(o, t),
    "BinaryCrossEntropyWithLogitsLoss": lambda o, t: F.binary_cross_entropy_with_logits(o, t),
    "KLDivergenceLoss": lambda o, t: F.kl_div(o, t, reduction="sum"),
    "PoissonLoss": lambda o, t: F.poisson_nll_loss(o, t),
}
INF, NAN = float("inf"), float("nan")
TARGETS = [0.0, 1.0, 0.25, -0.5, 1.5, 3.0, NAN, INF, -INF]
OUTPUTS = {
    "BinaryCrossEntropyLoss": [0.25, 0.75, NAN],
    "KLDivergenceLoss": [-0.25, -2.0, -100.0, NAN, -INF],
}


def show(x):
    return "NaN" if x != x else "∞" if x == INF else "-∞" if x == -INF else repr(x)


def line(loss, outputs, targets, value, gradient):
    print(";".join([loss, *(" ".join(map(show, x)) for x in (outputs, targets, [value], gradient))]))


for name, loss in LOSSES.items():
    for o in OUTPUTS.get(name, [0.5, -3.0, 30.0, NAN, INF, -INF]):
        for t in TARGETS:
            x = torch.tensor([o], dtype=torch.float64, requires_grad=True)
            try:
                y = loss(x, torch.tensor([t], dtype=torch.float64))
            except RuntimeError:
                continue  # PyTorch refuses such an output.
            (g,) = torch.autograd.grad(y, x)
            line(name, [o], [t], y.item(), g.tolist())

for o in ([0.5, -3.0, 2.0], [0.5, NAN, 2.0], [700.0, -700.0, 0.0]):
    for t in ([1.0, 0.0, 0.0], [0.25, 0.25, 0.5], [0.0, NAN, 1.0], [-0.5, 1.0, 0.5], [2.0, 0.0, 0.0], [INF, 0.0, 0.0]):
        x = torch.tensor([o], dtype=torch.float64, requires_grad=True)
        y = F.cross_entropy(x, torch.tensor([t], dtype=torch.float64))
        (g,) = torch.autograd.grad(y, x)
        line("SoftmaxCrossEntropyLoss", o, t, y.item(), g[0].tolist())
