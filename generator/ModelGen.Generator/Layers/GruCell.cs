using ModelGen.Generator.Graph;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>Reset, update and new gate, in PyTorch's order: h' = (1 − z) · n + z · h, n = tanh(W · x + b + r · (U · h + c)).</summary>
internal sealed record GruCell : RecurrentCell
{
    public override string Name => "Gru";

    public override int Gates => 3;

    public override Value[] Lower(RecurrentTurn turn, Value input, Value[] before)
    {
        Value products = turn.Products(before[0]);
        Value Gate(string name, int gate) => turn.Map(name, Sigmoid(Input(0) + Input(1)), turn.Gate($"{name}Input", input, gate), turn.Gate($"{name}Product", products, gate));
        Value reset = Gate("Reset", 0), update = Gate("Update", 1);
        Value candidate = turn.Map("New", Tanh(Input(0) + (Input(1) * Input(2))), turn.Gate("NewInput", input, 2), reset, turn.Gate("NewProduct", products, 2));
        return [turn.Map(State, ((1 - Input(0)) * Input(1)) + (Input(0) * Input(2)), update, candidate, before[0])];
    }
}
