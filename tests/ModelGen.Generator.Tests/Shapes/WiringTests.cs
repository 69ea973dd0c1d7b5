using System.Linq;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Shapes;

/// <summary>Who takes what: names become nodes, inputs first, then layers.</summary>
public class WiringTests
{
    [Theory]
    [InlineData("[Input(2)] [Dense(3)] [Dense(4)]", "dense1 < input; dense2 < dense1", "dense2")]
    [InlineData("[Input(2)] [Dense(3)] [Dense(4, From = \"input\")] [Concat(\"dense1\")]", "dense1 < input; dense2 < input; concat1 < dense2, dense1", "concat1")]
    [InlineData("[Input(2)] [Input(3)] [Dense(3)] [Concat(\"input1\", \"input2\", From = \"dense1\")]", "dense1 < input2; concat1 < dense1, input1, input2", "concat1")]
    [InlineData("[Input(2, Name = \"x\")] [Add(\"x\", \"x\")]", "add1 < x, x, x", "add1")]
    [InlineData(
        "[Input(2)] [Dense(3, Name = \"a\")] [Dense(4, Name = \"b\")] [Dense(1, Name = \"c\", From = \"a\")] [HuberLoss] [PoissonLoss(Of = \"b\")]",
        "a < input; b < a; c < a",
        "b, c")]
    public void Names_become_nodes(string attributes, string sources, string outputs)
    {
        Network network = Stages.Infer(attributes);
        string[] names = [.. network.Inputs.Select(i => i.Name), .. network.Layers.Select(l => l.Layer.Name)];
        string.Join("; ", network.Layers.Select(l => $"{l.Layer.Name} < {string.Join(", ", l.Sources.Select(s => names[s]))}")).ShouldBe(sources);
        string.Join(", ", network.Outputs.Select(o => o.Name)).ShouldBe(outputs);
        network.Outputs.ShouldAllBe(o => names[o.Node] == o.Name);
    }

    [Fact]
    public void Parts_follow_one_another()
    {
        Network network = Stages.Infer(
            "[Input(2, 3, Name = \"a\")] [Input(4, Name = \"b\")] [Dense(5)] [Flatten(From = \"a\")] [HuberLoss(Weight = 0.5)] [PoissonLoss(Of = \"dense1\", Weight = 2)]");
        network.Inputs.Select(i => (i.Name, i.Shape, i.Offset)).ShouldBe([("a", Shape.Of(2, 3), 0), ("b", Shape.Of(4), 6)]);
        network.Outputs.Select(o => (o.Name, o.Shape, o.Offset, o.Loss!.Name, o.Weight))
            .ShouldBe([("dense1", Shape.Of(5), 0, "PoissonLoss", 2.0), ("flatten1", Shape.Of(6), 5, "HuberLoss", 0.5)]);
        (network.Input, network.Output).ShouldBe((Shape.Of(10), Shape.Of(11)));
    }

    [Theory]
    [InlineData("[Input(4, 6, 3)] [ZeroPad(1, Left = 2)]", "[6, 9, 3]")]
    [InlineData("[Input(6, 3)] [ZeroPad(1, Left = 2)]", "[9, 3]")]
    [InlineData("[Input(4, 6, 3)] [Upsample(2, Width = 3)]", "[8, 18, 3]")]
    [InlineData("[Input(6, 3)] [Upsample]", "[12, 3]")]
    [InlineData("[Input(4, 6, 3)] [Permute(3, 1, 2)]", "[3, 4, 6]")]
    [InlineData("[Input(4, 6, 3)] [Reshape(2, -1, 9)]", "[2, 4, 9]")]
    [InlineData("[Input(4, 6, 3)] [Concat(\"input\", Axis = 2)]", "[4, 12, 3]")]
    [InlineData("[Input(4, 6, 3)] [Concat(\"input\", \"input\")]", "[4, 6, 9]")]
    [InlineData("[Input(4, 6, 3)] [Multiply(\"input\")]", "[4, 6, 3]")]
    public void Layers_that_move_numbers_know_their_shapes(string attributes, string output) => Stages.Infer(attributes).Output.ToString().ShouldBe(output);
}
