using System;
using System.Linq;
using System.Threading.Tasks;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Layers;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Diagnostics;

/// <summary>Binary cross-entropy is refused exactly where the activations' own formulas leave 0 to 1.</summary>
public class LossRangeTests
{
    public static TheoryData<string> Kinds => new(Enum.GetNames<ActivationKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task After_a_dense_layer(string kind) =>
        (await IsRefused($"[Dense(2, Activation.{kind})]")).ShouldBe(Leaves(kind, -50, 50));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task After_a_sigmoid(string kind) =>
        (await IsRefused($"[Dense(2, Activation.Sigmoid)] [ActivationLayer(Activation.{kind})] [Flatten]")).ShouldBe(Leaves(kind, 0, 1));

    private static async Task<bool> IsRefused(string layers)
    {
        string[] ids = [.. (await Source.Parse($"[Model] [Input(2)] {layers} [BinaryCrossEntropyLoss] partial class Net;").Analyze()).Select(d => d.Id)];
        ids.Except(["MG0022"]).ShouldBeEmpty();
        return ids.Length > 0;
    }

    /// <summary>Whether the function of two numbers from the range, or of one, is ever outside 0 to 1.</summary>
    private static bool Leaves(string name, double low, double high)
    {
        const int Steps = 200;
        ActivationKind kind = Enum.Parse<ActivationKind>(name);
        double[] xs = [.. Enumerable.Range(0, Steps + 1).Select(i => low + ((high - low) * i / Steps))];
        return xs.Any(x => Value(x) is < 0 or > 1);

        double Value(double x) => kind switch
        {
            ActivationKind.Softmax => Math.Exp(x) / (Math.Exp(x) + Math.Exp(low)),
            ActivationKind.LogSoftmax => x - Math.Log(Math.Exp(x) + Math.Exp(low)),
            _ => Evaluate.At(Activations.Of(kind, 0.01, 1).Apply(Expr.Input(0)), [x]),
        };
    }
}
