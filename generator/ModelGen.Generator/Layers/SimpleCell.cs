using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>h' = tanh(W · x + b + U · h + c), or what stands for tanh.</summary>
internal sealed record SimpleCell(ActivationChoice Nonlinearity) : RecurrentCell
{
    public override string Name => "SimpleRnn";

    public override int Gates => 1;

    public override Value[] Lower(RecurrentTurn turn, Value input, Value[] before)
    {
        Value sums = turn.Map("PreActivations", Input(0) + Input(1), turn.Products(before[0]), input);
        return [Nonlinearity.Kind == ActivationKind.Identity ? sums : Nonlinearity.Lower(turn.Graph, $"{turn.Name}{State}", sums)];
    }

    public override IEnumerable<Setting> EffectiveSettings() => [new("Nonlinearity", $"{Nonlinearity.Kind}")];

    public override string Suffix => Nonlinearity.Kind == ActivationKind.Tanh ? "" : $", {Nonlinearity.Label}";
}
