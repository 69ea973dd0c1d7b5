"""What PyTorch (float64) makes of single layers: outputs, loss and gradients for random numbers.

Run:  /usr/bin/python3 make_layers.py > torch_layers.json      (Debian: apt-get install python3-torch)
A case: name, attributes (of the model, after [Model]), inputs (how many numbers an example has), batch, parameters {name here: values}, x, y,
output, loss (mean of squares against y), gradients {name here: values}, dx. Images and sequences are channels last, as here.
"""
import json
import torch, torch.nn.functional as F
torch.set_default_dtype(torch.float64)
CASES = []

def first(x): return x.movedim(-1, 1)       # channels first, and back
def last(x): return x.movedim(1, -1)

def case(name, shape, attributes, forward, parameters={}, batch=3, x=None):
    """forward(x, p): x is (batch, *shape), p the parameters by their names here; parameters: shapes, or tensors."""
    torch.manual_seed(len(CASES) + 1)
    x = (torch.randn(batch, *shape) if x is None else x).requires_grad_()
    p = {n: (torch.randn(s) * 0.5 if isinstance(s, tuple) else s.clone()).requires_grad_() for n, s in parameters.items()}
    out = forward(x, p)
    y = torch.randn_like(out)
    loss = F.mse_loss(out, y)
    loss.backward()
    numbers = lambda t: [float(v) for v in t.detach().reshape(-1)]
    CASES.append(dict(
        name=name, attributes=f"[Input({', '.join(map(str, shape))})] {attributes}", inputs=x[0].numel(), batch=batch,
        parameters={n: numbers(v) for n, v in p.items()}, x=numbers(x), y=numbers(y), output=numbers(out), loss=float(loss),
        gradients={n: numbers(v.grad) for n, v in p.items()}, dx=numbers(x.grad)))

case("PRelu", (5,), "[PRelu]", lambda x, p: F.prelu(x, p["pRelu1.weight"]), {"pRelu1.weight": (1,)})
case("PReluPerChannel", (3, 2, 4), "[PRelu(PerChannel = true)]", lambda x, p: last(F.prelu(first(x), p["pRelu1.weight"])), {"pRelu1.weight": (4,)})
case("PReluAtZero", (4,), "[PRelu]", lambda x, p: F.prelu(x, p["pRelu1.weight"]), {"pRelu1.weight": (1,)}, x=torch.tensor([[0.0, 1, -1, 0], [-0.0, 2, 0, -2], [1, 0, 0, 3]]))

print("[\n" + ",\n".join(json.dumps(c) for c in CASES) + "\n]")
