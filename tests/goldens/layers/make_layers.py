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

def case(name, shape, attributes, forward, parameters={}, batch=2, x=None):
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
        name=name, attributes=f"[Input({', '.join(map(str, shape))})] {attributes}", inputs=x[0].numel(), batch=len(x),
        parameters={n: numbers(v) for n, v in p.items()}, x=numbers(x), y=numbers(y), output=numbers(out), loss=float(loss),
        gradients={n: numbers(v.grad) for n, v in p.items()}, dx=numbers(x.grad)))

case("PRelu", (5,), "[PRelu]", lambda x, p: F.prelu(x, p["pRelu1.weight"]), {"pRelu1.weight": (1,)})
case("PReluPerChannel", (3, 2, 4), "[PRelu(PerChannel = true)]", lambda x, p: last(F.prelu(first(x), p["pRelu1.weight"])), {"pRelu1.weight": (4,)})
case("PReluAtZero", (4,), "[PRelu]", lambda x, p: F.prelu(x, p["pRelu1.weight"]), {"pRelu1.weight": (1,)}, x=torch.tensor([[0.0, 1, -1, 0], [-0.0, 2, 0, -2], [1, 0, 0, 3]]))

EYE = torch.eye(4)
dense = lambda x, p, n: F.linear(x, p[n + ".weight"], p[n + ".bias"])
TWO = {"a.weight": (4, 5), "a.bias": (4,), "b.weight": (4, 5), "b.bias": (4,)}
SAME = {"a.weight": torch.eye(4), "a.bias": torch.zeros(4)}
case("Subtract", (5,), '[Dense(4, Name = "a")] [Dense(4, From = "input", Name = "b")] [Subtract("a", "b")]', lambda x, p: dense(x, p, "b") - dense(x, p, "a") - dense(x, p, "b"), TWO)
case("Divide", (5,), '[Dense(4, Name = "a")] [Dense(4, Activation.Softplus, From = "input", Name = "b")] [Divide("b", From = "a")]', lambda x, p: dense(x, p, "a") / F.softplus(dense(x, p, "b")), TWO)
case("Maximum", (5,), '[Dense(4, Name = "a")] [Dense(4, From = "input", Name = "b")] [Maximum("a")]', lambda x, p: torch.maximum(dense(x, p, "b"), dense(x, p, "a")), TWO)
case("Minimum", (5,), '[Dense(4, Name = "a")] [Dense(4, From = "input", Name = "b")] [Minimum("a")]', lambda x, p: torch.minimum(dense(x, p, "b"), dense(x, p, "a")), TWO)
case("MaximumOfEqual", (4,), '[Dense(4, Name = "a")] [Maximum("input")]', lambda x, p: torch.maximum(dense(x, p, "a"), x), SAME)
case("MinimumOfEqual", (4,), '[Dense(4, Name = "a")] [Minimum("input", "a")]', lambda x, p: torch.minimum(torch.minimum(dense(x, p, "a"), x), dense(x, p, "a")), SAME)
case("SubtractOfChannels", (3, 2, 4), '[GlobalAveragePool(Name = "mean")] [Subtract("mean", From = "input")]', lambda x, p: x - x.mean((1, 2), keepdim=True))
case("AddOfChannels", (3, 2, 4), '[GlobalAveragePool] [Add("input", "input")]', lambda x, p: x.mean((1, 2), keepdim=True) + x + x)
case("MultiplyOfSteps", (3, 5), '[Dense(1, Name = "a")] [Multiply("input")]', lambda x, p: dense(x, p, "a") * x, {"a.weight": (1, 5), "a.bias": (1,)})
case("MaximumBothWays", (3, 1), '[Reshape(1, 3, Name = "a")] [Maximum("a", From = "input")]', lambda x, p: torch.maximum(x, x.transpose(1, 2)))
case("DivideOfImage", (2, 3, 4), '[Conv2D(1, 1, Activation = Activation.Softplus, Name = "a")] [Divide("a", From = "input")]', lambda x, p: x / F.softplus(last(F.conv2d(first(x), p["a.weight"], p["a.bias"]))), {"a.weight": (1, 4, 1, 1), "a.bias": (1,)})
case("Slice", (5, 3), "[Slice(1, 3, Axis = 1)] [Slice(-2)]", lambda x, p: x[:, 1:4, -2:])
case("Crop", (4, 5, 2), "[Crop(1, Right = 2)]", lambda x, p: x[:, 1:-1, 1:-2])
pad = lambda x, sides, mode, value=0.0: last(F.pad(first(x), sides, mode, value) if mode == "constant" else F.pad(first(x), sides, mode))
case("PadConstant", (3, 4, 2), "[Pad(1, Value = 0.5, Right = 2)]", lambda x, p: pad(x, (1, 2, 1, 1), "constant", 0.5))
case("PadReflect", (3, 4, 2), "[Pad(2, PadMode.Reflect, Right = 3, Top = 1)]", lambda x, p: pad(x, (2, 3, 1, 2), "reflect"))
case("PadEdge", (3, 2, 2), "[Pad(2, PadMode.Edge, Right = 0)]", lambda x, p: pad(x, (2, 0, 2, 2), "replicate"))
case("PadReflectSequence", (4, 3), "[Pad(3, PadMode.Reflect, Right = 1)]", lambda x, p: pad(x, (3, 1), "reflect"))
case("PadEdgeSequence", (3, 2), "[Pad(1, PadMode.Edge, Right = 4)]", lambda x, p: pad(x, (1, 4), "replicate"))
up = lambda x, s, mode, corners: last(F.interpolate(first(x), scale_factor=s, mode=mode, align_corners=corners))
case("UpsampleBilinear", (3, 4, 2), "[Upsample(2, Width = 3, Mode = UpsampleMode.Bilinear)]", lambda x, p: up(x, (2, 3), "bilinear", False))
case("UpsampleBilinearCorners", (3, 4, 2), "[Upsample(3, Width = 2, Mode = UpsampleMode.Bilinear, AlignCorners = true)]", lambda x, p: up(x, (3, 2), "bilinear", True))
case("UpsampleLinear", (5, 3), "[Upsample(2, Mode = UpsampleMode.Bilinear)]", lambda x, p: up(x, 2, "linear", False))
case("UpsampleLinearCorners", (5, 3), "[Upsample(4, Mode = UpsampleMode.Bilinear, AlignCorners = true)]", lambda x, p: up(x, 4, "linear", True))
case("UpsampleOfOne", (1, 2, 2), "[Upsample(2, Mode = UpsampleMode.Bilinear, AlignCorners = true)]", lambda x, p: up(x, (2, 2), "bilinear", True))
case("TransposedLonger", (3, 2, 2), '[Conv2DTranspose(3, 2, Stride = 3, OutputPaddingHeight = 2, OutputPaddingWidth = 1, Name = "t")]',
     lambda x, p: last(F.conv_transpose2d(first(x), p["t.weight"], p["t.bias"], stride=3, output_padding=(2, 1))), {"t.weight": (2, 3, 2, 2), "t.bias": (3,)})

print("[\n" + ",\n".join(json.dumps(c) for c in CASES) + "\n]")
