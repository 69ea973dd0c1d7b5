using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints a contraction whose depth lies in vectors (<see cref="DotSchedule"/>).</summary>
internal class DotKernelEmitter(SourceWriter writer, ContractKernel kernel, DotSchedule schedule, Precision precision)
    : ContractKernelEmitter(writer, kernel, precision)
{
    protected DotSchedule Schedule => schedule;

    private string Left => Product.Left!.Name;

    protected string Right => Product.Right.Name;

    public override void Emit()
    {
        string row = Product.Row.Name;
        using (Writer.Block($"for (nint {row} = 0; {row} < {Product.Row.Length}; {row}++)"))
        {
            Writer.Line($"ref {Element} {Left}At = {VectorText.At(Product.Left!.Storage.Name, VectorText.Scaled(row, Product.LeftRowStride))};");
            if (!schedule.IsLoop)
            {
                EmitLeft();
            }

            for (int c = 0; c < schedule.Columns.Count; c++)
            {
                EmitColumns(row, schedule.Columns[c], c == 0 ? schedule.Repeat : 1);
            }
        }
    }

    /// <summary>The left operand's row stays in registers. Lanes that the vector before has too count once: here they are 0.</summary>
    protected virtual void EmitLeft()
    {
        for (int k = 0; k < schedule.Depth.Count; k++)
        {
            Writer.Line($"var x{k} = {LoadLeft(schedule.Depth[k])};");
        }
    }

    /// <summary>The left operand's vector with all its lanes.</summary>
    protected string LoadWhole(Piece piece) => VectorText.Load(schedule.Vector, $"{Left}At", piece.Offset);

    private string LoadLeft(Piece piece)
    {
        string load = LoadWhole(piece);
        if (piece.Overlap == 0)
        {
            return load;
        }

        return $"{load} & {VectorText.LastLanes(schedule.Vector, piece.Overlap)}";
    }

    private void EmitColumns(string row, Piece columns, int repeat)
    {
        string column = Product.Column.Name;
        if (repeat == 1)
        {
            using (Writer.Block(""))
            {
                EmitSums(row, $"{columns.Offset}", columns.Type);
            }
        }
        else
        {
            int lanes = columns.Type.Lanes, end = (repeat * lanes) - schedule.MovedBack;
            string counter = schedule.MovedBack > 0 ? "nextColumn" : column;
            using (Writer.Block($"for (nint {counter} = 0; {counter} < {end}; {(lanes == 1 ? $"{counter}++" : $"{counter} += {lanes}")})"))
            {
                if (schedule.MovedBack > 0)
                {
                    Writer.Line($"nint {column} = nint.Min({counter}, {end - lanes});");
                }

                EmitSums(row, column, columns.Type);
            }
        }
    }

    /// <summary>One vector of results: a dot product for each lane, then the tree that adds their lanes up.</summary>
    private void EmitSums(string row, string column, VectorType result)
    {
        DeclareEpilogueReferences(row, column);
        Writer.Line($"ref {Element} {Right}At = {VectorText.At(Product.Right.Storage.Name, VectorText.Scaled(column, Product.RightColumnStride))};");
        DeclareRowReferences(column);
        int perLeaf = Precision == Precision.Double ? 2 : 4;
        List<string> leaves = [];
        if (schedule.IsLoop)
        {
            EmitLoop(result.Lanes);
        }

        for (int lane = 0; lane < result.Lanes; lane++)
        {
            if (!schedule.IsLoop)
            {
                EmitDot(lane);
            }

            // A leaf as soon as its sums exist: they need not wait in registers.
            if (!result.IsScalar && (lane + 1) % perLeaf == 0)
            {
                string leaf = $"leaf{leaves.Count}";
                string sums = string.Join(", ", Enumerable.Range(lane + 1 - perLeaf, perLeaf).Select(l => $"sum{l}"));
                Writer.Line($"var {leaf} = HorizontalSum.{(perLeaf == 2 ? "Pair" : "Quad")}({sums});");
                leaves.Add(leaf);
            }
        }

        string total = result.IsScalar ? VectorText.Sum(schedule.Vector, "sum0")
            : schedule.Vector.Bits == 128 ? leaves[0]
            : $"HorizontalSum.Fold({string.Join(", ", leaves)})";
        string start = Kernel.Start is { } bias ? $"{VectorText.Load(result, AtName(bias), 0)} + " : "";
        Writer.Line($"var sums = {start}{total};");
        Finish(0, [(new Piece(0, result), "sums", "_")]);
    }

    /// <summary>Declares what else a row needs.</summary>
    protected virtual void DeclareRowReferences(string column)
    {
    }

    /// <summary>The dot product of one lane of the result.</summary>
    protected virtual void EmitDot(int lane)
    {
        for (int k = 0; k < schedule.Depth.Count; k++)
        {
            string right = VectorText.Load(schedule.Vector, $"{Right}At", (lane * Product.RightColumnStride) + schedule.Depth[k].Offset);
            Writer.Line(k == 0
                ? $"var sum{lane} = x0 * {right};"
                : $"sum{lane} = {VectorText.MultiplyAdd(schedule.Vector, $"x{k}", right, $"sum{lane}")};");
        }
    }

    private void EmitLoop(int lanes)
    {
        int step = schedule.Vector.Lanes;
        Piece last = schedule.Depth.Last;
        int whole = last.Offset + (last.Overlap == 0 ? step : last.Overlap);
        for (int lane = 0; lane < lanes; lane++)
        {
            Writer.Line($"var sum{lane} = {VectorText.Zero(schedule.Vector)};");
        }

        string depth = Product.Depth.Name;
        using (Writer.Block($"for (nint {depth} = 0; {depth} < {whole}; {depth} += {step})"))
        {
            EmitProducts(VectorText.Load(schedule.Vector, $"{Left}At", depth), lane => VectorText.Plus($"{lane * Product.RightColumnStride}", depth));
        }

        if (last.Overlap > 0)
        {
            using (Writer.Block(""))
            {
                EmitProducts(LoadLeft(last), lane => $"{(lane * Product.RightColumnStride) + last.Offset}");
            }
        }

        void EmitProducts(string left, System.Func<int, string> offset)
        {
            Writer.Line($"var x = {left};");
            for (int lane = 0; lane < lanes; lane++)
            {
                Writer.Line($"sum{lane} = {VectorText.MultiplyAdd(schedule.Vector, "x", VectorText.Load(schedule.Vector, $"{Right}At", offset(lane)), $"sum{lane}")};");
            }
        }
    }
}
