using System.Linq;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Kernels;

/// <summary>How boxes are moved: the largest blocks that lie in one piece on both sides.</summary>
public class BoxMoveTests
{
    [Theory]
    [InlineData("[Input(4)] [Dense(3)] [Concat(\"input\")]", "3: 0 -> 0; 4: 0 -> 3")]
    [InlineData("[Input(4, 5, 3)] [Concat(\"input\", From = \"input\")]", "y 20 x 3: 0 -> 0 (3, 6); y 20 x 3: 0 -> 3 (3, 6)")]
    [InlineData("[Input(4, 5, 3)] [Concat(\"input\", From = \"input\", Axis = 1)]", "60: 0 -> 0; 60: 0 -> 60")]
    [InlineData("[Input(4, 5, 3)] [ZeroPad(1)]", "zeros; y 4 x 15: 0 -> 24 (15, 21)")]
    [InlineData("[Input(4, 5, 3)] [ZeroPad(Top = 1)]", "zeros; 60: 0 -> 15")]
    [InlineData("[Input(4, 5, 3)] [Permute(3, 1, 2)]", "turned 20 x 3: 0 -> 0")]
    [InlineData("[Input(4, 5, 3)] [Permute(2, 1, 3)]", "x 5 y 4 x 3: 0 -> 0 (3, 12) (15, 3)")]
    [InlineData("[Input(4, 3)] [Upsample(2)]", "i 4 v 2 x 3: 0 -> 0 (3, 6) (0, 3)")]
    [InlineData("[Input(4)] [Input(2, 2, Name = \"b\")] [Flatten] [Concat(\"input1\")]", "4: 0 -> 0; 4: 0 -> 4")]
    public void Blocks_are_as_large_as_both_sides_allow(string attributes, string expected)
    {
        CompiledModel model = Stages.Compile(attributes.Replace("[Input(4)] [Input", "[Input(4, Name = \"input1\")] [Input"));
        RearrangeKernel kernel = model.Plan.Predict.Steps.OfType<RearrangeStep>().Select(s => (RearrangeKernel)model.Kernels[s]).Last();
        string.Join("; ", kernel.Moves.Select(Print).Prepend(kernel.Clears ? "zeros" : "").Where(t => t != "")).ShouldBe(expected);
    }

    private static string Print(BoxMove move)
    {
        string loops = string.Concat(move.Loops.Select(l => $"{l.Name} {l.Extent} "));
        string strides = string.Concat(move.Loops.Select(l => $" ({l.SourceStride}, {l.ResultStride})"));
        string what = move.Turned is { } matrix ? $"turned {matrix.Rows} x {matrix.Columns}" : loops == "" ? $"{move.Run}" : $"{loops}x {move.Run}";
        return $"{what}: {move.SourceOffset} -> {move.ResultOffset}{strides}";
    }
}
