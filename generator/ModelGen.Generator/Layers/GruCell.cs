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
        Value gates = turn.Map("Gates", Sigmoid(Input(0) + Input(1)), turn.Gate("GatesInput", input, 0, 2), turn.Gate("GatesProduct", products, 0, 2));
        Value reset = turn.Gate("Reset", gates, 0), update = turn.Gate("Update", gates, 1);
        Value candidate = turn.Map("New", Tanh(Input(0) + (Input(1) * Input(2))), turn.Gate("NewInput", input, 2), reset, turn.Gate("NewProduct", products, 2));
        return [turn.Map(State, ((1 - Input(0)) * Input(1)) + (Input(0) * Input(2)), update, candidate, before[0])];
    }
}
