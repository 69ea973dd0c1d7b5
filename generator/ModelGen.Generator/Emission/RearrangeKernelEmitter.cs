using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints a Rearrange: for each example, or each block of examples in the lanes, zeros where they are needed, then box after box.</summary>
internal sealed class RearrangeKernelEmitter(SourceWriter writer, RearrangeKernel kernel, Precision precision)
{
    private readonly string _element = new VectorType(0, precision).Element;

    public void Emit()
    {
        Value result = kernel.Rearrange.Move.Result;
        bool isInLanes = kernel.Rearrange.IsInLanes;
        (string example, int numbers) = isInLanes ? ("block", LaneLayout.Block) : ("b", 1);
        if (isInLanes)
        {
            writer.Line($"nint blocks = (batch + {LaneLayout.Block - 1}) / {LaneLayout.Block};");
        }

        using (result.Shape.HasBatch ? writer.Block($"for (nint {example} = 0; {example} < {(isInLanes ? "blocks" : "batch")}; {example}++)") : null)
        {
            foreach (Value value in kernel.Moves.Select(m => m.Box.Source).Append(result).GroupBy(Name).Select(g => g.First()))
            {
                writer.Line($"ref {_element} {Name(value)}At = {VectorText.At(Name(value), value.Shape.HasBatch ? VectorText.Scaled(example, numbers * value.Shape.Length) : "0")};");
            }

            if (kernel.Clears)
            {
                writer.Line($"Block.Clear(ref {Name(result)}At, {numbers * result.Shape.Length});");
            }

            foreach (BoxMove move in kernel.Moves)
            {
                Emit(move, result);
            }
        }
    }

    private void Emit(BoxMove move, Value result)
    {
        Stack<IDisposable> blocks = new();
        foreach (MoveLoop loop in move.Loops)
        {
            blocks.Push(writer.Block($"for (nint {loop.Name} = 0; {loop.Name} < {loop.Extent}; {loop.Name}++)"));
        }

        string from = $"{Name(move.Box.Source)}At", to = $"{Name(result)}At";
        string source = Place(move.Loops.Select(l => VectorText.Scaled(l.Name, l.SourceStride)), move.SourceOffset);
        string place = Place(move.Loops.Select(l => VectorText.Scaled(l.Name, l.ResultStride)), move.ResultOffset);
        VectorType number = new(0, precision);
        writer.Line(move switch
        {
            { Turned: { } matrix } => $"MatrixTranspose.Copy({VectorText.At(from, source)}, {VectorText.At(to, place)}, {matrix.Rows}, {matrix.Columns});",
            { Run: 1 } => VectorText.Store(number, VectorText.Load(number, from, source), to, place),
            _ => $"Block.Copy({VectorText.At(from, source)}, {VectorText.At(to, place)}, {move.Run});",
        });
        while (blocks.Count > 0)
        {
            blocks.Pop().Dispose();
        }
    }

    private static string Place(IEnumerable<string> terms, int offset) => terms.Append($"{offset}").Aggregate(VectorText.Plus);

    private static string Name(Value value) => value.Place.Name;
}
