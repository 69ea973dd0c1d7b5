using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.ReferenceForm;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>The loops that go over all numbers of a row, or of a window, for one number.</summary>
internal sealed partial class ReferenceNestEmitter
{
    private void EmitReduction(ReferenceNest nest, ReduceOp reduce)
    {
        Axis[] axes = Axes(reduce.Source.Shape);
        int missing = reduce.Source.Shape.Rank - reduce.Result.Shape.Rank;
        bool[] isKept = [.. axes.Select((_, d) => d >= missing && reduce.Result.Shape[d - missing] == reduce.Source.Shape[d])];
        Value[] terms = [.. (nest.Terms is null ? [reduce.Source] : nest.Terms.Inputs).Where(v => v.Shape.Rank > 0)];
        bool isFlat = isKept.All(kept => !kept) && reduce.Result.Shape.Rank == 0
            && terms.All(v => v.Shape == reduce.Source.Shape && tensors.OrderOf(v).SequenceEqual(tensors.OrderOf(terms[0])));
        MergedAxes loops = MergedAxes.Of(reduce.Source.Shape, [.. Tensors(nest).Append(reduce.Source).Where(v => v.Shape.Rank > 0)], tensors, isKept);
        IReadOnlyList<string?> all = isFlat ? ["n"] : loops.Letters;
        string?[] index = [.. loops.Letters.Skip(missing).Select((letter, d) => reduce.Result.Shape[d] == 1 ? "0" : letter)];
        string[] outer = [.. loops.Heads.Where((_, d) => isKept[d]).OfType<string>()], inner = [.. loops.Heads.Where((_, d) => !isKept[d]).OfType<string>()];
        Describe(nest, index);

        // A single number is a variable of the whole method.
        using (pass.IsLocal(reduce.Result) ? null : _loops.Block(outer))
        {
            switch (reduce.Reduction)
            {
                case ReduceKind.Sum:
                    string sum = pass.IsLocal(reduce.Result) ? reduce.Result.Name : "sum";
                    writer.Line($"{_element} {sum} = 0;");
                    Inside($"{sum} += ", "");
                    _maps.Locals[reduce.Result] = sum;
                    break;
                case ReduceKind.Max:
                    EmitLargest();
                    _maps.Locals[reduce.Result] = "largest";
                    break;
                default:
                    EmitLargest();
                    writer.Line($"{_element} sum = 0;");
                    Inside("sum += ReferenceMath.Exp(", " - largest)");
                    writer.Line($"{_element} logSum = ReferenceMath.Log(sum);");
                    _maps.Locals[reduce.Result] = "logSum";
                    _maps.Locals[reduce.Largest!] = "largest";
                    break;
            }

            Finish(nest, index, [.. nest.Core!.Outputs]);
        }

        void EmitLargest()
        {
            writer.Line($"{_element} largest = {_element}.NegativeInfinity;");
            Inside("largest = ReferenceMath.Max(largest, ", ")");
        }

        void Inside(string before, string after)
        {
            if (nest.Terms is { } map && !_maps.IsPlain(map))
            {
                using (isFlat ? FlatLoop(reduce.Source.Shape) : _loops.Block(inner))
                {
                    writer.Line($"{before}{_maps.Term(map, all, isFlat)}{after};");
                }

                return;
            }

            string term = nest.Terms is null ? _maps.Read(reduce.Source, all, isFlat) : _maps.Term(nest.Terms, all, isFlat);
            if (isFlat)
            {
                writer.Line(FlatHead(reduce.Source.Shape));
                using (writer.Indent())
                {
                    writer.Line($"{before}{term}{after};");
                }
            }
            else
            {
                _loops.Statement(inner, $"{before}{term}{after};");
            }
        }
    }

    private void EmitPool(ReferenceNest nest, MaxPoolOp pool)
    {
        string[] index = [.. pool.OutputMap.Indices.Select(i => ReferenceTensors.Text(i))];
        Describe(nest, Names(pool.OutputMap));
        (string[] at, string declarations, string condition) = _loops.Elements((pool.Source, pool.SourceMap));
        bool hasPosition = pool.Window.Count > 0 && pass.IsStored(pool.Position);
        using (_loops.Block(pool.Axes))
        {
            writer.Line($"{_element} largest = {_element}.NegativeInfinity;");
            if (hasPosition)
            {
                writer.Line("int w = -1;");
                using (_loops.Block(pool.Window))
                {
                    if (declarations.Length > 0)
                    {
                        writer.Line(declarations);
                    }

                    EmitKept($"{_element} next = {at[0]};\nif (w < 0 || next > largest || {_element}.IsNaN(next))\n    (largest, w) = (next, {Number(pool.Window)});", condition);
                }
            }
            else
            {
                _loops.Statement(pool.Window, $"largest = ReferenceMath.Max(largest, {at[0]});", declarations, condition);
            }

            _maps.Locals[pool.Result] = "largest";
            _maps.Locals[pool.Position] = hasPosition ? "w" : "0";
            Finish(nest, index, pool.Result, pool.Position);
        }
    }

    private void EmitKept(string text, string condition)
    {
        if (condition.Length == 0)
        {
            writer.Line(text);
            return;
        }

        using (writer.Block($"if ({condition})"))
        {
            writer.Line(text);
        }
    }
}
