using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.ReferenceForm;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>The formula of each value that a nest stores, for the comment above its loops.</summary>
internal static class ReferenceFormulas
{
    /// <param name="index">The letters of the result's dimensions; null where the loops need none.</param>
    public static IEnumerable<string> Of(ReferencePass pass, ReferenceNest nest, IReadOnlyList<string?>? index)
    {
        Dictionary<Value, Formula> known = [];
        List<string> lines = [];
        (string Position, string Row)? place = null;
        switch (nest.Core)
        {
            case null:
                break;
            case ReduceOp { Largest: { } largest } reduce:
                Add(largest, $"max({Name(reduce.Source)})");
                Add(reduce.Result, Formula.Product($"ln Σ exp({Name(reduce.Source)} − {Get(largest)})"));
                break;
            case ReduceOp reduce:
                string term = nest.Terms is { } terms ? Formula.Of(terms.Bodies[0], k => Name(terms.Inputs[k])).Text : Name(reduce.Source);
                Add(reduce.Result, Formula.Product($"{(reduce.Reduction == ReduceKind.Sum ? "Σ" : "max")}({term})"));
                break;
            case MaxPoolOp pool:
                Add(pool.Result, LoopFormula.Of(pool).Text);
                Add(pool.Position, Formula.Sentence(LoopFormula.Position));
                break;
            case RearrangeOp move:
                lines.AddRange(move.Boxes.Select(b => $"{Name(move.Result)}{b.ResultMap} = {Name(b.Source)}{b.SourceMap}"));
                break;
            case DropoutMaskOp mask:
                lines.Add($"{Name(mask.Result)} = 0 with probability {mask.Rate}, else 1 / (1 − {mask.Rate})");
                break;
            case GatherOp gather:
                lines.Add($"{Name(gather.Result)}[…, j] = {Name(gather.Table)}[{Name(gather.Indices)}[…], j]");
                break;
            case ScatterAddOp scatter:
                lines.Add($"{Name(scatter.Result)}[{Name(scatter.Indices)}[…], j] += {Name(scatter.Source)}[…, j]");
                break;
            case ByTimeOp move:
                lines.Add($"{Name(move.Result)} = {Name(move.Source)}, {(move.GoesByTime ? "all examples of a time" : "all times of an example")} together");
                break;
            case ScanOp scan:
                lines.AddRange(scan.Starts.Select(s => $"{Name(s.State)}[{scan.FirstTime}] = {(s.Initial is null ? "0" : Name(s.Initial))}, and from time to time"));
                break;
            case var loops:
                LoopFormula formula = LoopFormula.Of(loops);
                Add(loops.Output, formula.Text, formula.Index);
                place = formula.Place;
                break;
        }

        foreach (MapOp map in nest.Maps)
        {
            for (int k = 0; k < map.Outputs.Count; k++)
            {
                Add(map.Outputs[k], Formula.Of(map.Bodies[k], i => Get(map.Inputs[i]), place));
            }
        }

        return lines;

        void Add(Value value, Formula formula, string? at = null)
        {
            known[value] = formula;
            if (pass.IsStored(value) || pass.IsLocal(value) && nest.Computed.Last() == value)
            {
                lines.Add($"{Name(value)}{at ?? IndexOf(value)} = {formula}");
            }
        }

        Formula Get(Value value) => known.TryGetValue(value, out Formula formula) && !pass.IsStored(value) ? formula : Name(value) + IndexOf(value);

        // Where a value is the same along a dimension, its index there says nothing.
        string IndexOf(Value value)
        {
            int missing = nest.Shape.Rank - value.Shape.Rank;
            string[] letters = index is null ? [] : [.. Enumerable.Range(0, value.Shape.Rank).Where(d => value.Shape[d] == nest.Shape[d + missing]).Select(d => index[d + missing]).OfType<string>()];
            return letters.Length == 0 ? "" : $"[{string.Join(", ", letters)}]";
        }
    }

    private static string Name(Value value) => value.Role == ValueRole.Constant && value.Shape.Rank == 0
        ? Literal.Of(value.Numbers[0], Declarations.Precision.Double)
        : ReferenceTensors.NameOf(value);
}
